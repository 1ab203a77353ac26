"""Family over bits of an int, clock arithmetic, small dynamic programming."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Param, Rng, family, pick
from understudy_trainer.tasks.recipes.recipe import Recipe, cook
from understudy_trainer.tasks.vocabulary.numbers import INT_NAMES, code, one, singles


@family("num-bits-clock")
def bits_clock(rng: Rng) -> Draft:
    """Bits of a number, clock arithmetic, small dynamic programming."""
    n = one(rng, INT_NAMES)
    b, k = rng.randint(0, 6), rng.randint(2, 4)
    small, large = sorted(rng.sample(range(2, 9), 2))
    table = [
        Recipe(
            "ones",
            (
                f"Count the one bits of {n}",
                f"Return the number of 1s in the binary form of {n}",
                f"Compute how many bits of {n} are set",
            ),
            ("count_bits", "popcount", "ones"),
            ("write the number in binary", "count the ones"),
            (
                f"return bin({n}).count('1')",
                code("found = 0", f"while {n}:", f"    found += {n} & 1", f"    {n} >>= 1", "return found"),
            ),
            (f"return bin({n}).count('0')",),
        ),
        Recipe(
            "get",
            (
                f"Check whether bit {b} of {n} is set (bit 0 is the lowest)",
                f"Return True if bit number {b} of {n} is 1, counting from 0 at the low end",
            ),
            ("bit_set", "has_bit", f"bit_{b}"),
            ("shift the bit down", "test it"),
            (f"return {n} >> {b} & 1 == 1", f"return {n} // {2**b} % 2 == 1"),
            (f"return {n} > {2**b}",),
            (),
            "bool",
        ),
        Recipe(
            "set",
            (f"Return {n} with bit {b} set (bit 0 is the lowest)", f"Set bit number {b} of {n} and return the result"),
            ("set_bit", f"with_bit_{b}"),
            ("or with the shifted one",),
            (f"return {n} | 1 << {b}", f"return {n} | {2**b}"),
            (f"return {n} + {2**b}",),
        ),
        Recipe(
            "flip",
            (f"Flip bit {b} of {n} (bit 0 is the lowest)", f"Return {n} with bit number {b} inverted"),
            ("flip_bit", "toggle_bit"),
            ("xor with the shifted one",),
            (f"return {n} ^ 1 << {b}", f"return {n} ^ {2**b}"),
            (f"return {n} | 1 << {b}",),
        ),
        Recipe(
            "hm",
            (
                f"Convert {n} minutes to a tuple of hours and minutes",
                f"Split {n} minutes into full hours and the minutes left",
            ),
            ("to_hours", "hours_and_minutes"),
            ("divide by 60",),
            (f"return {n} // 60, {n} % 60", f"return divmod({n}, 60)"),
            (f"return {n} % 60, {n} // 60",),
            (),
            "tuple[int, int]",
        ),
        Recipe(
            "hms",
            (
                f"Convert {n} seconds to (hours, minutes, seconds)",
                f"Split {n} seconds into full hours, minutes and the seconds left",
            ),
            ("to_hms", "split_seconds"),
            ("divide by 3600", "divide the rest by 60"),
            (f"return {n} // 3600, {n} % 3600 // 60, {n} % 60",),
            (f"return {n} // 3600, {n} // 60, {n} % 60",),
            (),
            "tuple[int, int, int]",
        ),
        Recipe(
            "stairs",
            (
                f"Return in how many ways {n} steps can be climbed taking 1 to {k} steps at a time",
                f"Count the ways to climb {n} stairs when every move takes between 1 and {k} of them",
            ),
            ("climb", "count_ways", "stair_ways"),
            ("one way for zero steps", f"each count is the sum of the {k} before"),
            (
                code(
                    "ways = [1]",
                    f"for i in range(1, {n} + 1):",
                    f"    ways.append(sum(ways[max(0, i - {k}):i]))",
                    f"return ways[{n}]",
                ),
            ),
            (
                code(
                    "ways = [1]",
                    f"for i in range(1, {n} + 1):",
                    f"    ways.append(sum(ways[max(0, i - {k + 1}):i]))",
                    f"return ways[{n}]",
                ),
            ),
        ),
        Recipe(
            "coins",
            (
                f"Return the fewest coins of 1, {small} and {large} that make the amount {n}",
                f"Compute how many coins are needed at least to pay {n} with coins worth 1, {small} and {large}",
            ),
            ("fewest_coins", "min_coins", "coin_change"),
            ("no coins for zero", "one more than the best smaller amount"),
            (
                code(
                    "best = [0]",
                    f"for i in range(1, {n} + 1):",
                    f"    best.append(1 + min(best[i - c] for c in (1, {small}, {large}) if c <= i))",
                    f"return best[{n}]",
                ),
            ),
            (
                f"return {n} // {large} + {n} % {large} // {small} + {n} % {large} % {small}",
                f"return {n} // {large} + {n} % {large}",
            ),
        ),
        Recipe(
            "ways",
            (
                f"Return in how many ways coins of {small} and {large} can make the amount {n} (order does not matter)",
                f"Count the combinations of coins worth {small} and {large} that add up to {n}",
            ),
            ("coin_ways", "combinations", "ways_to_pay"),
            ("try every number of large coins", "test whether the rest is divisible"),
            (f"return sum(1 for i in range({n} // {large} + 1) if ({n} - i * {large}) % {small} == 0)",),
            (f"return {n} // {small} + {n} // {large}",),
        ),
        Recipe(
            "multiples",
            (
                f"Return the first {n} multiples of {small}, starting with {small}",
                f"List {n} multiples of {small} from {small} upwards",
            ),
            ("multiples", "first_multiples", "times_table"),
            ("multiply the numbers from 1",),
            (
                f"return [{small} * i for i in range(1, {n} + 1)]",
                f"return list(range({small}, {small} * {n} + 1, {small}))",
            ),
            (f"return [{small} * i for i in range({n})]",),
            (),
            "list[int]",
        ),
        Recipe(
            "countdown",
            (f"Return a list counting down from {n} to {b}", f"Count down from {n} to {b} inclusive, as a list"),
            ("countdown", "count_down"),
            ("step downwards",),
            (
                f"return list(range({n}, {b} - 1, -1))",
                code("out = []", f"while {n} >= {b}:", f"    out.append({n})", f"    {n} -= 1", "return out"),
            ),
            (f"return list(range({n}, {b}, -1))",),
            (),
            "list[int]",
        ),
        Recipe(
            "digroot",
            (
                f"Add the digits of {n} again and again until one digit is left",
                f"Return the repeated digit sum of {n}, a single digit",
            ),
            ("digital_root", "reduce_digits"),
            ("while there are several digits, add them",),
            (
                code(f"while {n} > 9:", f"    {n} = sum(int(d) for d in str({n}))", f"return {n}"),
                code(f"if {n} < 10:", f"    return {n}", f"return SELF(sum(int(d) for d in str({n})))"),
            ),
            (f"return sum(int(d) for d in str({n}))",),
            (),
            "int",
            ((0,), (7,), (38,), (999,), (rng.randint(10, 9999),)),
        ),
        Recipe(
            "revdigits",
            (f"Reverse the digits of {n}", f"Return the number whose digits are those of {n} backwards"),
            ("reverse_number", "reverse_digits"),
            ("write it as a string", "reverse it", "convert back"),
            (
                f"return int(str({n})[::-1])",
                code("out = 0", f"while {n}:", f"    out = out * 10 + {n} % 10", f"    {n} //= 10", "return out"),
            ),
            (f"return {n} % 10",),
        ),
        Recipe(
            "palindrome",
            (
                f"Check whether the digits of {n} read the same in both directions",
                f"Return True if {n} is a palindromic number",
            ),
            ("is_palindrome", "palindromic"),
            ("compare the string with its reverse",),
            (f"return str({n}) == str({n})[::-1]", f"return int(str({n})[::-1]) == {n}"),
            (f"return str({n})[0] == str({n})[-1]",),
            (),
            "bool",
            ((0,), (7,), (121,), (12,), (1231,), (rng.randint(10, 999),)),
        ),
    ]
    return cook(
        rng, pick(rng, table), (Param(n, "int"),), singles((0, 1, 2, 9, rng.randint(3, 14), rng.randint(8, 20)))
    )
