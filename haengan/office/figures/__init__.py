"""지표: figures, what is behind them, entered totals, freezes. Citizens see the open ones at the same address."""
