"""Cards of the families in `error_handling`, part 1."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

CAUGHT_1 = deck("""
combo: divide-default
names: safe_divide divide_or_default quotient
params: $a: float, $b: float, $v: float
pool: a = a x numerator total
pool: b = b y denominator parts
pool: v = default fallback otherwise
returns: float
said: Return $a divided by $b, or $v if $b is zero
said: Divide $a by $b; give back $v instead of an error when $b is 0
said: Compute $a / $b without ever raising ZeroDivisionError: the result is then $v
zh: 返回 $a 除以 $b 的商；若 $b 为 0 则返回 $v
plan: divide; return the default on a zero division
do:
    try:
        return $a / $b
    except ZeroDivisionError:
        return $v
do: return $a / $b if $b != 0 else $v
bad: return $a / $b if $a else $v
bad: return $a // $b if $b else $v
case: 7, 2, 0.0
case: 1.5, 0, -1.0
case: 0, 4, 9.0
case: -9, 3, 0.0
case: 0, 0, 2.5
---
combo: divide-lists
names: divide_pairs ratios elementwise_quotients
params: $xs: list[int], $ys: list[int]
pool: xs = numerators xs first a
pool: ys = denominators ys second b
returns: list[float | None]
said: Divide the elements of $xs by those of $ys position by position, with None where the divisor is 0
said: Return the list of quotients of $xs and $ys; a division by zero gives None; extra elements of the longer
    list are ignored
plan: walk through both lists; divide; put None for a zero divisor
do: return [a / b if b else None for a, b in zip($xs, $ys)]
do:
    $out = []
    for a, b in zip($xs, $ys):
        try:
            $out.append(a / b)
        except ZeroDivisionError:
            $out.append(None)
    return $out
bad: return [a / b for a, b in zip($xs, $ys) if b]
case: [6, 5, 1], [3, 0, 2]
case: [1], [0]
case: [], []
case: [8, 9], [4, 2, 1]
case: [0, 7], [5, 7]
---
combo: index-default
names: element_or_default safe_index get_at
params: $xs: list[int], $n: int, $v: int
pool: n = index i position k
pool: v = default fallback otherwise
returns: int
said: Return $xs[$n], or $v if the index is out of range; negative indices count from the end
said: Get the element of $xs at index $n and $v instead of an IndexError
told: A list $xs is asked for its element number $n, which may not exist. Return the element, where negative
    numbers count from the end as usual. If there is no such element, return $v.
plan: index the list; return the default on an index error
do:
    try:
        return $xs[$n]
    except IndexError:
        return $v
do: return $xs[$n] if -len($xs) <= $n < len($xs) else $v
bad: return $xs[$n] if $n < len($xs) and $n >= 0 else $v
case: [4, 5, 6], 1, 0
case: [4, 5, 6], 3, 0
case: [4, 5, 6], -1, 0
case: [4, 5, 6], -4, 9
case: [], 0, 7
---
combo: key-error
names: price_of must_get required_value
params: $d: dict[str, int], $k: str
returns: int
said: Return the value of $k in $d; raise KeyError if $k is missing and ValueError if the value is negative
said: Look up $k in $d and return its value, raising KeyError for an unknown key and ValueError for a negative value
plan: look the key up; raise ValueError for a negative value; return it
do:
    $v = $d[$k]
    if $v < 0:
        raise ValueError("negative value")
    return $v
do:
    if $k not in $d:
        raise KeyError($k)
    if $d[$k] < 0:
        raise ValueError
    return $d[$k]
bad: return $d.get($k, 0)
bad: return $d[$k] + 1
note: Raise KeyError if $k is missing
note: Raise ValueError if the value is negative
case: {"a": 3, "b": 0}, "a"
case: {"a": 3, "b": 0}, "b"
case: {"x": 17}, "x"
error: {"a": 1}, "z"
error: {"a": -1}, "a"
---
combo: withdraw
names: withdraw pay take_money debit
params: $a: int, $b: int
pool: a = balance account funds credit
pool: b = amount sum_wanted price payment
returns: int
said: Return $a minus $b; raise ValueError if $b is not positive or greater than $a
said: Withdraw $b from $a and return the new balance, raising ValueError if $b is 0 or less or exceeds $a
told: An account holds $a and $b is to be taken out. Return what is left. Amounts that are zero or negative, or
    larger than the balance, are refused
    with a ValueError.
note: Raise ValueError if $b is not positive or exceeds $a
plan: raise ValueError for a bad amount; raise ValueError if there is too little; subtract
do:
    if $b <= 0:
        raise ValueError("amount must be positive")
    if $b > $a:
        raise ValueError("not enough money")
    return $a - $b
do:
    if not 0 < $b <= $a:
        raise ValueError
    return $a - $b
