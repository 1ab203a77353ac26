"""Families over names of people, names in code, phone numbers, money and other values written for people."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Row, written
from understudy_trainer.tasks.vocabulary.text import word

SOURCES = (
    ("snake", "the snake_case name", '$s.split("_")', "_"),
    ("kebab", "the kebab-case name", '$s.split("-")', "-"),
    ("dotted", "the dotted name", '$s.split(".")', "."),
    ("camel", "the camelCase or PascalCase name", 're.findall(r"[A-Z]?[a-z0-9]+", $s)', ""),
    ("title", "the title", "$s.split()", " "),
    ("constant", "the UPPER_CASE name", '$s.lower().split("_")', "_"),
)
TARGETS = (
    ("snake", "in snake_case", '"_".join($w.lower() for $w in {0})', '"_".join({0})'),
    ("kebab", "in kebab-case", '"-".join($w.lower() for $w in {0})', '"-".join({0}).upper()'),
    ("constant", "in UPPER_CASE with underscores", '"_".join($w.upper() for $w in {0})', '"".join($w.upper() for $w in {0})'),
    ("pascal", "in PascalCase", '"".join($w.capitalize() for $w in {0})', '"".join($w.upper() for $w in {0})'),
    ("camel", "in camelCase", '"".join($w.capitalize() if $i else $w.lower() for $i, $w in enumerate({0}))', '"".join($w.capitalize() for $w in {0})'),
    ("title", "as words with a capital each, separated by spaces", '" ".join($w.capitalize() for $w in {0})', '" ".join({0})'),
    ("sentence", "as a sentence: words separated by spaces, only the first one with a capital", '" ".join({0}).capitalize()', '" ".join($w.capitalize() for $w in {0})'),
    ("dotted", "in lower case with dots between the words", '".".join($w.lower() for $w in {0})', '"".join($w.lower() for $w in {0})'),
    ("train", "with capitalized words joined by hyphens", '"-".join($w.capitalize() for $w in {0})', '"-".join({0})'),
    ("initials", "as the upper-case first letters of its words", '"".join($w[0].upper() for $w in {0})', '"".join($w[-1].upper() for $w in {0})'),
    ("words", "as the list of its lowercase words", "[$w.lower() for $w in {0}]", "[$w.lower() for $w in {0}][::-1]"),
)  # fmt: skip


@family("name-case-converted", weight=5)
def name_case_converted(rng: Rng) -> Draft:
    """A name in one spelling (snake, kebab, camel ...) written in another."""
    source, called, split, sep = pick(rng, SOURCES)
    target, how, code, near = pick(rng, [t for t in TARGETS if t[0] != source])
    several = rng.random() < 0.25
    parts = [[word(rng).lower() for _ in range(n)] for n in (2, 3, 1, 2)]

    def made(ws: list[str]) -> str:
        if source == "camel":
            return ws[0] + "".join(w.title() for w in ws[1:])
        if source == "title":
            return " ".join(ws).title()
        return sep.join(ws).upper() if source == "constant" else sep.join(ws)

    names = [made(p) for p in parts]
    returns = "list[str]" if target == "words" else "str"
    if several:
        one = f"[{code.format(split).replace('$s', 'name')} for name in $ws]"
        two = f"$out = []\nfor name in $ws:\n    parts = {split.replace('$s', 'name')}\n    $out.append({code.format('parts')})\nreturn $out"
        bad = f"[{near.format(split).replace('$s', 'name')} for name in $ws]"
        what = f"the names in $ws, each of which is {called.replace('the ', 'a ', 1).replace('a UPPER', 'an UPPER')}, {how.replace('its words', 'their words').replace('as the list', 'each as the list')}"
        params, inputs, returns = "$ws: list[str]", each((names[:2], names[2:], [], names)), f"list[{returns}]"
    else:
        one, bad = code.format(split), near.format(split)
        two = f"parts = {split}\nreturn {code.format('parts')}"
        what, params, inputs = (
            f"{called} $s {how}",
            "$s: str",
            each((*names, made(["one", "two", "three"]), made(["x"]))),
        )
    row = Row(
        f"{source}|{target}|{several}",
        f"{source}_to_{target} to_{target} convert_name rename_{source} {target}_name restyle",
        params,
        returns,
        f"""
        Return {what}
        Write {what}
        Convert {called.replace("the ", "a ", 1).replace("a UPPER", "an UPPER") + " $s" if not several else "the names in $ws"}: return {what}
        Give back {what}
        """,
        f"split {'each' if several else 'the'} name into words\nchange the case of the words\njoin them again"
        if target != "words"
        else "split the name into words\nlowercase them",
        (one, two),
        inputs,
        (bad,),
        f"""
        A code generator needs names in several spellings. You get {"a list $ws of names, each" if several else "$s,"} {called.replace("the ", "a ", 1).replace("a UPPER", "an UPPER")}. Return
        {"each of them" if several else "it"} {how}.
        """,
        imports="import re" if source == "camel" else "",
        chinese="把 snake_case 名称 $s 转换为 camelCase"
        if (source, target, several) == ("snake", "camel", False)
        else "",
    )
    return written(
        rng, row, {"s": ("name", "s", "identifier", "text", "label"), "ws": ("names", "labels", "identifiers", "keys")}
    )
