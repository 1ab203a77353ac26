"""Evidence nobody vouches for: probe inputs, self-written tests, and what they say where no trusted test decides.

In: candidates and what they did. Out: scores and, when two behaviours tie, a question. Imported by generate only.
"""
