"""Tables of ordinary functions that a family draws from, and the row type they are made of. Registers nothing."""
