"""The scheduler under any order of events, against what each request must return when it runs alone.

Twice: on the bigram model, whose greedy text hangs on the prompt's last token by a wide margin, so that neither batch
width nor moved cells change it and equality is exact; and on a random model, where each cell counts, so that after a
rest the cells left behind must score like fresh ones.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

import tests.engine.tiny as tiny
import tests.lsp.bigram_model as bigram
from tests.engine.driver import Driver, alone_logprobs
from understudy.engine.llama import Llama
from understudy.engine.protocol import Candidate, Delta, Done, Failed, Finished, Generate, Sampling, SetAdapter, Stop
from understudy.engine.room import used_cells
from understudy.engine.scheduler import SEQUENCES

CONTEXT = 512
TEXTS = ["import os\n", "def add(a, b):\n", "    return a + b\n" * 6, "x = 1\n" * 30, "# note\n" * 60]
STOPS = [Stop(), Stop(single_line=True), Stop(texts=(" +",)), Stop(min_indent=4), Stop(repetition=True)]
HOT = Sampling(temperature=1.0, seed=11)
REQUESTS = st.fixed_dictionaries(
    {
        "before": st.lists(st.sampled_from(TEXTS), max_size=3).map("".join),
        "typed": st.text("abz(", max_size=4),
        "after": st.sampled_from(["", TEXTS[2], TEXTS[3]]),
        "order": st.sampled_from(["psm", "spm", "plan", "code"]),
        "n": st.sampled_from([1, 1, 1, 2, 5, 18]),
        "max_tokens": st.sampled_from([0, 1, 3, 12, 40]),
        "stop": st.sampled_from(STOPS),
        "hot": st.booleans(),
        "priority": st.sampled_from(["interactive", "batch"]),
        "document": st.sampled_from(["", "a.py", "b.py"]),
        "deadline_s": st.sampled_from([None, None, 5.0]),
        "heal": st.sampled_from(["", "", " ", " to", "\n    retu", "é"]),
        "embed": st.booleans(),
    }
)


@dataclass
class Sent:
    request: Generate
    ended: bool = False
    """Cancelled or past its deadline: it may be cut short anywhere."""


class Machine(RuleBasedStateMachine):
    engine: Llama
    reference: Llama
    """Of the same model; runs one request at a time on empty cells."""
    adapter: Path
    separated: bool
    """Whether greedy tokens are equal at any batch width."""

    def __init__(self) -> None:
        super().__init__()
        self.engine.set_adapter(None, 1.0)
        self.sent: dict[int, Sent] = {}
        self.changes: set[int] = set()
        self.number = 0
        self.begin()

    def begin(self) -> None:
        self.engine.clear()
        self.engine.allow()
        self.adapted = False
        self.driver = Driver(self.engine)

    def next_number(self) -> int:
        self.number += 1
        return self.number

    # --- what happens ---------------------------------------------------------------------------------------------

    requests = Bundle("requests")

    @rule(target=requests, options=REQUESTS)
    def ask(self, options: dict[str, Any]) -> dict[str, Any]:
        request = made(self.engine, self.next_number(), options)
        self.sent[request.id] = Sent(request)
        self.driver.submit(request)
        return options

    @rule(options=consumes(requests), typed=st.text("qv", min_size=1, max_size=3), back=st.integers(0, 6))
    def type_on(self, options: dict[str, Any], typed: str, back: int) -> None:
        before = options["before"][: len(options["before"]) - back]
        self.ask(options | {"before": before, "typed": options["typed"] + typed, "priority": "interactive"})

    @rule(count=st.integers(1, 12))
    def step(self, count: int) -> None:
        self.driver.step(count)

    @rule(count=st.integers(1, 4))
    def step_while_interrupted(self, count: int) -> None:
        self.engine.abort()
        self.driver.step(count)
        self.driver.scheduler.idle_step()
        self.engine.allow()

    @rule(count=st.integers(1, 6))
    def rest(self, count: int) -> None:
        for _ in range(count):
            self.driver.scheduler.idle_step()

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.sent)))
        self.driver.scheduler.cancel(number)
        self.sent[number].ended = True

    @rule(seconds=st.sampled_from([1.0, 6.0]))
    def time_passes(self, seconds: float) -> None:
        self.driver.now += seconds
        for sent in self.sent.values():
            sent.ended |= sent.request.deadline_s is not None

    @rule(adapted=st.booleans())
    def swap_adapter(self, adapted: bool) -> None:
        number = self.next_number()
        self.changes.add(number)
        self.adapted = adapted
        self.driver.scheduler.set_adapter(SetAdapter(number, str(self.adapter) if adapted else None))

    @rule()
    def ask_the_impossible(self) -> None:
        for prompt, n in ((["q" * 2 * CONTEXT], 1), ([], 1), ([10**6], 1), (["x"], 0)):
            number = self.next_number()
            self.driver.submit(Generate(number, prompt, n=n))
            assert self.driver.failed(number).message

    @rule()
    def finish_all(self) -> None:
        self.driver.run()
        self.check_answers()
        self.check_idle()
        self.check_cells()

    @rule()
    def die(self) -> None:
        """The worker is killed: what was not answered is the client's to fail; a new one starts with empty cells."""
        self.check_answers(complete=False)
        self.engine.set_adapter(None, 1.0)
        self.sent, self.changes = {}, set()
        self.begin()

    # --- what must hold -------------------------------------------------------------------------------------------

    @invariant()
    def cells_are_accounted_for(self) -> None:
        scheduler = self.driver.scheduler
        lanes = (scheduler.interactive, scheduler.batch)
        assert used_cells(lanes, None) <= self.engine.cells
        ends = self.engine.kv.ends
        for lane in lanes:
            assert ends[lane.sequence] == len(lane.cached)
            assert 0 <= lane.exact <= len(lane.cached)
            rows = [row for job in lane.jobs for row in job.live]
            assert len(lane.free) + len(rows) == len(set(lane.free) | {row.sequence for row in rows})
            assert all(ends[sequence] == 0 for sequence in lane.free)
            for job in lane.jobs:
                for row in job.live:
                    assert row.sequence is not None
                    assert ends[row.sequence] == len(job.prompt) + len(row.tokens) - 1
                    assert row.pooled == (len(row.tokens) - 1 if job.request.embed else 0)
        assert scheduler.batch.exact == len(scheduler.batch.cached)
        for sequence, end in enumerate(ends):
            assert self.engine.kv.last_position(sequence) == end - 1

    def check_idle(self) -> None:
        scheduler = self.driver.scheduler
        assert not scheduler.busy
        assert len(scheduler.interactive.free) + len(scheduler.batch.free) == SEQUENCES - 2

    def check_cells(self) -> None:
        """What a rest leaves in the interactive lane scores like a fresh evaluation."""
        while self.driver.scheduler.idle_step():
            pass
        lane = self.driver.scheduler.interactive
        if not lane.is_exact or self.adapted or len(lane.cached) < 2:
            return
        prompt = lane.cached.tolist()
        (row,) = self.driver.run(Generate(self.next_number(), prompt, max_tokens=1))
        np.testing.assert_allclose(row.logprobs, alone_logprobs(self.reference, prompt, row.tokens), atol=0.05)

    def check_answers(self, complete: bool = True) -> None:
        answers: dict[int, list[object]] = {number: [] for number in [*self.sent, *self.changes]}
        for answer in self.driver.answers:
            if answer.id in answers:  # type: ignore[union-attr]
                answers[answer.id].append(answer)  # type: ignore[union-attr]
        for number, sent in self.sent.items():
            self.check_request(sent, answers[number], complete)
        for number in self.changes if complete else ():
            assert [type(answer) for answer in answers[number]] == [Done]

    def check_request(self, sent: Sent, answers: list[Any], complete: bool) -> None:
        request = sent.request
        ends = [answer for answer in answers if isinstance(answer, Done | Failed)]
        assert len(ends) == 1 if complete else len(ends) <= 1
        assert not ends or answers[-1] is ends[0]
        too_long = len(self.engine.tokenize(request.prompt)) >= self.engine.row_limit
        assert not ends or isinstance(ends[0], Failed) == too_long
        if too_long:
            return
        rows = [answer.candidate for answer in answers if isinstance(answer, Finished)]
        indices = sorted(row.index for row in rows)
        assert indices == sorted(set(indices)) and (not ends or indices == list(range(request.n)))
        for row in rows:
            deltas = [answer for answer in answers if isinstance(answer, Delta) and answer.index == row.index]
            assert "".join(delta.text for delta in deltas) == row.text
            assert len(row.tokens) == len(row.logprobs) <= request.max_tokens
            assert (row.embedding is not None) == (request.embed and len(row.tokens) > 1)
            assert (deltas[-1].tokens if deltas else 0) == len(row.tokens)
            written = b"".join(map(self.engine.vocabulary.piece, row.tokens))
            heal = request.heal.encode()
            assert written.startswith(heal) if row.text else written[: len(heal)] == heal[: len(written)]
            whole = row.finish not in ("cancelled", "deadline")
            assert sent.ended or whole
            if self.separated and request.sampling.temperature == 0:
                model = alone(self.reference, msgspec.structs.replace(request, id=1, n=1, deadline_s=None))
                assert model.tokens[: len(row.tokens)] == row.tokens
                assert not whole or (row.text, row.finish) == (model.text, model.finish)


