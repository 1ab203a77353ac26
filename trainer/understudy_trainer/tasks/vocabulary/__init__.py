"""What the families speak with: names, phrases, conditions and sample values. Registers nothing."""
