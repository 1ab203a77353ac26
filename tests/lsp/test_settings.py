from __future__ import annotations

import pytest

from understudy.lsp.settings import read
from understudy.settings import LearnSettings, Settings


@pytest.mark.parametrize("value", [None, {}, [], "nonsense", 3])
def test_nothing_sent_means_defaults(value: object) -> None:
    assert read(value) == (Settings(), [])


def test_each_wrong_value_costs_only_itself() -> None:
    sent = {"model": "x", "completion": {"maxTokens": 0, "debounceMs": 5}, "generate": {"policy": "best"}, "learn": 7}
    settings, problems = read(sent)
    assert settings.model == "x" and settings.completion.debounce_ms == 5
    assert settings.completion.max_tokens == 64 and settings.generate.policy == "plan-after-failure"
    assert settings.learn == LearnSettings(enable=False, retention_days=3650)  # nothing is guessed that might hurt
    assert [problem.split(":")[0] for problem in problems] == [
        "understudy.completion.maxTokens", "understudy.generate.policy", "understudy.learn",
    ]  # fmt: skip
    assert sent["completion"] == {"maxTokens": 0, "debounceMs": 5}
