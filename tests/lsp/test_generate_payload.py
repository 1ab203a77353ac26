"""What of a result is sent to an editor."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.generate.scripted import INFO, STUB
from understudy.context.functions import find_function
from understudy.generate.types import Evidence, Outcome, Request, TriedCandidate
from understudy.lsp.generate_payload import SHOWN, payload
from understudy.lsp.results import Place, Result
from understudy.lsp.workspace import Document
from understudy.runner.types import Verdict

FAILED = Verdict("failed", 0, 5, "rank", 0.1)


@pytest.mark.parametrize(("tried", "decided", "sent"), [(300, True, SHOWN), (SHOWN, True, SHOWN), (300, False, 300)])
def test_of_hundreds_that_tests_have_ordered_the_best_are_sent(
    tmp_path: Path, tried: int, decided: bool, sent: int
) -> None:
    site = find_function(STUB, qualname="add")
    assert site is not None
    one = TriedCandidate("", (), STUB, -1.0, "direct", FAILED if decided else None)
    candidates = tuple(replace(one, text=f"    return {i}\n") for i in range(tried))
    evidence = None if decided else Evidence(1, (tried,), 0, "cluster")  # a question names candidates by their places
    outcome = Outcome(site, (), candidates, None, False, "", 1.0, None, evidence=evidence)
    path = tmp_path / "calc.py"
    result = Result(Place(path.as_uri(), STUB), Request(path, STUB), outcome, INFO, "", True)
    made = payload("r", result, Document(path.as_uri(), STUB, 1, "python", "utf-16"))
    assert len(made.candidates) == sent and made.unshown == tried - sent
    assert made.candidates[0].text == "    return 0\n"
