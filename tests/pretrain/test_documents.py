"""Documents give back the text they were cut from, in the shapes the server asks for."""

from __future__ import annotations

import ast
import itertools
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pretrain.conftest import PAIR
from understudy.prompts.special import CODE, EOS, FILE_SEP, FIM_MIDDLE, FIM_PREFIX, FIM_SUFFIX, PLAN
from understudy_trainer.errors import TrainError
from understudy_trainer.pretrain import material, surroundings
from understudy_trainer.pretrain.config import Mixture, PretrainConfig
from understudy_trainer.pretrain.documents import IDS, Document, documents, infill, task_documents
from understudy_trainer.tasks.sample import training

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
CODE_LIKE = st.lists(
    st.sampled_from(["def f(x):\n", "    return x", "\n", "    ", "if x:\n", "é", "<|plan|>", "pass", "\t"]),
    max_size=25,
).map("".join)


def infilled(document: Document) -> tuple[str, str, str, str]:
    """(order, prefix, middle, suffix) of a fill-in-the-middle document, without the code of other files."""
    middle, end = document.answer
    assert end == IDS[EOS]
    first, one, second, two, last = document.prompt[-5:]
    assert last == IDS[FIM_MIDDLE]
    assert isinstance(one, str) and isinstance(two, str) and isinstance(middle, str)
    if first == IDS[FIM_SUFFIX]:
        assert second == IDS[FIM_PREFIX]
        return "spm", two, middle, one
    assert (first, second) == (IDS[FIM_PREFIX], IDS[FIM_SUFFIX])
    return "psm", one, middle, two


@settings(max_examples=300, deadline=None)
@given(TEXTS | CODE_LIKE, st.integers(0, 10_000), st.floats(0, 1))
def test_infilling_gives_back_the_text(text: str, seed: int, share: float) -> None:
    focus = int(share * len(text))
    _, prefix, middle, suffix = infilled(infill(text, random.Random(seed), focus))
    if suffix:
        assert prefix + middle + suffix == text
    else:  # cut off at the end of the file
        assert text.startswith(prefix + middle)
    assert len(prefix) >= focus


def test_infilling_has_both_orders_and_mostly_a_suffix() -> None:
    text = "def f(x):\n    if x:\n        return 1\n    return 2\n"
    cut = [infilled(infill(text, random.Random(seed))) for seed in range(200)]
    spm = sum(order == "spm" for order, *_ in cut)
    assert 110 < spm < 160
    assert sum(prefix + middle + suffix == text for _, prefix, middle, suffix in cut) > 150
    assert len({middle for _, _, middle, _ in cut}) > 30


def kind(document: Document) -> str:
    if not document.prompt:
        return "plain"
    return {IDS[CODE]: "direct", IDS[PLAN]: "plan", IDS[FIM_MIDDLE]: "infill"}[int(document.prompt[-1])]


def test_task_documents_are_the_tasks_in_every_shape() -> None:
    drawn = list(itertools.islice(training(5), 600))
    targets = {t.prompt: t for t in drawn}
    targets |= {m.prompt: m for m in map(surroundings.as_method, filter(surroundings.fits_in_class, drawn))}
    found = list(itertools.islice(task_documents(5), 240))
    assert {kind(d) for d in found} == {"plain", "direct", "plan", "infill"}
    assert any(IDS[FILE_SEP] in d.prompt for d in found)
    for document in found:
        *pieces, end = document.answer
        assert end == IDS[EOS]
        assert IDS[EOS] not in document.prompt
        if kind(document) in ("direct", "plan"):
            above = document.prompt[0]
            body = pieces[-1]
            assert isinstance(above, str) and isinstance(body, str)
            target = max((t for p, t in targets.items() if above.endswith(p)), key=lambda t: len(t.prompt))
            assert body in target.solutions
            ast.parse(above + body)
            if kind(document) == "plan":
                plan, code_token, _ = pieces
                assert code_token == IDS[CODE]
                assert isinstance(plan, str)
                steps = [line.strip() for line in plan.splitlines()]
                assert steps == [f"# {i}. {step}" for i, step in enumerate(target.plan, 1)]
                ast.parse(above + plan + body)  # at the body's indentation
        elif kind(document) == "plain":
            ast.parse("".join(p for p in pieces if isinstance(p, str)))
        else:
            _, prefix, middle, suffix = infilled(document)
            if suffix:
                ast.parse(prefix + middle + suffix)


def test_kinds_come_in_the_shares_of_the_mixture(smoke: PretrainConfig) -> None:
    given = material.load(smoke.corpus, 0)
    mixture = Mixture(natural=0.3, exercises=0.2, plan=0.0, infill=0.0, whole=0.0, pairs=1.0)
    prompts = [d.prompt[0] for d in itertools.islice(documents(mixture, given, 3), 400)]
    counts = Counter(
        "natural" if "radius" in str(p) else "exercise" if "Double x." in str(p) else "task" for p in prompts
    )
    assert 90 < counts["natural"] < 150
    assert 50 < counts["exercise"] < 110


def test_without_a_corpus_all_documents_are_tasks() -> None:
    drawn = itertools.islice(documents(Mixture(natural=1.0), material.load("", 0), 3), 20)
    assert all(d.answer[-1] == IDS[EOS] for d in drawn)


def test_a_pair_is_cut_behind_its_docstring(smoke: PretrainConfig) -> None:
    asked = material.load(smoke.corpus, 0).pairs
    assert PAIR in {a.prompt + a.answer for a in asked}
    assert all(a.prompt.endswith('radius."""\n') and a.answer.startswith("    if radius") for a in asked)


def test_validation_texts_are_never_trained_on(smoke: PretrainConfig) -> None:
    given = material.load(smoke.corpus, 0)
    assert given.validation
    assert not set(given.validation) & set(given.texts)
    assert not set(given.validation) & {a.prompt + a.answer for a in given.pairs}


def test_a_folder_without_a_corpus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainError, match="holds no corpus"):
        material.load(str(tmp_path), 0)
