"""What the user kept and what tests proved: event log, outcomes, preference pairs, rejection memory, statistics.

In: events from lsp, generate and cli. Out: pairs for the trainer, statistics for the user. One SQLite file, on this machine only.
May import errors and paths only.
"""
