"""The inference engine: one child process that owns llama.cpp, and the async client of it.

In: prompts (text pieces and token ids). Out: streamed text, finished candidates with log-probabilities.
May import prompts, context (indentation), models (GGUF checks) and errors; imported by complete, generate, lsp, cli.
Only `llama`, its parts `batch` and `kv`, and `vocabulary` import llama_cpp, and only the child (`worker`) imports them.
"""
