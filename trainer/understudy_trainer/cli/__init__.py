"""`understudy train ...`: arguments in, progress lines out. Imports no torch at its top: `--help` is instant."""
