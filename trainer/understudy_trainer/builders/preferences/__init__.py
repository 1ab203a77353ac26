"""CodeDPO pairs and RRTF rankings: codes of a model, executed and ranked."""
