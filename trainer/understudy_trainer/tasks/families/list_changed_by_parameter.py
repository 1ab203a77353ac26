"""Families that change each number, or only some, with amounts and limits given as parameters."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.list_asks import asked, asks

# (key, what is done to "them", expression, near miss, parameter, sample)
CHANGES = (
    ("add", "increased by $k", "$v + $k", "$v * $k", "$k: int", "k", "2"),
    ("subtract", "reduced by $k", "$v - $k", "$k - $v", "$k: int", "k", "2"),
    ("multiply", "multiplied by $k", "$v * $k", "$v + $k", "$k: int", "two", "2"),
    ("divide", "divided by $k, rounded down", "$v // $k", "$v % $k", "$k: int", "two", "2"),
    ("power", "raised to the power $k", "$v**$k", "$v * $k", "$k: int", "two", "2"),
    ("square", "squared", "$v**2", "$v * 2", "", "", ""),
    ("negate", "negated", "-$v", "abs($v)", "", "", ""),
    ("zero", "set to zero", "0", "None", "", "", ""),
    ("replace", "replaced by $new", "$new", "-$new", "$new: int", "n", "7"),
    ("double", "doubled", "$v * 2", "$v**2", "", "", ""),
    ("modulo", "taken modulo $k", "$v % $k", "$v // $k", "$k: int", "two", "2"),
)

# (key, which elements, test over $v and $i, its near miss, parameter, kind, sample)
TARGETS = (
    ("even-index", "elements at even indices", "$i % 2 == 0", "$i % 2 == 1", "", "", ""),
    ("odd-index", "elements at odd indices", "$i % 2 == 1", "$i % 2 == 0", "", "", ""),
    ("index-multiple", "elements whose index is a multiple of $size", "$i % $size == 0", "$i % $size == 1",
     "$size: int", "two", "3"),
    ("after", "elements from index $pos on", "$i >= $pos", "$i > $pos", "$pos: int", "k", "1"),
    ("upto", "first $size elements", "$i < $size", "$i <= $size", "$size: int", "two", "2"),
    ("odd", "odd numbers", "$v % 2 == 1", "$v % 2 == 0", "", "", ""),
    ("even", "even numbers", "$v % 2 == 0", "$v % 2 == 1", "", "", ""),
    ("negative", "negative numbers", "$v < 0", "$v <= 0", "", "", ""),
    ("above", "numbers greater than $lim", "$v > $lim", "$v >= $lim", "$lim: int", "lim", "3"),
    ("below", "numbers smaller than $lim", "$v < $lim", "$v <= $lim", "$lim: int", "lim", "3"),
    ("equal", "occurrences of $val", "$v == $val", "$v >= $val", "$val: int", "val", "3"),
)  # fmt: skip

CHANGED = asks("""
# value: change_some, update_matching, adjust_selected, apply_where, transform_some
($sig) -> list[int]
- Return a copy of $xs with all $which $changed, everything else unchanged
- Given a list $xs, return a new list in which the $which are $changed and all other elements stay as they are
- Build a list like $xs, but with the $which $changed
- Return a new list made from $xs: the $which are $changed, the others are kept
- Produce a copy of $xs where only the $which have been $changed
> You get a list of integers $xs and must not modify it. Return a new list in which the $which are $changed. All other
  elements keep their value, and the length stays the same.
plan go through the elements; change the $which; keep the others
= return [$code if $test else $v for $each]
= result = []
  for $each:
      if $test:
          result.append($code)
      else:
          result.append($v)
  return result
= result = list($xs)
  for $i in range(len(result)):
      $v = result[$i]
      if $test:
          result[$i] = $code
  return result
! return [$code if $near else $v for $each]
! return [$miss if $test else $v for $each]
! return [$code for $each if $test]
in signed $kind
< []$sample
< [3, 4, 1, 2, -5, 6]$sample
""")[0]

BRANCHED = asks("""
# branch: change_each, two_way_change, transform_by_case, apply_either, map_by_case
($sig) -> list[int]
- Return a list in which the $which of $xs are $changed and all other elements are $otherwise
- Map $xs to a new list: the $which become $changed, the rest $otherwise
- Given a list $xs, return it with the $which $changed and every other element $otherwise
- Change each element of $xs by its case: the $which are $changed, all the others are $otherwise
> Every element of $xs is changed in one of two ways. The $which are $changed. All other elements are $otherwise.
  Return the new list; an empty list stays empty.
plan go through the elements; apply the first change to the $which; apply the other change to the rest
= return [$code if $test else $code2 for $each]
= result = []
  for $each:
      if $test:
          result.append($code)
      else:
          result.append($code2)
  return result
! return [$code2 if $test else $code for $each]
! return [$code if $test else $v for $each]
in signed $kind
< []$sample
< [3, 4, 1, 2, -5, 6]$sample
# sum: sum_changed, total_after_change, changed_sum, weighted_total
($sig) -> int
- Return the sum of $xs after the $which have been $changed and all other elements $otherwise
- Add up the elements of $xs, with the $which $changed and the others $otherwise
- Compute the total of $xs where the $which count $changed and everything else counts $otherwise
> Add up the elements of $xs, but not as they are. The $which are first $changed; all other elements are first
  $otherwise. Return the total.
plan change each element by its case; add up
= return sum($code if $test else $code2 for $each)
= running = 0
  for $each:
      if $test:
          running += $code
      else:
          running += $code2
  return running
! return sum($code2 if $test else $code for $each)
! return sum($code for $each if $test)
in signed $kind
< []$sample
< [3, 4, 1, 2, -5, 6]$sample
""")

SECOND = (
    ("negate", "negated", "-$v"),
    ("square", "squared", "$v**2"),
    ("zero", "set to zero", "0"),
    ("double", "doubled", "$v * 2"),
    ("cube", "cubed", "$v**3"),
    ("halve", "halved (rounded down)", "$v // 2"),
    ("abs", "replaced by their absolute value", "abs($v)"),
)


def _given(change: tuple[str, ...], target: tuple[str, ...]) -> dict[str, str]:
    _, changed, code, miss, param, kind, sample = change
    _, which, test, near, param2, kind2, sample2 = target
    listed = [p for p in ("$xs: list[int]", param2, param) if p]
    samples = "".join(f", {s}" for s in (sample2, sample) if s)
    return {
        "changed": changed, "code": code, "miss": miss, "which": which, "test": test, "near": near,
        "sig": ", ".join(listed), "kind": f"{kind2} {kind}", "sample": samples,
        "each": "$i, $v in enumerate($xs)" if "$i" in test else "$v in $xs",
    }  # fmt: skip


@family("some-elements-changed", weight=5)
def some_elements_changed(rng: Rng) -> Draft:
    """Elements chosen by index or value are changed, the others stay."""
    change, target = pick(rng, CHANGES), pick(rng, TARGETS)
    return asked(rng, CHANGED, f"{change[0]}|{target[0]}", **_given(change, target))


@family("changed-in-two-ways", weight=4.5)
def changed_in_two_ways(rng: Rng) -> Draft:
    """Elements chosen by index or value are changed in one way, the others in another; listed or added up."""
    change, target = pick(rng, CHANGES), pick(rng, TARGETS)
    seconds = [s for s in SECOND if s[0] != change[0] and (target[0], s[0]) != ("index-multiple", "cube")]
    key, otherwise, code = pick(rng, seconds)
    ask = pick(rng, BRANCHED)
    combo = f"{change[0]}|{target[0]}|{key}|{ask.key}"
    return asked(rng, ask, combo, otherwise=otherwise, code2=code, **_given(change, target))
