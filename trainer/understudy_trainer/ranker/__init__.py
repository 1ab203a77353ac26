"""CodeRanker: a small classifier of a candidate's outcome over the served model's own embeddings."""
