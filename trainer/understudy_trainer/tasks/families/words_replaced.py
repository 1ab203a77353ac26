"""Family over whole words replaced in a sentence."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import sentence, words
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Row, Use, written
from understudy_trainer.tasks.vocabulary.text import symbol


@family("words-replaced", weight=4)
def words_replaced(rng: Rng) -> Draft:
    """Whole words replaced: one word, by a table, by a mask, with some share of the case kept."""
    a, b, c, d = (w.lower() for w in words(rng, 4))
    mark = symbol(rng)
    nocase = rng.random() < 0.5
    low = ".lower()" if nocase else ""
    source, params, extra, who = pick(
        rng,
        (
            ("one", "$old: str", (a,), "equal to $old"),
            ("several", "$bad: list[str]", ([a, b],), "listed in $bad"),
            ("table", "$table: dict[str, str]", ({a: c, b: "x y"},), "that are keys of $table"),
        ),
    )
    test = {"one": f"$w{low} == $old", "several": f"$w{low} in $bad", "table": f"$w{low} in $table"}[source]
    change, how, code, more, values = pick(
        rng,
        (
            ("new", "replaced by $new", "$new", ", $new: str", [d]),
            ("mask", f"replaced by '{mark}' repeated to their length", f'"{mark}" * len($w)', "", []),
            ("ends", f"reduced to their first letter followed by '{mark}' for each other letter",
             f'$w[0] + "{mark}" * (len($w) - 1)', "", []),
            ("drop", "left out", "", "", []),
            ("tagged", "put between '[' and ']'", 'f"[{$w}]"', "", []),
        )
        if source != "table"
        else (
            ("lookup", "replaced by their values", f"$table[$w{low}]", "", []),
            ("lookup-capital", "replaced by their values in upper case", f"$table[$w{low}].upper()", "", []),
            ("lookup-note", "followed by their values in parentheses", f'f"{{$w}} ({{$table[$w{low}]}})"', "", []),
        ),
    )  # fmt: skip
    texts = (f"{a} {c} {b} {a}", f"{a.title()} and {b.upper()} {a}s", sentence(rng, 4), "", f"{b} {b}", a)
    if change == "drop":
        one = f'" ".join($w for $w in $sent.split() if not {test})'.replace(
            f"not $w{low} in", f"$w{low} not in"
        ).replace(f"not $w{low} ==", f"$w{low} !=")
        two = f'$out = []\nfor $w in $sent.split():\n    if {test}:\n        continue\n    $out.append($w)\nreturn " ".join($out)'
        near = f'" ".join($w for $w in $sent.split() if {test})'
    else:
        one = f'" ".join({code} if {test} else $w for $w in $sent.split())'
        two = f'$out = []\nfor $w in $sent.split():\n    $out.append({code} if {test} else $w)\nreturn " ".join($out)'
        near = f'" ".join({code} for $w in $sent.split() if {test})'
    wrong = (
        one.replace(".lower()", "")
        if nocase
        else one.replace("$w ==", "$w.lower() ==").replace("$w in $bad", "$w.lower() in $bad")
    )
    case = "ignoring case in $sent" if nocase else "with case respected"
    given = {"one": "a word $old", "several": "a list of words $bad", "table": "a dict $table"}[source]
    lower = f" ({'all lowercase' if source != 'one' else 'lowercase'})" if nocase else ""
    row = Row(
        f"{source}|{change}|{nocase}",
        "replace_words censor rewrite substitute_words change_words edit_text",
        f"$sent: str, {params}{more}",
        "str",
        f"""
        Return $sent with the words {who} {how}, {case}
        Write $sent anew: words {who} are {how} ({case})
        Given a sentence $sent and {given}{lower}, return $sent with the words {who} {how}, {case}
        Go through the words of $sent; those {who} are {how}, {case}
        """,
        f"split into words\nchange those {who}\njoin with spaces",
        (one, two),
        [(t, *extra, *values) for t in texts],
        (near, wrong),
        f"""
        You are given a sentence $sent and {given}{lower}. In the result the words {who} are {how}; all others stay. Only whole
        words count, {case}. Words are joined with single spaces.

        A chat filter works on whole words. Given $sent and {given}{lower}, return the sentence with words {who} {how}, {case}.
        """,
        notes="Only whole words count",
    )
    use: Use = {
        "old": ("old", "target", "word", "bad"),
        "new": ("new", "replacement", "good", "other"),
        "bad": ("banned", "bad_words", "blocked", "forbidden", "targets"),
        "table": ("table", "mapping", "replacements", "dictionary", "glossary"),
        "w": ("w", "w", "x", "token"),
    }
    return written(rng, row, use)
