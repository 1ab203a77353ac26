"""`make demo`: the whole loop on the bundled model, offline, with true output.

Ghost text -> Generate with Tests on the unfinished functions of examples/textkit -> what was learnt -> a LoRA from a
scripted user's choices -> hot-swap -> the same prompt before and after -> one step back. Works on a copy in a
temporary folder; your own data directory is not touched.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import time
from pathlib import Path

from editor import Editor
from persona import is_loop, live, loop_share

from understudy.context.functions import find_function, split_lines
from understudy.learn.pairs import pairs
from understudy.learn.store import Log
from understudy.models.adapters import AdapterRegistry
from understudy_trainer.tasks.sample import held_out

UNFINISHED = (
    ("numbers.py", "sum_even"),
    ("numbers.py", "second_largest"),
    ("words.py", "count_longer_than"),
    ("words.py", "reverse_each_word"),
    ("records.py", "merge_counts"),
)
HALF_LINE = "    return sum(1 for word in words if "
PERSONA_TASKS = 240
UNSEEN_TASKS = 30
PROBES = 20  # of them asked in the editor too, before and after


def title(text: str) -> None:
    print(f"\n\033[1m{text}\033[0m")


async def ghost_text(editor: Editor, file: Path) -> None:
    title("1. Ghost text for a half-written line")
    before = editor.texts[file]
    site = find_function(before, qualname="count_longer_than")
    assert site is not None
    lines = split_lines(before)
    editor.write(file, "".join([*lines[: site.body_line], HALF_LINE, "\n", *lines[site.end_line :]]))
    await editor.ghost(file, site.body_line, len("    "))  # the first one waits for the model to load
    started = time.perf_counter()
    ghost = await editor.ghost(file, site.body_line, len(HALF_LINE))
    print(
        f"  {HALF_LINE.strip()} \033[2m{ghost or '(nothing)'}\033[0m   {1000 * (time.perf_counter() - started):.0f} ms"
    )
    editor.write(file, before)


async def generate_with_tests(editor: Editor, package: Path) -> int:
    title("2. Generate with Tests: every unfinished function of examples/textkit, on its own pytest suite")
    passed = 0
    for name, function in UNFINISHED:
        file = package / name
        result = await editor.command("understudy.generate", {"uri": file.as_uri(), "qualname": function})
        if result.get("error"):
            print(f"  {function}: {result['error']['message']} {result['error']['nextStep']}")
            continue
        print(f"  {function}: {result['summary']}")
        chosen = next((i for i, c in enumerate(result["candidates"]) if c["chosen"]), None)
        if result["verified"] and chosen is not None:
            passed += 1
            for line in result["candidates"][chosen]["text"].rstrip().splitlines():
                print(f"    \033[32m{line}\033[0m")
            accept = {"resultId": result["resultId"], "index": chosen}
            await editor.command("understudy.acceptCandidate", accept)
    return passed


def learnt() -> None:
    title("3. What was recorded, in one SQLite file on this machine")
    log = Log.open()
    events = list(log.events())
    print(f"  {len(events)} events, {len(pairs(events))} preference pairs")
    log.close()


async def fine_tune(editor: Editor, file: Path) -> None:
    title("4. Fine-tune on preferences: a scripted user who keeps loops and dismisses comprehensions")
    log = Log.open()
    prompts = [task.prompt for task in held_out(seed=5, count=PERSONA_TASKS, whole_families=False)]
    choices = await live(
        prompts, log, file, lambda seen, made: print(f"\r  {seen}/{len(prompts)} tasks, {made} choices", end="")
    )
    log.close()
    print(f"\r  {choices} choices between two real samples were recorded          ")
    unseen = [task.prompt for task in held_out(seed=6, count=UNSEEN_TASKS, whole_families=False)]
    share_before = await loop_share(unseen, None)
    probes = [_open_probe(editor, file, number, prompt) for number, prompt in enumerate(unseen[:PROBES])]
    before = [await _body_ghost(editor, probe) for probe in probes]
    started = time.perf_counter()
    result = await editor.command("understudy.fineTune", {}, lambda m: print(f"\r  {m[:110]:<110}", end=""))
    print(f"\r  {result['message']} ({time.perf_counter() - started:.0f} s){'':<80}")
    if not result["adopted"]:
        print("  the gate kept the old model")
        return
    after = [await _body_ghost(editor, probe) for probe in probes]
    changed = [number for number in range(PROBES) if before[number] != after[number]]
    print(f"  hot-swapped in the running server: {len(changed)} of {PROBES} unseen prompts get another answer")
    to_loop = [n for n in changed if is_loop("    " + after[n]) and not is_loop("    " + before[n])]
    shown = min(to_loop or changed or [0], key=lambda number: len(unseen[number]))
    print(f"  the same prompt, before:\n{_indent(unseen[shown])}\n{_indent('    ' + before[shown])}")
    print(f"  and after:\n{_indent('    ' + after[shown])}")
    registry = AdapterRegistry()
    adopted = next(record for record in registry.list() if record.id == result["metrics"]["adapter"])
    share_after = await loop_share(unseen, registry.path(adopted))
    print(
        f"  loops among samples for {UNSEEN_TASKS} unseen prompts: {share_before:.0%} before, {share_after:.0%} after"
    )
    await editor.command("understudy.adapterBack", {})
    back = [await _body_ghost(editor, probe) for probe in probes]
    same = sum(one == other for one, other in zip(before, back, strict=True))
    # not always all: cells brought back from another prompt round differently, which can turn a tie of two tokens
    print(f"  one step back: {same} of {PROBES} answers are the first ones again")


def _open_probe(editor: Editor, file: Path, number: int, prompt: str) -> Path:
    probe = file.with_name(f"probe_{number}.py")
    probe.write_text(prompt + "    ")
    editor.open(probe)
    return probe


async def _body_ghost(editor: Editor, probe: Path) -> str:
    """The ghost text of the empty body that ends a probe."""
    return await editor.ghost(probe, editor.texts[probe].count("\n"), 4)


def _indent(text: str) -> str:
    return "\n".join(f"    \033[2m{line}\033[0m" for line in text.rstrip().splitlines())


async def main() -> None:
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="understudy-demo-") as folder:
        home, workspace = Path(folder) / "home", Path(folder) / "textkit"
        home.mkdir()
        os.environ["UNDERSTUDY_HOME"] = str(home)
        shutil.copytree(Path(__file__).parents[1] / "textkit", workspace)
        editor = Editor(workspace)
        await editor.start()
        package = workspace / "textkit"
        for file in sorted(package.glob("[a-z]*.py")):
            editor.open(file)
        await ghost_text(editor, package / "words.py")
        passed = await generate_with_tests(editor, package)
        learnt()
        await fine_tune(editor, package / "words.py")
        await editor.stop()
    print(
        f"\n{passed} of {len(UNFINISHED)} functions passed their tests; {time.perf_counter() - started:.0f} s in all."
    )


asyncio.run(main())
