"""Pages beside the register."""
