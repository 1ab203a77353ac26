"""FIM, plan, code and test-writing templates: the one place the server and the trainer share.

In: text around the cursor. Out: `Prompt` pieces (text and token ids). Knows no tokenizer, process or editor.
May import errors only; imported by engine (the type of a prompt), complete, generate, trainer.
"""
