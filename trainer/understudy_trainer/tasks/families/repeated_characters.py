"""Families over characters that repeat in a string: first unique, first repeated, most common, duplicates removed."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import INDEX, ITEM, TEXT, cases, low_texts, samples
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

COUNTS = ("counts", "counts", "freq", "tally", "counter", "occurrences")


@family("first-unique-char", weight=3)
def first_unique_char(rng: Rng) -> Draft:
    """The first or last character that does not repeat, or does, as character or index."""
    s, c, i, counts = distinct(rng, TEXT, ITEM, INDEX, COUNTS)
    last = rng.random() < 0.3
    unique = rng.random() < 0.6
    index = rng.random() < 0.4
    nocase = rng.random() < 0.25
    missing, missing_said = ("-1", "-1") if index else pick(rng, (("None", "None"), ('""', "an empty string")))
    returns = "int" if index else "str | None" if missing == "None" else "str"
    test = "== 1" if unique else "> 1"
    order = "last" if last else "first"
    quality = (
        pick(
            rng, ("that occurs only once", "that does not repeat", "that is not repeated", "that appears exactly once")
        )
        if unique
        else pick(rng, ("that occurs more than once", "that appears at least twice", "that is repeated in it"))
    )
    case = ", ignoring case" if nocase else ""
    target = f"{'the index of ' if index else ''}the {order} character of {s} {quality}{case}"
    source = f"{s}.lower()" if nocase else s
    key = f"{c}.lower()" if nocase else c
    value = i if index else c
    walk = f"for {i}, {c} in enumerate({s}):" if index else f"for {c} in {s}:"
    if last:
        walk = f"for {i} in range(len({s}) - 1, -1, -1):" if index else f"for {c} in reversed({s}):"
    inner = f"{s}[{i}]" if last and index else c
    inner_key = f"{inner}.lower()" if nocase else inner
    counting = code(f"{counts} = Counter({source})", walk)
    by_hand = code(
        f"{counts} = {{}}",
        f"for {c} in {source}:",
        f"    {counts}[{c}] = {counts}.get({c}, 0) + 1",
        walk,
        f"    if {counts}[{inner_key}] {test}:",
        f"        return {value}",
        f"return {missing}",
    )
    direct = code(walk, f"    if {source}.count({inner_key}) {test}:", f"        return {value}", f"return {missing}")
    counter = code(counting, f"    if {counts}[{inner_key}] {test}:", f"        return {value}", f"return {missing}")
    solutions = [by_hand, counter, direct]
    rng.shuffle(solutions)
    del key
    return draft(
        rng,
        f"{order}|{unique}|{index}|{nocase}",
        names=(
            f"{order}_{'unique' if unique else 'repeated'}{'_index' if index else '_char'}",
            f"find_{order}_{'single' if unique else 'duplicate'}",
            f"{order}_{'non_repeating' if unique else 'repeating'}",
        ),
        params=f"{s}: str",
        returns=returns,
        said=(
            f"Return {target}",
            f"Find {target}",
            f"Given a string {s}, find {target}",
            f"Get {target}; {missing_said} if there is none",
            f"Look for {target} and return it",
        ),
        told=(
            f"You are given a string {s}. Some of its characters may occur several times. Return {target}. "
            f"If there is no such character, return {missing_said}.",
        ),
        chinese=(f"返回 {s} 中第一个不重复的字符",) if unique and not (last or index or nocase) else (),
        plan=(
            "count each character",
            f"go through {s}" + (" from the end" if last else ""),
            "return the first that fits",
        ),
        solutions=solutions,
        wrong=(
            direct.replace(test, "> 1" if unique else "== 1"),
            direct.replace(source, s) if nocase else direct[: -len(missing)] + "0",
        ),
        notes=(f"Return {missing_said} if there is no such character",),
        imports=("from collections import Counter",),
        inputs=cases([*low_texts(rng, "aabbc", "abcabd", "aabb", "xyz"), "AbBac", "Stress tests", "aA"]),
    )


@family("most-common-char", weight=4)
def most_common_char(rng: Rng) -> Draft:
    """The most or least frequent character with a rule for ties, as character, count or pair."""
    s, c, counts, best = distinct(rng, TEXT, ITEM, COUNTS, ("best", "top", "peak", "winner"))
    most = rng.random() < 0.65
    only = pick(rng, ("all", "all", "letters", "nospace"))
    source = {"all": s, "letters": f"(x for x in {s}.lower() if x.isalpha())", "nospace": f'{s}.replace(" ", "")'}[only]
    among = {
        "all": f"character of {s}",
        "letters": f"letter of {s} (ignoring case)",
        "nospace": f"character of {s} other than spaces",
    }[only]
    often = pick(rng, ("most frequent", "most common")) if most else pick(rng, ("least frequent", "rarest"))
    function = "max" if most else "min"
    tie = pick(rng, ("first", "first", "smallest", "largest"))
    tie_said = {
        "first": "the one that occurs first wins a tie",
        "smallest": "the alphabetically smallest wins a tie",
        "largest": "the alphabetically largest wins a tie",
    }[tie]
    build = f"{counts} = Counter({source})"
    loop = code(f"{counts} = {{}}", f"for {c} in {source}:", f"    {counts}[{c}] = {counts}.get({c}, 0) + 1")
    chosen = {
        "first": f"{function}({counts}, key={counts}.get)",
        "smallest": f"min({counts}, key=lambda {c}: ({'-' if most else ''}{counts}[{c}], {c}))",
        "largest": f"max({counts}, key=lambda {c}: ({'' if most else '-'}{counts}[{c}], {c}))",
    }[tie]
    careless = f"{'min' if most else 'max'}({counts}, key={counts}.get)"
    form = pick(rng, ("char", "char", "count", "pair", "all"))
    if form in ("count", "all"):
        tie = tie_said = ""
    ends = {
        "char": ("str", f"return {chosen}", f"return {careless}", '""'),
        "count": ("int", f"return {function}({counts}.values())", f"return len({counts})", "0"),
        "pair": (
            "tuple[str, int]",
            code(f"{best} = {chosen}", f"return {best}, {counts}[{best}]"),
            code(f"{best} = {careless}", f"return {best}, {counts}[{best}]"),
            '("", 0)',
        ),
        "all": (
            "list[str]",
            code(
                f"{best} = {function}({counts}.values())",
                f"return sorted({c} for {c} in {counts} if {counts}[{c}] == {best})",
            ),
            f"return [{careless}]",
            "[]",
        ),
    }
    returns, end, near, nothing = ends[form]
    empty_said = {'""': "an empty string", "[]": "an empty list"}.get(nothing, nothing)
    what = {
        "char": f"the {often} {among}; {tie_said}",
        "count": f"how often the {often} {among} occurs",
        "pair": f"the {often} {among} and its count as a tuple; {tie_said}",
        "all": f"a sorted list of every {among} that occurs {'most' if most else 'least'} often",
    }[form]
    guard = code(f"if not {counts}:", f"    return {nothing}")
    return draft(
        rng,
        f"{'most' if most else 'least'}|{form}|{tie}|{only}",
        names=("most_common", "top_char", "most_frequent")
        if most
        else ("rarest_char", "least_common", "least_frequent"),
        params=f"{s}: str",
        returns=returns,
        said=(
            f"Return {what}",
            f"Find {what}",
            f"Given a string {s}, return {what}",
            f"Count the characters of {s} and return {what}",
        ),
        told=(
            f"Count how often each {among} occurs. Return {what}. If there is nothing to count, return {empty_said}.",
        ),
        plan=("count each character", f"return {empty_said} if there is none", f"take the {often} one"),
        solutions=(f"{build}\n{guard}\n{end}", f"{loop}\n{guard}\n{end}"),
        wrong=(
            f"{build}\n{guard}\n{near}",
            f"return {nothing}" if form == "count" else f"{counts} = Counter({s})\n{guard}\n{near}",
        ),
        notes=(f"Return {empty_said} if there is nothing to count",),
        imports=("from collections import Counter",),
        inputs=cases([*samples(rng, "banana", "b a B b a"), "zza bb c", "cab", "ab ba c", "Aa b"]),
    )


@family("chars-by-count", weight=3)
def chars_by_count(rng: Rng) -> Draft:
    """The characters that occur exactly, at least or at most n times, as string, list or number."""
    s, c, n = distinct(rng, TEXT, ITEM, ("n", "k", "times", "limit", "count", "minimum"))
    fixed = rng.random() < 0.35
    value = rng.randint(2, 3)
    shown = str(value) if fixed else n
    how, sign, near = pick(
        rng,
        (("exactly", "==", ">="), ("at least", ">=", ">"), ("more than", ">", ">="), ("at most", "<=", "<")),
    )
    test = f"{s}.count({c}) {sign} {shown}"
    form, returns, what, first, second = pick(
        rng,
        (
            (
                "sorted",
                "list[str]",
                "sorted list of the distinct characters of {} that occur",
                f"sorted({c} for {c} in set({s}) if {test})",
                f"sorted({{{c} for {c} in {s} if {test}}})",
            ),
            (
                "ordered",
                "list[str]",
                "list of the distinct characters of {}, in order of first appearance, that occur",
                f"[{c} for {c} in dict.fromkeys({s}) if {test}]",
                code(
                    "found = []",
                    f"for {c} in {s}:",
                    f"    if {c} not in found and {test}:",
                    f"        found.append({c})",
                    "return found",
                ),
            ),
            (
                "number",
                "int",
                "number of distinct characters of {} that occur",
                f"sum({test} for {c} in set({s}))",
                f"len({{{c} for {c} in {s} if {test}}})",
            ),
            (
                "text",
                "str",
                "text left of {} when only the characters are kept that occur in it",
                f'"".join({c} for {c} in {s} if {test})',
                code('result = ""', f"for {c} in {s}:", f"    if {test}:", f"        result += {c}", "return result"),
            ),
            (
                "dict",
                "dict[str, int]",
                "dict of the counts of those characters of {} that occur",
                f"{{{c}: {s}.count({c}) for {c} in {s} if {test}}}",
                code(
                    "counts = {}",
                    f"for {c} in {s}:",
                    f"    if {test}:",
                    f"        counts[{c}] = {s}.count({c})",
                    "return counts",
                ),
            ),
        ),
    )
    target = f"the {what.format(s)} {how} {shown} times"
    made = [*low_texts(rng, "aabbbc", "mississippi"), "aAbBaa", "1 22 333"]
    return draft(
        rng,
        f"{form}|{how}|{fixed}",
        names=("chars_by_count", f"chars_{how.replace(' ', '_')}", f"repeated_{form}", "frequent_chars"),
        params=f"{s}: str" if fixed else f"{s}: str, {n}: int",
        returns=returns,
        said=(f"Return {target}", f"Find {target}", f"Given {s}, return {target}", f"Produce {target}"),
        plan=("look at each character", f"count it in {s}", f"keep it if it occurs {how} {shown} times"),
        solutions=(first, second),
        wrong=(first.replace(f") {sign} {shown}", f") {near} {shown}"),),
        inputs=cases(made) if fixed else [(t, rng.randint(1, 3)) for t in made] + [("aabbbc", 2), ("abcc", 1)],
    )
