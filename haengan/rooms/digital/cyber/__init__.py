"""사이버 침해 대응센터: the cyber response centre."""
