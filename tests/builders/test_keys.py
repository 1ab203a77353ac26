"""What is sent to whom: a key to its own server alone, and the user is told what travels before it does."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from tests.builders.command import command
from tests.engine.remote.stand_in import MODELS, StandIn, running, says
from understudy.errors import UnderstudyError
from understudy_trainer.evaluate.engines import KEY_VARIABLE, TEACHER_KEY_VARIABLE, EngineAt, at, opened, travels
from understudy_trainer.scale.over_ray import FOLLOW


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "sk-own")
    monkeypatch.setenv(TEACHER_KEY_VARIABLE, "sk-teacher")


async def shown_to(where: EngineAt) -> set[str]:
    """What the server of `where` was shown as authorization."""
    async with running(StandIn({"/v1/models": says(MODELS)})) as there:
        with contextlib.suppress(UnderstudyError):
            async with opened(EngineAt(where.model, there.url, key_variable=where.key_variable)):
                pass
        assert there.asked
        return {asked.headers.get("authorization", "") for asked in there.asked}


async def test_each_server_is_shown_the_key_that_is_meant_for_it() -> None:
    assert await shown_to(at("http://h#acme-coder", KEY_VARIABLE)) == {"Bearer sk-own"}
    assert await shown_to(at("http://h#acme-coder", TEACHER_KEY_VARIABLE)) == {"Bearer sk-teacher"}
    assert await shown_to(at("http://h#acme-coder")) == {""}


def test_workers_elsewhere_get_both() -> None:
    assert {KEY_VARIABLE, TEACHER_KEY_VARIABLE} <= set(FOLLOW)


def test_a_folder_and_each_host_are_named_once(tmp_path: Path) -> None:
    engines = [at("http://teacher.example:8080#a"), at("http://teacher.example:8080#b"), at("https://safe.example")]
    said = travels([EngineAt("local.gguf"), *engines], [str(tmp_path), "families:seed=1,count=2"])
    assert len(said) == 3
    assert f"Functions of {tmp_path} and code for them are sent to teacher.example:8080." in said
    assert f"Functions of {tmp_path} and code for them are sent to safe.example." in said
    assert any("teacher.example:8080 unencrypted" in line for line in said)
    assert travels([EngineAt("local.gguf"), at("http://127.0.0.1:1")], ["families:seed=1,count=2"]) == []


@pytest.mark.parametrize("words", [["rankings", "--teacher"], ["codedpo", "--tests-from"], ["codedpo", "--model"]])
def test_the_commands_say_so_before_they_ask(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.py").write_text("x = 1\n")
    with pytest.raises(UnderstudyError):  # the folder has no task
        command([words[0], str(tmp_path), words[1], "http://127.0.0.1:9", "--out", str(tmp_path / "out.jsonl")])
    assert f"Functions of {tmp_path} and code for them are sent to 127.0.0.1:9." in capsys.readouterr().err
