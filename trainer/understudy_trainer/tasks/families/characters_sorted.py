"""Family over the characters of a string sorted by a rule."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import ITEM, KINDS, TEXT, samples, truth
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("chars-sorted", weight=4)
def chars_sorted(rng: Rng) -> Draft:
    """Characters sorted by case, frequency, kind, alphabet, distance; ascending or not; joined, listed or tested."""
    s, c, p = distinct(rng, TEXT, ITEM, ("order", "alphabet", "ranking", "sequence"))
    kind = KINDS[pick(rng, (0, 3, 4, 6, 7))]
    key, how, expression, near, given, stable = pick(
        rng,
        (
            ("code", "by character code", "", "key=str.lower", "", False),
            ("nocase", "alphabetically, ignoring case", "key=str.lower", "", "", True),
            (
                "nocase-then",
                "alphabetically, ignoring case, an uppercase letter before the same lowercase one",
                f"key=lambda {c}: ({c}.lower(), {c})",
                "key=str.lower",
                "",
                False,
            ),
            (
                "frequent",
                f"by how often they occur in {s}, most frequent first, and alphabetically among equally frequent ones",
                f"key=lambda {c}: (-{s}.count({c}), {c})",
                f"key=lambda {c}: ({s}.count({c}), {c})",
                "",
                False,
            ),
            (
                "rare",
                f"by how often they occur in {s}, rarest first, and alphabetically among equally frequent ones",
                f"key=lambda {c}: ({s}.count({c}), {c})",
                f"key={s}.count",
                "",
                False,
            ),
            (
                "kind-first",
                f"so that all {kind.many} come first and each of the two groups is in alphabetical order",
                f"key=lambda {c}: ({kind.none(c)}, {c})",
                f"key=lambda {c}: ({kind.on(c)}, {c})",
                "",
                False,
            ),
            (
                "kind-last",
                f"so that all {kind.many} come last and each of the two groups is in alphabetical order",
                f"key=lambda {c}: ({kind.on(c)}, {c})",
                f"key=lambda {c}: {kind.on(c)}",
                "",
                False,
            ),
            (
                "given",
                f"by their place in {p}; those missing there come last in their old order",
                f"key=lambda {c}: {p}.index({c}) if {c} in {p} else len({p})",
                f"key={p}.find",
                p,
                True,
            ),
            (
                "first-seen",
                "so that equal ones stand together, the groups in order of first appearance",
                f"key={s}.index",
                f"key={s}.rindex",
                "",
                True,
            ),
            (
                "digits-first",
                "so that digits come first, then letters, then everything else, each group by character code",
                f"key=lambda {c}: (not {c}.isdigit(), not {c}.isalpha(), {c})",
                f"key=lambda {c}: ({c}.isdigit(), {c}.isalpha(), {c})",
                "",
                False,
            ),
        ),
    )
    down = key in ("code", "nocase") and rng.random() < 0.5
    unique = not stable and rng.random() < 0.3
    direction = ", in descending order" if down else ""
    source = f"set({s})" if unique else s
    reverse = "reverse=True" if down else ""
    args = ", ".join(x for x in (source, expression, reverse) if x)
    careless = ", ".join(x for x in (source, near, reverse) if x)
    if down:
        careless = ", ".join(x for x in (source, expression) if x)
    noun = "distinct characters" if unique else "characters"
    form = pick(rng, ("text", "text", "list", "test"))
    if form == "test" and unique:
        form = "text"
    sorting = ", ".join(x for x in (expression, reverse) if x)
    steps = code(f"chars = list({source})", f"chars.sort({sorting})")
    returns, first, second, bad = {
        "text": ("str", f'"".join(sorted({args}))', f'{steps}\nreturn "".join(chars)', f'"".join(sorted({careless}))'),
        "list": ("list[str]", f"sorted({args})", f"{steps}\nreturn chars", f"sorted({careless})"),
        "test": (
            "bool",
            f"list({s}) == sorted({args})",
            f'{steps}\nreturn {s} == "".join(chars)',
            f"list({s}) == sorted({careless})",
        ),
    }[form]
    made = samples(rng, "bAnana 1b", "Zebra", "cabbage", "e4b1aa")
    if form == "test":
        made += ["", "abc", "cba", "aAbB", "1ab", "AEbc", "bcae", "aab", "baa", "ABab", "12"]
    said: list[str] | tuple[str, ...] = (
        f"Sort the {noun} of {s} {how}{direction}, and return them as {'a string' if form == 'text' else 'a list'}",
        f"Return {'a string' if form == 'text' else 'a list'} of the {noun} of {s}, sorted {how}{direction}",
        f"Given a string {s}, return its {noun} sorted {how}{direction} "
        f"({'joined' if form == 'text' else 'as a list'})",
    )
    if form == "test":
        said = truth(rng, f"the characters of {s} are already sorted {how}{direction}", s)
    return draft(
        rng,
        f"{key}|{down}|{unique}|{form}",
        names=(
            f"sort_{key.replace('-', '_')}",
            "sort_chars",
            "sorted_letters",
            "order_chars",
            f"{key.replace('-', '_')}_order",
        )
        if form != "test"
        else ("is_sorted", "chars_in_order", f"sorted_{key.replace('-', '_')}"),
        params=f"{s}: str, {given}: str" if given else f"{s}: str",
        returns=returns,
        said=said,
        plan=(
            f"sort the {noun} {how.split(';')[0]}",
            {"text": "join them", "list": "return the list", "test": f"compare with {s}"}[form],
        ),
        solutions=(first, second),
        wrong=(bad,),
        inputs=[(t, pick(rng, ("zyxcba", "eaiou", "ba1", "A ena"))) for t in made] if given else [(t,) for t in made],
    )
