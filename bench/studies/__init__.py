"""Which candidate is picked, and how they are sampled: studies on pools whose right codes are known."""
