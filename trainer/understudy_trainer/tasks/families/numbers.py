"""Families over the integers themselves: digits, divisors, primes, ranges, bases, bits and the classics."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.families.num_words import (
    ACCUMULATORS,
    INT_NAMES,
    LOOP_NAMES,
    change,
    code,
    condition,
    fname,
    literal,
    names,
    one,
    singles,
)


def reduce_ints(rng: Rng, gen: str, what: str, v: str, *taken: str) -> tuple[str, str, str, str, str, str]:
    """(key, return annotation, summary, body, second body, near miss) of a reduction of the ints `gen` yields."""
    acc = one(rng, ACCUMULATORS, v, *taken)
    expr, source = gen.split(" for ", 1)
    head, _, test = source.partition(" if ")
    loop = [f"for {head}:"] + ([f"    if {test}:"] if test else [])
    pad = "    " * len(loop)
    return pick(
        rng,
        (
            ("sum", "int", pick(rng, (f"Return the sum of {what}", f"Add up {what}", f"Compute the total of {what}", f"Sum {what}")),
             f"return sum({gen})", code(f"{acc} = 0", *loop, f"{pad}{acc} += {expr}", f"return {acc}"), f"return len([{gen}])"),
            ("count", "int", pick(rng, (f"Count {what}", f"Return the number of {what}", f"Return how many values {what} make up", f"Compute the count of {what}")).replace("number of the ", "number of "),
             f"return sum(1 for {source})", code(f"{acc} = 0", *loop, f"{pad}{acc} += 1", f"return {acc}"), f"return sum({gen})"),
            ("list", "list[int]", pick(rng, (f"Return a list of {what}", f"List {what}", f"Collect {what} in a list", f"Build the list of {what}")),
             f"return [{gen}]", code(f"{acc} = []", *loop, f"{pad}{acc}.append({expr})", f"return {acc}"), f"return [{gen}][1:]"),
            ("product", "int", pick(rng, (f"Return the product of {what}", f"Multiply {what} together", f"Compute the product of {what}", f"Take the product of {what}")),
             code(f"{acc} = 1", *loop, f"{pad}{acc} *= {expr}", f"return {acc}"), code(f"{acc} = 1", f"for {v} in [{gen}]:", f"    {acc} *= {v}", f"return {acc}"), code(f"{acc} = 0", *loop, f"{pad}{acc} *= {expr}", f"return {acc}")),
            ("max", "int", pick(rng, (f"Return the largest of {what}, or 0 if there are none", f"Find the maximum of {what}, with 0 if there are none", f"Get the biggest of {what} (0 if there are none)", f"Compute the largest of {what}; return 0 if there are none")),
             f"return max(({gen}), default=0)", code(f"{acc} = [{gen}]", f"return max({acc}) if {acc} else 0"), f"return min(({gen}), default=0)"),
            ("min", "int", pick(rng, (f"Return the smallest of {what}, or 0 if there are none", f"Find the minimum of {what}, with 0 if there are none", f"Get the least of {what} (0 if there are none)", f"Compute the smallest of {what}; return 0 if there are none")),
             f"return min(({gen}), default=0)", code(f"{acc} = [{gen}]", f"return min({acc}) if {acc} else 0"), f"return max(({gen}), default=0)"),
        ),
    )


@family("num-digits")
def digits(rng: Rng) -> Draft:
    """Some of the digits of a number, changed and reduced."""
    n = one(rng, INT_NAMES)
    v = one(rng, ("d", "digit", "c", "ch", "dig"), n)
    k = rng.randint(1, 8)
    key, phrase, test = pick(
        rng,
        (
            ("all", "digits", ""), ("all", "decimal digits", ""), ("even", "even digits", f"int({v}) % 2 == 0"), ("odd", "odd digits", f"int({v}) % 2 == 1"),
            ("nonzero", "nonzero digits", f"{v} != '0'"), ("gt", f"digits greater than {k}", f"int({v}) > {k}"), ("lt", f"digits smaller than {k}", f"int({v}) < {k}"),
            ("ge", f"digits that are {k} or more", f"int({v}) >= {k}"), ("ne", f"digits other than {k}", f"{v} != '{k}'"), ("eq", f"digits equal to {k}", f"{v} == '{k}'"), ("prime", "prime digits", f"{v} in '2357'"),
            ("mult3", "digits divisible by 3", f"int({v}) % 3 == 0"),
        ),
    )
    mode, pre, expr = pick(rng, (("id", "", f"int({v})"), ("id", "", f"int({v})"), ("square", "squares of the ", f"int({v}) ** 2"), ("double", "doubled ", f"int({v}) * 2"), ("power", f"{k + 1}th powers of the " if k > 2 else "cubes of the ", f"int({v}) ** {k + 1 if k > 2 else 3}")))
    signed = rng.random() < 0.4
    source = f"str(abs({n}))" if signed else f"str({n})"
    what = f"the {pre}{phrase} of {n}"
    gen = f"{expr} for {v} in {source}" + (f" if {test}" if test else "")
    how, returns, summary, first, second, miss = reduce_ints(rng, gen, what, v, n)
    top = pick(rng, (99, 9999, 10**7))
    values = [rng.randint(10, top), rng.randint(100, 10**5), 0, rng.randint(1, 9), rng.randint(0, 10**6) * 10 + k, *([-rng.randint(10, 9999), -7] if signed else [])]
    name = fname(rng, [n], f"digit {how}", f"{how} of digits", f"{key} digit {how}", f"{how}_{key}_digits", f"digits_{mode}_{how}" if mode != "id" else f"{how}_digits")
    notes = (f"Ignore the sign of {n}",) if signed else ()
    plan = (f"write {n} as a string of digits", f"take {what.rsplit(' of ', 1)[0]}", {"sum": "add them up", "count": "count them", "list": "return them as a list", "product": "multiply them"}.get(how, f"take the {how}, or 0"))
    return Draft(name, (Param(n, "int"),), returns, summary, plan, (first, second), singles(values), f"{key}|{mode}|{how}|{signed}", (miss, first.replace(source, f"{source}[1:]")), notes)


@family("num-divisors")
def divisors(rng: Rng) -> Draft:
    """Divisors of a number, filtered and reduced."""
    n = one(rng, INT_NAMES)
    v = one(rng, ("d", "i", "k", "div", "f", "factor"), n)
    word = pick(rng, ("divisors", "factors", "positive divisors"))
    span, phrase, start, end = pick(rng, (("all", word, "1", f"{n} + 1"), ("proper", f"proper {word.split()[-1]} (excluding {n} itself)", "1", n), ("inner", f"{word} other than 1 and the number itself", "2", n)))
    cond = condition(rng, small=True)
    plain = rng.random() < 0.35 or cond.key in ("negative", "nonzero", "positive", "outside", "absgt")
    key = "all" if plain else cond.key
    what = f"the {phrase} of {n}" if plain else f"those {phrase} of {n} that are among the {cond.np(rng, 'numbers')}"
    if not plain and cond.key in ("even", "odd"):
        what = f"the {cond.key} {phrase} of {n}"
    elif not plain and cond.key in ("gt", "lt", "ge", "le", "ne", "mult", "notmult"):
        what = f"the {cond.phrases[0].format(n=word)} of {n}" if span == "all" else what
    test = f"{n} % {v} == 0" + ("" if plain else f" and {cond.on(v)}")
    gen = f"{v} for {v} in range({start}, {end}) if {test}"
    how, returns, summary, first, second, miss = reduce_ints(rng, gen, what, v, n)
    name = fname(rng, [n], f"{word.split()[-1]} {how}", f"{how} of divisors", f"{key}_{word.split()[-1]}", f"{span} divisors", f"{how}_{span}_divisors")
    plan = (f"try every number from {start} to {n}" if span == "all" else f"try every number from {start} up to {n} (excluded)", f"keep those that divide {n}" + ("" if plain else " and pass the test"), {"sum": "add them up", "list": "return them as a list", "count": "count them", "product": "multiply them"}.get(how, f"take the {how}, or 0"))
    values = [1, rng.randint(2, 12), rng.choice((12, 24, 36, 48, 60)), rng.choice((7, 11, 13, 29)), rng.randint(13, 60), rng.choice((16, 25, 49, 64))]
    near = first.replace(f", {end})", f", {n})") if span == "all" else first.replace(f"({start},", "(2,") if span == "proper" else first.replace("(2,", "(1,")
    return Draft(name, (Param(n, "int"),), returns, summary, plan, (first, second), singles(values), f"{span}|{key}|{how}", (miss, near))


@family("num-range-reduce")
def range_reduce(rng: Rng) -> Draft:
    """Numbers of a range, filtered, changed, reduced."""
    kind = pick(rng, ("upto", "below", "between", "half-open"))
    if kind in ("upto", "below"):
        b = one(rng, ("n", "limit", "stop", "end", "top", "bound", "m", "high"))
        params: tuple[str, ...] = (b,)
        where, span = (f"from 1 to {b}", f"range(1, {b} + 1)") if kind == "upto" else (f"below {b} (starting from 0)", f"range({b})")
        inputs: tuple[tuple[object, ...], ...] = tuple((x,) for x in (0, 1, 2, 5, 10, rng.randint(11, 30), rng.randint(6, 20)))
    else:
        a, b = pick(rng, (("a", "b"), ("start", "stop"), ("low", "high"), ("lo", "hi"), ("first", "last"), ("begin", "end"), ("m", "n")))
        params = (a, b)
        where, span = (f"between {a} and {b} inclusive", f"range({a}, {b} + 1)") if kind == "between" else (f"from {a} up to but not including {b}", f"range({a}, {b})")
        inputs = ((1, 10), (0, 0), (5, 4), (3, 15), (-6, 7), (rng.randint(-9, 9), rng.randint(10, 25)))
    v = one(rng, (*LOOP_NAMES[:4], "i", "k"), *params)
    cond, todo = condition(rng, small=True), change(rng)
    plain, same = rng.random() < 0.3, rng.random() < 0.4
    noun = pick(rng, ("integers", "numbers", "whole numbers"))
    np = (noun if plain else cond.np(rng, noun)) + f" {where}"
    what = f"the {np}" if same else todo.of(rng, np)
    gen = f"{v if same else todo.on(v)} for {v} in {span}" + ("" if plain else f" if {cond.on(v)}")
    how, returns, summary, first, second, miss = reduce_ints(rng, gen, what, v, *params)
    key, mode = "whole" if plain else cond.key, "id" if same else todo.key
    name = fname(rng, params, f"{how} {key}", f"{how} range", f"{mode} {how}", f"{how} up to", f"{how}_between", f"{how}_{key}_numbers", f"{mode}_{how}_range")
    plan = (f"go through the {noun} {where}", *(() if plain else ("keep those that pass the test",)), *(() if same else (todo.step,)), {"sum": "add the results up", "list": "return a list", "count": "count them", "product": "multiply them"}.get(how, f"take the {how}, or 0"))
    off = first.replace(f"{params[-1]} + 1)", f"{params[-1]})") if "+ 1)" in span else first.replace(f"{params[-1]})", f"{params[-1]} + 1)", 1)
    return Draft(name, tuple(Param(p, "int") for p in params), returns, summary, plan, (first, second), inputs, f"{kind}|{key}|{mode}|{how}", (off, miss))


@family("num-primes")
def primes(rng: Rng) -> Draft:
    """Things about primes and prime factors."""
    n = one(rng, INT_NAMES)
    i, acc = one(rng, ("i", "d", "p", "k", "f"), n), one(rng, ("primes", "found", "out", "result"), n)
    test = f"all({{c}} % {i} != 0 for {i} in range(2, int({{c}} ** 0.5) + 1))"
    c = one(rng, ("c", "q", "candidate", "num"), n, i)
    low = rng.randint(2, 12) * 5
    kind = pick(rng, ("is", "upto", "count", "sum", "next", "factors", "distinct", "smallest", "nth", "composite", "largest", "from"))
    factor_loop = [f"{acc} = []", f"{i} = 2", f"while {n} > 1:", f"    while {n} % {i} == 0:", f"        {acc}.append({i})", f"        {n} //= {i}", f"    {i} += 1"]
    gen = f"{c} for {c} in range(2, {n} + 1) if {test.format(c=c)}"
    values = [1, 2, rng.choice((3, 5, 7)), rng.choice((4, 8, 9)), rng.choice((15, 21, 25, 49)), rng.choice((29, 31, 37, 41)), rng.randint(10, 60)]
    upto_loop = code(f"{acc} = []", f"for {c} in range(2, {n} + 1):", f"    if all({c} % {i} for {i} in {acc}):", f"        {acc}.append({c})")
    table = {
        "is": ("bool", (f"Check whether {n} is a prime number", f"Return True if {n} is prime", f"Determine if {n} is prime", f"Tell whether the integer {n} is a prime"), ("is prime", "check_prime", "prime"),
               ("numbers below 2 are not prime", "try divisors up to the square root", "return False if one divides evenly"),
               (code(f"if {n} < 2:", "    return False", f"for {i} in range(2, int({n} ** 0.5) + 1):", f"    if {n} % {i} == 0:", "        return False", "return True"), f"return {n} > 1 and " + test.format(c=n)),
               (f"return {test.format(c=n)}", f"return {n} > 1 and all({n} % {i} != 0 for {i} in range(2, int({n} ** 0.5)))")),
        "composite": ("bool", (f"Check whether {n} is composite", f"Return True if {n} is a composite number (has a divisor other than 1 and itself)", f"Determine if {n} is composite", f"Tell whether {n} has a divisor between 2 and {n} - 1"), ("is composite", "composite", "has_divisor"),
               (f"try all divisors from 2 below {n}", "return True if one divides evenly"),
               (f"return any({n} % {i} == 0 for {i} in range(2, {n}))", code(f"for {i} in range(2, {n}):", f"    if {n} % {i} == 0:", "        return True", "return False")), (f"return any({n} % {i} == 0 for {i} in range(1, {n}))",)),
        "upto": ("list[int]", (f"Return all primes up to {n}", f"List the prime numbers not greater than {n}", f"Generate the primes from 2 to {n} inclusive", f"Collect every prime that is at most {n}"), ("primes up to", "list_primes", "primes", "sieve"),
               ("go through the candidates from 2", "keep those that no smaller prime divides", "return the list"), (upto_loop + f"\nreturn {acc}", f"return [{gen}]"), (f"return [{gen}][:-1]", upto_loop.replace("range(2", "range(1") + f"\nreturn {acc}")),
        "count": ("int", (f"Count the primes up to {n}", f"Return how many primes are at most {n}", f"Return the number of primes between 2 and {n}", f"Count how many prime numbers do not exceed {n}"), ("count primes", "prime count", "number_of_primes"),
               ("go through the candidates from 2", "test each for divisors up to its square root", "count the primes"), (f"return sum(1 for {gen.split(' for ', 1)[1]})", f"{upto_loop}\nreturn len({acc})"), (f"return sum({gen})",)),
        "sum": ("int", (f"Return the sum of all primes up to {n}", f"Add up the primes not exceeding {n}", f"Compute the sum of the prime numbers from 2 to {n}", f"Sum every prime that is at most {n}"), ("sum primes", "prime sum", "sum_of_primes"),
               ("go through the candidates from 2", "test each for divisors up to its square root", "add the primes up"), (f"return sum({gen})", f"{upto_loop}\nreturn sum({acc})"), (f"return sum({gen.replace(' + 1) if', ') if')})", f"return len([{gen}])")),
        "from": ("list[int]", (f"Return the primes from {low} to {n} inclusive", f"List the prime numbers between {low} and {n}", f"Collect every prime that is at least {low} and at most {n}", f"Find all primes in the range {low} to {n}"), ("primes between", f"primes from {low}", "primes_in_range"),
               (f"go through the candidates from {low}", "keep those without divisors"), (f"return [{gen.replace('range(2, ' + n, f'range({low}, {n}')}]", f"{upto_loop}\nreturn [{c} for {c} in {acc} if {c} >= {low}]"), (f"return [{gen}]",)),
        "next": ("int", (f"Return the smallest prime greater than {n}", f"Find the next prime after {n}", f"Compute the first prime number above {n}", f"Given {n}, return the prime that follows it"), ("next prime", "prime after", "following_prime"),
               (f"start at {n} + 1", "move up until no divisor is found", "return the prime"), (code(f"{c} = {n} + 1", f"while not {test.format(c=c)}:", f"    {c} += 1", f"return {c}"), code(f"{c} = {n} + 1", f"while any({c} % {i} == 0 for {i} in range(2, {c})):", f"    {c} += 1", f"return {c}")), (code(f"{c} = {n}", f"while not {test.format(c=c)}:", f"    {c} += 1", f"return {c}"),)),
        "factors": ("list[int]", (f"Return the prime factors of {n} in ascending order, with repetition", f"Factor {n} into primes (repeated factors are repeated)", f"List the prime factorization of {n} from smallest to largest", f"Compute the prime factors of {n}, with multiplicity"), ("prime factors", "factorize", "factor", "prime_factorization"),
               ("start with the divisor 2", "divide it out as often as possible and record it", "move to the next divisor until 1 is left"), (code(*factor_loop, f"return {acc}"), code(f"{acc} = []", f"{i} = 2", f"while {i} <= {n}:", f"    if {n} % {i} == 0:", f"        {acc}.append({i})", f"        {n} //= {i}", "    else:", f"        {i} += 1", f"return {acc}")), (code(*factor_loop, f"return sorted(set({acc}))"),)),
        "distinct": ("list[int]", (f"Return the distinct prime factors of {n} in ascending order", f"List the different primes that divide {n}", f"Find all primes dividing {n}, each once, in increasing order", f"Compute the unique prime divisors of {n}, sorted"), ("distinct factors", "prime divisors", "unique_prime_factors"),
               ("start with the divisor 2", "record it once and divide it out", "move to the next divisor until 1 is left"), (code(f"{acc} = []", f"{i} = 2", f"while {n} > 1:", f"    if {n} % {i} == 0:", f"        {acc}.append({i})", f"    while {n} % {i} == 0:", f"        {n} //= {i}", f"    {i} += 1", f"return {acc}"), code(*factor_loop, f"return sorted(set({acc}))")), (code(*factor_loop, f"return {acc}"),)),
        "largest": ("int", (f"Return the largest prime factor of {n}, or 1 if {n} is 1", f"Find the biggest prime that divides {n} (1 for 1)", f"Compute the greatest prime factor of {n}; for 1 return 1", f"Get the largest prime divisor of {n}, with 1 for 1"), ("largest factor", "largest_prime_factor", "max_prime_factor"),
               ("divide out factors from 2 upwards", "remember the last one", "return it"), (code(f"{acc} = 1", f"{i} = 2", f"while {n} > 1:", f"    while {n} % {i} == 0:", f"        {acc} = {i}", f"        {n} //= {i}", f"    {i} += 1", f"return {acc}"), code(*factor_loop, f"return max({acc}, default=1)")), (code(*factor_loop, f"return min({acc}, default=1)"),)),
        "smallest": ("int", (f"Return the smallest divisor of {n} greater than 1, or {n} itself if it is prime or 1", f"Find the least prime factor of {n} (1 for 1)", f"Compute the smallest prime factor of {n}; for 1 return 1", f"Get the lowest prime dividing {n}, with 1 for 1"), ("smallest factor", "least_prime_factor", "min_factor"),
               ("try the divisors from 2 up", "return the first that divides evenly", f"otherwise return {n}"), (code(f"for {i} in range(2, {n}):", f"    if {n} % {i} == 0:", f"        return {i}", f"return {n}"), f"return next(({i} for {i} in range(2, {n} + 1) if {n} % {i} == 0), 1)"), (code(f"for {i} in range(1, {n}):", f"    if {n} % {i} == 0:", f"        return {i}", f"return {n}"),)),
        "nth": ("int", (f"Return the {n}-th prime number (the first is 2)", f"Find prime number {n}, counting 2 as number 1", f"Compute the prime at position {n} of the sequence 2, 3, 5, ... (1-based)", f"Get the {n}th prime, where the 1st is 2"), ("nth prime", "prime at", "prime_number"),
               ("collect primes in order", f"stop when there are {n} of them", "return the last"), (code(f"{acc} = []", f"{c} = 2", f"while len({acc}) < {n}:", f"    if all({c} % {i} for {i} in {acc}):", f"        {acc}.append({c})", f"    {c} += 1", f"return {acc}[-1]"),), (code(f"{acc} = []", f"{c} = 2", f"while len({acc}) <= {n}:", f"    if all({c} % {i} for {i} in {acc}):", f"        {acc}.append({c})", f"    {c} += 1", f"return {acc}[-1]"),)),
    }
    returns, said, named, plan, solutions, wrong = table[kind]
    if kind == "nth":
        values = [1, 2, 3, 6, rng.randint(7, 20)]
    elif kind == "from":
        values = [low - 1, low, low + 2, low + rng.randint(5, 30), low + 11]
    elif kind in ("is", "composite"):
        values.append(0)
    return Draft(fname(rng, [n], *named), (Param(n, "int"),), returns, pick(rng, said), plan, solutions, singles(values), kind, wrong)


@family("num-base")
def base(rng: Rng) -> Draft:
    """Conversions between ints and digits in a base, and reductions of those digits."""
    n = one(rng, INT_NAMES)
    b = rng.choice((2, 2, 3, 4, 5, 6, 7, 8, 9, 16))
    given = rng.random() < 0.4
    p = one(rng, ("base", "b", "radix"), n)
    bb, called = (p, p) if given else (str(b), str(b))
    params = (Param(n, "int"), Param(p, "int")) if given else (Param(n, "int"),)
    acc, r = one(rng, ("digits", "out", "result"), n), one(rng, ("d", "r", "rem"), n, p)
    where = f"{n} written in base {called}"
    loop = [f"while {n} > 0:", f"    {n}, {r} = divmod({n}, {bb})"]
    loop2 = [f"while {n} > 0:"]
    kind, returns, said, body, second, miss = pick(
        rng,
        (
            ("list", "list[int]", (f"Return the digits of {where}, most significant first", f"List the base {called} digits of {n}, highest first", f"Convert {n} to a list of digits in base {called}, from the most significant on"),
             code(f"{acc} = []", *loop, f"    {acc}.append({r})", f"return {acc}[::-1]"), code(f"{acc} = []", *loop2, f"    {acc}.insert(0, {n} % {bb})", f"    {n} //= {bb}", f"return {acc}"), code(f"{acc} = []", *loop, f"    {acc}.append({r})", f"return {acc}")),
            ("sum", "int", (f"Return the sum of the digits of {where}", f"Add up the base {called} digits of {n}", f"Compute the digit sum of {n} in base {called}"),
             code(f"{acc} = 0", *loop, f"    {acc} += {r}", f"return {acc}"), code(f"{acc} = 0", *loop2, f"    {acc} += {n} % {bb}", f"    {n} //= {bb}", f"return {acc}"), code(f"{acc} = 0", *loop, f"    {acc} += 1", f"return {acc}")),
            ("count", "int", (f"Return the number of digits of {where}, 0 for 0", f"Count the base {called} digits of {n} (0 has none)", f"Compute how many digits {n} has in base {called}, taking 0 to have none"),
             code(f"{acc} = 0", *loop2, f"    {acc} += 1", f"    {n} //= {bb}", f"return {acc}"), code(f"{acc} = 0", *loop, f"    {acc} += 1", f"return {acc}"), code(f"{acc} = 1", *loop2, f"    {acc} += 1", f"    {n} //= {bb}", f"return {acc}")),
            ("zeros", "int", (f"Count the zeros among the digits of {where}", f"Return how many base {called} digits of {n} are zero", f"Compute the number of zero digits of {n} in base {called}"),
             code(f"{acc} = 0", *loop, f"    if {r} == 0:", f"        {acc} += 1", f"return {acc}"), code(f"{acc} = 0", *loop2, f"    {acc} += {n} % {bb} == 0", f"    {n} //= {bb}", f"return {acc}"), code(f"{acc} = 0", *loop, f"    if {r} != 0:", f"        {acc} += 1", f"return {acc}")),
            ("reverse", "int", (f"Reverse the digits of {where} and return the number they form", f"Return the number whose base {called} digits are those of {n} reversed", f"Compute what {n} becomes when its base {called} digits are reversed"),
             code(f"{acc} = 0", *loop, f"    {acc} = {acc} * {bb} + {r}", f"return {acc}"), code(f"{acc} = 0", *loop2, f"    {acc} = {acc} * {bb} + {n} % {bb}", f"    {n} //= {bb}", f"return {acc}"), code(f"{acc} = 0", *loop, f"    {acc} = {acc} + {bb} * {r}", f"return {acc}")),
            ("max", "int", (f"Return the largest digit of {where}, 0 for 0", f"Find the biggest base {called} digit of {n}, with 0 for 0", f"Compute the maximum digit of {n} in base {called} (0 for 0)"),
             code(f"{acc} = 0", *loop, f"    {acc} = max({acc}, {r})", f"return {acc}"), code(f"{acc} = 0", *loop, f"    if {r} > {acc}:", f"        {acc} = {r}", f"return {acc}"), code(f"{acc} = 0", *loop, f"    {acc} = {r}", f"return {acc}")),
            ("str", "str", (f"Convert {n} to a string of its digits in base {called}, '' for 0", f"Write {n} in base {called} as a string, with '' for 0", f"Return the base {called} notation of {n} as a string (empty for 0)"),
             code(f"{acc} = ''", *loop, f"    {acc} = '0123456789abcdef'[{r}] + {acc}", f"return {acc}"), code(f"{acc} = []", *loop, f"    {acc}.append('0123456789abcdef'[{r}])", f"return ''.join(reversed({acc}))"), code(f"{acc} = ''", *loop, f"    {acc} += '0123456789abcdef'[{r}]", f"return {acc}")),
        ),
    )
    values = [0, 1, b, rng.randint(2, 40), rng.randint(40, 400), b**3, rng.randint(400, 9999)]
    inputs: tuple[tuple[object, ...], ...] = tuple((x, rng.choice((2, 3, 8, 10, 16))) for x in values) if given else singles(values)
    name = fname(rng, [n, p], f"base {kind}", f"{kind}_in_base", f"base_{'n' if given else b}_{kind}", "to_base" if kind in ("str", "list") else f"digit_{kind}", f"{kind}_base_digits")
    plan = (f"take {n} modulo {called} again and again", "use each digit", f"divide {n} by {called}", "return the result")
    return Draft(name, params, returns, pick(rng, said), plan, (body, second), inputs, f"{kind}|{'given' if given else 'fixed'}", (miss,))


@family("num-pow-test", held_out=True)
def power_test(rng: Rng) -> Draft:
    """Is a number a power, square, cube, triangular or divisible?"""
    n, v = names(rng, [x for x in INT_NAMES if x != "i"], 2)
    k = rng.randint(2, 9)
    kind, said, first, second, miss = pick(
        rng,
        (
            ("power", (f"Check whether {n} is a power of {k}", f"Return True if {n} is a power of {k} (1 counts)", f"Determine if {n} equals {k} raised to some non-negative integer"),
             code(f"if {n} < 1:", "    return False", f"while {n} % {k} == 0:", f"    {n} //= {k}", f"return {n} == 1"), code(f"{v} = 1", f"while {v} < {n}:", f"    {v} *= {k}", f"return {v} == {n}"), f"return {n} % {k} == 0"),
            ("square", (f"Check whether {n} is a perfect square", f"Return True if {n} is the square of an integer", f"Tell whether {n} is a square number"),
             code(f"if {n} < 0:", "    return False", f"return int({n} ** 0.5) ** 2 == {n}"), code(f"{v} = 0", f"while {v} * {v} < {n}:", f"    {v} += 1", f"return {v} * {v} == {n}"), f"return {n} % 2 == 0"),
            ("cube", (f"Check whether {n} is the cube of a non-negative integer", f"Return True if {n} is a perfect cube (0 counts)", f"Tell whether {n} is a cube number"),
             code(f"{v} = 0", f"while {v} ** 3 < {n}:", f"    {v} += 1", f"return {v} ** 3 == {n}"), f"return any({v} ** 3 == {n} for {v} in range({n} + 1))", f"return {n} % 3 == 0"),
            ("multiple", (f"Check whether {n} is divisible by {k}", f"Return True if {n} is a multiple of {k}", f"Tell whether {k} divides {n}"), f"return {n} % {k} == 0", f"return {n} // {k} * {k} == {n}", f"return {n} // {k} == 0"),
        ),
    )
    values = [0, 1, k, k**3, k**2 + 1, 27, 64, rng.randint(2, 120)]
    name = fname(rng, [n], f"is {kind}", f"check_{kind}", f"is_{kind}_{'of_' + str(k) if kind in ('power', 'multiple') else 'number'}")
    return Draft(name, (Param(n, "int"),), "bool", pick(rng, said), ("test the number", "return True or False"), (first, second), singles(values), kind, (miss,))
