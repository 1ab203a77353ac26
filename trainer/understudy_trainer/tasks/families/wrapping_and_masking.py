"""Family: wrapping toggled, ends stripped, characters masked, text repeated or centred."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.characters import TEXT, cases
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("wrapping-and-masking", weight=3)
def wrapping_and_masking(rng: Rng) -> Draft:
    """Wrapping toggled, ends stripped, characters masked, text repeated or centred."""
    s, p = distinct(rng, TEXT, ("prefix", "start", "head", "lead"))
    (e,) = distinct(rng, ("suffix", "end", "ending", "tail"))
    (m,) = distinct(rng, ("mark", "char", "sign", "symbol", "quote"))
    heads: list[tuple[object, ...]] = [
        ("unhappy", "un"),
        ("happy", "un"),
        ("", "x"),
        ("ununify", "un"),
        ("Unit", "un"),
        ("x", ""),
        ("aaab", "a"),
    ]
    marks: list[tuple[object, ...]] = [
        ("*bold*", "*"),
        ("plain", "*"),
        ("", "-"),
        ("**", "*"),
        ("*", "*"),
        ("_x", "_"),
        ("--a--", "-"),
        ("a*b", "*"),
    ]
    with_n: list[tuple[object, ...]] = [
        ("hello", 2, "*"),
        ("abc", 5, "x"),
        ("", 1, "-"),
        ("4111111111", 4, "#"),
        ("ab", 2, "."),
    ]
    head, _tail = f"{s}: str, {p}: str", f"{s}: str, {e}: str"
    rows = (
        Classic(
            "toggle-wrap",
            ("toggle_mark", "toggle_wrapping", "toggle_quotes"),
            "str",
            (
                f"If {s} has at least two characters and starts and ends with {m}, remove one at each end; "
                f"otherwise add {m} at both ends",
                f"Toggle the one-character {m} around {s}: take it off if it stands at both ends of two or "
                f"more characters, else put it there",
            ),
            ("test both ends", "slice them off", f"or put {m} around"),
            (
                code(
                    f"if len({s}) >= 2 and {s}.startswith({m}) and {s}.endswith({m}):",
                    f"    return {s}[1:-1]",
                    f"return {m} + {s} + {m}",
                ),
                f"{s}[1:-1] if len({s}) > 1 and {s}[0] == {s}[-1] == {m} else {m} + {s} + {m}",
            ),
            (f"{m} + {s}.strip({m}) + {m}",),
            params=f"{s}: str, {m}: str",
            inputs=marks,
        ),
        Classic(
            "toggle-prefix",
            ("toggle_prefix", "switch_prefix", "toggle_comment"),
            "str",
            (f"Remove the prefix {p} from {s} if it is there, otherwise add it", f"Toggle {p} at the start of {s}"),
            (f"test whether {s} starts with {p}", "slice it off or put it in front"),
            (
                code(f"if {s}.startswith({p}):", f"    return {s}[len({p}) :]", f"return {p} + {s}"),
                f"{s}.removeprefix({p}) if {s}.startswith({p}) else {p} + {s}",
            ),
            (f"{s}.removeprefix({p})",),
            params=head,
            inputs=heads,
        ),
        Classic(
            "swap-affix",
            ("change_ending", "replace_suffix", "swap_extension"),
            "str",
            (
                f"Replace the ending {e} of {s} by new; return {s} unchanged if it does not end with {e}",
                f"If {s} ends with the non-empty {e}, return it with new in its place, else return {s}",
            ),
            (f"test whether {s} ends with {e}", "slice it off and append the new one"),
            (
                f"{s}[: -len({e})] + new if {s}.endswith({e}) else {s}",
                code(f"if not {s}.endswith({e}):", f"    return {s}", f"return {s}.removesuffix({e}) + new"),
            ),
            (f"{s}.replace({e}, new)", f"{s}.removesuffix({e}) + new"),
            params=f"{s}: str, {e}: str, new: str",
            inputs=[
                ("city", "y", "ies"),
                ("yearly", "y", "ies"),
                ("bus", "y", "ies"),
                ("a.txt.txt", ".txt", ".md"),
                ("", "x", "z"),
            ],
        ),
        Classic(
            "strip-count",
            ("leading_count", "count_leading", "indent_width"),
            "int",
            (
                f"Count how many times {m} stands at the very start of {s}, without a gap",
                f"Return the number of leading {m} characters in {s} ({m} is one character)",
            ),
            (f"strip {m} on the left", "compare the lengths"),
            (
                f"len({s}) - len({s}.lstrip({m}))",
                code("n = 0", f"while n < len({s}) and {s}[n] == {m}:", "    n += 1", "return n")
                if s != "n"
                else f"len({s}) - len({s}.lstrip({m}))",
            ),
            (f"{s}.count({m})",),
            params=f"{s}: str, {m}: str",
            inputs=[*marks, ("   x y", " "), ("##a#", "#")],
        ),
        Classic(
            "trim-trailing",
            ("strip_trailing", "trim_end", "drop_trailing"),
            "str",
            (
                f"Remove all characters from the end of {s} that occur in {m}",
                f"Strip every trailing character of {s} that is contained in {m}",
            ),
            ("strip on the right",),
            (f"{s}.rstrip({m})", code(f"while {s} and {s}[-1] in {m}:", f"    {s} = {s}[:-1]", f"return {s}")),
            (f"{s}.strip({m})", f"{s}.removesuffix({m})"),
            params=f"{s}: str, {m}: str",
            inputs=[*marks, ("wait?!?", "!?"), ("!go!", "!")],
        ),
        Classic(
            "strip-zeros",
            ("strip_leading_zeros", "without_leading_zeros", "drop_zeros"),
            "str",
            (
                f"Remove leading zeros from {s}, leaving '0' if nothing else remains",
                f"Return {s} without the zeros at its start; '0' if it holds only zeros or nothing",
            ),
            ("strip zeros on the left", 'return "0" if nothing is left'),
            (
                f'{s}.lstrip("0") or "0"',
                code(f'while {s}.startswith("0"):', f"    {s} = {s}[1:]", f'return {s} if {s} else "0"'),
            ),
            (f'{s}.lstrip("0")', f'{s}.strip("0") or "0"'),
            params=f"{s}: str",
            inputs=cases(["007", "0", "", "100", "0a0", "000"]),
        ),
        Classic(
            "mask-all-but",
            ("mask", "hide_all_but_last", "mask_number"),
            "str",
            (
                f"Replace all but the last n characters of {s} by {m}",
                f"Hide {s} behind copies of {m}, leaving only its last n characters visible (n is at least 1)",
            ),
            ("count the characters to hide", f"repeat {m}", "append the visible end"),
            (
                f"{m} * (len({s}) - n) + {s}[-n:]",
                code(f"hidden = max(0, len({s}) - n)", f"return {m} * hidden + {s}[hidden:]"),
            ),
            (f"{s}[:n] + {m} * (len({s}) - n)", f"{m} * len({s}) + {s}[-n:]"),
            params=f"{s}: str, n: int, {m}: str",
            inputs=with_n,
        ),
        Classic(
            "mask-inner",
            ("mask_middle", "hide_inner", "keep_ends"),
            "str",
            (
                f"Replace every character of {s} except the first n and the last n by {m}; unchanged if "
                f"nothing lies between",
                f"Keep n characters at each end of {s} and put {m} for each one in between",
            ),
            ("check the length", "keep both ends", f"repeat {m} in between"),
            (
                code(
                    f"if len({s}) <= 2 * n:",
                    f"    return {s}",
                    f"return {s}[:n] + {m} * (len({s}) - 2 * n) + {s}[len({s}) - n :]",
                ),
                f'"".join({m} if n <= i < len({s}) - n else c for i, c in enumerate({s}))'
                if s not in ("i", "c") and m not in ("i", "c")
                else f"{s}[:n] + {m} * (len({s}) - 2 * n) + {s}[len({s}) - n :] if len({s}) > 2 * n else {s}",
            ),
            (f"{s}[:n] + {m} + {s}[len({s}) - n :]",),
            params=f"{s}: str, n: int, {m}: str",
            inputs=with_n,
        ),
        Classic(
            "repeat-to",
            ("repeat_to_length", "fill_with", "extend_to"),
            "str",
            (
                f"Repeat the non-empty {s} until it has exactly n characters, cutting the last copy if needed",
                f"Return the first n characters of {s} written endlessly one after the other ({s} is not empty)",
            ),
            ("repeat often enough", "cut to the length"),
            (f"({s} * (n // len({s}) + 1))[:n]", f'"".join({s}[i % len({s})] for i in range(n))'),
            (f"{s} * n", f"({s} * (n // len({s})))[:n]"),
            params=f"{s}: str, n: int",
            inputs=[("ab", 5), ("abc", 0), ("x", 3), ("hello", 2), ("12", 4)],
        ),
        Classic(
            "centre-line",
            ("centre_in", "banner", "heading"),
            "str",
            (
                f"Centre {s} with one space on each side in a line of n characters filled with {m}; on an odd "
                f"rest the right side gets one more",
                f"Return a line of width n with ' {s} ' in its middle and {m} around it, the longer side "
                f"being on the right",
            ),
            ("add the spaces", "split the rest between both sides"),
            (
                code(
                    f'middle = f" {{{s}}} "',
                    "rest = max(0, n - len(middle))",
                    "left = rest // 2",
                    f"return {m} * left + middle + {m} * (rest - left)",
                ),
                code(
                    f'middle = " " + {s} + " "',
                    "left = (n - len(middle)) // 2",
                    f"return ({m} * left + middle).ljust(n, {m})",
                ),
            ),
            (f'(" " + {s} + " ").ljust(n, {m})',),
            params=f"{s}: str, n: int, {m}: str",
            inputs=[("Hi", 10, "-"), ("abc", 8, "="), ("x", 3, "*"), ("long text", 5, "#"), ("", 6, ".")],
        ),
    )
    return one_of(rng, rows, f"{s}: str", cases(["abc", "", "x"]))
