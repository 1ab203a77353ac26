"""Generate with tests: sample plans and candidates, test each as it finishes, rank, stop inside the latency budget.

In: a function in a file. Out: an `Outcome` with ranked candidates and an edit; nothing is written.
May import engine, runner, prompts, context; imported by lsp, cli and the trainer.
"""
