"""Runs the workspace's own tests on candidates in a sandbox, and says honestly what was verified.

In: a function, the file's text with a candidate in place. Out: `Verdict`s. The workspace is never written.
May import errors only; the sandboxed child imports nothing of ours.
"""