def alone(engine: Llama, request: Generate) -> Candidate:
    """What the request returns on a scheduler that has nothing else to do."""
    key = repr((request.prompt, request.max_tokens, request.stop, request.heal))
    if key not in _ALONE:
        engine.clear()
        (_ALONE[key],) = Driver(engine).run(request)
    return _ALONE[key]


_ALONE: dict[str, Candidate] = {}


def made(engine: Llama, number: int, options: dict[str, Any]) -> Generate:
    ids = engine.vocabulary.special
    before, after = options["before"] + options["typed"], options["after"]
    prompt = {
        "psm": [ids["fim_prefix"], before, ids["fim_suffix"], after, ids["fim_middle"]],
        "spm": [ids["fim_suffix"], after, ids["fim_prefix"], before, ids["fim_middle"]],
        "plan": [before, ids["plan"]],
        "code": [before, ids["code"]],
    }[options["order"]]
    sampling = HOT if options["hot"] else Sampling()
    names = ("n", "max_tokens", "stop", "priority", "document", "deadline_s", "heal", "embed")
    return Generate(number, prompt, sampling=sampling, **{name: options[name] for name in names})


def machine(model: Path, adapter: Path, separated: bool) -> Iterator[type[Machine]]:
    engines = [Llama(model, context_tokens=CONTEXT, threads=1, sequences=SEQUENCES) for _ in range(2)]

    class OnModel(Machine):
        engine, reference = engines

    OnModel.adapter, OnModel.separated = adapter, separated
    yield OnModel
    for engine in engines:
        engine.close()


@pytest.fixture(params=["bigram", "random"])
def on_model(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[type[Machine]]:
    module = bigram if request.param == "bigram" else tiny
    model, adapter = module.make_model(tmp_path / "model.gguf"), module.make_adapter(tmp_path / "adapter.gguf")
    yield from machine(model, adapter, request.param == "bigram")


def test_any_order_of_events_gives_each_request_what_it_gets_alone(on_model: type[Machine]) -> None:
    examples = int(os.environ.get("UNDERSTUDY_FUZZ_EXAMPLES", "60"))
    checks = settings(
        max_examples=examples,
        stateful_step_count=40,
        deadline=None,
        derandomize="UNDERSTUDY_FUZZ_EXAMPLES" not in os.environ,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(on_model, settings=checks)
