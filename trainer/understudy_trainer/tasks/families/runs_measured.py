"""Family: the longest or shortest run, counts of runs, runs of one character, runs kept or dropped by length."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import ITEM, TEXT, cases
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

RUNS = ["aaabbc", "a", "", "abc", "aabbaa", "zzzzzzzzzzzz", "Aaa  b", "xxyzzz", "tttt"]


@family("runs-measured", weight=4)
def runs_measured(rng: Rng) -> Draft:
    """The longest or shortest run, counts of runs, runs of one character, runs kept or dropped by length."""
    s, c, k, run = distinct(rng, TEXT, ITEM, ("k", "n", "size", "least"), ("run", "group", "part"))
    last = rng.random() < 0.3
    sign = ">=" if last else ">"
    tie = "the last one on a tie" if last else "the first one on a tie"
    runs = f'{run}s = ["".join(g) for _, g in groupby({s})]'
    walk = code(
        'best, length = "", 0',
        f"for i, {c} in enumerate({s}):",
        f"    length = length + 1 if i > 0 and {s}[i - 1] == {c} else 1",
        f"    if length {sign} len(best):",
        f"        best = {c} * length",
    )
    plain = code(
        "current = best = 0",
        f"for i, {c} in enumerate({s}):",
        f"    current = current + 1 if i > 0 and {s}[i - 1] == {c} else 1",
        "    best = max(best, current)",
        "return best",
    )
    order = f"reversed({run}s)" if last else f"{run}s"
    key, returns, said, first, second, near, given, notes = pick(
        rng,
        (
            (
                "length",
                "int",
                (
                    "the length of the longest run of equal characters in {s}",
                    "how many equal characters at most stand in a row in {s}",
                ),
                plain,
                f"max((len(list(g)) for _, g in groupby({s})), default=0)",
                f"max(({s}.count({c}) for {c} in {s}), default=0)",
                "",
                ("Return 0 for an empty string",),
            ),
            (
                "char",
                "str",
                (
                    f"the character with the longest run in {{s}}, {tie}",
                    f"the character of the longest block of equal characters in {{s}} ({tie})",
                ),
                f'{runs}\nreturn max({order}, key=len, default="")[:1]',
                f"{walk}\nreturn best[:1]",
                f'max({s}, key={s}.count, default="")',
                "",
                ("Return an empty string for an empty string",),
            ),
            (
                "run",
                "str",
                (
                    f"the longest run of equal characters in {{s}}, {tie}",
                    f"the longest substring of {{s}} made of one repeated character, {tie}",
                ),
                f'{runs}\nreturn max({order}, key=len, default="")',
                f"{walk}\nreturn best",
                f'{runs}\nreturn min({run}s, key=len, default="")',
                "",
                ("Return an empty string for an empty string",),
            ),
            (
                "pair",
                "tuple[str, int]",
                (f"the character and the length of the longest run in {{s}} as a tuple, {tie}",),
                f"{walk}\nreturn best[:1], len(best)",
                f'{runs}\nbest = max({order}, key=len, default="")\nreturn best[:1], len(best)',
                f"{walk}\nreturn best, len(best)",
                "",
                ("Return ('', 0) for an empty string",),
            ),
            (
                "number",
                "int",
                (
                    "the number of runs of equal characters in {s}",
                    "how many blocks of equal neighbouring characters {s} consists of",
                ),
                f"sum(i == 0 or {s}[i] != {s}[i - 1] for i in range(len({s})))",
                f"len(list(groupby({s})))",
                f"len(set({s}))",
                "",
                (),
            ),
            (
                "number-long",
                "int",
                (
                    f"the number of runs of at least {k} equal characters in {{s}}",
                    f"how many runs in {{s}} have a length of {k} or more",
                ),
                f"sum(len(list(g)) >= {k} for _, g in groupby({s}))",
                f"{runs}\nreturn len([{run} for {run} in {run}s if len({run}) >= {k}])",
                f"sum(len(list(g)) > {k} for _, g in groupby({s}))",
                f", {k}: int",
                (),
            ),
            (
                "keep-long",
                "str",
                (
                    f"{{s}} with only its runs of at least {k} equal characters kept",
                    f"{{s}} without its runs shorter than {k} characters",
                ),
                f'{runs}\nreturn "".join({run} for {run} in {run}s if len({run}) >= {k})',
                code(
                    'result = ""',
                    f"for {c}, g in groupby({s}):",
                    "    length = len(list(g))",
                    f"    if length >= {k}:",
                    f"        result += {c} * length",
                    "return result",
                ),
                f'{runs}\nreturn "".join({run} for {run} in {run}s if len({run}) > {k})',
                f", {k}: int",
                (),
            ),
            (
                "of-char",
                "int",
                ("the length of the longest run of {k} in {s}", "how often {k} occurs in a row at most in {s}"),
                code(
                    "current = best = 0",
                    f"for {c} in {s}:",
                    f"    current = current + 1 if {c} == {k} else 0",
                    "    best = max(best, current)",
                    "return best",
                ),
                f"max((len(list(g)) for key, g in groupby({s}) if key == {k}), default=0)",
                f"{s}.count({k})",
                f", {k}: str",
                ("Return 0 if it does not occur",),
            ),
            (
                "start",
                "int",
                ("the index at which the longest run of equal characters in {s} starts, the first one on a tie",),
                code(
                    "best = start = longest = 0",
                    f"for i in range(len({s})):",
                    f"    if {s}[i] != {s}[start]:",
                    "        start = i",
                    "    if i - start + 1 > longest:",
                    "        longest = i - start + 1",
                    "        best = start",
                    "return best if longest else -1",
                ),
                code(
                    "best, length, i = -1, 0, 0",
                    f"for _, g in groupby({s}):",
                    "    size = len(list(g))",
                    "    if size > length:",
                    "        best, length = i, size",
                    "    i += size",
                    "return best",
                ),
                f'{s}.find(max({s}, key={s}.count, default="?"))',
                "",
                ("Return -1 for an empty string",),
            ),
            (
                "all-long",
                "bool",
                ("True if every run of equal characters in {s} has at least 2 characters, else False",),
                f"all(len(list(g)) > 1 for _, g in groupby({s}))",
                f"{runs}\nreturn min(map(len, {run}s), default=2) >= 2",
                f"all({s}.count({c}) > 1 for {c} in {s})",
                "",
                ("Return True for an empty string",),
            ),
            (
                "distinct-lengths",
                "list[int]",
                ("a sorted list of the distinct lengths of the runs of equal characters in {s}",),
                f"sorted({{len(list(g)) for _, g in groupby({s})}})",
                f"{runs}\nreturn sorted(set(map(len, {run}s)))",
                f"sorted(len(list(g)) for _, g in groupby({s}))",
                "",
                (),
            ),
        ),
    )
    char_name = pick(rng, [n for n in ("char", "ch", "letter", "target", "symbol") if n not in (s, c)])
    if key == "of-char":
        first, second, near, given = (
            x.replace(f"== {k}", f"== {char_name}")
            .replace(f"({k})", f"({char_name})")
            .replace(f", {k}:", f", {char_name}:")
            for x in (first, second, near, given)
        )
    whats = [x.format(s=s, k=char_name) for x in said]
    return draft(
        rng,
        f"{key}|{last}" if key in ("char", "run", "pair") else key,
        names=(
            f"longest_run_{key}".replace("-", "_"),
            f"run_{key}".replace("-", "_"),
            f"{key}_of_runs".replace("-", "_"),
            "longest_run",
        ),
        params=f"{s}: str{given}",
        returns=returns,
        said=[
            f"{verb} {what}"
            for what in whats
            for verb in ("Return", "Find", f"Given a string {s}, return", "Determine")
        ],
        plan=("split the string into runs of equal characters", f"return {whats[0].split(' in ')[0]}"),
        solutions=(first, second),
        wrong=(near,),
        notes=notes,
        imports=("from itertools import groupby",),
        inputs=[(t, pick(rng, "abz x") if key == "of-char" else rng.randint(1, 3)) for t in RUNS]
        + [("aabaab", "a" if key == "of-char" else 2), ("bbab", "b" if key == "of-char" else 1)]
        if given
        else cases([*RUNS, "aabab", "abbaa", "baab"]),
    )
