"""Family: prefixes and suffixes added, removed, ensured; text wrapped."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.characters import TEXT, cases
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct


@family("affixes", weight=3)
def affixes(rng: Rng) -> Draft:
    """Prefixes and suffixes added, removed, ensured; text wrapped."""
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
    tails: list[tuple[object, ...]] = [
        ("file.txt", ".txt"),
        ("file", ".txt"),
        ("", "x"),
        ("a.txt.txt", ".txt"),
        ("A.TXT", ".txt"),
        ("noend", "end"),
        ("abb", "b"),
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
    head, tail = f"{s}: str, {p}: str", f"{s}: str, {e}: str"
    rows = (
        Classic(
            "ensure-prefix",
            ("ensure_prefix", "with_prefix", "add_prefix_once"),
            "str",
            (
                f"Put {p} in front of {s} unless it already starts with it",
                f"Return {s} with {p} at its start, added only if missing",
            ),
            (f"test whether {s} starts with {p}", "add it if not"),
            (
                f"{s} if {s}.startswith({p}) else {p} + {s}",
                code(f"if not {s}.startswith({p}):", f"    {s} = {p} + {s}", f"return {s}"),
            ),
            (f"{p} + {s}",),
            params=head,
            inputs=heads,
        ),
        Classic(
            "ensure-suffix",
            ("ensure_suffix", "with_suffix", "add_ending_once"),
            "str",
            (
                f"Append {e} to {s} unless it already ends with it",
                f"Make sure that {s} ends in {e}: add it only if it is missing",
            ),
            (f"test whether {s} ends with {e}", "append it if not"),
            (
                f"{s} if {s}.endswith({e}) else {s} + {e}",
                code(f"if {s}.endswith({e}):", f"    return {s}", f"return {s} + {e}"),
            ),
            (f"{s} + {e}",),
            params=tail,
            inputs=tails,
        ),
        Classic(
            "drop-prefix",
            ("remove_prefix", "without_prefix", "strip_prefix"),
            "str",
            (
                f"Remove {p} from the start of {s} once, if {s} starts with it",
                f"Return {s} without the prefix {p}; unchanged if it does not start with it",
            ),
            (f"test whether {s} starts with {p}", "slice it off"),
            (f"{s}.removeprefix({p})", code(f"if {s}.startswith({p}):", f"    return {s}[len({p}) :]", f"return {s}")),
            (f"{s}.lstrip({p})", f'{s}.replace({p}, "")'),
            params=head,
            inputs=heads,
        ),
        Classic(
            "drop-suffix",
            ("remove_suffix", "without_suffix", "strip_ending"),
            "str",
            (
                f"Remove {e} from the end of {s} once, if {s} ends with it",
                f"Return {s} without the ending {e}; unchanged if it does not end with it",
            ),
            (f"test whether {s} ends with {e}", "slice it off"),
            (
                f"{s}.removesuffix({e})",
                code(f"if {e} and {s}.endswith({e}):", f"    return {s}[: -len({e})]", f"return {s}"),
            ),
            (f"{s}.rstrip({e})", f'{s}.replace({e}, "")'),
            params=tail,
            inputs=tails,
        ),
        Classic(
            "drop-prefix-again",
            ("strip_all_prefixes", "remove_leading", "drop_repeated_prefix"),
            "str",
            (
                f"Remove the non-empty {p} from the start of {s} as often as it stands there",
                f"Strip every leading copy of the non-empty {p} from {s}",
            ),
            (f"while {s} starts with {p}", "slice it off"),
            (
                code(f"while {s}.startswith({p}):", f"    {s} = {s}[len({p}) :]", f"return {s}"),
                code("i = 0", f"while {s}.startswith({p}, i):", f"    i += len({p})", f"return {s}[i:]"),
            ),
            (f"{s}.removeprefix({p})",),
            params=head,
            inputs=[x for x in heads if x[1]],
        ),
        Classic(
            "drop-suffix-nocase",
            ("remove_suffix_any_case", "strip_ending_any_case", "drop_ending"),
            "str",
            (
                f"Remove {e} from the end of {s}, whatever its case, if {s} ends with it",
                f"Return {s} without a final {e}, ignoring case in the comparison",
            ),
            ("compare the lowercase forms", "slice the ending off"),
            (
                code(f"if {s}.lower().endswith({e}.lower()):", f"    return {s}[: len({s}) - len({e})]", f"return {s}"),
                f"{s}[: len({s}) - len({e})] if {s}.upper().endswith({e}.upper()) else {s}",
            ),
            (f"{s}.removesuffix({e})", f"{s}.lower().removesuffix({e}.lower())"),
            params=tail,
            inputs=tails,
        ),
        Classic(
            "wrap",
            ("wrap", "surround", "enclose"),
            "str",
            (f"Put {m} on both sides of {s}", f"Return {s} with {m} before and after it"),
            (f"join {m}, {s} and {m}",),
            (f"{m} + {s} + {m}", f'f"{{{m}}}{{{s}}}{{{m}}}"'),
            (f"{m} + {s}",),
            params=f"{s}: str, {m}: str",
            inputs=marks,
        ),
        Classic(
            "unwrap",
            ("unwrap", "remove_quotes", "strip_pair"),
            "str",
            (
                f"Remove the one-character {m} from both ends of {s} if it stands at both; otherwise return "
                f"{s} unchanged",
                f"Return {s} without one {m} at each end, provided it has at least two characters and {m} "
                f"stands at both ends",
            ),
            ("test both ends and the length", "slice them off"),
            (
                code(f"if len({s}) >= 2 and {s}[0] == {s}[-1] == {m}:", f"    return {s}[1:-1]", f"return {s}"),
                f"{s}[1:-1] if len({s}) > 1 and {s}.startswith({m}) and {s}.endswith({m}) else {s}",
            ),
            (f"{s}.strip({m})", f"{s}[1:-1]"),
            params=f"{s}: str, {m}: str",
            inputs=marks,
        ),
    )
    return one_of(rng, rows, f"{s}: str", cases(["abc", "", "x"]))
