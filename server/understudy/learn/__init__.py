"""What the user kept and what tests proved: event log, preference pairs, rejection memory, statistics.

In: events from lsp, generate and cli. Out: pairs for the trainer, statistics for the user. One SQLite file, local only.
May import errors, paths, files and the type of a prompt (`prompts.types`) only.
"""
