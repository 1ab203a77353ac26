"""Measures a model on code suites: pass@k, selected pass@1, rank-score@k, budgets, with intervals.

In: a suite file the user has, or our own held-out families. Out: numbers, and every sample as JSONL. Fetches nothing.
May import generate, runner, engine, prompts, models and `tasks`; every candidate runs in the runner's sandbox.
"""
