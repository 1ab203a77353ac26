"""What surrounds the cursor: document window, function sites, ignore rules, file watching.

In: text and positions. Out: windows, function sites, allowed-or-not. May import errors only.
"""
