"""Natural Python and executed exercises to learn from, and what must not be in them.

In: the permissively licensed code of the running environment, MBPP's training part and P3. Out: `Piece`s and
`Exercise`s in two files, checked for leaks. May import evaluate and tasks; imported by pretraining and all above it.
"""

from understudy_trainer.corpus.pieces import Exercise, Piece, read, read_exercises

__all__ = ["Exercise", "Piece", "read", "read_exercises"]
