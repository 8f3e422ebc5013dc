"""What the shared pages need to know: the registers of the training desk, and the papers taken out of them."""
