"""Small helpers for numbers, words and records."""
