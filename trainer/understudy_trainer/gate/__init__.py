"""Whether an adapter may be served."""
