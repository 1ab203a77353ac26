"""Families of formulas for circles, solids and polygons, and from school physics."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import Entry, Option, fixed, written

MATH = ("import math",)
ROUND: tuple[Option, ...] = (
    {"key": "two", "end": ", rounded to 2 decimals||, to two decimal places", "places": "2"},
    {"key": "one", "end": ", rounded to 1 decimal||, to one decimal place", "places": "1"},
    {"key": "places", "end": ", rounded to $places decimals", "places": "3"},
)


def _formula(
    key: str, names: str, params: str, what: str, expr: str, miss: str, other: str, *cases: object,
    imports: tuple[str, ...] = (),
) -> Entry:  # fmt: skip
    first, second = what.split(" / ")
    return Entry(
        key, names, params, "float", f"Return {first}$end\nCompute {first}$end\nGiven {second}, find {first}$end\n"
        f"Work out {first}$end", "put the values into the formula; round the result",
        (f"round({expr}, $places)", f"$z = {other}\nreturn round($z, $places)"), (f"round({miss}, $places)",),
        fixed(*cases), imports=imports,
    )  # fmt: skip


ROUND_SHAPES = (
    _formula("circle-area", "circle_area area_of_circle disk_area", "$r: float",
             "the area of a circle with radius $r / a radius $r", "math.pi * $r**2", "2 * math.pi * $r",
             "$r * $r * math.pi",
             1, 2.5, 0, 10, imports=MATH),
    _formula("circumference", "circumference circle_perimeter", "$r: float",
             "the circumference of a circle with radius $r / a radius $r", "2 * math.pi * $r", "math.pi * $r**2",
             "math.pi * ($r + $r)", 1, 2.5, 0, 10, imports=MATH),
    _formula("radius", "radius_from_area radius_of_circle", "$a: float",
             "the radius of a circle with area $a / an area $a", "math.sqrt($a / math.pi)", "$a / math.pi",
             "($a / math.pi) ** 0.5", 1, 2.5, 0, 10, imports=MATH),
    _formula("sphere", "sphere_volume volume_of_sphere", "$r: float",
             "the volume of a sphere with radius $r / a radius $r", "4 / 3 * math.pi * $r**3", "4 * math.pi * $r**2",
             "math.pi * $r**3 * 4 / 3", 1, 2.5, 0, 10, imports=MATH),
    _formula("sphere-surface", "sphere_surface surface_of_sphere", "$r: float",
             "the surface area of a sphere with radius $r / a radius $r", "4 * math.pi * $r**2",
             "4 / 3 * math.pi * $r**3",
             "math.pi * (2 * $r) ** 2", 1, 2.5, 0, 10, imports=MATH),
    _formula("cylinder", "cylinder_volume volume_of_cylinder tank_volume", "$r: float, $h: float",
             "the volume of a cylinder with radius $r and height $h / a radius $r and a height $h",
             "math.pi * $r**2 * $h",
             "2 * math.pi * $r * $h", "$h * math.pi * $r * $r", (1, 2), (2.5, 4), (0, 3), (10, 1), imports=MATH),
    _formula("cone", "cone_volume volume_of_cone", "$r: float, $h: float",
             "the volume of a cone with base radius $r and height $h / a radius $r and a height $h",
             "math.pi * $r**2 * $h / 3", "math.pi * $r**2 * $h", "$h / 3 * math.pi * $r * $r", (1, 2), (2.5, 4), (0,
             3), (10, 1),
             imports=MATH),
    _formula("ring", "ring_area annulus_area", "$r: float, $h: float",
             "the area of a ring with outer radius $r and inner radius $h / the outer radius $r and the inner "
             "radius $h",
             "math.pi * ($r**2 - $h**2)", "math.pi * ($r - $h) ** 2", "math.pi * ($r + $h) * ($r - $h)", (2, 1), (5.5,
             4), (3, 0),
             (10, 1), imports=MATH),
    _formula("sector", "sector_area slice_area", "$r: float, $a: float",
             "the area of a sector of $a degrees of a circle with radius $r / a radius $r and an angle $a in degrees",
             "math.pi * $r**2 * $a / 360", "math.pi * $r**2 * $a / 180", "$a / 360 * math.pi * $r * $r", (2, 90),
             (5.5, 45), (3, 0),
             (10, 360), imports=MATH),
    _formula("arc", "arc_length length_of_arc", "$r: float, $a: float",
             "the length of an arc of $a degrees on a circle with radius $r / a radius $r and an angle $a in degrees",
             "2 * math.pi * $r * $a / 360", "math.pi * $r**2 * $a / 360", "math.radians($a) * $r", (2, 90), (5.5, 45),
             (3, 0),
             (10, 360), imports=MATH),
    _formula("hypotenuse", "hypotenuse longest_side", "$r: float, $h: float",
             "the hypotenuse of a right triangle with the legs $r and $h / the legs $r and $h of a right triangle",
             "math.hypot($r, $h)", "$r + $h", "($r**2 + $h**2) ** 0.5", (3, 4), (1, 1), (2.5, 6), (5, 12),
             imports=MATH),
    _formula("leg", "other_leg missing_leg", "$r: float, $h: float",
             "the other leg of a right triangle with hypotenuse $r and one leg $h / a hypotenuse $r and a leg $h",
             "math.sqrt($r**2 - $h**2)", "math.sqrt($r**2 + $h**2)", "(($r + $h) * ($r - $h)) ** 0.5", (5, 4), (13,
             5), (2.5, 1.5),
             (7, 2), imports=MATH),
    _formula("trapezoid", "trapezoid_area area_of_trapezoid", "$a: float, $r: float, $h: float",
             "the area of a trapezoid with parallel sides $a and $r and height $h / the parallel sides $a and "
             "$r and the height $h",
             "($a + $r) * $h / 2", "($a + $r) * $h", "$h * ($a + $r) * 0.5", (3, 5, 4), (1, 2, 2), (2.5, 3.5, 3), (6,
             1, 0)),
    _formula("equilateral", "equilateral_area triangle_area", "$a: float",
             "the area of an equilateral triangle with side $a / a side $a", "math.sqrt(3) / 4 * $a**2", "$a**2 / 2",
             "$a * $a * 3**0.5 / 4", 1, 2, 3.5, 10, imports=MATH),
)  # fmt: skip


@family("round-shapes", weight=3)
def round_shapes(rng: Rng) -> Draft:
    """Circles, solids and triangles by formula."""
    names = {"r": "r radius", "h": "h height", "a": "a side angle value", "z": "result value res"}
    entry = ROUND_SHAPES[rng.randrange(len(ROUND_SHAPES))]
    special = {
        "hypotenuse": {"r": "a x leg1", "h": "b y leg2", "a": "u"},
        "leg": {"r": "c longest hypotenuse", "h": "a leg side", "a": "u"},
        "ring": {"r": "outer big r1", "h": "inner small r2"},
    }
    names |= special.get(entry.key, {})
    if entry.key in ("sector", "arc"):
        names["a"] = "angle degrees a"
    elif entry.key == "radius":
        names["a"] = "area a size"
    elif entry.key == "trapezoid":
        names |= {"a": "a base1 top", "r": "b base2 bottom"}
    elif entry.key == "equilateral":
        names["a"] = "side a length"
    return written(rng, (entry,), names, axes=(ROUND,))


PHYSICS = (
    _formula("speed", "average_speed speed", "$s: float, $t: float",
             "the average speed for a distance $s covered in the time $t / a distance $s and a time $t", "$s / $t",
             "$s * $t",
             "$s / float($t)", (100, 2), (42.2, 3.5), (0, 4), (7, 3)),
    _formula("travel-time", "travel_time time_needed", "$s: float, $v: float",
             "the time needed for the distance $s at the speed $v / a distance $s and a speed $v", "$s / $v", "$v / $s",
             "$s * (1 / $v)", (100, 50), (42.5, 8), (10, 4), (7, 3)),
    _formula("kinetic", "kinetic_energy energy_of_motion", "$m: float, $v: float",
             "the kinetic energy of a mass $m moving at speed $v / a mass $m and a speed $v", "0.5 * $m * $v**2",
             "$m * $v**2",
             "$m * $v * $v / 2", (2, 3), (10, 1), (1.5, 4), (4, 0)),
    _formula("density", "density mass_per_volume", "$m: float, $s: float",
             "the density of a body with mass $m and volume $s / a mass $m and a volume $s", "$m / $s", "$s / $m",
             "$m / float($s)",
             (10, 4), (7, 2), (1, 3), (5.5, 5)),
    _formula("bmi", "body_mass_index bmi", "$m: float, $s: float",
             "the body mass index of a person weighing $m kilograms who is $s metres tall / a weight $m and a "
             "height $s",
             "$m / $s**2", "$m / $s", "$m / ($s * $s)", (70, 1.75), (90, 2.0), (55, 1.6), (80, 1.5)),
    _formula("ohm", "current ohms_law", "$m: float, $s: float",
             "the current that flows at a voltage $m through a resistance $s / a voltage $m and a resistance $s",
             "$m / $s", "$m * $s", "$m / float($s)", (10, 4), (230, 46), (9, 3), (5.5, 5)),
    _formula("parallel", "parallel_resistance total_resistance", "$m: float, $s: float",
             "the total resistance of the resistors $m and $s connected in parallel / two resistors $m and $s "
             "in parallel",
             "$m * $s / ($m + $s)", "$m + $s", "1 / (1 / $m + 1 / $s)", (10, 10), (4, 12), (3, 6), (100, 25)),
    _formula("fall", "fall_distance distance_fallen", "$t: float",
             "the distance fallen after $t seconds with g = 9.81 / a time $t in seconds", "0.5 * 9.81 * $t**2",
             "9.81 * $t",
             "9.81 * $t * $t / 2", 1, 2, 3.5, 0),
    _formula("fuel", "fuel_consumption liters_per_100km", "$m: float, $s: float",
             "the fuel used per 100 km if $m litres last for $s km / $m litres of fuel for $s km", "$m / $s * 100",
             "$s / $m",
             "100 * $m / $s", (40, 500), (7, 100), (33, 450), (5, 80)),
)  # fmt: skip


@family("physics-formulas", weight=2)
def physics_formulas(rng: Rng) -> Draft:
    """Formulas from school physics and daily life."""
    entry = PHYSICS[rng.randrange(len(PHYSICS))]
    pools = {
        "speed": "distance s way", "travel-time": "distance s way", "density": "volume v", "bmi": "height h tall",
        "ohm": "resistance r ohms", "parallel": "r2 second b", "fuel": "km distance",
    }  # fmt: skip
    masses = {"ohm": "voltage u volts", "parallel": "r1 first a", "fuel": "liters fuel used", "bmi": "weight mass w"}
    names = {
        "s": pools.get(entry.key, "s x"), "t": "time hours t" if entry.key == "speed" else "t seconds time",
        "v": "speed velocity rate", "m": masses.get(entry.key, "mass m kg"), "z": "result value res",
    }  # fmt: skip
    return written(rng, (entry,), names, axes=(ROUND,))
