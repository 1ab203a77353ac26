"""Families of small business tasks: grades, votes, payroll, carts, stock, bookings, loans, leagues."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.cards_business_tasks_1 import TASKS_1
from understudy_trainer.tasks.vocabulary.cards_business_tasks_2 import TASKS_2
from understudy_trainer.tasks.vocabulary.structures import NAMES, THINGS, Rows, table, word_lists
from understudy_trainer.tasks.vocabulary.written_cards import deal

TASKS = (
    *TASKS_1,
    *TASKS_2,
)


def carts(rng: Rng) -> Rows:
    """Lists of (article, unit price, quantity) tuples."""
    some = [[(pick(rng, THINGS), rng.randint(1, 30), rng.randint(0, 5)) for _ in range(n)] for n in (3, 2, 4, 1)]
    return (*((rows,) for rows in some), ([],))


def ballots(rng: Rng) -> Rows:
    """Lists of votes."""
    few = rng.sample(NAMES, 3)
    return (
        *(([pick(rng, few) for _ in range(n)],) for n in (5, 7, 4)),
        ([few[0], few[1]],),
        ([few[2]],),
        ([],),
        ([few[1], few[0], few[0], few[1]],),
    )


def shifts(rng: Rng) -> Rows:
    """Lists of (name, hours) tuples."""
    few = rng.sample(NAMES, 3)
    return (
        *(([(pick(rng, few), rng.randint(2, 30)) for _ in range(n)],) for n in (3, 5, 4)),
        ([(few[0], 45)],),
        ([],),
        ([(few[1], 40)],),
    )


def stays(rng: Rng) -> Rows:
    """Lists of (start, end) bookings and one more."""

    def one() -> tuple[int, int]:
        start = rng.randint(0, 15)
        return start, start + rng.randint(1, 5)

    return (
        *(([one() for _ in range(n)], *one()) for n in (2, 3, 2, 1)),
        ([(2, 5)], 5, 7),
        ([(2, 5)], 4, 6),
        ([], 1, 2),
        ([(3, 4)], 1, 8),
    )


def marks_of(rng: Rng) -> Rows:
    """Dicts of names to lists of marks."""
    some = [
        {name: [rng.randint(20, 100) for _ in range(rng.randint(1, 3))] for name in rng.sample(NAMES, n)}
        for n in (2, 3, 1, 3)
    ]
    return (*((d,) for d in some), ({"Ann": [50], "Ben": [49, 50]},), ({},))


def results(rng: Rng) -> Rows:
    """Lists of matches (home, away, home goals, away goals)."""

    def one() -> tuple[str, str, int, int]:
        home, away = rng.sample(("Lions", "Bears", "Owls"), 2)
        return home, away, rng.randint(0, 3), rng.randint(0, 3)

    return (*(([one() for _ in range(n)],) for n in (2, 3, 3, 1)), ([("Owls", "Bears", 1, 1)],), ([],))


def movements(rng: Rng) -> Rows:
    """A stock and a list of (article, change) tuples."""
    rows: list[tuple[object, ...]] = []
    for n in (3, 4, 2):
        stock = table(rng, 2, 0, 9)
        rows.append((stock, [(pick(rng, [*stock, "wax"]), rng.randint(-6, 8)) for _ in range(n)]))
    return (*rows, ({"a": 2}, [("a", -3)]), ({}, [("b", 4), ("b", -1)]), ({"a": 1}, []))


def loans(rng: Rng) -> Rows:
    """Lists of loans (reader, day lent, day returned or None) and today."""

    def one() -> tuple[str, int, int | None]:
        day = rng.randint(1, 20)
        return pick(rng, NAMES[:3]), day, pick(rng, (None, None, day + rng.randint(1, 9)))

    return (
        *(([one() for _ in range(n)], rng.randint(22, 40)) for n in (3, 4, 2)),
        ([("Ann", 1, None)], 15),
        ([("Ann", 2, None)], 30),
        ([], 9),
    )


@family("cart-totals", weight=3)
def cart_totals(rng: Rng) -> Draft:
    """The total of a cart, reduced by a discount rule, with shipping or tax added; parameters or literals."""
    key, rule, apply, near = pick(
        rng,
        (
            ("plain", "", "", ""),
            ("percent", "reduced by $n percent", "$total = $total * (100 - $n) / 100", "$total = $total * $n / 100"),
            (
                "over",
                "reduced by $n percent if it is greater than $m",
                "if $total > $m:\n    $total = $total * (100 - $n) / 100",
                "if $total >= $m:\n    $total = $total * (100 - $n) / 100",
            ),
            ("off", "reduced by $n but never below 0", "$total = max(0, $total - $n)", "$total = $total - $n"),
            ("bulk", "with $n percent off for every row of at least 3 pieces", "", ""),
            ("taxed", "increased by a tax of $n percent", "$total = $total * (100 + $n) / 100", "$total = $total + $n"),
            (
                "shipping",
                "plus $n for shipping unless it is at least $m",
                "if $total < $m:\n    $total += $n",
                "if $total <= $m:\n    $total += $n",
            ),
            ("minimum", "but at least $n", "$total = max($total, $n)", "$total = min($total, $n)"),
        ),
    )
    rounded = key in ("percent", "over", "bulk", "taxed")
    note = "Round the result to 2 decimals" if rounded else ""
    shape, params, loop, fields = pick(
        rng,
        (
            ("tuples", "list[tuple[str, int, int]]", "for _, $price, $count in $rs", "(name, price, quantity) tuples"),
            ("dicts", "list[dict]", "for $rec in $rs", "dicts with 'price' and 'quantity'"),
        ),
    )
    price, amount = ("$price", "$count") if shape == "tuples" else ('$rec["price"]', '$rec["quantity"]')
    line = f"{price} * {amount}"
    end = "return round($total, 2)" if rounded else "return $total"
    if key == "bulk":
        line = f"{price} * {amount} * ((100 - $n) / 100 if {amount} >= 3 else 1)"
        other = (
            f"$total = 0\n{loop}:\n    cost = {price} * {amount}\n    if {amount} >= 3:\n"
            "        cost = cost * ((100 - $n) / 100)\n"
            f"    $total += cost\n{end}"
        )
        bad = f"$total = sum({line.replace('>= 3', '> 3')} {loop})\n{end}"
    else:
        other = f"$total = 0\n{loop}:\n    $total += {line}\n{apply}\n{end}".replace("\n\n", "\n")
        bad = f"$total = sum({price} + {amount} {loop})\n{apply}\n{end}".replace("\n\n", "\n")
    first = (
        f"$total = sum({line} {loop})\n{apply}\n{end}".replace("\n\n", "\n")
        if apply or rounded
        else f"return sum({line} {loop})"
    )
    where = f", {rule}" if rule else ""
    card = f"""
