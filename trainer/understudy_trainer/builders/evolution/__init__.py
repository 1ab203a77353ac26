"""Harder tasks made from given ones (Evol-Instruct)."""
