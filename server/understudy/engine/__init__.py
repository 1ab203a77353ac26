"""The inference engine: one child process that owns llama.cpp, and the async client of it.

In: `Generate` requests (text pieces and token ids). Out: streamed tokens with log-probabilities, finished candidates.
May import errors and the type of a prompt; imported by complete, generate, lsp, cli. Only `worker` imports llama_cpp, and only the child imports `worker`.
"""
