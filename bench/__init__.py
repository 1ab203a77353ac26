"""Measurements of what the README claims, one program each: `python -m bench.NAME [--quick]`, with
`sandbox.` or `studies.` before the names in those folders.

Each prints what it measured as text and one JSON line last (`bench.report`). Arms are interleaved and compared in pairs
(`bench.interleave`), because on a shared machine only ratios of neighbouring moments mean anything.
"""

import os

# Read by libgomp when llama.cpp is loaded. Our engine and llama-server are started with it, so the arms inside this
# process get it too: without it, two threads beside a busy process are up to 80 times slower.
os.environ.setdefault("GOMP_SPINCOUNT", "10000")
