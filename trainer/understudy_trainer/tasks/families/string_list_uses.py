"""Families over lists of strings: filtered by parts, deduplicated, sorted by several keys."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import words
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Knob, Row, Use, written


@family("strings-matching-part", weight=5)
def strings_matching_part(rng: Rng) -> Draft:
    """Strings of a list that start with, end with or contain a given part; as list, count, index, split."""
    part = pick(rng, ("an", "re", "st", "o", "e", "be", "ta", "Th", "co", "pre", "in"))
    knob = Knob(
        ("part", "prefix", "key", "query", "sub", "pattern", "wanted"), "str", (part, "a", "o", "ta", "B", "e"), 0.8
    )
    nocase = rng.random() < 0.35
    w, target = ("$w.lower()", "$part!r.lower()") if nocase else ("$w", "$part!r")
    where, clause, test, near = pick(
        rng,
        (
            ("start", "start with $part!s", f"{w}.startswith({target})", f"{w}.endswith({target})"),
            ("end", "end with $part!s", f"{w}.endswith({target})", f"{target} in {w}"),
            ("contain", "contain $part!s", f"{target} in {w}", f"{w}.startswith({target})"),
            ("lack", "do not contain $part!s", f"{target} not in {w}", f"{target} in {w}"),
            ("not-start", "do not start with $part!s", f"not {w}.startswith({target})", f"{w}.startswith({target})"),
            (
                "longer",
                "contain $part!s and something else",
                f"{target} in {w} and len($w) > len($part!r)",
                f"{target} in {w}",
            ),
        ),
    )
    case = ", ignoring case" if nocase else ""
    key, returns, what, one, two = pick(
        rng,
        (
            ("list", "list[str]", f"the strings in $ws that {clause}{case}", f"[$w for $w in $ws if {test}]",
             f"$out = []\nfor $w in $ws:\n    if {test}:\n        $out.append($w)\nreturn $out"),
            ("count", "int", f"the number of strings in $ws that {clause}{case}", f"sum({test} for $w in $ws)",
             f"$cnt = 0\nfor $w in $ws:\n    if {test}:\n        $cnt += 1\nreturn $cnt"),
            ("indices", "list[int]", f"the indices of the strings in $ws that {clause}{case}",
             f"[$i for $i, $w in enumerate($ws) if {test}]",
             f"$out = []\nfor $i, $w in enumerate($ws):\n    if {test}:\n        $out.append($i)\nreturn $out"),
            ("first", "str | None", f"the first of the strings in $ws that {clause}{case}, or None",
             f"next(($w for $w in $ws if {test}), None)", f"for $w in $ws:\n    if {test}:\n        return $w\nreturn None"),
            ("last-index", "int", f"the index of the last of the strings in $ws that {clause}{case}, or -1",
             f"for $i in range(len($ws) - 1, -1, -1):\n    $w = $ws[$i]\n    if {test}:\n        return $i\nreturn -1",
             f"$out = -1\nfor $i, $w in enumerate($ws):\n    if {test}:\n        $out = $i\nreturn $out"),
            ("sorted", "list[str]", f"the strings in $ws that {clause}{case}, sorted alphabetically",
             f"sorted($w for $w in $ws if {test})",
             f"$out = [$w for $w in $ws if {test}]\n$out.sort()\nreturn $out"),
            ("joined", "str", f"the strings in $ws that {clause}{case}, joined with ', '",
             f'", ".join($w for $w in $ws if {test})',
             f"$out = []\nfor $w in $ws:\n    if {test}:\n        $out.append($w)\nreturn \", \".join($out)"),
            ("until", "list[str]", f"the strings of $ws before the first of those that {clause}{case} (all of them if there is none)",
             f"$out = []\nfor $w in $ws:\n    if {test}:\n        break\n    $out.append($w)\nreturn $out",
             f"for $i, $w in enumerate($ws):\n    if {test}:\n        return $ws[:$i]\nreturn list($ws)"),
            ("shortest", "str | None", f"the shortest of the strings in $ws that {clause}{case}, the first one on a tie, or None",
             f"min(($w for $w in $ws if {test}), key=len, default=None)",
             f"best = None\nfor $w in $ws:\n    if {test} and (best is None or len($w) < len(best)):\n        best = $w\nreturn best"),
            ("chars", "int", f"the total number of characters of the strings in $ws that {clause}{case}",
             f"sum(len($w) for $w in $ws if {test})",
             f"$tot = 0\nfor $w in $ws:\n    if {test}:\n        $tot += len($w)\nreturn $tot"),
        ),
    )  # fmt: skip
    some = words(rng, 6)
    inputs = [
        ([some[0], f"{part}{some[1]}", f"{some[2]}{part.upper()}"],),
        ([*some[3:], "a", "banana", "A"],),
        ([part, f"x{part}y", f"x{part}", some[4]],),
        ([],),
        (["Tab", "tab", "beta", "oboe"],),
        ([f"{some[5]}{part}", some[0], f"{part}{some[5]}", part.swapcase()],),
    ]
    row = Row(
        f"{where}|{key}|{nocase}",
        f"filter_strings {where.replace('-', '_')}_{key.replace('-', '_')} matching select_matching search_list find_matches",
        "$ws: list[str]",
        returns,
        f"""
        Return {what}
        Given a list of strings $ws, return {what}
        Get {what}
        Find {what}
        Go through $ws and return {what}
        """,
        "test each string\n"
        + {"list": "keep those that pass", "count": "count those that pass"}.get(
            key, "return what is asked of those that pass"
        ),
        (one, two),
        inputs,
        (one.replace(test, near), one.replace(".lower()", "") if nocase else one.replace(target, f"{target}.upper()")),
        f"""
        You are given a list of strings $ws. Return {what}. {"Case does not matter" if nocase else "Case matters"}.

        A search box works on the list $ws. It needs {what}. Give back exactly that.
        """,
        notes="" if nocase else "Case matters",
        chinese="返回列表 $ws 中包含 $part!s 的字符串" if (where, key, nocase) == ("contain", "list", False) else "",
    )
    return written(rng, row, {"part": knob})


@family("strings-without-duplicates", weight=3.5)
def strings_without_duplicates(rng: Rng) -> Draft:
    """Strings that count as equal by some key: first or last kept, counted, listed."""
    a, b, c = words(rng, 3)
    key, same, code = pick(
        rng,
        (
            ("case", "differ only in case", "$w.lower()"),
            ("length", "have the same length", "len($w)"),
            ("initial", "start with the same letter", "$w[:1]"),
            ("final", "end with the same letter", "$w[-1:]"),
            ("spaces", "are equal after stripping whitespace", "$w.strip()"),
            ("anagram", "consist of the same letters, equally often", '"".join(sorted($w))'),
            ("digits", "are equal once their digits are removed", '"".join(c for c in $w if not c.isdigit())'),
        ),
    )
    form, returns, what, one, two, near = pick(
        rng,
        (
            ("first", "list[str]", "$ws without duplicates, keeping the first of the strings that {}",
             "seen = set()\n$out = []\nfor $w in $ws:\n    if {} not in seen:\n        seen.add({})\n        $out.append($w)\nreturn $out",
             "kept = {{}}\nfor $w in $ws:\n    kept.setdefault({}, $w)\nreturn list(kept.values())",
             "list(dict.fromkeys($ws))"),
            ("last", "list[str]", "$ws without duplicates, keeping the last of the strings that {} (at the place of that last one)",
             "seen = set()\n$out = []\nfor $w in reversed($ws):\n    if {} not in seen:\n        seen.add({})\n        $out.append($w)\n"
             "return $out[::-1]",
             "keys = [{} for $w in $ws]\nreturn [$w for $i, $w in enumerate($ws) if keys[$i] not in keys[$i + 1:]]",
             "list(dict.fromkeys($ws))"),
            ("count", "int", "how many strings remain in $ws if all that {} count as one",
             "len({{{} for $w in $ws}})", "seen = set()\nfor $w in $ws:\n    seen.add({})\nreturn len(seen)", "len(set($ws))"),
            ("any", "bool", "True if two strings of $ws {}, otherwise False",
             "len({{{} for $w in $ws}}) < len($ws)",
             "seen = set()\nfor $w in $ws:\n    if {} in seen:\n        return True\n    seen.add({})\nreturn False",
             "len(set($ws)) < len($ws)"),
            ("dropped", "list[str]", "the strings of $ws that are dropped if only the first of all that {} is kept",
             "seen = set()\n$out = []\nfor $w in $ws:\n    if {} in seen:\n        $out.append($w)\n    seen.add({})\nreturn $out",
             "keys = [{} for $w in $ws]\nreturn [$w for $i, $w in enumerate($ws) if keys[$i] in keys[:$i]]",
             "[$w for $w in $ws if $ws.count($w) > 1]"),
            ("groups", "list[list[str]]", "the strings of $ws in groups that {}, the groups in the order of their first strings",
             "groups = {{}}\nfor $w in $ws:\n    groups.setdefault({}, []).append($w)\nreturn list(groups.values())",
             "groups = {{}}\nfor $w in $ws:\n    k = {}\n    if k not in groups:\n        groups[k] = []\n    groups[k].append($w)\n"
             "return list(groups.values())",
             "[[$w] for $w in $ws]"),
            ("alone", "list[str]", "the strings of $ws for which no other element of $ws exists such that both {}",
             "keys = [{} for $w in $ws]\nreturn [$w for $w, k in zip($ws, keys) if keys.count(k) == 1]",
             "keys = [{} for $w in $ws]\n$out = []\nfor $i, $w in enumerate($ws):\n    if keys[$i] not in keys[:$i] + keys[$i + 1:]:\n"
             "        $out.append($w)\nreturn $out",
             "[$w for $w in $ws if $ws.count($w) == 1]"),
        ),
    )  # fmt: skip
    said = what.format(same)
    row = Row(
        f"{key}|{form}",
        f"dedupe_by_{key} {form}_by_{key} distinct_by_{key} unique_strings drop_duplicates same_{key}_{form}",
        "$ws: list[str]",
        returns,
        f"""
        Return {said}
        Given a list of strings $ws, return {said}
        Determine {said}
        Work out {said}
        """,
        "compute the key of each string\nremember the keys seen\nreturn what is asked",
        (one.format(*[code] * 3), two.format(*[code] * 3)),
        [
            ([a, b, a.swapcase(), c],),
            (["tea1", "eat", "Tea2", " tea1 ", "ate"],),
            (words(rng, 6),),
            ([],),
            ([f"{b} ", b, c, f"{c}7"],),
            (["a", "A", "b1", "b"],),
        ],
        (near,),
        f"""
        Two strings count as duplicates here if they {same}. You are given a list $ws. Return {said}.

        In a catalogue, entries that {same} are considered the same. For the entries in $ws, return {said}.
        """,
    )  # fmt: skip
    return written(rng, row, {"w": ("w", "word", "item", "s", "x")})


KEYS = (
    ("length", "by length", "len($w)", "the shortest first", "the longest first"),
    ("vowels", "by the number of vowels (aeiou)", 'sum(c in "aeiou" for c in $w)', "the fewest first", "the most first"),
    ("last", "by their last letter", "$w[-1:]", "a before z", "z before a"),
    ("second", "by everything after their first letter", "$w[1:]", "a before z", "z before a"),
    ("number", "by the number formed by their digits (0 if they have none)",
     'int("".join(c for c in $w if c.isdigit()) or 0)', "the smallest first", "the largest first"),
    ("count", "by how often they contain $one!s", "$w.count($one!r)", "the fewest first", "the most first"),
    ("words", "by the number of words in them", "len($w.split())", "the fewest first", "the most first"),
)  # fmt: skip


@family("strings-sorted-by-keys", weight=4.5)
def strings_sorted_by_keys(rng: Rng) -> Draft:
    """Strings sorted by a measured key, ties alphabetical, reversed or stable."""
    key, by, code, up, down = pick(rng, KEYS)
    falling = rng.random() < 0.4
    numeric = key not in ("last", "second")
    ties = pick(rng, ("alphabet", "stable", "nocase") if numeric or not falling else ("stable",))
    tie = {
        "alphabet": "equal ones in alphabetical order",
        "stable": "equal ones in their original order",
        "nocase": "equal ones alphabetically with case ignored",
    }[ties]
    minus = "-" if falling and numeric else ""
    inner = {"alphabet": f"({minus}{code}, $w)", "stable": code, "nocase": f"({minus}{code}, $w.lower())"}[ties]
    tail = ", reverse=True" if falling and ties == "stable" else ""
    other = {"alphabet": "sorted($ws)", "stable": "list($ws)", "nocase": "sorted($ws, key=str.lower)"}[ties]
    order = down if falling else up
    form, what, cut = pick(
        rng,
        (("all", "$ws sorted", ""), ("all", "$ws sorted", ""), ("first", "the first $k of $ws when sorted", "[:$k]")),
    )
    a, b, c, d = words(rng, 4)
    row = Row(
        f"{key}|{falling}|{ties}|{form}",
        f"sort_by_{key} order_by_{key} sorted_strings rank_by_{key} arrange",
        "$ws: list[str]",
        "list[str]",
        f"""
        Return {what} {by}, {order}, {tie}
        {"Sort the strings in $ws" if not cut else "Pick the first $k of $ws sorted"} {by}, {order}; {tie}
        Given a list of strings $ws, return {what.replace("$ws", "them", 1) if not cut else what} {by} ({order}), {tie}
        Order $ws {by}, {order}, with {tie}{", and return the first $k" if cut else ""}
        """,
        f"sort {by}\nkeep {tie}" + ("\ntake the first $k" if cut else ""),
        (
            f"sorted($ws, key=lambda $w: {inner}{tail}){cut}",
            f"$out = {other}\n$out.sort(key=lambda $w: {code}{', reverse=True' if falling else ''})\nreturn $out{cut}",
        ),
        [
            ([a, b, c, d],),
            (["b12", "a2", "Ab2", "c"],),
            (["tea pot", "tea", "see a bee", "eel", "Eel"],),
            ([],),
            (words(rng, 6),),
            ([d.upper(), d.lower(), "zz", "aa", "b"],),
        ],
        (
            f"sorted($ws, key=lambda $w: {inner}{'' if tail else ', reverse=True'}){cut}",
            f"sorted($ws{', reverse=True' if falling else ''}){cut}",
        ),
        f"""
        You are given a list of strings $ws. They are to be sorted {by}: {order}, {tie}. Return {what.replace(" when sorted", " after sorting")} that
        way as a new list.

        A list of entries $ws is shown {by} ({order}). Among equals: {tie}. Return {"the first $k entries shown" if cut else "the list as it is shown"}.
        """,
        chinese="将列表 $ws 按长度从短到长排序,长度相同时按字母顺序"
        if (key, ties, falling, form) == ("length", "alphabet", False, "all")
        else "",
    )
    use: Use = {
        "k": Knob(("k", "n", "limit", "top"), "int", (2, 3, 1, 2)),
        "one": Knob(("letter", "ch", "char", "target"), "str", (pick(rng, "aeost"), "e", "a", "t")),
    }
    return written(rng, row, use)
