"""Plans by backward reasoning, kept only where they help (CodePLAN)."""
