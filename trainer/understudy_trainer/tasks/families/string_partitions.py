"""Family: strings cut into parts: dealt out, divided, at indices, by lengths."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.characters import TEXT, cases
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("string-partitions", weight=3)
def string_partitions(rng: Rng) -> Draft:
    """Strings cut into parts: dealt out, divided, at indices, by lengths."""
    s, k = distinct(rng, TEXT, ("k", "n", "count", "number"))
    plain = cases(["abcdef", "", "x", "hello", "a b", "1234567"])
    sized: list[tuple[object, ...]] = [("abcdef", 3), ("abcdefg", 3), ("", 2), ("x", 2), ("hello", 1), ("12345678", 4)]
    (_chars,) = distinct(rng, ("chars", "letters", "characters", "symbols"))
    rows = (
        Classic(
            "deal",
            ("deal_out", "distribute", "every_kth_parts"),
            "list[str]",
            (
                f"Deal the characters of {s} out to {k} strings in turn and return these as a list",
                f"Return {k} strings: the first with the characters at 0, {k}, 2 * {k}, ... of {s}, the next "
                f"with those at 1, {k} + 1, ... and so on",
            ),
            ("for each start", f"take every {k}-th character"),
            (
                f"[{s}[i::{k}] for i in range({k})]",
                code(f'parts = [""] * {k}', f"for i, c in enumerate({s}):", f"    parts[i % {k}] += c", "return parts"),
            ),
            (f"[{s}[i : i + {k}] for i in range(0, len({s}), {k})]",),
            params=f"{s}: str, {k}: int",
            inputs=sized,
        ),
        Classic(
            "parts",
            ("split_evenly", "divide", "equal_parts"),
            "list[str]",
            (
                f"Split {s} into {k} consecutive parts of nearly equal length, the first ones being longer by "
                f"one if needed",
                f"Divide {s} into {k} parts in order; if the length does not divide evenly, the first parts "
                f"get one character more",
            ),
            ("divide the length with remainder", "give one more to the first parts", "slice"),
            (
                code(
                    f"size, extra = divmod(len({s}), {k})",
                    "parts, start = [], 0",
                    f"for i in range({k}):",
                    "    stop = start + size + (i < extra)",
                    f"    parts.append({s}[start:stop])",
                    "    start = stop",
                    "return parts",
                ),
                code(
                    "parts = []",
                    f"for left in range({k}, 0, -1):",
                    f"    size = -(-len({s}) // left)",
                    f"    parts.append({s}[:size])",
                    f"    {s} = {s}[size:]",
                    "return parts",
                ),
            ),
            (code(f"size = len({s}) // {k}", f"return [{s}[i * size : (i + 1) * size] for i in range({k})]"),),
            params=f"{s}: str, {k}: int",
            inputs=sized,
        ),
        Classic(
            "equal-or-none",
            ("split_exactly", "equal_pieces", "cut_evenly"),
            "list[str] | None",
            (
                f"Split the string {s} into {k} parts of equal length; return None if its length is not "
                f"divisible by {k}",
                f"Return {k} equally long consecutive parts of {s}, or None if that is impossible",
            ),
            ("check the remainder", "slice the parts"),
            (
                code(
                    f"size, rest = divmod(len({s}), {k})",
                    "if rest:",
                    "    return None",
                    f"return [{s}[i * size : (i + 1) * size] for i in range({k})]",
                ),
                code(
                    f"if len({s}) % {k} != 0:",
                    "    return None",
                    f"size = len({s}) // {k}",
                    f"return [{s}[i * size : i * size + size] for i in range({k})]",
                ),
            ),
            (code(f"size = len({s}) // {k}", f"return [{s}[i * size : (i + 1) * size] for i in range({k})]"),),
            params=f"{s}: str, {k}: int",
            inputs=sized,
        ),
        Classic(
            "at-indices",
            ("split_at", "cut_at", "split_at_indices"),
            "list[str]",
            (
                f"Cut {s} at each of the increasing indices in cuts and return the parts as a list",
                f"Split {s} at the positions in cuts (sorted, inside the string): one part more than there are cuts",
            ),
            ("put 0 and the length around the cuts", "slice between neighbours"),
            (
                code(f"bounds = [0, *cuts, len({s})]", f"return [{s}[a:b] for a, b in zip(bounds, bounds[1:])]"),
                code(
                    "parts, start = [], 0",
                    "for cut in cuts:",
                    f"    parts.append({s}[start:cut])",
                    "    start = cut",
                    f"return [*parts, {s}[start:]]",
                ),
            ),
            (
                code(
                    "parts, start = [], 0",
                    "for cut in cuts:",
                    f"    parts.append({s}[start:cut])",
                    "    start = cut",
                    "return parts",
                ),
            ),
            params=f"{s}: str, cuts: list[int]",
            inputs=[("abcdef", [2, 4]), ("abc", []), ("hello", [1]), ("12345678", [3, 5, 6]), ("", []), ("xy", [0, 2])],
        ),
        Classic(
            "by-lengths",
            ("split_by_lengths", "cut_lengths", "fixed_fields"),
            "list[str]",
            (
                f"Cut {s} into consecutive parts with the given lengths; characters left over are dropped",
                f"Return the parts of {s} of the sizes in lengths, one after the other, ignoring what remains",
            ),
            ("keep the start of the next part", "slice each length"),
            (
                code(
                    "parts, start = [], 0",
                    "for length in lengths:",
                    f"    parts.append({s}[start : start + length])",
                    "    start += length",
                    "return parts",
                ),
                code(
                    "parts = []",
                    "for length in lengths:",
                    f"    parts.append({s}[:length])",
                    f"    {s} = {s}[length:]",
                    "return parts",
                ),
            ),
            (f"[{s}[:length] for length in lengths]",),
            params=f"{s}: str, lengths: list[int]",
            inputs=[
                ("abcdef", [2, 3]),
                ("abc", []),
                ("hello", [1, 1, 1]),
                ("20240517", [4, 2, 2]),
                ("xy", [1, 5]),
                ("", [2]),
            ],
        ),
    )
    return one_of(rng, rows, f"{s}: str", plain)
