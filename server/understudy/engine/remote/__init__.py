"""The second backend: a llama-server or an OpenAI-compatible server, behind the interface of `engine.client`.

In: prompts whose special tokens are names (`prompt.SPECIAL`). Out: the protocol's Delta, Finished and Done.
Off unless the user typed an address; the HTTP library is imported only then. Imported by lsp and cli.
"""
