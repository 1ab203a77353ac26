"""What in training data is, or nearly is, part of a benchmark."""
