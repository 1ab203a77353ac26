"""Losses and the step: examples and a model in, gradients out. Writes no files."""
