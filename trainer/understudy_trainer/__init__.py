"""The companion trainer: corpora, pretraining, preference training, gating and export.

In: task families, the user's event log, a base GGUF. Out: GGUF models and LoRA adapters.
May import `understudy`'s generate, learn, prompts, models and what lies below them; never lsp or cli.
"""
