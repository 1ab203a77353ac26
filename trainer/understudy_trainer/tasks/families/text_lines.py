"""Family over the lines of a text."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.text import distinct, params, quoted, returning, settled, word


@family("lines-processed")
def lines_processed(rng: Rng) -> Draft:
    """Lines of a text: comments dropped, numbered, indented, longest, non-empty counted."""
    s, x = distinct(rng, ("text", "source", "content", "s", "document", "body"), ("line", "row", "x"))
    n, mark = rng.randint(1, 8), pick(rng, ("#", "//", "--", ";", "%"))
    m, each = quoted(mark), f"for {x} in {s}.splitlines()"
    filters = (
        ("all", "", ""),
        ("nonempty", " that are not blank", f" if {x}.strip()"),
        ("code", f" that do not start with {mark!r}", f" if not {x}.startswith({m})"),
        ("comment", f" that start with {mark!r}", f" if {x}.startswith({m})"),
        ("long", f" with more than {n} characters", f" if len({x}) > {n}"),
    )
    key, clause, cond = pick(rng, filters)
    forms = (
        (
            "count",
            "int",
            f"the number of lines in {s}{clause}",
            f"sum(1 {each}{cond})",
            f"len([{x} {each}{cond}])",
            f"sum(len({x}) {each}{cond})",
        ),
        (
            "list",
            "list[str]",
            f"the lines of {s}{clause}, stripped",
            f"[{x}.strip() {each}{cond}]",
            "",
            f"[{x} + ' ' {each}{cond}]".replace("' '", '" "'),
        ),
        (
            "text",
            "str",
            f"the lines of {s}{clause}, joined into one text again",
            f'"\\n".join({x} {each}{cond})',
            f'kept = [{x} {each}{cond}]\nreturn "\\n".join(kept)',
            f'"".join({x} {each}{cond})',
        ),
        (
            "indent",
            "str",
            f"the lines of {s}{clause}, indented by {n} spaces",
            f'"\\n".join(" " * {n} + {x} {each}{cond})',
            "",
            f'"\\n".join({x} {each}{cond})',
        ),
        (
            "longest",
            "str",
            f"the longest of the lines of {s}{clause}, or an empty string",
            f'max(({x} {each}{cond}), key=len, default="")',
            "",
            f'min(({x} {each}{cond}), key=len, default="")',
        ),
        (
            "number",
            "list[str]",
            f"the lines of {s}{clause}, numbered from {n} like '{n}: text'",
            f'kept = [{x} {each}{cond}]\nreturn [f"{{i}}: {{{x}}}" for i, {x} in enumerate(kept, {n})]',
            "",
            f'kept = [{x} {each}{cond}]\nreturn [f"{{i}}: {{{x}}}" for i, {x} in enumerate(kept)]',
        ),
    )
    what, returns, phrase, code, other, near = pick(rng, forms)
    inputs = tuple(
        (t,)
        for t in (
            f"{word(rng)}\n{mark} note\n\n  {word(rng)} {word(rng)}",
            "",
            f"{mark}a\nb\n{mark}c",
            word(rng),
            f"one\n\n{word(rng)}\nlonger line here\n",
        )
    )
    return settled(
        rng,
        (f"{what}_lines", f"{what} {key} lines", "process_lines"),
        params((s, "str")),
        returns,
        returning(rng, phrase, f"a text {s}"),
        (
            "split into lines",
            *([f"keep those{clause}"] if clause else []),
            {
                "count": "count them",
                "list": "strip each",
                "text": "join them",
                "indent": "indent and join them",
                "longest": "take the longest",
                "number": f"number them from {n}",
            }[what],
        ),
        (code, other),
        inputs,
        f"{what}|{key}",
        (near,),
    )
