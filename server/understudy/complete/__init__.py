"""Ghost text: gate, cache, wait, prompt, stream, post-process, judge. `completer` is the flow.

In: a document, a position. Out: completion items. Never blocks, never raises to the editor.
May import engine, prompts, context.
"""
