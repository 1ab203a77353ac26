"""Training data made on purpose: CodeDPO pairs, RRTF rankings, distilled plans, evolved tasks, and what leaks."""
