"""The language server: LSP features on one side, the rooms on the other; no thinking of its own.

May import complete, generate, learn, models, context; imported by cli.
"""
