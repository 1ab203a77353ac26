"""The client with a real child: streams, cancels, crashes, restarts, adapters."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import signal
import subprocess
from pathlib import Path

import pytest

import tests.engine.tiny as tiny
from understudy.engine import restart
from understudy.engine.client import EngineClient, State
from understudy.engine.errors import AdapterError, EngineCrashed, EngineError, EngineUnavailable, RequestError
from understudy.engine.launch import WorkerOptions, command, environment
from understudy.engine.protocol import Delta, Done, Finished, Sampling, Stop
from understudy.errors import UnderstudyError

PROMPT: list[str | int] = ["def area(width, height):\n"]
HOT = Sampling(temperature=1.0, seed=1)


def kill(client: EngineClient) -> None:
    assert client.pid is not None
    os.kill(client.pid, signal.SIGKILL)


def sha256_and_size(path: Path) -> tuple[str, int]:
    return hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size


async def test_info_tells_what_is_loaded(client: EngineClient, tiny_model: Path) -> None:
    info = client.info
    assert (info.sha256, info.size_bytes) == sha256_and_size(tiny_model)
    assert (info.name, info.architecture, info.fim_order, info.context_tokens) == ("tiny-random", "llama", "spm", 1024)
    assert {"eos", "fim_prefix", "fim_suffix", "fim_middle", "plan", "code", "file_sep"} == set(info.special)
    assert client.state == "ready"


async def test_a_stream_ends_with_done_and_its_deltas_are_the_candidate(client: EngineClient) -> None:
    answers = [answer async for answer in client.stream(PROMPT, max_tokens=12, sampling=HOT)]
    assert isinstance(answers[-1], Done)
    (finished,) = [answer for answer in answers if isinstance(answer, Finished)]
    assert "".join(answer.text for answer in answers if isinstance(answer, Delta)) == finished.candidate.text


async def test_requests_run_side_by_side(client: EngineClient) -> None:
    many, one = await asyncio.gather(
        client.generate(PROMPT, n=20, max_tokens=8, sampling=HOT),
        client.generate(["x"], max_tokens=4, priority="interactive"),
    )
    assert [candidate.index for candidate in many] == list(range(20))
    assert len(one) == 1


async def test_closing_a_stream_cancels_its_request(client: EngineClient) -> None:
    stream = client.stream(PROMPT, n=8, max_tokens=900, sampling=HOT, priority="batch")
    async for _ in stream:
        break
    await stream.aclose()
    (candidate,) = await client.generate(PROMPT, max_tokens=3, priority="batch")
    assert candidate.tokens


async def test_cancelling_a_task_cancels_its_request(client: EngineClient) -> None:
    task = asyncio.create_task(client.generate(PROMPT, n=200, max_tokens=900, sampling=HOT))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await client.generate(PROMPT, max_tokens=3)


async def test_a_request_that_cannot_fit_raises_with_a_message(client: EngineClient) -> None:
    with pytest.raises(RequestError, match="context holds 1024"):
        await client.generate(["long " * 2000])
    assert await client.generate(PROMPT, max_tokens=2)


async def test_a_deadline_ends_rows_as_they_are(client: EngineClient) -> None:
    found = await client.generate(PROMPT, n=64, max_tokens=900, sampling=HOT, deadline_s=0.05)
    assert len(found) == 64
    assert "deadline" in {candidate.finish for candidate in found}


async def test_kill_9_fails_what_was_in_flight_and_the_next_request_works(tiny_model: Path) -> None:
    states: list[State] = []
    client = await EngineClient.start(tiny_model, threads=1, context_tokens=1024, on_state=states.append)
    await asyncio.sleep(0)
    states.clear()
    stream = client.stream(PROMPT, n=100, max_tokens=900, sampling=HOT, priority="batch")
    with pytest.raises(EngineCrashed) as caught:
        async for _ in stream:
            if client.pid is not None and not states:
                kill(client)
    assert caught.value.next_step
    assert await client.generate(PROMPT, max_tokens=3)
    assert states == ["restarting", "ready"]
    await client.close()


async def test_an_abort_inside_llama_is_a_crash_like_any_other(client: EngineClient) -> None:
    assert client.pid is not None
    os.kill(client.pid, signal.SIGABRT)
    with contextlib.suppress(EngineCrashed):
        await client.generate(PROMPT, max_tokens=3)
    assert await client.generate(PROMPT, max_tokens=3)


async def test_many_quick_crashes_give_up_with_a_message(client: EngineClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restart, "FIRST_DELAY_S", 0.01)
    for _ in range(restart.MAX_QUICK_CRASHES):
        with contextlib.suppress(EngineCrashed):
            await client.generate(PROMPT, max_tokens=1)
        kill(client)
        with contextlib.suppress(EngineError):
            await client.generate(PROMPT, n=50, max_tokens=900, sampling=HOT)
    assert client.state == "failed"
    with pytest.raises(EngineUnavailable, match="keeps stopping"):
        await client.generate(PROMPT)


async def test_the_adapter_survives_a_crash(client: EngineClient, tiny_adapter: Path) -> None:
    (base,) = await client.generate(PROMPT, max_tokens=8)
    await client.set_adapter(tiny_adapter, 1.0)
    (adapted,) = await client.generate(PROMPT, max_tokens=8)
    assert adapted.logprobs[0] != pytest.approx(base.logprobs[0], abs=1e-3)
    kill(client)
    with contextlib.suppress(EngineCrashed):
        await client.generate(PROMPT, max_tokens=8)
    (again,) = await client.generate(PROMPT, max_tokens=8)
    assert again.tokens == adapted.tokens
    await client.set_adapter(None)
    (without,) = await client.generate(PROMPT, max_tokens=8)
    assert without.tokens == base.tokens


async def test_an_adapter_that_does_not_fit_raises_and_changes_nothing(client: EngineClient, tmp_path: Path) -> None:
    (base,) = await client.generate(PROMPT, max_tokens=8)
    with pytest.raises(AdapterError):
        await client.set_adapter(tiny.make_adapter(tmp_path / "misfit.gguf", width=tiny.WIDTH * 2))
    (after,) = await client.generate(PROMPT, max_tokens=8)
    assert after.tokens == base.tokens


async def test_threads_can_change_while_it_runs(client: EngineClient) -> None:
    client.set_threads(2)
    client.set_threads(1)
    assert await client.generate(PROMPT, max_tokens=3)


async def test_closing_ends_the_child_and_fails_what_was_in_flight(client: EngineClient) -> None:
    pid = client.pid
    assert pid is not None
    task = asyncio.create_task(client.generate(PROMPT, n=200, max_tokens=900, sampling=HOT))
    await asyncio.sleep(0.05)
    await client.close()
    with pytest.raises(EngineUnavailable):
        await task
    with pytest.raises(EngineUnavailable):
        await client.generate(PROMPT)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert client.state == "closed"


def damaged(path: Path, model: Path, kind: str) -> Path:
    data = model.read_bytes()
    if kind == "missing":
        return path
    if kind == "encoder":
        return tiny.make_model(path, architecture="bert")
    if kind == "unknown":
        return tiny.make_model(path, architecture="nosucharch")
    contents = {
        "empty": b"",
        "garbage": bytes(range(256)) * 40,
        "header only": data[:2000],
        "truncated": data[: len(data) // 2],
        "short by 40 bytes": data[:-40],
        "not a number": data[:-4000] + b"\xff" * 4000,
        "huge counts": data[:8] + b"\xff" * 16 + data[24:],
        "version": data[:4] + b"\x63\0\0\0" + data[8:],
    }
    path.write_bytes(contents[kind])
    return path


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("missing", "There is no model file"),
        ("empty", "is empty"),
        ("garbage", "not a GGUF file"),
        ("header only", "damaged"),
        ("truncated", "incomplete"),
        ("short by 40 bytes", "incomplete"),
        ("not a number", "damaged"),
        ("huge counts", "damaged"),
        ("version", "version 99"),
        ("unknown", "architecture"),
        ("encoder", "cannot write text"),
    ],
)
async def test_a_bad_model_is_refused_with_a_plain_message(
    kind: str, words: str, tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    with pytest.raises(UnderstudyError) as caught:
        await EngineClient.start(damaged(tmp_path / "bad.gguf", tiny_model, kind), threads=1)
    assert words in caught.value.message
    assert caught.value.next_step


def write_traps(workspace: Path) -> None:
    (workspace / "understudy").mkdir()
    for name in ("understudy/__init__.py", "numpy.py"):
        (workspace / name).write_text("raise SystemExit('workspace code ran')")


async def test_a_workspace_folder_named_like_us_is_never_imported(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_traps(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    client = await EngineClient.start(tiny_model, threads=1, context_tokens=512)
    assert await client.generate(PROMPT, max_tokens=2)
    await client.close()


def test_the_child_gets_no_secrets_and_its_fixed_switches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    monkeypatch.setenv("PYTHONSTARTUP", "x.py")
    found = environment()
    assert not {"GITHUB_TOKEN", "PYTHONSTARTUP", "PYTHONPATH"} & set(found)
    assert (found["GOMP_SPINCOUNT"], found["GGML_NO_BACKTRACE"]) == ("10000", "1")


def test_the_child_ends_when_its_client_is_gone(tiny_model: Path) -> None:
    options = WorkerOptions(str(tiny_model), 512, 1)
    with subprocess.Popen(
        command(options), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()
    ) as child:
        assert child.stdout is not None and child.stdin is not None
        assert child.stdout.read(4)
        child.stdin.close()
        assert child.wait(timeout=10) == 0


def test_what_libraries_print_does_not_reach_the_pipe() -> None:
    code = (
        "import os, sys; sys.path[:0] = sys.argv[2:]; from understudy.engine import worker; out = os.dup(1); "
        "worker._detach_standard_streams(); print('noise'); os.system('echo noise'); os.write(out, b'frame')"
    )
    line = command(WorkerOptions("", 512, 1))
    line[line.index("-c") + 1] = code
    found = subprocess.run(line, capture_output=True, env=environment(), timeout=60, check=True)
    assert found.stdout == b"frame"
    assert found.stderr.count(b"noise") == 2


async def test_the_last_delta_counts_every_token_of_its_row(client: EngineClient) -> None:
    stream = client.stream(PROMPT, n=3, max_tokens=12, sampling=HOT, stop=Stop(texts=("e",)), document="a.py")
    answers = [answer async for answer in stream]
    for finished in [answer.candidate for answer in answers if isinstance(answer, Finished)]:
        deltas = [answer for answer in answers if isinstance(answer, Delta) and answer.index == finished.index]
        assert [delta.tokens for delta in deltas] == sorted({delta.tokens for delta in deltas})
        assert deltas[-1].tokens == len(finished.tokens)
        assert deltas[-1].logprob == pytest.approx(sum(finished.logprobs))
        assert "".join(delta.text for delta in deltas) == finished.text


async def test_a_child_that_hangs_is_killed_and_the_next_request_works(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / "home"))
    client = await EngineClient.start(tiny_model, threads=1, context_tokens=1024, hang_s=1.0)
    pid = client.pid
    assert pid is not None
    await asyncio.sleep(1.2)
    assert client.pid == pid  # silence is no hang when no answer is due
    os.kill(pid, signal.SIGSTOP)
    with pytest.raises(EngineCrashed, match="no sign of life"):
        await client.generate(PROMPT, max_tokens=3)
    assert await client.generate(PROMPT, max_tokens=3)
    await client.close()


async def test_a_deleted_adapter_is_given_up_in_a_restart_if_somebody_hears_of_it(
    tiny_model: Path, tmp_path: Path
) -> None:
    file = tiny.make_adapter(tmp_path / "adapter.gguf")
    heard: list[Path | None] = []
    client = await EngineClient.start(
        tiny_model, adapter=file, threads=1, context_tokens=1024, on_adapter=lambda: heard.append(client.adapter)
    )
    silent = await EngineClient.start(tiny_model, adapter=file, threads=1, context_tokens=1024)
    try:
        file.unlink()
        kill(client)
        kill(silent)
        with contextlib.suppress(EngineCrashed):
            await client.generate(PROMPT, max_tokens=1)
        assert await client.generate(PROMPT, max_tokens=1)
        assert heard == [None] and client.adapter is None
        with pytest.raises(EngineError):
            while True:
                with contextlib.suppress(EngineCrashed):
                    await silent.generate(PROMPT, max_tokens=1)
    finally:
        await client.close()
        await silent.close()
