"""Family: strings rearranged by position: rotated, halved, folded, cut into groups."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import TEXT, cases, low_texts
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

STRINGS = ["abcdef", "hello", "ab", "x", "Banana", "a b c", "python"]


@family("string-rearranged", weight=3)
def string_rearranged(rng: Rng) -> Draft:
    """Strings rearranged by position: rotated, halved, folded, cut into groups."""
    s, k, _i, _c = distinct(
        rng, TEXT, ("k", "n", "step", "size"), ("i", "index", "pos", "position"), ("c", "ch", "char", "new", "part")
    )
    plain = cases([*STRINGS, "", *low_texts(rng, empty=False)])
    [(t, rng.randrange(len(t))) for t in STRINGS] + [("abcdef", 2)]
    [(t, rng.randrange(len(t)), pick(rng, "XY-")) for t in STRINGS] + [("", 0, "z")]
    by = [(t, rng.randint(1, 4)) for t in STRINGS] + [("abcdef", 8), ("", 2)]
    rotating = code(f"if not {s}:", f"    return {s}", f"{k} %= len({s})")
    rows = (
        Classic(
            "rotate-right",
            ("rotate_right", "rotate", "shift_right"),
            "str",
            (
                f"Rotate {s} right by {k} places; {k} may be larger than its length",
                f"Return {s} with its last {k} characters moved to the front, wrapping around if {k} exceeds "
                f"the length",
            ),
            (f"return {s} if it is empty", "reduce the shift by the length", "swap both parts"),
            (
                f"{rotating}\nreturn {s}[len({s}) - {k} :] + {s}[: len({s}) - {k}]",
                f'"".join({s}[(x - {k}) % len({s})] for x in range(len({s})))',
            ),
            (f"{s}[-{k}:] + {s}[:-{k}]", f"{rotating}\nreturn {s}[{k}:] + {s}[:{k}]"),
            params=f"{s}: str, {k}: int",
            inputs=by,
        ),
        Classic(
            "middle",
            ("middle", "middle_char", "centre"),
            "str",
            (
                f"Return the middle character of {s}, or the two middle ones if its length is even",
                f"Get what stands in the middle of {s}: one character for an odd length, two for an even one",
            ),
            ("halve the length", "slice one or two characters"),
            (
                f"{s}[(len({s}) - 1) // 2 : len({s}) // 2 + 1]",
                code(
                    f"half = len({s}) // 2",
                    f"if len({s}) % 2:",
                    f"    return {s}[half]",
                    f'return {s}[half - 1 : half + 1] if {s} else ""',
                ),
            ),
            (f"{s}[len({s}) // 2 : len({s}) // 2 + 1]",),
            ("Return an empty string for an empty string",),
        ),
        Classic(
            "halves",
            ("split_half", "halves", "cut_in_half"),
            "tuple[str, str]",
            (
                f"Split {s} into two halves and return them as a tuple; the first is longer if the length is odd",
                f"Cut {s} in the middle and return both parts, the extra character going to the first one",
            ),
            ("halve the length, rounded up", "slice both parts"),
            (
                code(f"half = (len({s}) + 1) // 2", f"return {s}[:half], {s}[half:]"),
                code(f"half = len({s}) - len({s}) // 2", f"return ({s}[:half], {s}[half:])"),
            ),
            (code(f"half = len({s}) // 2", f"return {s}[:half], {s}[half:]"),),
        ),
        Classic(
            "swap-halves",
            ("swap_halves", "exchange_halves", "flip_halves"),
            "str",
            (
                f"Swap the two halves of {s}; the middle character of an odd length stays in the middle",
                f"Return {s} with its first and second half exchanged, an odd middle character keeping its place",
            ),
            ("halve the length", "put the last half, the middle and the first half together"),
            (
                code(
                    f"half = len({s}) // 2", f"return {s}[len({s}) - half :] + {s}[half : len({s}) - half] + {s}[:half]"
                ),
                code(
                    f"half, odd = divmod(len({s}), 2)",
                    f"return {s}[half + odd :] + {s}[half : half + odd] + {s}[:half]",
                ),
            ),
            (code(f"half = len({s}) // 2", f"return {s}[half:] + {s}[:half]"),),
        ),
        Classic(
            "ends",
            ("both_ends", "ends_joined", "outer_chars"),
            "str",
            (
                f"Return the first {k} and the last {k} characters of {s} joined; an empty string if {s} is "
                f"shorter than {k}",
                f"Join the first {k} characters of {s} with its last {k} ones ('' if it has fewer than {k})",
            ),
            ("check the length", "join both slices"),
            (
                f'{s}[:{k}] + {s}[-{k}:] if len({s}) >= {k} else ""',
                code(f"if len({s}) < {k}:", '    return ""', f"return {s}[:{k}] + {s}[len({s}) - {k} :]"),
            ),
            (f"{s}[:{k}] + {s}[-{k}:]",),
            params=f"{s}: str, {k}: int",
            inputs=by,
        ),
        Classic(
            "chunks-reversed",
            ("reverse_chunks", "reverse_every", "flip_groups"),
            "str",
            (
                f"Cut {s} into groups of {k} characters, the last possibly shorter, and reverse each group",
                f"Reverse each block of {k} characters in {s}, also a shorter last one, keeping the order of "
                f"the blocks",
            ),
            (f"cut into groups of {k}", "reverse each", "join"),
            (
                f'"".join({s}[x : x + {k}][::-1] for x in range(0, len({s}), {k}))',
                code(
                    'result = ""',
                    f"while {s}:",
                    f"    result += {s}[:{k}][::-1]",
                    f"    {s} = {s}[{k}:]",
                    "return result",
                ),
            ),
            (f"{s}[::-1]",),
            params=f"{s}: str, {k}: int",
            inputs=by,
        ),
        Classic(
            "outside-in",
            ("outside_in", "fold", "alternate_ends"),
            "str",
            (
                f"Rearrange {s}: first character, last, second, second to last and so on",
                f"Return the characters of {s} taken in turn from its start and its end",
            ),
            ("take from the front", "take from the back", "until nothing is left"),
            (
                code(
                    'result = ""', f"while {s}:", f"    result += {s}[0]", f"    {s} = {s}[1:][::-1]", "return result"
                ),
                f'"".join(a + b for a, b in zip({s}, reversed({s})))[: len({s})]',
            ),
            (f"{s}[::2] + {s}[1::2]", f'"".join(b + a for a, b in zip({s}, reversed({s})))[: len({s})]'),
        ),
        Classic(
            "without-each",
            ("leave_one_out", "each_removed", "drop_one_each"),
            "list[str]",
            (
                f"Return the list of all strings made from {s} by leaving out one character, in order of its index",
                f"Build, for each index of {s}, the string without that character; return the list",
            ),
            ("for each index", "join what stands before and after"),
            (
                f"[{s}[:x] + {s}[x + 1 :] for x in range(len({s}))]",
                code(
                    "result = []",
                    f"for x in range(len({s})):",
                    f"    result.append({s}[:x] + {s}[x + 1 :])",
                    "return result",
                ),
            ),
            (
                f"[{s}.replace(ch, '') for ch in {s}]".replace("''", '""'),
                f"[{s}[:x] + {s}[x:] for x in range(len({s}))]",
            ),
            inputs=cases(["abc", "aab", "", "x", "noon"]),
        ),
        Classic(
            "rotations",
            ("all_rotations", "rotations", "cycle_list"),
            "list[str]",
            (
                f"Return all rotations of {s}, starting with {s} itself and rotating left by one each time",
                f"List {s}[i:] + {s}[:i] for each index i of {s}",
            ),
            ("for each index", "join both parts the other way round"),
            (
                f"[{s}[x:] + {s}[:x] for x in range(len({s}))]",
                code(
                    "result = []",
                    f"for _ in range(len({s})):",
                    f"    result.append({s})",
                    f"    {s} = {s}[1:] + {s}[0]",
                    "return result",
                ),
            ),
            (f"[{s}[x:] + {s}[:x] for x in range(1, len({s}))]",),
            inputs=cases(["abc", "aab", "", "x", "stone"]),
        ),
    )
    return one_of(rng, rows, f"{s}: str", plain)
