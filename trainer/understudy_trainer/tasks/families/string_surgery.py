"""Family: small operations by position: insert, replace, remove, swap, rotate."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import TEXT, cases, low_texts
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

STRINGS = ["abcdef", "hello", "ab", "x", "Banana", "a b c", "python"]


@family("string-surgery", weight=3)
def string_surgery(rng: Rng) -> Draft:
    """Small operations by position: insert, replace, remove, swap, rotate."""
    s, k, i, c = distinct(
        rng, TEXT, ("k", "n", "step", "size"), ("i", "index", "pos", "position"), ("c", "ch", "char", "new", "part")
    )
    plain = cases([*STRINGS, "", *low_texts(rng, empty=False)])
    at = [(t, rng.randrange(len(t))) for t in STRINGS] + [("abcdef", 2)]
    at_new = [(t, rng.randrange(len(t)), pick(rng, "XY-")) for t in STRINGS] + [("", 0, "z")]
    by = [(t, rng.randint(1, 4)) for t in STRINGS] + [("abcdef", 8), ("", 2)]
    rotating = code(f"if not {s}:", f"    return {s}", f"{k} %= len({s})")
    rows = (
        Classic(
            "insert",
            ("insert_at", "insert_char", "put_in"),
            "str",
            (
                f"Insert {c} into {s} so that it starts at index {i}",
                f"Return {s} with {c} inserted before the character at index {i}",
            ),
            ("cut at the index", f"put {c} in between"),
            (
                f"{s}[:{i}] + {c} + {s}[{i}:]",
                code(f"chars = list({s})", f"chars.insert({i}, {c})", 'return "".join(chars)'),
            ),
            (f"{s}[:{i}] + {c} + {s}[{i} + 1 :]", f"{s}[: {i} + 1] + {c} + {s}[{i} + 1 :]"),
            params=f"{s}: str, {i}: int, {c}: str",
            inputs=at_new,
        ),
        Classic(
            "replace-at",
            ("replace_at", "set_char", "put_char"),
            "str",
            (
                f"Replace the character at index {i} of {s} by {c}",
                f"Return a copy of {s} whose character at position {i} is {c}; {i} is a valid index",
            ),
            ("take what stands before", f"append {c}", "append what stands after"),
            (
                f"{s}[:{i}] + {c} + {s}[{i} + 1 :]",
                code(f"chars = list({s})", f"chars[{i}] = {c}", 'return "".join(chars)'),
            ),
            (f"{s}.replace({s}[{i}], {c})", f"{s}[:{i}] + {c} + {s}[{i}:]"),
            params=f"{s}: str, {i}: int, {c}: str",
            inputs=[*at_new[:-1], ("aaa", 1, "b"), ("noon", 2, "x")],
        ),
        Classic(
            "remove-at",
            ("remove_at", "delete_char", "drop_index"),
            "str",
            (
                f"Remove the character at index {i} from {s}",
                f"Return {s} without its character at position {i} (from 0)",
                f"Delete one character of {s}: the one at index {i}",
            ),
            ("join what stands before and after",),
            (
                f"{s}[:{i}] + {s}[{i} + 1 :]",
                f'"".join(ch for n, ch in enumerate({s}) if n != {i})'
                if s != "n" and i != "n"
                else f"{s}[:{i}] + {s}[{i} + 1 :]",
            ),
            (f'{s}.replace({s}[{i}], "")', f"{s}[:{i}] + {s}[{i}:]"),
            params=f"{s}: str, {i}: int",
            inputs=[*at, ("aab", 0)],
            chinese=(f"删除 {s} 中下标为 {i} 的字符",),
        ),
        Classic(
            "remove-every",
            ("remove_every", "drop_every", "skip_every"),
            "str",
            (
                f"Remove every {k}-th character from {s} (positions {k}, 2 * {k}, ... counted from 1)",
                f"Drop from {s} the characters whose 1-based position is a multiple of {k}",
            ),
            ("number the characters from 1", f"skip the multiples of {k}"),
            (
                f'"".join(ch for pos, ch in enumerate({s}, 1) if pos % {k} != 0)',
                code(f"chars = list({s})", f"del chars[{k} - 1 :: {k}]", 'return "".join(chars)'),
            ),
            (f'"".join(ch for pos, ch in enumerate({s}) if pos % {k} != 0)', f"{s}[{k} - 1 :: {k}]"),
            params=f"{s}: str, {k}: int",
            inputs=by,
        ),
        Classic(
            "every",
            ("every_nth", "take_every", "sample_chars"),
            "str",
            (
                f"Return every {k}-th character of {s}, starting with the first",
                f"Take the characters of {s} at the indices 0, {k}, 2 * {k}, ... and join them",
            ),
            (f"slice with step {k}",),
            (f"{s}[::{k}]", f'"".join({s}[x] for x in range(0, len({s}), {k}))'),
            (f"{s}[{k} - 1 :: {k}]", f"{s}[:{k}]"),
            params=f"{s}: str, {k}: int",
            inputs=by,
        ),
        Classic(
            "swap-ends",
            ("swap_ends", "exchange_ends", "swap_first_last"),
            "str",
            (
                f"Swap the first and the last character of {s}",
                f"Return {s} with its first and last characters exchanged; strings shorter than 2 stay as they are",
            ),
            ("return short strings unchanged", "join last character, inner part and first character"),
            (
                code(f"if len({s}) < 2:", f"    return {s}", f"return {s}[-1] + {s}[1:-1] + {s}[0]"),
                f"{s}[-1] + {s}[1:-1] + {s}[0] if len({s}) > 1 else {s}",
            ),
            (f"{s}[-1:] + {s}[1:-1] + {s}[:1]", f"{s}[::-1]"),
            chinese=(f"交换 {s} 的第一个和最后一个字符",),
        ),
        Classic(
            "swap-at",
            ("swap_chars_at", "swap_at", "exchange_at"),
            "str",
            (
                f"Swap the characters of {s} at the indices i and j",
                f"Return {s} with the characters at positions i and j exchanged",
            ),
            ("make a list of the characters", "swap the two", "join"),
            (
                code(f"chars = list({s})", "chars[i], chars[j] = chars[j], chars[i]", 'return "".join(chars)'),
                code(
                    "if i > j:",
                    "    i, j = j, i",
                    "if i == j:",
                    f"    return {s}",
                    f"return {s}[:i] + {s}[j] + {s}[i + 1 : j] + {s}[i] + {s}[j + 1 :]",
                ),
            ),
            (code(f"chars = list({s})", "chars[i] = chars[j]", "chars[j] = chars[i]", 'return "".join(chars)'),),
            params=f"{s}: str, i: int, j: int",
            inputs=[("abcdef", 1, 4), ("ab", 1, 0), ("x", 0, 0), ("hello", 0, 4), ("noon", 2, 1)],
        ),
        Classic(
            "last-to-front",
            ("last_to_front", "cycle_right", "move_last"),
            "str",
            (f"Move the last character of {s} to the front", f"Return {s} with its final character put first"),
            ("slice off the last character", "put it first"),
            (f"{s}[-1:] + {s}[:-1]", code(f"if not {s}:", f"    return {s}", f"return {s}[-1] + {s}[: len({s}) - 1]")),
            (f"{s}[1:] + {s}[:1]",),
        ),
        Classic(
            "rotate-left",
            ("rotate_left", "rotate", "cycle_left"),
            "str",
            (
                f"Rotate {s} left by {k} places; {k} may be larger than its length",
                f"Return {s} with its first {k} characters moved to the end, wrapping around if {k} exceeds the length",
            ),
            (f"return {s} if it is empty", "reduce the shift by the length", "swap both parts"),
            (
                f"{rotating}\nreturn {s}[{k}:] + {s}[:{k}]",
                f'"".join({s}[(x + {k}) % len({s})] for x in range(len({s})))',
            ),
            (f"{s}[{k}:] + {s}[:{k}]", f"{rotating}\nreturn {s}[-{k}:] + {s}[:-{k}]"),
            params=f"{s}: str, {k}: int",
            inputs=by,
        ),
    )
    return one_of(rng, rows, f"{s}: str", plain)
