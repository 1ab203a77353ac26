"""Family that sorts by a rule with one or two keys."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks

# (key, phrase, key expression over x, parameter, kind, sample)
KEYS = (
    ("distance", "their distance from $goal", "abs(x - $goal)", ", $goal: int", "val", ", 4"),
    ("remainder", "their remainder when divided by $k", "x % $k", ", $k: int", "two", ", 3"),
    ("abs", "their absolute value", "abs(x)", "", "", ""),
    ("digitsum", "the sum of their decimal digits (sign ignored)", "sum(int(d) for d in str(abs(x)))", "", "", ""),
    ("lastdigit", "the last digit of their absolute value", "abs(x) % 10", "", "", ""),
    ("parity", "parity, even numbers first", "x % 2", "", "", ""),
    ("length", "the number of decimal digits (sign ignored)", "len(str(abs(x)))", "", "", ""),
    ("frequency", "how often they occur in $xs", "$xs.count(x)", "", "", ""),
    ("square", "their square", "x * x", "", "", ""),
    ("over", "whether they exceed $lim, those that do not first", "x > $lim", ", $lim: int", "val", ", 2"),
)

# (key, what happens on ties, key prefix, key suffix)
TIES = (
    ("value", "equal ones by value, smaller first", "({}, x)", False),
    ("value-down", "equal ones by value, larger first", "({}, -x)", False),
    ("stable", "equal ones keep their order", "{}", False),
    ("down", "in descending order; equal ones keep their order", "{}", True),
)

ORDERED = asks("""
# sort: sort_by_rule, custom_sort, order_numbers, arrange, sorted_by_key
($xs: list[int]$more) -> list[int]
- Sort $xs by $by; $ties
- Return the elements of $xs ordered by $by ($ties)
- Arrange the numbers of $xs by $by, where $tied
- Given a list $xs, return it sorted by $by; $ties
- Put the elements of $xs in order of $by ($ties) and return a new list
> The numbers in $xs are to be put in a special order: they are compared by $by ($ties). Return the
  sorted list without changing $xs.
plan make a key out of $by; sort with it
= return sorted($xs, key=lambda x: $key$reverse)
= ordered = list($xs)
  ordered.sort(key=lambda x: $key$reverse)
  return ordered
! return sorted($xs$reverse)
! return sorted($xs, key=lambda x: $plain$wrong)
in signed $kind
< [12, 5, 21, -3, 3, 30]$sample
< [7, 11, 2, 7, 2, -20]$sample
< []$sample
# best: first_by_rule, minimal_by_key, leader, front_runner
($xs: list[int]$more) -> int | None
- Return the element that would come first if $xs were sorted by $by; $ties; None if $xs is empty
- Find the element of $xs that comes first in the order by $by ($ties), or None
plan make a key out of $by; take the element that comes first, None without elements
= ordered = sorted($xs, key=lambda x: $key$reverse)
  return ordered[0] if ordered else None
= return $pick($xs, key=lambda x: $key, default=None)
! return $other($xs, key=lambda x: $key, default=None)
! return min($xs, default=None)
in signed $kind
< [12, 5, 21, -3, 3, 30]$sample
< [7, 11, 2, 7, 2, -20]$sample
< []$sample
# few: first_few_by_rule, leading_by_key, top_by_rule
($xs: list[int], $size: int$more) -> list[int]
- Sort $xs by $by ($ties) and return the first $size elements
- Return the $size elements of $xs that come first in the order by $by; $ties
plan sort with a key made out of $by; cut after the number asked for
= return sorted($xs, key=lambda x: $key$reverse)[:$size]
= ordered = list($xs)
  ordered.sort(key=lambda x: $key$reverse)
  return ordered[:$size]
! return sorted($xs$reverse)[:$size]
! return sorted($xs, key=lambda x: $key$wrong)[:$size]
in signed two $kind
< [12, 5, 21, -3, 3, 30], 2$sample
< [7, 11, 2, 7, 2, -20], 3$sample
< [], 1$sample
""")


@family("sorted-by-rule", weight=5)
def sorted_by_rule(rng: Rng) -> Draft:
    """Sorted by a distance, remainder, digit sum ... with a rule for ties; the first, the first few."""
    key, by, code, more, kind, sample = pick(rng, KEYS)
    tie, ties, shape, down = pick(rng, TIES)
    ask = pick(rng, ORDERED[1:] if (key, tie) == ("digitsum", "stable") else ORDERED)
    return asked(
        rng, ask, f"{key}|{tie}|{ask.key}", by=by, ties=ties, tied=ties, key=shape.format(code), plain=code,
        reverse=", reverse=True" if down else "", wrong="" if down else ", reverse=True", more=more, kind=kind,
        sample=sample, pick="max" if down else "min", other="min" if down else "max",
    )  # fmt: skip
