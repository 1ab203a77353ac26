"""Families about errors: raised on bad arguments, caught with a default, collected, passed on to the next attempt."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.written_cards import deal


@family("arguments-validated", weight=3.5)
def arguments_validated(rng: Rng) -> Draft:
    """A check that raises ValueError or TypeError, then a small result."""
    kind, params, pools, check, fact, good, bad_rows, near = pick(
        rng,
        (
            (
                "negative",
                "$x: int",
                "x = n number amount value",
                "$x < 0",
                "$x is negative",
                ("0", "1", "4", "25"),
                ("-1", "-30"),
                "$x <= 0",
            ),
            (
                "notpositive",
                "$x: int",
                "x = n size number count",
                "$x <= 0",
                "$x is not positive",
                ("1", "2", "9", "16"),
                ("0", "-4"),
                "$x < 0",
            ),
            (
                "range",
                "$x: int",
                "x = percent age score value",
                "not 0 <= $x <= 100",
                "$x is not between 0 and 100",
                ("0", "100", "36", "50"),
                ("-1", "101"),
                "not 0 < $x < 100",
            ),
            (
                "toobig",
                "$x: int",
                "x = n value level number",
                "$x > $lim",
                "$x is greater than $lim",
                ("0", "$lim", "1", "-3"),
                ("$lim + 1", "$lim + 50"),
                "$x >= $lim",
            ),
            (
                "abovecap",
                "$x: int, $cap: int",
                "x = amount value level weight",
                "$x > $cap",
                "$x is greater than $cap",
                ("3, 5", "5, 5", "0, 9", "-2, 4"),
                ("6, 5", "10, 0"),
                "$x >= $cap",
            ),
            (
                "belowcap",
                "$x: int, $cap: int",
                "x = amount value age bid",
                "$x < $cap",
                "$x is less than $cap",
                ("7, 5", "5, 5", "20, 9", "4, -2"),
                ("4, 5", "0, 1"),
                "$x <= $cap",
            ),
            (
                "odd",
                "$x: int",
                "x = n length number size",
                "$x % 2 == 1",
                "$x is odd",
                ("0", "2", "-4", "10"),
                ("1", "-3", "7"),
                "$x % 2 == 0",
            ),
        ),
    )
    result, returns, said, code, other, again = pick(
        rng,
        (
            ("double", "int", "twice $x", "$x * 2", "$x + $x", "$x * 3"),
            ("square", "int", "the square of $x", "$x ** 2", "$x * $x", "$x * 2"),
            (
                "sumto",
                "int",
                "the sum of the integers from 1 to $x, 0 if there are none",
                "sum(range(1, $x + 1))",
                "max(0, $x) * ($x + 1) // 2",
                "sum(range(1, $x))",
            ),
            ("text", "str", "$x as a decimal string", "str($x)", 'f"{$x}"', "repr([$x])"),
            ("rest", "int", "the remainder of $x divided by 7", "$x % 7", "$x - $x // 7 * 7", "$x // 7"),
            ("same", "int", "$x itself", "$x", "int($x)", "abs($x) + 1"),
            ("half", "float", "half of $x", "$x / 2", "$x * 0.5", "$x / 4"),
        ),
    )
    error = pick(rng, ("ValueError", "ValueError", "OverflowError")) if kind == "toobig" else "ValueError"
    typed = rng.random() < 0.4
    message = rng.random() < 0.6
    reason = {
        "negative": "must not be negative",
        "notpositive": "must be positive",
        "range": "must be between 0 and 100",
        "toobig": "too large",
        "abovecap": "too large",
        "belowcap": "too small",
        "odd": "must be even",
    }[kind]
    text = f'("{reason}")'
    guard = f"if {check}:\n    raise {error}{text if message else ''}\n"
    guard = guard.replace("if not 0 <= $x <= 100", pick(rng, ("if not 0 <= $x <= 100", "if $x < 0 or $x > 100")))
    wrong_type = pick(rng, ("TypeError", 'TypeError("expected an integer")'))
    type_guard = f"if not isinstance($x, int):\n    raise {wrong_type}\n" if typed else ""
    card = f"""
combo: {kind}|{result}|{typed}
names: checked_{result} {result}_or_fail validated_{result} safe_{result} {result}_of strict_{result}
params: {params}
pool: {pools}
pool: cap = limit bound cap threshold k
returns: {returns}
said: Return {said}; raise {error} if {fact}$also
said: Compute {said}, raising {error} when {fact}$also
said: Give back {said} unless {fact}, in which case {error} is raised$also
said: Raise {error} if {fact}$also, otherwise return {said}
said: Validate $x: if {fact}, raise {error}$also; else return {said}
told: The argument has to be checked before it is used. If {fact}, raise {error}.$more2 Otherwise return {said}.
plan: $opening; return {said}
do: $code
do: $other
bad: return {code}
bad: $near
bad: $again
"""
    if typed:
        rest = ", 9" if "$cap" in params else ""
        card += f"error: '7'{rest}\nerror: 3.5{rest}\n"
    limit = rng.randint(5, 60)
    filled = {"$lim": str(limit), "$lim + 1": str(limit + 1), "$lim + 50": str(limit + 50)}
    card += "".join(f"case: {filled.get(v, v)}\n" for v in good) + "".join(
        f"error: {filled.get(v, v)}\n" for v in bad_rows
    )
    body = f"{type_guard}{guard}return {code}"
    return deal(
        rng,
        card.replace("$lim", str(limit)),
        {},
        {
            "also": " (and TypeError if it is not an int)" if typed else "",
            "more2": " If it is not an int at all, raise TypeError." if typed else "",
            "opening": "check the type and the value and raise the error"
            if typed
            else f"raise {error} for a bad value",
            "code": body.replace("$lim", str(limit)),
            "other": f"{type_guard}{guard}return {other}".replace("$lim", str(limit)),
            "near": f"{type_guard}{guard}return {code}".replace(check, near).replace("$lim", str(limit)),
            "again": f"{type_guard}{guard}return {again}".replace("$lim", str(limit)),
        },
    )
