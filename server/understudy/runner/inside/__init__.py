"""Code that runs inside the sandbox, under the workspace's Python: stdlib (and pytest) only, loaded by path.

In: JSON lines on stdin. Out: JSON lines on stdout. The server process imports nothing from here except for tests.
"""
