"""The workspace's own tests on candidates: what a verdict costs, and whether it is right on published packages."""
