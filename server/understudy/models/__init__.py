"""Which models and adapters there are: bundled model, catalogue, downloads, GGUF checks, adapter registry.

In: names and paths. Out: verified files on disk. May import errors, paths and files only.
"""