bad:
    if not 0 < $b < $a:
        raise ValueError
    return $a - $b
bad: return $a + $b
case: 100, 30
case: 50, 50
case: 7, 1
case: 1000, 999
error: 10, 11
error: 10, 0
error: 10, -5
---
combo: average-raises
names: strict_mean average_or_fail mean
params: $xs: list[float]
returns: float
said: Return the mean of $xs and raise ValueError if $xs is empty
said: Compute the average of the numbers in $xs; an empty list is an error (ValueError)
note: Raise ValueError if $xs is empty
told: Return the arithmetic mean of the numbers in $xs. There is no mean of an empty list, so raise ValueError
    if $xs is empty.
plan: raise ValueError for an empty list; divide the sum by the length
do:
    if not $xs:
        raise ValueError("no numbers")
    return sum($xs) / len($xs)
do:
    try:
        return sum($xs) / len($xs)
    except ZeroDivisionError:
        raise ValueError("no numbers") from None
bad: return sum($xs) / 2
bad: return sum($xs) // len($xs)
case: [1, 2, 6]
case: [4.5]
case: [2, 3]
case: [0, 0, 0, 1]
error: []
---
combo: same-length
names: dot_product scalar_product weighted_total
params: $xs: list[int], $ys: list[int]
pool: xs = xs a first left
pool: ys = ys b second right
returns: int
said: Return the sum of the products of $xs and $ys at equal positions; raise ValueError if their lengths differ
said: Compute the dot product of the lists $xs and $ys, which must be of equal length, else raise ValueError
note: Raise ValueError if the lengths differ
told: The lists $xs and $ys hold amounts and weights that belong together by position. Return the sum of amount
    times weight. If the lists are not equally long, raise ValueError.
plan: raise ValueError if the lengths differ; add up the products
do:
    if len($xs) != len($ys):
        raise ValueError("lengths differ")
    return sum(a * b for a, b in zip($xs, $ys))
do: return sum(a * b for a, b in zip($xs, $ys, strict=True))
bad: return sum(a + b for a, b in zip($xs, $ys))
case: [1, 2], [3, 4]
case: [], []
case: [5], [-2]
case: [1, 0, 2], [7, 7, 7]
error: [1], [1, 2]
error: [1, 2], []
---
combo: choice-checked
names: apply_operation calculate compute
params: $a: int, $s: str, $b: int
pool: a = a x left first
pool: b = b y right second
pool: s = op operator sign symbol
returns: int
said: Apply the operator $s ('+', '-' or '*') to $a and $b; raise ValueError for any other operator
said: Return $a $s $b for $s being one of + - *, otherwise raise ValueError
told: Write the heart of a pocket calculator: $s is '+', '-' or '*', and the result of applying it to $a and $b
    is returned. Any other sign is a ValueError.
note: Raise ValueError if $s is no known operator
plan: compare the operator; compute; raise ValueError otherwise
do:
    if $s == "+":
        return $a + $b
    if $s == "-":
        return $a - $b
    if $s == "*":
        return $a * $b
    raise ValueError(f"unknown operator: {$s}")
do:
    results = {"+": $a + $b, "-": $a - $b, "*": $a * $b}
    if $s not in results:
        raise ValueError($s)
    return results[$s]
bad: return {"+": $a + $b, "-": $b - $a, "*": $a * $b}[$s]
case: 2, "+", 5
case: 2, "-", 5
case: -3, "*", 4
case: 0, "-", 0
error: 1, "/", 2
error: 1, "", 2
---
combo: first-working-key
names: first_present lookup_any value_of_any
params: $d: dict[str, int], $ws: list[str]
pool: ws = keys names aliases candidates
returns: int
said: Return the value in $d of the first of the keys $ws that exists; raise KeyError if none does
said: Try the keys $ws in order and give back $d[key] for the first one found, raising KeyError if all are missing
note: Raise KeyError if none of the keys exists
told: A value may be stored under several names. Look the names in $ws up in $d one after the other and return
    the value of the first that exists. If there is none, raise KeyError.
plan: try each key in order; return the first value found; raise KeyError at the end
do:
    for $k in $ws:
        if $k in $d:
            return $d[$k]
    raise KeyError("no such key")
do:
    for $k in $ws:
        try:
            return $d[$k]
        except KeyError:
            continue
    raise KeyError($ws)
bad: return $d[$ws[0]]
bad: return max($d[$k] for $k in $ws if $k in $d)
case: {"a": 1, "b": 2}, ["x", "b", "a"]
case: {"a": 1, "b": 7}, ["a", "b"]
case: {"q": 0}, ["q"]
error: {"a": 1}, ["x"]
error: {}, []
""")
