"""Hugging Face checkpoints and PEFT adapters to the GGUF files the engine serves, proved to compute the same.

In: a checkpoint or adapter folder, a base GGUF. Out: GGUF files. llama.cpp only ever runs in a child process.
"""
