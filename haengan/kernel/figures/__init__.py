"""지표: named measures computed from the records, their stored values, entered totals, freezes and what stands behind each."""
