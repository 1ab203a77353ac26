"""Family that judges how many elements fit: none, exactly k, at least k, most."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks

# (key, "elements of $xs ...", test, near miss, parameter, kind, sample)
FITS = (
    ("even", "even", "$v % 2 == 0", "$v % 2 == 1", "", "", ""),
    ("odd", "odd", "$v % 2 == 1", "$v % 2 == 0", "", "", ""),
    ("positive", "positive", "$v > 0", "$v >= 0", "", "", ""),
    ("negative", "negative", "$v < 0", "$v <= 0", "", "", ""),
    ("zero", "equal to zero", "$v == 0", "$v <= 0", "", "", ""),
    ("above", "greater than $lim", "$v > $lim", "$v >= $lim", "$lim: int", "val", "2"),
    ("below", "smaller than $lim", "$v < $lim", "$v <= $lim", "$lim: int", "val", "2"),
    ("value", "equal to $val", "$v == $val", "$v >= $val", "$val: int", "val", "2"),
    ("multiple", "divisible by $step", "$v % $step == 0", "$v % $step == 1", "$step: int", "two", "2"),
)  # fmt: skip

# (key, "... of the elements", comparison of `hits`, near miss, whether $k is a parameter)
AMOUNTS = (
    ("none", "no element of $xs is", "== 0", "<= 1", False),
    ("one", "exactly one element of $xs is", "== 1", ">= 1", False),
    ("several", "more than one element of $xs is", "> 1", ">= 1", False),
    ("exactly", "exactly $k elements of $xs are", "== $k", ">= $k", True),
    ("atleast", "at least $k elements of $xs are", ">= $k", "> $k", True),
    ("atmost", "at most $k elements of $xs are", "<= $k", "< $k", True),
    ("more", "more than $k elements of $xs are", "> $k", ">= $k", True),
    ("half", "at least half of the elements of $xs are", "* 2 >= len($xs)", "* 2 > len($xs)", False),
    ("minority", "fewer than half of the elements of $xs are", "* 2 < len($xs)", "* 2 <= len($xs)", False),
    ("evenly", "an even number of the elements of $xs are", "% 2 == 0", "> 0", False),
)

JUDGED = asks("""
# judge: check_amount, enough_elements, has_right_amount, amount_fits, check_numbers
($sig) -> bool
- Check whether $amount $fit
- Return True if $amount $fit, False otherwise
- Tell whether $amount $fit
- Determine if $amount $fit
- Return whether or not $amount $fit
- Inspect $xs and decide whether $amount $fit
> Inspect the list $xs. Return True if $amount $fit; otherwise return False.
zh 统计 $xs 中满足 $test 的元素个数 hits，返回 hits $compare 是否成立
plan count the elements that are $fit; compare the count
= return sum(1 for $v in $xs if $test) $compare
= hits = 0
  for $v in $xs:
      if $test:
          hits += 1
  return hits $compare
= hits = [$v for $v in $xs if $test]
  return len(hits) $compare
! return sum(1 for $v in $xs if $test) $miss
! return sum(1 for $v in $xs if $near) $compare
in signed $kind
< [1, 2]$sample
< []$sample
< [2, -2, 0, 2]$sample
< [0, 0, 4]$sample
< [-3]$sample
< [3]$sample
""")[0]


@family("amount-of-fitting", weight=4.5, held_out=True)
def amount_of_fitting(rng: Rng) -> Draft:
    """How many elements fit: none, exactly one, at least k, half of them ..."""
    key, fit, test, near, param, kind, sample = pick(rng, FITS)
    amount, said, compare, miss, counted = pick(rng, AMOUNTS)
    listed = [p for p in ("$xs: list[int]", param, "$k: int" if counted else "") if p]
    samples = "".join(f", {s}" for s in (sample, "2" if counted else "") if s)
    return asked(
        rng, JUDGED, f"{key}|{amount}", fit=fit, test=test, near=near, amount=said, compare=compare, miss=miss,
        sig=", ".join(listed), kind=f"{kind} {'two' if counted else ''}", sample=samples,
    )  # fmt: skip
