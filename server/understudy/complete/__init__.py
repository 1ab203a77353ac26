"""Ghost text: gate, cache, prompt, stream, post-process.

In: a document, a position. Out: completion items. Never blocks, never raises to the editor.
May import engine, prompts, context.
"""