combo: {key}|{shape}
names: cart_total total_price invoice_total order_total amount_due checkout {key}_total
params: $rs: {params}
pool: rs = cart items basket order lines purchases
pool: price = price cost unit_price
pool: count = quantity amount pieces qty
returns: {"float" if rounded else "int"}
said: Return the sum of price times quantity over the {fields} in $rs{where}
said: Compute the total of the cart $rs, a list of {fields}{where}
said: Add up price times quantity for all rows of $rs ({fields}) and return the total{where}
said: Given {fields} in $rs, calculate what the whole order costs{where}
told: A shop keeps a cart as a list $rs of {fields}. The total is the sum of price times quantity{where}. {
        note or "An empty cart costs 0 before this"
    }.
told: Write the checkout of a small shop. $rs holds {fields}; return the total{where}. {note}
plan: multiply price and quantity of each row; add them up; $apply
do: $first
do: $second
bad: $bad
inputs: carts
"""
    card = card.replace(" An empty cart costs 0 before this.", "")
    if "$n" in rule:
        knob_names = {
            "off": "voucher coupon discount n",
            "shipping": "fee shipping postage n",
            "minimum": "minimum least floor n",
            "taxed": "tax rate percent n",
        }.get(key, "percent discount rate n")
        low, high = ("5", "40") if rounded else ("10", "60")
        card += f"knob: n: int = {low}..{high}; {knob_names}\n"
    if "$m" in rule:
        card += "knob: m: int = 20..90; limit threshold free_from bound\n"
    if note:
        card += f"note: {note}\n"
    if near:
        card += "bad: $near\n"

    def rows(r: Rng) -> Rows:
        made = ([("tea", 7, 3), ("oil", 10, 2)], *(row[0] for row in carts(r)))
        lists = [rows for rows in made if isinstance(rows, list)]
        return tuple(
            ([{"price": p, "quantity": q} for _, p, q in rows],) if shape == "dicts" else (rows,) for rows in lists
        )

    return deal(
        rng,
        card,
        {"carts": rows},
        {
            "first": first,
            "second": other,
            "bad": bad,
            "near": first.replace(apply, near) if near else "",
            "apply": "apply the rule and return the result" if rule else "return the sum",
        },
    )


@family("business-tasks", weight=4)
def business_tasks(rng: Rng) -> Draft:
    """Votes, wages, grades, stock, bookings, loans, leagues, shared costs."""
    makers = {
        "ballots": ballots,
        "shifts": shifts,
        "marks": marks_of,
        "movements": movements,
        "stays": stays,
        "loans": loans,
        "results": results,
        "words": word_lists,
    }
    return deal(rng, pick(rng, TASKS), makers)
