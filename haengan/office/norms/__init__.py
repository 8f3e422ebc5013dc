"""법정 기준: legal values, dated, with their articles and what the city has set itself."""
