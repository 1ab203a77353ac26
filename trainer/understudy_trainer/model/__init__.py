"""The served GGUF as a trainable model: tokenizer, weights, packed rows. Knows no method and no log."""
