"""The `understudy` command. May import everything; imported by nothing."""
