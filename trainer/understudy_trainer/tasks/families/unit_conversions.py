"""Families of unit conversions by name and of values graded by limits that are parameters."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, Option, fixed, written

UNITS: tuple[Option, ...] = (
    {"key": "km-mile", "from": "kilometres", "to": "miles", "f": "1.609344", "how": "one mile is 1.609344 km",
     "op": "/", "inv": "*",
     "nm": "km_to_miles", "v": "km"},
    {"key": "mile-km", "from": "miles", "to": "kilometres", "f": "1.609344", "how": "one mile is 1.609344 km",
     "op": "*", "inv": "/",
     "nm": "miles_to_km", "v": "miles"},
    {"key": "inch-cm", "from": "inches", "to": "centimetres", "f": "2.54", "how": "one inch is 2.54 cm", "op": "*",
     "inv": "/",
     "nm": "inches_to_cm", "v": "inches"},
    {"key": "cm-inch", "from": "centimetres", "to": "inches", "f": "2.54", "how": "one inch is 2.54 cm", "op": "/",
     "inv": "*",
     "nm": "cm_to_inches", "v": "cm"},
    {"key": "foot-m", "from": "feet", "to": "metres", "f": "0.3048", "how": "one foot is 0.3048 m", "op": "*",
     "inv": "/",
     "nm": "feet_to_meters", "v": "feet"},
    {"key": "pound-kg", "from": "pounds", "to": "kilograms", "f": "0.45359237", "how": "one pound is 0.45359237 kg",
     "op": "*",
     "inv": "/", "nm": "pounds_to_kg", "v": "pounds"},
    {"key": "kg-pound", "from": "kilograms", "to": "pounds", "f": "0.45359237", "how": "one pound is 0.45359237 kg",
     "op": "/",
     "inv": "*", "nm": "kg_to_pounds", "v": "kg"},
    {"key": "kmh-ms", "from": "kilometres per hour", "to": "metres per second", "f": "3.6",
     "how": "1 m/s is 3.6 km/h", "op": "/",
     "inv": "*", "nm": "kmh_to_ms", "v": "kmh"},
    {"key": "ms-kmh", "from": "metres per second", "to": "kilometres per hour", "f": "3.6",
     "how": "1 m/s is 3.6 km/h", "op": "*",
     "inv": "/", "nm": "ms_to_kmh", "v": "speed"},
    {"key": "gallon-liter", "from": "US gallons", "to": "litres", "f": "3.785", "how": "one gallon is 3.785 litres",
     "op": "*",
     "inv": "/", "nm": "gallons_to_liters", "v": "gallons"},
    {"key": "joule-cal", "from": "calories", "to": "joules", "f": "4.184", "how": "one calorie is 4.184 J",
     "op": "*", "inv": "/",
     "nm": "calories_to_joules", "v": "calories"},
    {"key": "mb-kb", "from": "bytes", "to": "kibibytes", "f": "1024", "how": "one KiB has 1024 bytes", "op": "/",
     "inv": "*",
     "nm": "bytes_to_kib", "v": "size"},
)  # fmt: skip
CONVERTED = (
    Entry(
        "one",
        "$nm convert_$nm",
        "$x: float",
        "float",
        """
        Convert $x from $from to $to, rounded to 2 decimals ($how)
        Return how many $to are $x $from, rounded to two decimals; $how
        Given a value $x in $from, return it in $to to 2 decimal places, where $how
        """,
        "apply the factor; round to 2 decimals",
        ("round($x $op $f, 2)", "factor = $f\nreturn round($x $op factor, 2)"),
        ("round($x $inv $f, 2)", "int($x $op $f)"),
        fixed(0, 1, 10, 2.5, 42.195, 100),
    ),
    Entry(
        "list",
        "all_$nm ${nm}_list",
        "$xs: list[float]",
        "list[float]",
        """
        Convert every value in $xs from $from to $to, each rounded to 1 decimal ($how)
        Return a list with the values of $xs, given in $from, as $to with one decimal; $how
        """,
        "apply the factor to each value; round to 1 decimal",
        (
            "[round(x $op $f, 1) for x in $xs]",
            "out = []\nfor x in $xs:\n    out.append(round(x $op $f, 1))\nreturn out",
        ),
        ("[round(x $inv $f, 1) for x in $xs]",),
        fixed([0, 1], [10], [], [2.5, 42.195, 100]),
    ),
    Entry(
        "digits",
        "$nm ${nm}_rounded",
        "$x: float, $k: int",
        "float",
        """
        Convert $x from $from to $to, rounded to $k decimals ($how)
        Return $x $from expressed in $to with $k decimal places; $how
        """,
        "apply the factor; round to $k decimals",
        ("round($x $op $f, $k)", "converted = $x $op $f\nreturn round(converted, $k)"),
        ("round($x $inv $f, $k)", "round($x $op $f, 2)"),
        fixed((1, 3), (10, 1), (2.5, 0), (42.195, 2), (100, 4)),
    ),
)


@family("named-units", weight=3)
def named_units(rng: Rng) -> Draft:
    """Conversions between real units."""
    option = UNITS[rng.randrange(len(UNITS))]
    names = {
        "x": f"{option['v']} {option['v']} value amount x",
        "xs": "values amounts xs numbers",
        "k": "places digits decimals k",
    }
    return written(rng, CONVERTED, names, axes=((option,),))


MORE = (
    Entry(
        "feet-inches",
        "to_feet_and_inches height_in_feet",
        "$n: int",
        "tuple[int, int]",
        """
        Split $n inches into whole feet of 12 inches and the inches left
        Return the height of $n inches as a tuple of feet and inches
        """,
        "divide by 12 with remainder",
        ("divmod($n, 12)", "return $n // 12, $n % 12"),
        ("return $n // 10, $n % 10", "return $n % 12, $n // 12"),
        fixed(0, 12, 70, 11, 25),
    ),
    Entry(
        "temperature",
        "convert_temperature temperature_to",
        "$x: float, $s: str",
        "float",
        """
        Convert the temperature $x to Fahrenheit if $s is "F" and to Celsius if $s is "C", rounded to 1 decimal
        Return $x converted to the scale $s: "F" means $x is Celsius, "C" means it is Fahrenheit; one decimal
        """,
        "look at the target scale; apply the formula; round",
        (
            'if $s == "F":\n    return round($x * 9 / 5 + 32, 1)\nreturn round(($x - 32) * 5 / 9, 1)',
            'result = $x * 1.8 + 32 if $s == "F" else ($x - 32) / 1.8\nreturn round(result, 1)',
        ),
        ('if $s == "C":\n    return round($x * 9 / 5 + 32, 1)\nreturn round(($x - 32) * 5 / 9, 1)',),
        fixed((100, "F"), (212, "C"), (0, "F"), (32, "C"), (37.5, "F"), (-40, "C")),
    ),
    Entry(
        "table",
        "convert convert_units to_unit",
        "$x: float, $s: str, $t: str, $d: dict[str, float]",
        "float",
        """
        Convert $x from unit $s to unit $t, where $d maps each unit to its size in a common base unit; round to 4 \
        decimals
        Return $x of the unit $s in terms of $t using the table $d of unit sizes, rounded to four decimals
        """,
        "multiply by the size of the source unit; divide by that of the target unit; round",
        ("round($x * $d[$s] / $d[$t], 4)", "base = $x * $d[$s]\nreturn round(base / $d[$t], 4)"),
        ("round($x * $d[$t] / $d[$s], 4)",),
        fixed(
            (2, "km", "m", {"m": 1, "km": 1000}),
            (30, "s", "min", {"s": 1, "min": 60}),
            (5, "g", "g", {"g": 1}),
            (1, "in", "cm", {"cm": 0.01, "in": 0.0254}),
        ),
    ),
    Entry(
        "pace",
        "pace min_per_km running_pace",
        "$n: int, $x: float",
        "str",
        """
        Return the pace of someone who runs $x kilometres in $n seconds as "M:SS" per kilometre, rounded to whole \
        seconds
        Divide $n seconds by $x kilometres, round to seconds, and write minutes and two-digit seconds with a colon
        """,
        "divide the seconds by the distance and round; split into minutes and seconds; pad the seconds",
        (
            'minutes, seconds = divmod(round($n / $x), 60)\nreturn f"{minutes}:{seconds:02d}"',
            'pace = round($n / $x)\nreturn f"{pace // 60}:{pace % 60:02d}"',
        ),
        (
            'pace = round($n / $x)\nreturn f"{pace // 60}:{pace % 60}"',
            'pace = round($x / $n)\nreturn f"{pace // 60}:{pace % 60:02d}"',
        ),
        fixed((1500, 5.0), (3000, 10.0), (361, 1.0), (2405, 8.0)),
    ),
    Entry(
        "download",
        "download_seconds transfer_time",
        "$n: int, $k: int",
        "int",
        """
        Return how many full seconds it takes at least to transfer $n megabytes at $k megabits per second, 8 bits a byte
        Compute the whole seconds, rounded up, for $n MB over a line with $k Mbit/s
        """,
        "multiply by 8; divide by the speed and round up",
        ("-(-$n * 8 // $k)", "math.ceil($n * 8 / $k)"),
        ("$n * 8 // $k", "-(-$n // $k)"),
        fixed((10, 16), (1, 10), (100, 50), (0, 5), (7, 3)),
        imports=("import math",),
    ),
    Entry(
        "grade",
        "letter_grade grade_for to_grade",
        "$x: float, $xs: list[tuple[float, str]]",
        "str",
        """
        Return the letter of the first (minimum, letter) pair in $xs, sorted by falling minimum, that $x reaches; \
        "F" if none
        Look up the grade for the score $x in $xs, descending pairs of a minimum score and a letter; otherwise give \
        "F" back
        """,
        "go through the pairs; return the first letter whose minimum is reached; otherwise F",
        (
            'for minimum, letter in $xs:\n    if $x >= minimum:\n        return letter\nreturn "F"',
            'return next((letter for minimum, letter in $xs if $x >= minimum), "F")',
        ),
        ('for minimum, letter in $xs:\n    if $x > minimum:\n        return letter\nreturn "F"',),
        fixed((95, [(90, "A"), (80, "B")]), (80, [(90, "A"), (80, "B")]), (12, [(90, "A"), (50, "B")]), (5, [])),
    ),
    Entry(
        "level",
        "level_for_points level_reached rank",
        "$n: int, $xs: list[int]",
        "int",
        """
        Return how many of the ascending limits in $xs are at most $n: the level reached with $n points
        Count the thresholds in the sorted list $xs that $n has reached
        """,
        "count the limits that are not above the points",
        (
            "sum(1 for limit in $xs if limit <= $n)",
            "bisect.bisect_right($xs, $n)",
            "level = 0\nwhile level < len($xs) and $xs[level] <= $n:\n    level += 1\nreturn level",
        ),
        ("sum(1 for limit in $xs if limit < $n)",),
        fixed((5, [1, 5, 10]), (0, [1, 5, 10]), (50, [1, 5, 10]), (3, []), (10, [10])),
        imports=("import bisect",),
    ),
    Entry(
        "traffic",
        "traffic_light zone three_zones",
        "$x: float, $a: float, $b: float",
        "str",
        """
        Return "green" if $x is below $a, "yellow" if it is from $a up to but not including $b, and "red" otherwise
        Classify $x by the limits $a < $b into "green" (under $a), "yellow" (under $b) and "red" (the rest)
        """,
        "compare with the first limit; compare with the second limit; otherwise red",
        (
            'if $x < $a:\n    return "green"\nif $x < $b:\n    return "yellow"\nreturn "red"',
            'return "green" if $x < $a else "yellow" if $x < $b else "red"',
        ),
        ('if $x <= $a:\n    return "green"\nif $x <= $b:\n    return "yellow"\nreturn "red"',),
        fixed((1, 2, 5), (2, 2, 5), (4.5, 2, 5), (5, 2, 5), (9, 2, 5)),
    ),
)


@family("conversions-and-levels", weight=3)
def conversions_and_levels(rng: Rng) -> Draft:
    """Conversions with tables, levels and grades by limits that are parameters."""
    entry = MORE[rng.randrange(len(MORE))]
    pools = {
        "n": "n amount total points", "x": "x value amount", "s": "source unit scale", "t": "target to_unit goal",
        "d": "factors sizes table", "k": "speed rate k", "xs": "limits thresholds levels",
        "a,b": "low high|warn limit|first second",
    }  # fmt: skip
    special = {
        "feet-inches": {"n": "inches n height"}, "temperature": {"x": "degrees temp x", "s": "scale unit target"},
        "pace": {"n": "seconds time n", "x": "km distance x"}, "download": {"n": "size megabytes mb"},
        "grade": {"x": "score points x", "xs": "grades table bounds"}, "level": {"n": "points xp score"},
    }  # fmt: skip
    used = {h: v for h, v in (pools | special.get(entry.key, {})).items() if f"${h.split(',')[0]}" in entry.params}
    return written(rng, (entry,), used)
