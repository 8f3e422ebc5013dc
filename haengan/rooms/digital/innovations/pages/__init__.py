"""Pages beside the registers: the board by stage."""
