"""Families over the characters of one string: some kept and changed, some counted."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.text import (
    CHAR,
    COUNT,
    RESULT,
    STRING,
    called,
    checking,
    counting,
    distinct,
    letter,
    params,
    quoted,
    returning,
    text_inputs,
)

# (key, what is kept, condition over {c}, near-miss condition)
KEPT = (
    ("vowel", "vowels", '{c}.lower() in "aeiou"', '{c} in "aeio"'),
    ("lowvowel", "lowercase vowels", '{c} in "aeiou"', '{c}.lower() in "aeiou"'),
    ("consonant", "consonants", '{c}.isalpha() and {c}.lower() not in "aeiou"', '{c}.lower() not in "aeiou"'),
    ("digit", "digits", "{c}.isdigit()", "{c}.isalnum()"),
    ("letter", "letters", "{c}.isalpha()", "{c}.isalnum()"),
    ("upper", "uppercase letters", "{c}.isupper()", "{c}.islower()"),
    ("lower", "lowercase letters", "{c}.islower()", "{c}.isupper()"),
    ("alnum", "letters and digits", "{c}.isalnum()", "{c}.isalpha()"),
    ("nonspace", "characters that are not spaces", '{c} != " "', '{c} == " "'),
    ("nondigit", "characters that are not digits", "not {c}.isdigit()", "{c}.isdigit()"),
    ("sign", "characters that are neither letters nor digits", "not {c}.isalnum()", "not {c}.isalpha()"),
)


# (key, what happens to each, expression over {c})
DONE = (
    ("same", "", "{c}"),
    ("same", "", "{c}"),
    ("up", "in uppercase", "{c}.upper()"),
    ("low", "in lowercase", "{c}.lower()"),
    ("swap", "with the case swapped", "{c}.swapcase()"),
    ("twice", "each written twice", "{c} * 2"),
)


def kept_for(rng: Rng) -> tuple[str, str, str, str]:
    """One of KEPT, or one made of literal characters."""
    roll = rng.random()
    if roll < 0.15:
        one = letter(rng)
        return "not-char", f"characters other than {one!r}", f"{{c}} != {quoted(one)}", f"{{c}} == {quoted(one)}"
    if roll < 0.3:
        some = "".join(sorted({letter(rng) for _ in range(4)}))
        return (
            "in-set",
            f"characters that occur in {some!r}",
            f"{{c}} in {quoted(some)}",
            f"{{c}} not in {quoted(some)}",
        )
    if roll < 0.4:
        one = letter(rng)
        return "after", f"characters that come after {one!r}", f"{{c}} > {quoted(one)}", f"{{c}} >= {quoted(one)}"
    return pick(rng, KEPT)


@family("chars-kept-as-text")
def chars_kept_as_text(rng: Rng) -> Draft:
    """Some characters of a string, changed, as one string."""
    key, noun, condition, near = kept_for(rng)
    do, how, expression = pick(rng, DONE)
    s, c, out = distinct(rng, STRING, CHAR, RESULT)
    condition, near, expression = condition.format(c=c), near.format(c=c), expression.format(c=c)
    order, order_words, wrap = pick(
        rng,
        (
            ("kept", "in their original order", '"".join({})'),
            ("kept", "", '"".join({})'),
            ("sorted", "in alphabetical order", '"".join(sorted({}))'),
            ("reversed", "in reverse order", '"".join({})[::-1]'),
            ("comma", "separated by commas", '",".join({})'),
            ("dash", "joined with hyphens", '"-".join({})'),
        ),
    )
    tail = ", ".join(part for part in (how, order_words) if part)
    tail = f", {tail}" if tail else ""
    summary = pick(
        rng,
        (
            f"Return a string made of the {noun} of {s}{tail}",
            f"Return the {noun} in {s} as a string{tail}",
            f"Keep only the {noun} of {s}{tail}",
            f"Collect the {noun} from {s} into a new string{tail}",
            f"Given a string {s}, return only its {noun}{tail}",
            f"Drop everything from {s} except the {noun}{tail}",
        ),
    )
    inner = f"{expression} for {c} in {s} if {condition}"
    last = {
        "kept": f'"".join({out})',
        "sorted": f'"".join(sorted({out}))',
        "reversed": f'"".join({out})[::-1]',
        "comma": f'",".join({out})',
        "dash": f'"-".join({out})',
    }[order]
    steps = ["go through the characters", f"keep the {noun}"]
    steps += [f"write them {how}"] if how else []
    steps += ["sort them"] if order == "sorted" else ["reverse the order"] if order == "reversed" else []
    ps = params((s, "str"))
    return Draft(
        name=called(
            rng,
            ps,
            f"keep only {noun.split()[0]} chars",
            "filter_text",
            "keep_chars",
            f"extract {noun.split()[0]} {do}",
        ),
        params=ps,
        returns="str",
        summary=summary,
        plan=(*steps, "join them"),
        solutions=(
            f"return {wrap.format(inner)}",
            f"""
            {out} = []
            for {c} in {s}:
                if {condition}:
                    {out}.append({expression})
            return {last}
            """,
        ),
        wrong=(f"return {wrap.format(f'{expression} for {c} in {s} if {near}')}",),
        inputs=text_inputs(rng, "Ab c7,Zed"),
        combo=f"{key}|{do}|{order}",
    )


@family("chars-counted")
def chars_counted(rng: Rng) -> Draft:
    """How many characters of a kind: all, different ones, compared with another kind, share of."""
    key, noun, condition, near = kept_for(rng)
    s, c, n = distinct(rng, STRING, CHAR, COUNT)
    condition, near = condition.format(c=c), near.format(c=c)
    ps = params((s, "str"))
    how = pick(rng, ("all", "all", "different", "any", "first", "positions", "last"))
    head = noun.split()[0]
    one = f"one of the {noun}"
    loop = f"for {c} in {s}:\n    if {condition}:\n        "
    enumerated = f"for i, {c} in enumerate({s})"
    names: tuple[str, ...]
    wrong: tuple[str, ...]
    plan: tuple[str, ...]
    if how in ("all", "different"):
        call = (
            f"len({{{c} for {c} in {s} if {condition}}})"
            if how == "different"
            else f"sum(1 for {c} in {s} if {condition})"
        )
        other = f"{n} = 0\n{loop}{n} += 1\nreturn {n}"
        if how == "different":
            other = f"seen = set()\n{loop}seen.add({c})\nreturn len(seen)"
        summary = counting(
            rng, f"{pick(rng, ('different', 'distinct')) + ' ' if how == 'different' else ''}{noun} in {s}"
        )
        returns, names = "int", (f"count {head} {how} chars", "count_chars", f"number_of_{head}")
        wrong = (f"return sum(1 for {c} in {s} if {near})", f"return len({s})")
        plan = (f"pick the {noun}", "keep each once" if how == "different" else "count one for each")
    elif how == "any":
        call, other = f"any({condition} for {c} in {s})", f"{loop}return True\nreturn False"
        summary = checking(
            rng, f"{s} contains at least one of the {noun}" if " " in noun else f"{s} contains any {noun}"
        )
        returns, names = "bool", (f"has_{head}", f"contains {head} any")
        wrong = (f"return all({condition} for {c} in {s})",)
        plan = (f"look for {one}", "stop at the first hit")
    elif how == "positions":
        call = f"[i {enumerated} if {condition}]"
        other = (
            "result = []\n"
            f"for i in range(len({s})):\n"
            f"    {c} = {s}[i]\n"
            f"    if {condition}:\n"
            "        result.append(i)\n"
            "return result"
        )
        summary = returning(
            rng, f"the {pick(rng, ('indices', 'positions', 'indexes'))} of the {noun} in {s}", f"a string {s}"
        )
        returns, names = "list[int]", (f"{head}_positions", f"indices of {head}", "find_positions")
        wrong = (f"return [i + 1 {enumerated} if {condition}]", f"return [{c} {enumerated} if {condition}]")
        plan = ("go through the characters with their indices", f"keep the index of {one}")
    else:
        turned = s if how == "first" else f"reversed({s})"
        call = f'next(({c} for {c} in {turned} if {condition}), "")'
        other = f'for {c} in {turned}:\n    if {condition}:\n        return {c}\nreturn ""'
        summary = returning(
            rng, f"the {how} of the {noun} in {s}, or an empty string if there are none", f"a string {s}"
        )
        returns, names = "str", (f"{how}_{head}", f"find {how} {head}")
        swapped = f"reversed({s})" if how == "first" else s
        wrong = (f'return next(({c} for {c} in {swapped} if {condition}), "")',)
        plan = (
            f"go through the characters{'' if how == 'first' else ' from the end'}",
            f"return the first of the {noun}",
            "otherwise return an empty string",
        )
    solutions = (f"return {call}", other) if rng.random() < 0.6 else (other, f"return {call}")
    return Draft(
        called(rng, ps, *names),
        ps,
        returns,
        summary,
        plan,
        solutions,
        text_inputs(rng, "Ab c7,Zed"),
        f"{key}|{how}",
        wrong,
    )
