"""Families of everyday arithmetic: operations on two numbers, formulas, clamping, percentages, units, shapes, bands."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.families.num_words import INT_NAMES, Recipe, code, condition, cook, fname, literal, names, one, singles

PAIRS = (("a", "b"), ("x", "y"), ("first", "second"), ("left", "right"), ("m", "n"), ("p", "q"), ("u", "v"), ("lhs", "rhs"), ("one", "two"), ("num1", "num2"))


def _ints(*given: str) -> tuple[Param, ...]:
    return tuple(Param(p, "int") for p in given)


def _pair_inputs(rng: Rng, low: int = -9) -> tuple[tuple[object, ...], ...]:
    r = rng.randint
    return ((r(1, 9), r(1, 9)), (r(10, 99), r(1, 20)), (1, r(2, 9)), (5, 5), (r(1, 60), r(20, 80)), (max(low, -r(1, 9)), r(1, 30)), (12, 18))


@family("num-two-ints")
def two_ints(rng: Rng) -> Draft:
    """An operation on two ints, then perhaps a second step with a literal."""
    a, b = pick(rng, PAIRS)
    k = literal(rng)
    key, what, expr, miss = pick(
        rng,
        (
            ("add", (f"the sum of {a} and {b}", f"{a} plus {b}"), f"{a} + {b}", f"{a} - {b}"),
            ("sub", (f"the difference {a} minus {b}", f"{a} reduced by {b}"), f"{a} - {b}", f"{b} - {a}"),
            ("mul", (f"the product of {a} and {b}", f"{a} times {b}"), f"{a} * {b}", f"{a} + {b}"),
            ("dist", (f"the absolute difference between {a} and {b}", f"how far {a} and {b} are apart"), f"abs({a} - {b})", f"{a} - {b}"),
            ("max", (f"the larger of {a} and {b}", f"the maximum of {a} and {b}"), f"max({a}, {b})", f"min({a}, {b})"),
            ("min", (f"the smaller of {a} and {b}", f"the minimum of {a} and {b}"), f"min({a}, {b})", f"max({a}, {b})"),
            ("squares", (f"the sum of the squares of {a} and {b}", f"{a} squared plus {b} squared"), f"{a} ** 2 + {b} ** 2", f"({a} + {b}) ** 2"),
            ("sumsq", (f"the square of the sum of {a} and {b}", f"the squared sum of {a} and {b}"), f"({a} + {b}) ** 2", f"{a} ** 2 + {b} ** 2"),
            ("weighted", (f"{k} times {a} plus {b}", f"the sum of {a} multiplied by {k} and {b}"), f"{k} * {a} + {b}", f"{k} * ({a} + {b})"),
            ("weighted2", (f"{a} plus {k} times {b}", f"{a} increased by {k} times {b}"), f"{a} + {k} * {b}", f"({a} + {k}) * {b}"),
            ("avg", (f"the average of {a} and {b} as a float", f"the mean of {a} and {b}"), f"({a} + {b}) / 2", f"{a} + {b} / 2"),
            ("prodsum", (f"the product of {a} and {b} plus their sum",), f"{a} * {b} + {a} + {b}", f"{a} * {b}"),
        ),
    )
    c = literal(rng)
    post, said, full = pick(
        rng,
        (
            ("none", "{w}", "{e}"), ("none", "{w}", "{e}"), ("none", "{w}", "{e}"), ("plus", f"{{w}}, plus {c}", f"{{e}} + {c}"), ("minus", f"{{w}}, minus {c}", f"{{e}} - {c}"), ("times", f"{c} times the following: {{w}}", f"{c} * ({{e}})"),
            ("cap", f"{{w}}, but at most {c}", f"min({{e}}, {c})"), ("floor", f"{{w}}, but at least {c}", f"max({{e}}, {c})"), ("mod", f"{{w}}, modulo {c}", f"({{e}}) % {c}"), ("abs", "the absolute value of {w}", "abs({e})"),
            ("gt", f"whether the result is greater than {c}, the result being {{w}}", f"{{e}} > {c}"), ("even", "whether the result is even, the result being {w}", "({e}) % 2 == 0"),
        ),
    )
    what_said = said.format(w=pick(rng, what))
    body = full.format(e=expr)
    returns = "bool" if post in ("gt", "even") else "float" if key == "avg" else "int"
    summary = pick(rng, (f"Return {what_said}", f"Compute {what_said}", f"Given {a} and {b}, return {what_said}", f"Calculate {what_said}", f"Work out {what_said}"))
    name = fname(rng, (a, b), key if post == "none" else f"{key}_{post}", f"{key}_two", f"{key}_numbers", f"combine_{key}", {"add": "add", "sub": "subtract", "mul": "multiply", "dist": "abs_diff", "max": "larger", "min": "smaller", "avg": "average"}.get(key, key))
    second = code(f"result = {expr}", "return " + (full.replace("({e})", "{e}") if post in ("mod", "even", "times") else full).format(e="result"))
    plan = (f"compute {pick(rng, what)}", "return it" if post == "none" else f"apply the last step to it ({post})")
    return Draft(name, _ints(a, b), returns, summary, plan, (f"return {body}", second), _pair_inputs(rng), f"{key}|{post}", (f"return {full.format(e=miss)}",))


@family("num-classics")
def classics(rng: Rng) -> Draft:
    """The functions everyone writes: gcd, lcm, power, remainder, factorial, fibonacci, binomials ..."""
    a, b = pick(rng, PAIRS)
    n = one(rng, INT_NAMES, a, b)
    i, r = one(rng, ("i", "k", "step", "j"), n, a, b), one(rng, ("result", "out", "res", "acc"), n)
    s, t = rng.randint(0, 5), rng.randint(1, 9)
    two = [
        Recipe("gcd", (f"Return the greatest common divisor of {a} and {b}", f"Compute the gcd of {a} and {b}", f"Find the largest integer that divides both {a} and {b}", f"Given two positive integers {a} and {b}, return their greatest common divisor"), ("gcd", "greatest_common_divisor", "common_divisor"), (f"replace the pair by ({b}, {a} modulo {b})", "repeat until the second is zero", "return the first"),
               (code(f"while {b}:", f"    {a}, {b} = {b}, {a} % {b}", f"return {a}"), code(f"if {b} == 0:", f"    return {a}", f"return SELF({b}, {a} % {b})")), (code(f"while {b}:", f"    {a}, {b} = {b}, {a} // {b}", f"return {a}"), f"return min({a}, {b})")),
        Recipe("lcm", (f"Return the least common multiple of {a} and {b}", f"Compute the lcm of {a} and {b}", f"Find the smallest positive integer divisible by both {a} and {b}", f"Given two positive integers {a} and {b}, return their lowest common multiple"), ("lcm", "least_common_multiple", "common_multiple"), ("find the greatest common divisor", "divide the product by it"),
               (code(f"x0, y0 = {a}, {b}", "while y0:", "    x0, y0 = y0, x0 % y0", f"return {a} * {b} // x0"), code(f"{r} = {a}", f"while {r} % {b} != 0:", f"    {r} += {a}", f"return {r}")), (f"return {a} * {b}",)),
        Recipe("power", (f"Raise {a} to the power {b} without using **", f"Compute {a} to the {b}-th power by repeated multiplication", f"Return {a} multiplied by itself {b} times over, starting from 1", f"Return {a} to the power of {b} (a non-negative integer)"), ("power", "raise_to", "int_pow"), ("start with 1", f"multiply by {a} {b} times"),
               (code(f"{r} = 1", f"for _ in range({b}):", f"    {r} *= {a}", f"return {r}"), code(f"if {b} == 0:", "    return 1", f"return {a} * SELF({a}, {b} - 1)")), (f"return {a} * {b}",), (f"Return 1 if {b} is 0",), inputs=((2, 5), (3, 0), (0, 3), (-2, 3), (rng.randint(2, 9), rng.randint(1, 6)), (1, 7))),
        Recipe("divisible", (f"Check whether {a} is divisible by {b}", f"Return True if {b} divides {a} evenly", f"Tell whether {a} is a multiple of {b}", f"Determine if {a} divided by {b} leaves no remainder"), ("is_divisible", "divides", "is_multiple"), ("test the remainder for zero",), (f"return {a} % {b} == 0", f"return {a} // {b} * {b} == {a}"), (f"return {b} % {a} == 0",), returns="bool"),
        Recipe("ceildiv", (f"Divide {a} by {b}, rounding up", f"Return {a} divided by {b} rounded up to an integer", f"Compute how many groups of {b} are needed to hold {a} items", f"Return the ceiling of {a} divided by {b}"), ("ceil_div", "divide_up", "groups_needed"), (f"add {b} - 1 to {a}", f"floor divide by {b}"), (f"return ({a} + {b} - 1) // {b}", f"return -(-{a} // {b})"), (f"return {a} // {b}", f"return {a} // {b} + 1")),
        Recipe("divmod", (f"Return the quotient and the remainder of {a} divided by {b}", f"Divide {a} by {b} and return quotient and remainder as a tuple", f"Compute how often {b} fits into {a} and what is left over", f"Return a tuple with {a} // {b} and what remains"), ("divide", "quotient_and_remainder", "div_rest"), ("floor divide", "take the remainder", "return both"), (f"return {a} // {b}, {a} % {b}", f"return divmod({a}, {b})"), (f"return {a} % {b}, {a} // {b}",), returns="tuple[int, int]"),
        Recipe("coprime", (f"Check whether {a} and {b} are coprime", f"Return True if {a} and {b} share no divisor greater than 1", f"Tell whether the greatest common divisor of {a} and {b} is 1", f"Determine if {a} and {b} have no common factor other than 1"), ("coprime", "are_coprime", "relatively_prime"), ("find the greatest common divisor", "compare it with 1"), (code(f"while {b}:", f"    {a}, {b} = {b}, {a} % {b}", f"return {a} == 1"), f"return not any({a} % d == 0 and {b} % d == 0 for d in range(2, {b} + 1))"), (f"return {a} % {b} != 0",), returns="bool", inputs=((8, 9), (12, 18), (1, 5), (7, 21), (35, 64), (rng.randint(2, 60), rng.randint(2, 60)))),
        Recipe("samesign", (f"Check whether {a} and {b} have the same sign", f"Return True if {a} and {b} are both negative or both non-negative", f"Tell whether {a} and {b} lie on the same side of zero (zero counts as positive)", f"Determine if the signs of {a} and {b} agree, zero counting as positive"), ("same_sign", "signs_agree", "is_same_sign"), ("compare the signs",), (f"return ({a} < 0) == ({b} < 0)", code(f"if {a} < 0:", f"    return {b} < 0", f"return {b} >= 0")), (f"return {a} * {b} > 0",), returns="bool", inputs=((1, 2), (-1, 3), (0, 5), (-4, -6), (7, -2), (0, 0))),
    ]
    single = [
        Recipe("factorial", (f"Return the factorial of {n}", f"Compute {n}!, the product of all integers from 1 to {n}", f"Calculate the factorial of the non-negative integer {n}", f"Given {n}, return {n} factorial"), ("factorial", "fact", "compute_factorial"), ("start with 1", f"multiply by every number from 2 to {n}", "return the product"),
               (code(f"{r} = 1", f"for {i} in range(2, {n} + 1):", f"    {r} *= {i}", f"return {r}"), code(f"if {n} <= 1:", "    return 1", f"return {n} * SELF({n} - 1)")), (code(f"{r} = 1", f"for {i} in range(2, {n}):", f"    {r} *= {i}", f"return {r}"),), ("Return 1 for 0",)),
        Recipe("fib", (f"Return the {n}-th Fibonacci number, starting with 0 and 1", f"Compute the Fibonacci number at index {n} (index 0 is 0, index 1 is 1)", f"Return Fibonacci number {n}, where the sequence starts 0, 1, 1, 2", f"Calculate the {n}th number in the Fibonacci sequence (0-based)"), ("fibonacci", "fib", "nth_fib"), ("start with 0 and 1", f"step forward {n} times", "return the first of the pair"),
               (code("a, b = 0, 1", f"for _ in range({n}):", "    a, b = b, a + b", "return a"), code(f"if {n} < 2:", f"    return {n}", f"return SELF({n} - 1) + SELF({n} - 2)")), (code("a, b = 0, 1", f"for _ in range({n}):", "    a, b = b, a + b", "return b"),)) if n not in "ab" else Recipe("one", (f"Return {n} plus one",), ("successor",), ("add one",), (f"return {n} + 1",), (f"return {n}",)),
        Recipe("fiblist", (f"Return the first {n} Fibonacci-like numbers starting with {s} and {t}", f"List {n} terms of the sequence that starts {s}, {t} and continues with the sum of the last two", f"Build the first {n} terms of a sequence: {s}, then {t}, then each term is the sum of the two before", f"Generate {n} numbers starting with {s} and {t}, each next one the sum of the previous two"), ("fib_list", "first_terms", "sequence", "fibonacci_like"), (f"start with {s} and {t}", "append the sum of the last two until long enough", f"cut to {n} terms"),
               (code(f"{r} = [{s}, {t}]", f"while len({r}) < {n}:", f"    {r}.append({r}[-1] + {r}[-2])", f"return {r}[:{n}]"), code(f"{r} = []", f"p, q = {s}, {t}", f"for _ in range({n}):", f"    {r}.append(p)", "    p, q = q, p + q", f"return {r}")), (code(f"{r} = [{s}, {t}]", f"while len({r}) < {n}:", f"    {r}.append({r}[-1] + {r}[-2])", f"return {r}"),), returns="list[int]"),
        Recipe("triangular", (f"Return the sum of the integers from 1 to {n}", f"Compute 1 + 2 + ... + {n}", f"Return the {n}-th triangular number", f"Add up all whole numbers from 1 to {n}"), ("triangular", "sum_to", "sum_first"), ("use the closed formula",), (f"return {n} * ({n} + 1) // 2", f"return sum(range(1, {n} + 1))"), (f"return {n} * ({n} - 1) // 2", f"return sum(range({n}))")),
        Recipe("sumpow", (f"Return the sum of the {t + 1}th powers of the integers from 1 to {n}" if t > 2 else f"Return the sum of the cubes of the integers from 1 to {n}", f"Add up {i} ** {t + 1 if t > 2 else 3} for every {i} from 1 to {n}"), ("sum_powers", "power_sum"), ("raise each number to the power", "add the results"), (f"return sum({i} ** {t + 1 if t > 2 else 3} for {i} in range(1, {n} + 1))", code(f"{r} = 0", f"for {i} in range(1, {n} + 1):", f"    {r} += {i} ** {t + 1 if t > 2 else 3}", f"return {r}")), (f"return sum({i} ** {t + 1 if t > 2 else 3} for {i} in range({n}))",)),
        Recipe("halves", (f"Count how often {n} can be floor divided by {t + 1} before it reaches 0", f"Return the number of floor divisions by {t + 1} that bring {n} down to zero", f"Return how many times {n} must be floor divided by {t + 1} to become 0"), ("division_count", "count_divisions", "steps_to_zero"), (f"floor divide by {t + 1} while positive", "count the steps"), (code(f"{r} = 0", f"while {n} > 0:", f"    {n} //= {t + 1}", f"    {r} += 1", f"return {r}"), code(f"if {n} == 0:", "    return 0", f"return 1 + SELF({n} // {t + 1})")), (code(f"{r} = 0", f"while {n} > 1:", f"    {n} //= {t + 1}", f"    {r} += 1", f"return {r}"),)),
        Recipe("trailing", (f"Count how many times {t + 1} divides {n}", f"Return the largest e such that {t + 1} ** e divides the positive integer {n}", f"Return how often {n} (positive) can be divided by {t + 1} without remainder"), ("multiplicity", "times_divides", "count_factor"), (f"divide by {t + 1} while it divides evenly", "count the divisions"), (code(f"{r} = 0", f"while {n} % {t + 1} == 0:", f"    {n} //= {t + 1}", f"    {r} += 1", f"return {r}"), code(f"if {n} % {t + 1} != 0:", "    return 0", f"return 1 + SELF({n} // {t + 1})")), (f"return {n} // {t + 1}",), inputs=((1,), (t + 1,), ((t + 1) ** 2 * 5,), ((t + 1) ** 4,), (rng.randint(2, 200),))),
        Recipe("oddfactorial", (f"Return the product of the odd numbers from 1 to {n}", f"Multiply together all odd integers up to {n}", f"Compute 1 * 3 * 5 * ... up to {n}"), ("odd_product", "odd_factorial"), ("step through the odd numbers", "multiply them"), (code(f"{r} = 1", f"for {i} in range(1, {n} + 1, 2):", f"    {r} *= {i}", f"return {r}"), code(f"if {n} < 2:", "    return 1", f"return ({n} if {n} % 2 else 1) * SELF({n} - 1)")), (code(f"{r} = 1", f"for {i} in range(2, {n} + 1, 2):", f"    {r} *= {i}", f"return {r}"),)),
        Recipe("isqrt", (f"Return the integer square root of {n} (rounded down)", f"Compute the largest integer whose square is at most {n}", f"Find the square root of {n}, rounded down to an integer"), ("int_sqrt", "isqrt", "floor_sqrt"), ("count up while the next square fits",), (code(f"{r} = 0", f"while ({r} + 1) ** 2 <= {n}:", f"    {r} += 1", f"return {r}"), f"return int({n} ** 0.5)"), (code(f"{r} = 0", f"while {r} ** 2 <= {n}:", f"    {r} += 1", f"return {r}"),)),
        Recipe("sign", (f"Return 1 if {n} is positive, -1 if it is negative and 0 if it is zero", f"Compute the sign of {n} as -1, 0 or 1", f"Give the sign of {n}: -1, 0 or 1"), ("sign", "signum", "sign_of"), ("compare with zero", "return 1, -1 or 0"), (code(f"if {n} > 0:", "    return 1", f"if {n} < 0:", "    return -1", "return 0"), f"return ({n} > 0) - ({n} < 0)"), (f"return 1 if {n} >= 0 else -1",), inputs=((5,), (-3,), (0,), (100,), (-1,))),
    ]
    if rng.random() < 0.45:
        return cook(rng, pick(rng, two), _ints(a, b), _pair_inputs(rng, 1))
    return cook(rng, pick(rng, single), _ints(n), tuple((x,) for x in (0, 1, 2, 5, rng.randint(3, 12), rng.randint(6, 14))))


@family("num-clamp", held_out=True)
def clamp(rng: Rng) -> Draft:
    """Clamp to literals or to parameters."""
    x = one(rng, INT_NAMES)
    lo, hi = pick(rng, (("low", "high"), ("lo", "hi"), ("minimum", "maximum"), ("lower", "upper"), ("floor", "ceiling")))
    c, d = sorted(rng.sample(range(-20, 100), 2))
    if rng.random() < 0.5:
        params: tuple[str, ...] = (x, lo, hi)
        low, high = lo, hi
        inputs: tuple[tuple[object, ...], ...] = ((5, 1, 10), (-3, 0, 7), (15, 2, 9), (4, 4, 4), (rng.randint(-50, 50), -10, 10), (10, 1, 10))
    else:
        params, low, high = (x,), str(c), str(d)
        inputs = singles((c - 1, c, (c + d) // 2, d, d + 5, 0))
    said = (f"Clamp {x} to the range {low} to {high}", f"Return {x} limited to the interval from {low} to {high}", f"Return {x}, but never less than {low} or more than {high}", f"Restrict {x} so that it lies between {low} and {high}")
    first = f"return max({low}, min({x}, {high}))"
    second = code(f"if {x} < {low}:", f"    return {low}", f"if {x} > {high}:", f"    return {high}", f"return {x}")
    recipe = Recipe("params" if len(params) > 1 else "fixed", said, ("clamp", f"clamp_{x}", "limit", "bound", "restrict"), (f"raise {x} to at least {low}", f"lower it to at most {high}"), (first, second), (f"return min({low}, max({x}, {high}))",))
    return cook(rng, recipe, _ints(*params), inputs)


@family("num-linear-unit")
def linear_unit(rng: Rng) -> Draft:
    """Unit conversion with a factor and an offset, and prices with percentages."""
    units = ("celsius fahrenheit kelvin miles km meters feet inches cm pounds kg ounces grams liters gallons hours minutes seconds days weeks euros dollars credits tokens yards knots points degrees bytes pixels steps laps").split()
    src, dst = rng.sample(units, 2)
    v = pick(rng, (src, src, "value", "amount", "x", src[0], f"{src}_value"))
    v = "quantity" if v in ("in", "as") else v
    k: int | float = rng.randint(2, 60) if rng.random() < 0.5 else round(rng.uniform(0.1, 9.9), pick(rng, (1, 2, 3)))
    c, pct, places = rng.randint(1, 99), rng.randint(1, 99), rng.randint(1, 4)
    kind, rule, expr, miss = pick(
        rng,
        (
            ("times", (f"one of the {src} is {k} {dst}", f"multiply by {k}"), f"{v} * {k}", f"{v} / {k}"),
            ("div", (f"{k} {src} make one of the {dst}", f"divide by {k}"), f"{v} / {k}", f"{v} * {k}"),
            ("affine", (f"multiply by {k} and add {c}", f"times {k}, plus {c}"), f"{v} * {k} + {c}", f"({v} + {c}) * {k}"),
            ("inverse", (f"subtract {c} and divide by {k}", f"minus {c}, then divided by {k}"), f"({v} - {c}) / {k}", f"{v} - {c} / {k}"),
            ("offset-mul", (f"subtract {c}, then multiply by {k}",), f"({v} - {c}) * {k}", f"{v} - {c} * {k}"),
            ("discount", (f"reduce by {pct} percent", f"take off {pct}%"), f"{v} * (100 - {pct}) / 100", f"{v} * {pct} / 100"),
            ("tax", (f"add {pct} percent", f"increase by {pct}%"), f"{v} * (100 + {pct}) / 100", f"{v} * {pct} / 100"),
            ("percent", (f"take {pct} percent", f"{pct}% of the amount"), f"{v} * {pct} / 100", f"{v} * (100 - {pct}) / 100"),
        ),
    )
    end, extra, full = pick(rng, (("round", f", rounded to {places} decimal places", f"round({{e}}, {places})"), ("round", f", rounded to {places} decimals", f"round({{e}}, {places})"), ("int", ", truncated to an integer", "int({e})"), ("nearest", ", rounded to the nearest integer", "round({e})")))
    rule_said = pick(rng, rule)
    if kind in ("discount", "tax", "percent"):
        v = pick(rng, ("price", "amount", "cost", "total", "fee", "net", "bill", "salary"))
        expr, miss = (e.replace(e.split(" *")[0], v, 1) for e in (expr, miss))
        summary = pick(rng, (f"Take {v} and {rule_said}{extra}" if not rule_said[0].isdigit() else f"Return {rule_said} {v}{extra}", f"Return {v} after this step: {rule_said}{extra}", f"Compute the new amount for {v}: {rule_said}{extra}", f"Given {v}, {rule_said}{extra}" if not rule_said[0].isdigit() else f"For {v}, return {rule_said}{extra}"))
        named = (kind, f"apply_{kind}", f"{v}_with_{kind}", f"{kind}_{v}")
    else:
        summary = pick(rng, (f"Convert {v} from {src} to {dst} ({rule_said}){extra}", f"Return {v} given in {src} as {dst}: {rule_said}{extra}", f"Compute the {dst} for {v} in {src}{extra}; the rule is: {rule_said}", f"Turn {src} ({v}) into {dst}{extra}, where the rule is: {rule_said}"))
        named = (f"{src}_to_{dst}", f"convert_{src}", f"to_{dst}", f"{src}_as_{dst}")
    r = one(rng, (dst, "result", "converted", "out"), v)
    inputs = singles((0, 1, c, 100, rng.randint(2, 999), -rng.randint(1, 40), rng.randint(1, 99) + 0.5))
    recipe = Recipe(f"{kind}|{end}", (summary,), named, (rule_said, extra.strip(", ")), (f"return {full.format(e=expr)}", code(f"{r} = {expr}", f"return {full.format(e=r)}")), (f"return {full.format(e=miss)}",), returns="float" if end == "round" else "int")
    return cook(rng, recipe, (Param(v, "float"),), inputs)


@family("num-shapes")
def shapes(rng: Rng) -> Draft:
    """Areas, perimeters, volumes and distances."""
    w, h, d = pick(rng, (("width", "height", "depth"), ("w", "h", "d"), ("length", "width", "height"), ("a", "b", "c"), ("rows", "cols", "layers"), ("base", "height", "length"), ("long_side", "short_side", "thickness")))
    k = literal(rng)
    p, q = pick(rng, (("p", "q"), ("a", "b"), ("start", "end"), ("here", "there"), ("src", "dst"), ("point", "other")))
    flat = [
        ("area", (f"the area of a rectangle with sides {w} and {h}", f"the area of a {w} by {h} rectangle"), f"{w} * {h}", f"2 * ({w} + {h})", "int"),
        ("perimeter", (f"the perimeter of a rectangle with sides {w} and {h}", f"the length of the border of a {w} by {h} rectangle"), f"2 * ({w} + {h})", f"{w} + {h}", "int"),
        ("triangle", (f"the area of a triangle with base {w} and height {h}",), f"{w} * {h} / 2", f"{w} * {h}", "float"),
        ("frame", (f"the area of a {w} by {h} picture together with a frame {k} wide on every side",), f"({w} + 2 * {k}) * ({h} + 2 * {k})", f"({w} + {k}) * ({h} + {k})", "int"),
        ("cost", (f"the cost of covering a {w} by {h} floor at {k} per unit of area",), f"{w} * {h} * {k}", f"({w} + {h}) * {k}", "int"),
        ("fence", (f"the price of a fence around a {w} by {h} garden at {k} per unit of length",), f"2 * ({w} + {h}) * {k}", f"({w} + {h}) * {k}", "int"),
        ("square", (f"whether a {w} by {h} rectangle is a square",), f"{w} == {h}", f"{w} > {h}", "bool"),
        ("fits", (f"whether the area of a {w} by {h} rectangle is at most {k}",), f"{w} * {h} <= {k}", f"{w} * {h} < {k}", "bool"),
        ("diagonal", (f"the diagonal of a {w} by {h} rectangle, rounded to 2 decimals",), f"round(({w} ** 2 + {h} ** 2) ** 0.5, 2)", f"round(({w} + {h}) ** 0.5, 2)", "float"),
    ]
    solid = [
        ("volume", (f"the volume of a box with sides {w}, {h} and {d}", f"the volume of a {w} by {h} by {d} box"), f"{w} * {h} * {d}", f"{w} + {h} + {d}", "int"),
        ("surface", (f"the surface area of a box with sides {w}, {h} and {d}",), f"2 * ({w} * {h} + {w} * {d} + {h} * {d})", f"{w} * {h} + {w} * {d} + {h} * {d}", "int"),
        ("edges", (f"the total length of all edges of a {w} by {h} by {d} box",), f"4 * ({w} + {h} + {d})", f"{w} + {h} + {d}", "int"),
        ("longest", (f"the longest of the sides {w}, {h} and {d}",), f"max({w}, {h}, {d})", f"min({w}, {h}, {d})", "int"),
        ("triangle3", (f"whether {w}, {h} and {d} can be the sides of a triangle",), f"{w} + {h} > {d} and {w} + {d} > {h} and {h} + {d} > {w}", f"{w} + {h} > {d}", "bool"),
    ]
    points = [
        ("manhattan", (f"the Manhattan distance between the points {p} and {q}", f"how many unit steps along the grid lead from {p} to {q}"), f"abs({p}[0] - {q}[0]) + abs({p}[1] - {q}[1])", f"{p}[0] - {q}[0] + {p}[1] - {q}[1]", "int"),
        ("squared", (f"the squared distance between the points {p} and {q}",), f"({p}[0] - {q}[0]) ** 2 + ({p}[1] - {q}[1]) ** 2", f"({p}[0] - {q}[0]) + ({p}[1] - {q}[1]) ** 2", "int"),
        ("euclid", (f"the straight-line distance between the points {p} and {q}, rounded to {k % 4 + 1} decimals",), f"round((({p}[0] - {q}[0]) ** 2 + ({p}[1] - {q}[1]) ** 2) ** 0.5, {k % 4 + 1})", f"round(({p}[0] - {q}[0]) ** 2 + ({p}[1] - {q}[1]) ** 2, {k % 4 + 1})", "float"),
        ("king", (f"the larger of the horizontal and vertical distances between {p} and {q}",), f"max(abs({p}[0] - {q}[0]), abs({p}[1] - {q}[1]))", f"min(abs({p}[0] - {q}[0]), abs({p}[1] - {q}[1]))", "int"),
        ("midpoint", (f"the midpoint of the points {p} and {q}",), f"(({p}[0] + {q}[0]) / 2, ({p}[1] + {q}[1]) / 2)", f"(({p}[0] - {q}[0]) / 2, ({p}[1] - {q}[1]) / 2)", "tuple[float, float]"),
        ("vector", (f"the vector leading from the point {p} to the point {q}",), f"({q}[0] - {p}[0], {q}[1] - {p}[1])", f"({p}[0] - {q}[0], {p}[1] - {q}[1])", "tuple[int, int]"),
        ("near", (f"whether the points {p} and {q} are at most {k} grid steps apart",), f"abs({p}[0] - {q}[0]) + abs({p}[1] - {q}[1]) <= {k}", f"abs({p}[0] - {q}[0]) + abs({p}[1] - {q}[1]) < {k}", "bool"),
    ]
    group = pick(rng, ("flat", "flat", "solid", "points"))
    key, said, expr, miss, returns = pick(rng, {"flat": flat, "solid": solid, "points": points}[group])
    what = pick(rng, said)
    r = rng.randint
    if group == "points":
        params = tuple(Param(x, "tuple[int, int]") for x in (p, q))
        inputs: tuple[tuple[object, ...], ...] = tuple(((r(-9, 9), r(-9, 9)), (r(-9, 9), r(-9, 9))) for _ in range(4)) + (((2, 3), (2, 3)), ((0, 0), (3, 4)), ((0, 0), (k, 0)))
    else:
        params = _ints(w, h) if group == "flat" else _ints(w, h, d)
        inputs = tuple(tuple(r(1, 20) for _ in params) for _ in range(4)) + (tuple(1 for _ in params), (3, 4, 5)[: len(params)], (k, 1, 2)[: len(params)])
    verbs = ("Check", "Tell", "Determine") if returns == "bool" else ("Return", "Compute", "Calculate", "Work out")
    recipe = Recipe(key, tuple(f"{v} {what}" for v in verbs), (key, f"{key}_of", f"{group}_{key}", f"{key}_{w if group != 'points' else p}"), (f"compute {what}" if returns != "bool" else f"test {what}", "return the result"), (f"return {expr}", code(f"result = {expr}", "return result")), (f"return {miss}",), returns=returns)
    return cook(rng, recipe, params, inputs)


@family("num-bands")
def bands(rng: Rng) -> Draft:
    """Map a number to a label or a fee by thresholds or by divisibility."""
    x = one(rng, (*INT_NAMES, "age", "speed", "temp", "points", "weight", "distance", "grade", "hour"))
    labels = rng.sample("low medium high small large tiny huge cold warm hot cheap fair pricey slow fast pass fail child adult senior bronze silver gold red green blue ok bad none good fizz buzz ping pong tick tock foo bar left right".split(), 3)
    a, b = sorted(rng.sample(range(1, 100), 2))
    p, q = rng.sample(range(2, 12), 2)
    numeric = rng.random() < 0.3
    u, v, w = (str(f) for f in rng.sample(range(1, 200), 3)) if numeric else (repr(s) for s in labels)
    kind = pick(rng, ("three", "two", "strict", "divis", "parity"))
    if kind in ("three", "strict"):
        op, words = ("<", "below") if kind == "three" else ("<=", "up to")
        said = (f"Return {u} if {x} is {words} {a}, {v} if it is {words} {b}, otherwise {w}", f"Classify {x}: {u} {words} {a}, {v} {words} {b}, {w} for the rest", f"Give {u} for {x} {words} {a}, {v} for {x} {words} {b} and {w} for everything above", f"Map {x} to {u} ({words} {a}), {v} ({words} {b}) or {w}")
        first = code(f"if {x} {op} {a}:", f"    return {u}", f"if {x} {op} {b}:", f"    return {v}", f"return {w}")
        second = f"return {u} if {x} {op} {a} else {v} if {x} {op} {b} else {w}"
        wrong: tuple[str, ...] = (first.replace(f"{op} {a}", f"{'<=' if op == '<' else '<'} {a}"), first.replace(f"{x} {op}", f"{x} >"))
        plan: tuple[str, ...] = (f"return {u} if {x} is {words} {a}", f"return {v} if it is {words} {b}", f"otherwise return {w}")
        inputs: tuple[object, ...] = (a - 1, a, a + 1, b - 1, b, b + 1, 0)
    elif kind == "two":
        cond = condition(rng, small=True)
        said = (f"Return {u} if {x} is among the {cond.np(rng, 'numbers')}, otherwise {v}", f"Return {v} unless {x} is one of the {cond.np(rng, 'integers')}, in which case return {u}", f"Label {x}: {u} for {cond.np(rng, 'numbers')}, {v} for all others", f"Choose {u} for {cond.np(rng, 'values')} and {v} for others, depending on {x}")
        first, second = f"return {u} if {cond.on(x)} else {v}", code(f"if {cond.on(x)}:", f"    return {u}", f"return {v}")
        wrong = (f"return {v} if {cond.on(x)} else {u}", f"return {u} if {cond.miss(x)} else {v}")
        plan = ("test the number", f"return {u} or {v}")
        inputs = (*cond.edges, 0, 1, -2, rng.randint(2, 30), 10)
        kind = f"two|{cond.key}"
    elif kind == "divis":
        said = (f"Return {u} if {x} is divisible by {p}, {v} if it is divisible by {q}, otherwise {w}", f"Return {u} for multiples of {p}, else {v} for multiples of {q}, else {w}, judging by {x}", f"Label {x} as {u} when {p} divides it, as {v} when {q} does, and as {w} otherwise; {p} comes first", f"If {x} is a multiple of {p} give {u}; if of {q}, {v}; if of neither, {w}")
        first = code(f"if {x} % {p} == 0:", f"    return {u}", f"if {x} % {q} == 0:", f"    return {v}", f"return {w}")
        second = f"return {u} if {x} % {p} == 0 else {v} if {x} % {q} == 0 else {w}"
        wrong = (code(f"if {x} % {q} == 0:", f"    return {v}", f"if {x} % {p} == 0:", f"    return {u}", f"return {w}"), first.replace("%", "//"))
        plan = (f"test for divisibility by {p}", f"then by {q}", f"otherwise return {w}")
        inputs = (p, q, p * q, 1, 0, rng.randint(2, 60), 13)
    else:
        said = (f"Return {u} for even {x} and {v} for odd {x}", f"Return {u} if {x} is even, {v} if it is odd", f"Tell the parity of {x} as {u} (even) or {v} (odd)", f"Give {v} when {x} is odd and {u} when it is even")
        first, second = f"return {u} if {x} % 2 == 0 else {v}", code(f"if {x} % 2:", f"    return {v}", f"return {u}")
        wrong = (f"return {v} if {x} % 2 == 0 else {u}",)
        plan = (f"check {x} modulo 2", f"return {u} for 0, {v} for 1")
        inputs = (0, 1, 2, -3, rng.randint(4, 99))
    recipe = Recipe(f"{kind}|{'num' if numeric else 'str'}", said, ("classify", "label", f"{x}_label", f"classify_{x}", f"{x}_band", "category", "describe", f"rate_{x}", "level_of"), plan, (first, second), wrong, returns="int" if numeric else "str")
    return cook(rng, recipe, _ints(x), singles(inputs))
