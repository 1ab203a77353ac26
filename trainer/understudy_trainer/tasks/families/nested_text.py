"""Family over texts with nested brackets."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Row, written


def nesting_rows(rng: Rng, o: str, c: str) -> list[Row]:
    """Texts with brackets: what is outside, how deep, which belong together."""
    texts = each((f"a{o}b{c}c", f"{o}x{o}y{c}z{c}", "none", "", f"p{o}q{c}r{o}s{c}", f"{o}{o}deep{c}{c} end {o}{c}"))
    walk = f"""
    depth = 0
    $out = START
    for $c in $s:
        if $c == "{o}":
            depth += 1
        elif $c == "{c}":
            depth -= 1
        REST
    return $out
    """
    kind = f"brackets '{o}' and '{c}' (always balanced)"
    return [
        Row("outside", "outside_brackets remove_bracketed strip_comments", "$s: str", "str",
            f"""
            Remove everything inside {kind} from $s, and the brackets themselves, also where they are nested
            Return the characters of $s that lie outside all {kind}, without the brackets
            Drop the bracketed parts of $s, with nesting respected; the {kind.split(" (")[0]} are balanced
            """, "keep track of the depth\nkeep characters at depth zero that are no brackets",
            (walk.replace("START", '""').replace("REST", "elif depth == 0:\n            $out += $c"),), texts, (f're.sub(r"\\{o}.*?\\{c}", "", $s)', f'$s.split("{o}")[0]'), imports="import re",
            told=f"Notes in a text are put between '{o}' and '{c}' and may contain further notes. The brackets are balanced. Given $s, return the text without "
            "any notes and without the brackets."),
        Row("depths", "depth_profile bracket_depths levels", "$s: str", "list[int]",
            f"""
            Return for every character of $s how deep it lies in {kind}; a bracket itself counts as inside
            List the nesting depth of each character of $s, opening and closing '{o}' '{c}' having the depth of what they enclose
            """, "raise the depth at an opening bracket\nrecord the depth\nlower it after a closing bracket",
            (f"""
             depth = 0
             $out = []
             for $c in $s:
                 if $c == "{o}":
                     depth += 1
                 $out.append(depth)
                 if $c == "{c}":
                     depth -= 1
             return $out
             """,), texts, (walk.replace("START", "[]").replace("REST", "$out.append(depth)"),), chinese="返回 $s 中每个字符所在的括号深度"),
        Row("innermost", "deepest_text innermost innermost_groups", "$s: str", "list[str]",
            f"""
            Return the contents of all {kind} in $s that contain no further brackets
            List the texts inside the innermost pairs of '{o}' and '{c}' of $s
            """, "find an opening bracket, no brackets, and a closing bracket", (f're.findall(r"\\{o}([^{chr(92)}{o}{chr(92)}{c}]*)\\{c}", $s)',
            f"""
             $out = []
             for $p in $s.split("{c}")[:-1]:
                 _, mark, inner = $p.rpartition("{o}")
                 if mark:
                     $out.append(inner)
             return $out
             """), texts, (f're.findall(r"\\{o}(.*?)\\{c}", $s)',), imports="import re"),
        Row("partner", "matching_bracket partner_index closing_index", "$s: str, $i: int", "int",
            f"""
            Return the index of the '{c}' that closes the '{o}' at index $i of $s, whose brackets are balanced
            Find where the bracket '{o}' opened at position $i of $s is closed by '{c}'
            """, "count up at opening and down at closing brackets from there\nreturn the index at which the count is zero",
            (f"""
             depth = 0
             for j in range($i, len($s)):
                 if $s[j] == "{o}":
                     depth += 1
                 elif $s[j] == "{c}":
                     depth -= 1
                     if depth == 0:
                         return j
             return -1
             """,), [(f"a{o}b{c}c", 1), (f"{o}x{o}y{c}z{c}", 0), (f"{o}x{o}y{c}z{c}", 2), (f"{o}{c}{o}{c}", 2)], (f'$s.find("{c}", $i)', f'$s.rfind("{c}")'), chinese="返回与 $s 中下标 $i 处左括号配对的右括号的下标"),
        Row("split", "split_top_level split_arguments top_level_split", "$s: str", "list[str]",
            f"""
            Split $s at the commas that lie outside all {kind}, without stripping the parts
            Return the comma-separated parts of $s, where commas inside '{o}' and '{c}' do not separate
            """, "keep track of the depth\nstart a new part at a comma of depth zero\notherwise append the character",
            (f"""
             depth = 0
             $out = [""]
             for $c in $s:
                 if $c == "," and depth == 0:
                     $out.append("")
                     continue
                 depth += ($c == "{o}") - ($c == "{c}")
                 $out[-1] += $c
             return $out
             """,), each((f"a,b{o}c,d{c},e", "x", "", f"{o}1,2{c},{o}3,4{c}", "p,,q", f"f{o}g{o}1,2{c},3{c},4")), ('$s.split(",")',),
            told=f"The arguments of a call are given as one text $s, separated by commas. An argument may contain '{o}' and '{c}' with more commas inside; the "
            "brackets are balanced. Return the arguments as they stand; an empty text gives one empty argument."),
        Row("needed", "missing_brackets brackets_needed fix_count", "$s: str", "int",
            f"""
            Return how many brackets must be inserted into $s to balance its '{o}' and '{c}'
            Count the brackets '{o}' and '{c}' of $s that have no partner
            """, "count open brackets\ncount closing brackets that close nothing\nadd what is left open",
            (f"""
             opened = missing = 0
             for $c in $s:
                 if $c == "{o}":
                     opened += 1
                 elif $c == "{c}" and opened:
                     opened -= 1
                 elif $c == "{c}":
                     missing += 1
             return opened + missing
             """,), each((f"{o}a", f"{c}{o}", f"{o}x{c}", "", f"{o}{o}{c}", f"{c}{c}a{o}")), (f'abs($s.count("{o}") - $s.count("{c}"))',)),
    ]  # fmt: skip


@family("nested-text", weight=3.5)
def nested_text(rng: Rng) -> Draft:
    """Brackets of some kind in a text: outside, innermost, partners, splitting at top level."""
    o, c = pick(rng, (("(", ")"), ("[", "]"), ("{", "}")))
    row = pick(rng, nesting_rows(rng, o, c))
    return written(
        rng,
        row,
        {
            "s": ("s", "text", "source", "expr"),
            "i": ("i", "start_at", "position", "idx") if row.key == "partner" else ("i", "idx"),
        },
    )
