"""Prompt lookup: does drafting the next tokens from what was read before make one row quicker?

    python -m bench.speculation [--quick]

A draft is what followed the latest earlier occurrence of the last tokens (4 down to 2), in prompt or answer; one decode
checks it, and the rejected tail's cells are removed. The text is that of plain greedy decoding, but for ties that
rounding in wider batches breaks the other way (the share of equal texts is printed). Cases:
  completion   greedy answers of the bundled model at real places, suffix first, up to 48 tokens
  copying      the random 0.5 B rewrites 96 tokens of its prompt with one name changed. A random model copies nothing,
               so its choices are replaced by that text: the cost is real, what is accepted is the script's
Arms: plain, and drafts of at most 3 and 7 tokens; seconds a token, prompt not counted. No bar: an experiment.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence

import numpy as np

from bench.command import Model, arguments
from bench.interleave import Arm, describe, interleave
from bench.material import places, source
from bench.report import Metric, compared, finish
from understudy.engine.llama import Llama
from understudy.engine.sampling import Logits
from understudy.prompts.fim import fim

DRAFTS = (0, 3, 7)
LONGEST, SHORTEST = 4, 2  # tokens that must have occurred before
COMPLETION, COPY, COPY_PROMPT, RENAMED = 48, 96, 400, ("action", "element")

Choose = Callable[[Logits, int], int]
"""The next token, from its logits and its number in the answer."""


def lookup(seen: Sequence[int], most: int) -> list[int]:
    """At most `most` tokens that followed the latest earlier occurrence of the end of `seen`."""
    for size in range(min(LONGEST, len(seen) - 1), SHORTEST - 1, -1):
        tail = list(seen[-size:])
        for start in range(len(seen) - size - 1, -1, -1):
            if list(seen[start : start + size]) == tail:
                return list(seen[start + size : start + size + most])
    return []


def accepted(draft: Sequence[int], chosen: Sequence[int]) -> list[int]:
    """What a check yields: chosen[i] follows draft[:i], so they count up to the first that the draft did not say."""
    right = 0
    while right < len(draft) and draft[right] == chosen[right]:
        right += 1
    return list(chosen[: right + 1])


def write(engine: Llama, prompt: Sequence[int], choose: Choose, count: int, most: int) -> tuple[list[int], int]:
    """(tokens, decodes) of an answer of up to `count` tokens. The engine's sequence 0 holds the prompt but its last."""
    out: list[int] = []
    steps = 0
    while len(out) < count and not (out and engine.vocabulary.ends(out[-1])):
        last = out[-1] if out else prompt[-1]
        draft = lookup([*prompt, *out], min(most, count - len(out) - 1)) if most else []
        rows = np.array([last, *draft], np.int32)
        engine.decode(rows, np.zeros(len(rows), np.int32), np.ones(len(rows), np.bool_))
        steps += 1
        logits = engine.logits()
        new = accepted(draft, [choose(logits[row], len(out) + row) for row in range(len(rows))])
        out += new[: next((number for number, token in enumerate(new) if engine.vocabulary.ends(token)), len(new)) + 1]
        engine.kv.trim(0, len(prompt) + len(out) - 1)
    return out, steps


def read(engine: Llama, prompt: Sequence[int]) -> None:
    """Evaluate a prompt but its last token."""
    engine.kv.trim(0, 0)
    for start in range(0, len(prompt) - 1, 256):
        part = np.array(prompt[start : min(start + 256, len(prompt) - 1)], np.int32)
        engine.decode(part, np.zeros(len(part), np.int32), np.zeros(len(part), np.bool_))


async def measure(model: Model, rounds: int, threads: int) -> list[Metric]:
    engine = Llama(model.path, context_tokens=1024, threads=threads, sequences=max(DRAFTS) + 1)
    count, case, cases = (
        (COPY, "copying", copying) if model.name.startswith("random") else (COMPLETION, "completion", completions)
    )
    work = cases(engine, rounds)
    texts: dict[int, list[list[int]]] = {most: [] for most in DRAFTS}
    steps = dict.fromkeys(DRAFTS, 0)

    def drafting(most: int) -> Arm:
        async def arm(round_: int) -> float:
            prompt, choose = work[round_]
            read(engine, prompt)
            started = time.perf_counter()
            out, decodes = write(engine, prompt, choose, count, most)
            seconds = (time.perf_counter() - started) / len(out)
            texts[most].append(out)
            steps[most] += decodes
            return seconds

        return arm

    names = {most: f"draft {most}" if most else "plain" for most in DRAFTS}
    taken = await interleave({names[most]: drafting(most) for most in DRAFTS}, rounds)
    engine.close()
    print(f"{model.name}: {case}, {rounds} rounds, {threads} threads; ms a token")
    for most, name in names.items():
        tokens = sum(map(len, texts[most]))
        same = sum(text == plain for text, plain in zip(texts[most], texts[0], strict=True))
        print(
            describe(name, taken[name])
            + f"   {tokens} tokens, {tokens / steps[most]:.2f} a decode, {same}/{rounds} texts equal"
        )
    return [compared(f"{model.name} {case} ms a token", taken, names[most], "plain", None) for most in DRAFTS[1:]]


def completions(engine: Llama, wanted: int) -> list[tuple[list[int], Choose]]:
    def greedy(logits: Logits, number: int) -> int:
        return int(logits.argmax())

    special = engine.info.special
    found = places(source(), lambda text: len(engine.tokenize([text])), 576, 192, wanted)
    prompts = [fim(place.prefix + place.typed[:8], place.suffix, special, "spm") for place in found]
    return [(engine.tokenize(prompt).tolist(), greedy) for prompt in prompts]


def scripted(script: Sequence[int]) -> Choose:
    return lambda _, number: script[number]


def copying(engine: Llama, wanted: int) -> list[tuple[list[int], Choose]]:
    ids = engine.tokenize([source()]).tolist()
    prompts = [ids[start : start + COPY_PROMPT] for start in range(1000, 1000 + 200 * wanted, 200)]
    texts = [b"".join(map(engine.vocabulary.piece, prompt)).decode(errors="replace") for prompt in prompts]
    scripts = [engine.tokenize([text.replace(*RENAMED)]).tolist() for text in texts]
    return list(zip(prompts, map(scripted, scripts), strict=True))


def main() -> None:
    options = arguments(__doc__, rounds=10)
    found: list[Metric] = []
    for model in options.models:
        found += asyncio.run(measure(model, options.rounds, options.threads))
    finish("speculation", found, options.rounds)


if __name__ == "__main__":
    main()
