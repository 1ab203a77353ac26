"""One training run: from examples to an adapter that was exported and judged; resumes after a kill."""
