"""What surrounds the cursor: document window, function sites, code of other files, ignore rules, file watching.

In: text, positions, what happens in the editor. Out: windows, function sites, snippets, allowed-or-not. May import
prompts and errors only.
"""
