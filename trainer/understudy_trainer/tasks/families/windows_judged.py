"""Family: the windows of k characters that fulfil a condition: counted, first, best, any."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import ITEM, KINDS, TEXT, low_texts
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

WINDOW_SIZE = ("k", "n", "size", "length", "width")
PATTERN = ("sub", "part", "pattern", "needle", "target", "t", "fragment", "key")


@family("windows-judged", weight=4)
def windows_judged(rng: Rng) -> Draft:
    """The windows of k characters that fulfil a condition: counted, first, best, any."""
    s, k, c = distinct(rng, TEXT, WINDOW_SIZE, ITEM)
    kind = KINDS[pick(rng, (0, 2, 3, 4, 6))]
    few = rng.randint(1, 2)
    part = "part"
    key, fact, test, near = pick(
        rng,
        (
            ("unique", "have no repeated characters", f"len(set({part})) == {k}", f"len(set({part})) > 1"),
            ("same", "consist of one repeated character", f"len(set({part})) == 1", f"len(set({part})) <= 2"),
            ("palindrome", "are palindromes", f"{part} == {part}[::-1]", f"{part}[0] == {part}[-1]"),
            ("ends", "start and end with the same character", f"{part}[0] == {part}[-1]", f"{part} == {part}[::-1]"),
            (
                "only",
                f"consist of {kind.many} only",
                f"all({kind.on(c)} for {c} in {part})",
                f"any({kind.on(c)} for {c} in {part})",
            ),
            (
                "none",
                f"contain no {kind.many}",
                f"not any({kind.on(c)} for {c} in {part})",
                f"not all({kind.on(c)} for {c} in {part})",
            ),
            (
                "least",
                f"contain at least {few} {kind.many}",
                f"sum({kind.on(c)} for {c} in {part}) >= {few}",
                f"sum({kind.on(c)} for {c} in {part}) > {few}",
            ),
            (
                "sorted",
                "have their characters in ascending order",
                f"list({part}) == sorted({part})",
                f"{part}[0] <= {part}[-1]",
            ),
        ),
    )
    windows = f"{s}[i : i + {k}] for i in range(len({s}) - {k} + 1)"
    loop = (f"for i in range(len({s}) - {k} + 1):", f"    {part} = {s}[i : i + {k}]", f"    if {test}:")
    form, returns, target, first, second, notes = pick(
        rng,
        (
            (
                "count",
                "int",
                f"the number of substrings of length {k} in {s} that {fact}",
                f"sum({test} for {part} in ({windows}))",
                code("count = 0", *loop, "        count += 1", "return count"),
                (),
            ),
            (
                "list",
                "list[str]",
                f"the substrings of length {k} in {s} that {fact}, from left to right",
                f"[{part} for {part} in ({windows}) if {test}]",
                code("found = []", *loop, f"        found.append({part})", "return found"),
                (),
            ),
            (
                "index",
                "int",
                f"the index at which the first of the substrings of length {k} in {s} that {fact} starts",
                f"next((i for i, {part} in enumerate({windows}) if {test}), -1)".replace(
                    f"enumerate({windows})", f"enumerate([{windows}])"
                ),
                code(*loop, "        return i", "return -1"),
                ("Return -1 if there is none",),
            ),
            (
                "indices",
                "list[int]",
                f"the start indices of the substrings of length {k} in {s} that {fact}",
                f"[i for i, {part} in enumerate([{windows}]) if {test}]",
                code("found = []", *loop, "        found.append(i)", "return found"),
                (),
            ),
        ),
    )
    made = [*low_texts(rng, "abcab", "aa11bb", "noonAB"), "aeiou x", "E1e22", "aabba"]
    return draft(
        rng,
        f"{key}{'-' + kind.key if key in ('only', 'none', 'least') else ''}|{form}",
        names=(f"{form}_{key}_windows", f"{key}_windows", f"windows_{form}", f"{form}_windows", f"{key}_substrings"),
        params=f"{s}: str, {k}: int",
        returns=returns,
        said=(
            f"Return {target}",
            f"Find {target}",
            f"Given a string {s} and a positive integer {k}, return {target}",
            f"Slide a window of {k} characters over {s} and return {target}",
        ),
        plan=(f"slice {k} characters at every index", "test each window", f"return {target.split(' of ')[0]}"),
        solutions=(second, first),
        wrong=(second.replace(test, near), second.replace(f"- {k} + 1", f"- {k}")),
        notes=notes,
        inputs=[*((t, rng.randint(1, 3)) for t in made), ("aabba", 2), ("eE12", 2)],
    )
