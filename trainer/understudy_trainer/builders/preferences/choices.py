"""What the command line offers as choices. Imports nothing, so that `--help` is instant."""

from __future__ import annotations

from typing import Literal

TestsBy = Literal["written", "answered", "both", "executed"]
"""written: the model writes a whole assert, as in CodeDPO. answered: a call is given and it writes the value, which a
small model gets right far more often (bench/RESULTS.md, 9). both: half of each. executed: a call is given, and the
value is what one of the model's own codes returns, drawn as often as it was written: most tests then agree with what
most codes do."""

Rank = Literal["self-validation", "count", "all-tests", "random", "given"]
"""The ablation of CodeDPO (2410.05605): self-validation ("PageRank"), how many tests a code passes, whether it passes
all, two codes at random. given: only the tests somebody vouches for, the upper bound."""
