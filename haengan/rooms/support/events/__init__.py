"""국경일·기념행사: ceremonies and commemorations, of national days and the city's own, from the plan to who came."""
