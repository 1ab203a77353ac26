"""What is trained on: examples from the event log or a file, and their packed rows."""
