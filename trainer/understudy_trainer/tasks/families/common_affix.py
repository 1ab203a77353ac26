"""Family: the longest common prefix or suffix of two strings or a list, as text or length, perhaps ignoring case."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import draft
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import PAIR
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct, word


@family("common-affix", weight=3)
def common_affix(rng: Rng) -> Draft:
    """The longest common prefix or suffix of two strings or a list, as text or length, perhaps ignoring case."""
    prefix = rng.random() < 0.6
    nocase = rng.random() < 0.25
    many = rng.random() < 0.5
    length = rng.random() < 0.35
    a, b = pick(rng, PAIR)
    (ws,) = distinct(rng, ("words", "strings", "names", "items", "paths", "texts", "keys"))
    affix = "prefix" if prefix else "suffix"
    case = ", ignoring case" if nocase else ""
    lower = ".lower()" if nocase else ""
    all_, given = (f"all strings in {ws}", f"{ws}: list[str]") if many else (f"{a} and {b}", f"{a}: str, {b}: str")
    if many:
        first_word = f"{ws}[0]"
        guard = code(f"if not {ws}:", f"    return {0 if length else chr(34) * 2}")
        cut = "first[:i]" if prefix else "first[len(first) - i :]"
        test = f"w{lower}.startswith(part)" if prefix else f"w{lower}.endswith(part)"
        start = code(guard, f"first = {first_word}", "for i in range(len(first), 0, -1):", f"    part = {cut}{lower}")
        solution = code(
            start,
            f"    if all({test} for w in {ws}):",
            f"        return {'i' if length else cut}",
            f"return {0 if length else chr(34) * 2}",
        )
        at = "[i]" if prefix else "[-1 - i]"
        walk = code(
            guard,
            "i = 0",
            f"shortest = min(map(len, {ws}))",
            f"while i < shortest and len({{w{at}{lower} for w in {ws}}}) == 1:",
            "    i += 1",
            f"return {'i' if length else f'{ws}[0][:i]' if prefix else f'{ws}[0][len({ws}[0]) - i :]'}",
        )
        solutions: tuple[str, ...] = (walk, solution)
        wrong: tuple[str, ...] = (walk.replace("== 1", "<= 2"), walk.replace("i = 0", "i = 1"))
        inputs: list[tuple[object, ...]] = [
            (["track", "trace", "Tractor"],),
            (["abc"],),
            ([],),
            (["dog", "cat"],),
            (["testing", "resting", "Nesting"],),
            (["aa", "a", "aaa"],),
            (["", "x"],),
            (["interview", "internet", "interval"],),
            (["Re", "re", "rE"],),
        ]
    else:
        one, two = (f"{a}[i]", f"{b}[i]") if prefix else (f"{a}[-1 - i]", f"{b}[-1 - i]")
        value = "i" if length else f"{a}[:i]" if prefix else f"{a}[len({a}) - i :]"
        walk = code(
            "i = 0",
            f"while i < min(len({a}), len({b})) and {one}{lower} == {two}{lower}:",
            "    i += 1",
            f"return {value}",
        )
        pairs = f"zip({a}, {b})" if prefix else f"zip(reversed({a}), reversed({b}))"
        loop = code(
            "count = 0",
            f"for p, q in {pairs}:",
            f"    if p{lower} != q{lower}:",
            "        break",
            "    count += 1",
            f"return {'count' if length else f'{a}[:count]' if prefix else f'{a}[len({a}) - count :]'}",
        )
        solutions = (walk, loop)
        wrong = (loop.replace("        break\n    count += 1", "        continue\n    count += 1"),)
        inputs = [
            ("planet", "plane"),
            ("testing", "Resting"),
            ("", "abc"),
            ("abc", "abc"),
            ("abXcd", "abYcd"),
            ("Hello", "help"),
            (word(rng), word(rng)),
            ("inside", "INsider"),
            ("xaa", "aa"),
        ]
    what = f"the length of the longest common {affix} of {all_}" if length else f"the longest common {affix} of {all_}"
    spelled = f" (as spelled in {'the first of them' if many else a})" if nocase and not length else ""
    begins = "start" if prefix else "end"
    return draft(
        rng,
        f"{affix}|{nocase}|{many}|{length}",
        names=(f"common_{affix}", f"shared_{affix}", f"{affix}_length" if length else affix),
        params=given,
        returns="int" if length else "str",
        said=(
            f"Return {what}{case}{spelled}",
            f"Find {what}{case}{spelled}",
            f"Compute {what}{case}{spelled}",
            f"Determine {'how long the longest string is' if length else 'the longest string'} with which "
            f"{all_} {begins}{case}{spelled}",
        ),
        told=(
            f"Compare {all_} from the {'left' if prefix else 'right'}{case}. Return {what}{spelled}. "
            f"If {'the list is empty or ' if many else ''}they share none, return "
            f"{'0' if length else 'an empty string'}.",
        ),
        chinese=(f"返回 {a} 和 {b} 的最长公共{'前缀' if prefix else '后缀'}",)
        if not (many or length or nocase)
        else (),
        plan=(
            f"compare from the {'left' if prefix else 'right'}",
            "stop at the first difference",
            f"return {'the count' if length else 'the shared part'}",
        ),
        solutions=solutions,
        wrong=wrong,
        notes=(f"Return {'0' if length else 'an empty string'} for an empty list",) if many else (),
        inputs=inputs,
    )
