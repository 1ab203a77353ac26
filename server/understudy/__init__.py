"""Understudy: a coding companion whose model lives, is tested and learns on the user's own machine.

The rooms and who may import whom are drawn in ARCHITECTURE.md; import-linter holds them to it.
"""

__version__ = "0.1.0"
