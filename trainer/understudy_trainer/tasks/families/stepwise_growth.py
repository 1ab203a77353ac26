"""Family of small simulations whose numbers are parameters."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, fixed, written

SIMULATED = (
    Entry(
        "climb",
        "days_to_climb days_to_top",
        "$n: int, $a: int, $b: int",
        "int",
        """
        A snail climbs $a metres by day and slips $b < $a at night; return on which day it reaches the height $n
        Return the number of days until something that gains $a each day and then loses $b each night is at $n or \
        above; $a > $b
        """,
        "add the gain of the day; stop if the top is reached; subtract the loss of the night",
        (
            """
            reached = days = 0
            while True:
                days += 1
                reached += $a
                if reached >= $n:
                    return days
                reached -= $b
            """,
            "return 1 if $n <= $a else 1 - (-($n - $a) // ($a - $b))",
        ),
        ("return -(-$n // ($a - $b))",),
        fixed((10, 3, 1), (3, 3, 2), (1, 5, 4), (20, 7, 2), (9, 4, 0)),
        (
            "A snail sits at the bottom of a well that is $n metres deep. Each day it climbs $a metres, each "
            "night it slips back $b "
            "metres, with $b smaller than $a. Return the number of the day on which it gets out.",
        ),
    ),
    Entry(
        "bounce",
        "bounce_height height_after_bounces",
        "$n: float, $p: float, $k: int",
        "float",
        """
        Return how high a ball dropped from $n rises after $k bounces if each bounce keeps $p percent of the \
        height; 2 decimals
        Compute the height left from $n after losing all but $p percent at each of $k bounces, rounded to 2 decimals
        """,
        "multiply by the share kept for each bounce; round",
        ("round($n * ($p / 100) ** $k, 2)", "for _ in range($k):\n    $n = $n * $p / 100\nreturn round($n * 1.0, 2)"),
        ("round($n * $p / 100 * $k, 2)", "round($n * (1 - $p / 100) ** $k, 2)"),
        fixed((10.0, 50, 2), (8.0, 100, 3), (4.0, 25, 1), (100.0, 50, 0)),
    ),
    Entry(
        "bounce-count",
        "count_bounces bounces_above",
        "$n: float, $p: float, $k: float",
        "int",
        """
        Count the bounces after which a ball dropped from $n still rises to at least $k, each keeping $p percent \
        (less than 100)
        Return how often $n can be reduced to $p percent of itself while the result is still at least $k > 0
        """,
        "reduce the height as long as the result reaches the limit; count",
        (
            "bounces = 0\nwhile $n * $p / 100 >= $k:\n    $n = $n * $p / 100\n    bounces += 1\nreturn bounces",
            "bounces = 0\n$n *= $p / 100\nwhile $n >= $k:\n    $n *= $p / 100\n    bounces += 1\nreturn bounces",
        ),
        ("bounces = 0\nwhile $n >= $k:\n    $n = $n * $p / 100\n    bounces += 1\nreturn bounces",),
        fixed((16.0, 50, 1.0), (10.0, 50, 3.0), (5.0, 25, 5.0), (100.0, 50, 12.0)),
    ),
    Entry(
        "double-until",
        "days_to_cover doublings_needed",
        "$a: int, $n: int",
        "int",
        """
        Return how often $a, which is positive, must be doubled to reach at least $n
        Count the doublings that bring $a up to $n or more; $a >= 1
        """,
        "double while below the goal; count",
        (
            "count = 0\nwhile $a < $n:\n    $a *= 2\n    count += 1\nreturn count",
            "count = 0\nwhile $a * 2**count < $n:\n    count += 1\nreturn count",
        ),
        ("count = 0\nwhile $a <= $n:\n    $a *= 2\n    count += 1\nreturn count", "return $n // $a"),
        fixed((1, 8), (1, 9), (5, 5), (3, 100), (7, 2)),
    ),
    Entry(
        "overtake",
        "years_to_overtake when_larger",
        "$a: int, $b: int, $p: int, $q: int",
        "int",
        """
        Multiply $a by $p and $b by $q each year, where $a <= $b and $p > $q; return after how many years $a > $b
        Count the years until $a, which grows $p-fold, exceeds $b, which grows $q-fold, where $p > $q
        """,
        "multiply both each year until the first is larger; count the years",
        (
            "years = 0\nwhile $a <= $b:\n    $a *= $p\n    $b *= $q\n    years += 1\nreturn years",
            "years = 0\nwhile $a * $p**years <= $b * $q**years:\n    years += 1\nreturn years",
        ),
        ("years = 0\nwhile $a < $b:\n    $a *= $p\n    $b *= $q\n    years += 1\nreturn years",),
        fixed((4, 7, 3, 2), (1, 1, 2, 1), (1, 100, 5, 4), (6, 6, 3, 1), (2, 8, 2, 1)),
    ),
    Entry(
        "candles",
        "candles_burned total_with_exchange bottles_drunk",
        "$n: int, $k: int",
        "int",
        """
        Return how many bottles can be drunk with $n full ones if $k empty ones are exchanged for a full one, $k >= 2
        Starting with $n items, every $k used ones give a new one; count how many are used in total
        """,
        "use all items; exchange the used ones while there are enough; count",
        (
            """
            total = used = $n
            while used >= $k:
                fresh, rest = divmod(used, $k)
                total += fresh
                used = fresh + rest
            return total
            """,
            "return $n + ($n - 1) // ($k - 1) if $n else 0",
        ),
        ("return $n + $n // $k",),
        fixed((9, 3), (15, 4), (2, 3), (0, 2), (5, 5), (10, 2)),
    ),
    Entry(
        "queue",
        "time_in_line waiting_time",
        "$xs: list[int], $k: int",
        "int",
        """
        Return how long person $k (from 0) waits to start if the customers before take the times in $xs one after \
        the other
        Compute the waiting time of the customer at index $k: the sum of the service times $xs of those ahead
        """,
        "add the times before the index",
        ("sum($xs[:$k])", "total = 0\nfor i in range($k):\n    total += $xs[i]\nreturn total"),
        ("sum($xs[: $k + 1])", "$xs[$k]"),
        fixed(([3, 5, 2], 2), ([3, 5, 2], 0), ([4], 0), ([1, 1, 6, 2], 3)),
    ),
    Entry(
        "reach-total",
        "days_to_save first_day_reaching",
        "$xs: list[int], $n: int",
        "int",
        """
        Return on which day (from 1) the running total of the daily amounts $xs first reaches $n, or -1
        Count how many entries of $xs must be added from the start until the sum is at least $n > 0; -1 if it never is
        """,
        "add the amounts; return the day when the total reaches the goal; return -1 otherwise",
        (
            """
            total = 0
            for day, amount in enumerate($xs, 1):
                total += amount
                if total >= $n:
                    return day
            return -1
            """,
            """
            sums = itertools.accumulate($xs)
            return next((day for day, total in enumerate(sums, 1) if total >= $n), -1)
            """,
        ),
        (
            """
            total = 0
            for day, amount in enumerate($xs, 1):
                total += amount
                if total > $n:
                    return day
            return -1
            """,
        ),
        fixed(([3, 5, 2], 8), ([3, 5, 2], 11), ([], 1), ([4, 4, 4], 9), ([10], 10)),
        imports=("import itertools",),
    ),
    Entry(
        "fuel",
        "can_complete enough_fuel tank_lasts",
        "$xs: list[int], $k: int",
        "bool",
        """
        Check whether a tank that holds $k lasts for every leg of the trip $xs if it is filled up before each leg
        Return True if no distance in $xs is greater than the range $k
        """,
        "compare each leg with the range",
        ("all(leg <= $k for leg in $xs)", "return not $xs or max($xs) <= $k"),
        ("sum($xs) <= $k", "all(leg < $k for leg in $xs)"),
        fixed(([3, 5, 2], 5), ([3, 6], 5), ([], 1), ([4], 9)),
    ),
    Entry(
        "trips",
        "trips_needed count_trips loads",
        "$xs: list[int], $k: int",
        "int",
        """
        Return how many trips carry the weights $xs in order if a trip takes at most $k in total and a new one \
        starts when the next does not fit
        Count the loads: put the weights $xs one after the other, each at most $k, on a cart with limit $k; start \
        anew when it would be exceeded
        """,
        "add weights to the load; start a new trip when the limit would be exceeded; count",
        (
            """
            trips = load = 0
            for weight in $xs:
                if trips == 0 or load + weight > $k:
                    trips += 1
                    load = 0
                load += weight
            return trips
            """,
        ),
        ("return -(-sum($xs) // $k)",),
        fixed(([3, 5, 2], 7), ([3, 6, 3], 6), ([], 1), ([4, 4, 4], 9), ([5, 2, 5, 2], 8)),
    ),
)


@family("small-simulations", weight=3, held_out=True)
def small_simulations(rng: Rng) -> Draft:
    """Everyday processes with their numbers as parameters."""
    entry = SIMULATED[rng.randrange(len(SIMULATED))]
    pools = {
        "n": "height depth n goal", "a,b": "up down|gain loss|a b|rise slip", "p": "percent p",
        "k": "k count bounces", "q": "q",
        "xs": "times xs durations",
    }  # fmt: skip
    special = {
        "double-until": {"a,b": "start x|a x|size x", "n": "goal n target"}, "bounce-count": {"k": "limit minimum k"},
        "overtake": {"a,b": "a b|small large", "p": "p f", "q": "q g"},
        "candles": {"n": "full n bottles", "k": "k exchange rate"},
        "queue": {"k": "k position place"}, "reach-total": {"xs": "amounts savings xs", "n": "goal target n"},
        "fuel": {"xs": "legs distances xs", "k": "reach k limit"}, "trips": {"xs": "weights loads items",
        "k": "limit k capacity"},
    }  # fmt: skip
    used = {h: v for h, v in (pools | special.get(entry.key, {})).items() if f"${h.split(',')[0]}" in entry.params}
    return written(rng, (entry,), used)
