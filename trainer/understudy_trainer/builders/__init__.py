"""Training data made on purpose: CodeDPO pairs, RRTF rankings, distilled plans and evolved tasks."""
