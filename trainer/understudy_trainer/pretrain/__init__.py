"""Pretraining a model of our own from scratch: corpus, tokenizer, packed tokens, the training loop.

In: task families and permissively licensed Python on this machine. Out: a Hugging Face folder and checkpoints.
May import tasks, corpus, prompts and export; imported by the trainer's command line only.
"""
