"""Who is asked: an OpenAI-compatible server, or a local GGUF. Answers are kept."""
