"""Task families: endless *executed* programming tasks (docstring, plan, solution, tests, near misses).

`families` decide what is asked, out of the tables in `recipes` and the words in `vocabulary`.
In: a seed. Out: `Task` values whose solution passes its tests and whose near misses fail one of them.
May import nothing of ours but the standard library's types; `corpus` and `evaluate` read from here.
"""
