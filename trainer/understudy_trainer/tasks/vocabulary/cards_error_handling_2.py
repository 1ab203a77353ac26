"""Cards of the families in `error_handling`, part 2."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

CAUGHT_2 = deck("""
combo: int-or-float
names: parse_number to_number smart_number
params: $s: str
returns: int | float | None
said: Convert $s to an int if possible, otherwise to a float, otherwise return None
said: Return $s as an integer, as a float if it is no integer, and None if it is no number at all
told: Cells of a table are given as text. If $s is a whole number, return it as int; if it is another number,
    return it as float; in all other cases
    return None.
plan: try int; try float; return None if both fail
do:
    for convert in (int, float):
        try:
            return convert($s)
        except ValueError:
            pass
    return None
do:
    try:
        return int($s)
    except ValueError:
        try:
            return float($s)
        except ValueError:
            return None
bad:
    try:
        return int(float($s))
    except ValueError:
        return None
case: "12"
case: "3.5"
case: "abc"
case: ""
case: "-7"
case: "1e3"
---
combo: retries
names: attempts_needed tries_until_success count_attempts
params: $xs: list[bool], $n: int
pool: xs = results outcomes answers tries
pool: n = limit max_tries retries attempts
returns: int
said: Return the number of the first True in $xs, counted from 1, if it is among the first $n; otherwise raise
    RuntimeError
said: Simulate retries: $xs tells for each attempt whether it succeeds; return how many attempts were needed,
    raising RuntimeError after $n failures
told: A request is repeated until it succeeds, but at most $n times. $xs holds the outcome of each attempt.
    Return the number of the successful attempt,
    counted from 1. If there is none within the first $n attempts, raise RuntimeError.
note: Raise RuntimeError if none of the first $n attempts succeeds
plan: go through the first attempts; return the number of a success; raise RuntimeError at the end
do:
    for number, success in enumerate($xs[:$n], start=1):
        if success:
            return number
    raise RuntimeError("gave up")
do:
    if True not in $xs[:$n]:
        raise RuntimeError
    return $xs.index(True) + 1
bad: return $xs.index(True)
bad: return len($xs[:$n])
case: [False, True, True], 3
case: [True], 1
case: [False, False, True, False], 5
case: [False, True], 2
error: [False, False, True], 2
error: [], 3
error: [False], 4
---
combo: waiting-times
names: backoff_delays waiting_times retry_delays
params: $n: int, $a: int, $b: int
pool: n = tries attempts retries count
pool: a = first_delay start base initial
pool: b = max_delay limit cap longest
returns: list[int]
said: Return the delays before $n retries: $a, then twice as much each time, but never more than $b
said: List $n waiting times that start with $a and double every time, each cut off at $b
plan: double the delay each time; cut it off at the limit
do: return [min($b, $a * 2**i) for i in range($n)]
do:
    $out = []
    delay = $a
    for _ in range($n):
        $out.append(min(delay, $b))
        delay *= 2
    return $out
bad: return [$a * 2**i for i in range($n)]
bad: return [min($b, $a * (i + 1)) for i in range($n)]
case: 4, 1, 5
case: 3, 2, 100
case: 0, 1, 1
case: 5, 3, 20
case: 1, 9, 4
---
combo: error-name
names: what_goes_wrong error_of_division failure_name
params: $a: object, $b: object
pool: a = a x left first
pool: b = b y right second
returns: str
said: Return the name of the exception that $a / $b raises, or 'ok' if it raises none
said: Try to divide $a by $b and report 'ok', 'ZeroDivisionError' or 'TypeError'
plan: try the division; return the name of the exception or ok
do:
    try:
        $a / $b
    except (ZeroDivisionError, TypeError) as error:
        return type(error).__name__
    return "ok"
do:
    try:
        $a / $b
    except ZeroDivisionError:
        return "ZeroDivisionError"
    except TypeError:
        return "TypeError"
    else:
        return "ok"
bad: return "ok" if $b else "ZeroDivisionError"
case: 4, 2
case: 4, 0
case: "a", 2
case: None, 0
case: 1.5, 0.5
---
combo: strict-bool
names: parse_bool to_bool read_flag
params: $s: str
pool: s = text s flag answer value
returns: bool
said: Return True if $s is 'yes', 'true' or '1' and False if it is 'no', 'false' or '0', ignoring case; raise
    ValueError for anything else
said: Parse the flag $s, accepting yes/true/1 and no/false/0 in any case, and raise ValueError otherwise
note: Raise ValueError for any other text
told: A setting is given as the text $s. The words yes, true and 1 mean True, and no, false and 0 mean False.
    Upper and lower case make no difference. Raise ValueError for any other text.
plan: lower the text; compare with the known words; raise ValueError otherwise
do:
    word = $s.lower()
    if word in ("yes", "true", "1"):
        return True
    if word in ("no", "false", "0"):
        return False
    raise ValueError(f"not a flag: {$s!r}")
do:
    known = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if $s.lower() not in known:
        raise ValueError($s)
    return known[$s.lower()]
bad: return bool($s)
bad: return $s in ("yes", "true", "1")
case: "yes"
case: "FALSE"
case: "0"
case: "True"
case: "No"
error: "maybe"
error: ""
---
combo: clamp-checked
names: checked_clamp limit_value bounded
params: $x: int, $lo: int, $hi: int
pool: lo = low lo minimum lower
pool: hi = high hi maximum upper
returns: int
said: Limit $x to the range from $lo to $hi; raise ValueError if $lo is greater than $hi
said: Return $lo if $x is below it, $hi if $x is above it, else $x; an empty range ($lo > $hi) is a ValueError
note: Raise ValueError if $lo is greater than $hi
told: A control must stay between $lo and $hi. Return $x if it lies in this range, otherwise the nearer end of
    it. If $lo is greater than $hi, raise ValueError.
plan: raise ValueError for an empty range; cut the number off at both ends
do:
    if $lo > $hi:
        raise ValueError("empty range")
    return max($lo, min($x, $hi))
do:
    if $lo > $hi:
        raise ValueError
    if $x < $lo:
        return $lo
    return $hi if $x > $hi else $x
bad: return min($lo, max($x, $hi))
case: 5, 1, 10
case: -5, 1, 10
case: 50, 1, 10
case: 3, 3, 3
error: 5, 10, 1
error: 0, 1, 0
""")
