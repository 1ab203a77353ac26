"""Hugging Face checkpoints and PEFT adapters to the GGUF files the engine serves, with proof that they compute the same.

In: a checkpoint directory or adapter directory, a base GGUF. Out: GGUF files. llama.cpp only ever runs in a child process.
"""
