"""국경일·기념행사: ceremonies of national days and the city's commemorations, from the plan to who came."""
