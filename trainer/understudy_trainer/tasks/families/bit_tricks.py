"""Family: one bit or the low bits of a number, at a position that is a parameter or a literal."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import spec, written


def bit_numbers(rng: Rng) -> list[tuple[int]]:
    return [(n,) for n in (0, 1, 2, 5, 12, 255, rng.randint(3, 60), rng.randint(60, 1000), rng.randint(16, 128), 64)]


POSITIONS: dict[str, tuple[str, str, str, str, str, str]] = {
    "test": (
        "bool",
        (
            "Check whether bit $i of $n is set\nReturn True if the bit at position $i of $n is 1\n"
            "Tell whether $n has a 1 at bit position $i"
        ),
        "$n >> $i & 1 == 1",
        "return $n & (1 << $i) != 0",
        "$n >> $i == 1\n---\n$n & $i != 0",
        "shift the bit to the lowest place; test it",
    ),
    "get": (
        "int",
        (
            "Return bit $i of $n as 0 or 1\nGet the value of the bit at position $i of $n\n"
            "Extract the bit number $i from $n"
        ),
        "$n >> $i & 1",
        "return $n // 2 ** $i % 2",
        "$n >> $i\n---\n$n & 1 << $i",
        "shift the bit to the lowest place; mask it",
    ),
    "set": (
        "int",
        (
            "Return $n with bit $i set to 1\nSet the bit at position $i of $n and return the new number\n"
            "Turn on bit $i of $n"
        ),
        "$n | 1 << $i",
        "return $n if $n >> $i & 1 else $n + 2 ** $i",
        "$n + (1 << $i)\n---\n$n | $i",
        "shift a one to the position; or it with the number",
    ),
    "clear": (
        "int",
        (
            "Return $n with bit $i set to 0\nClear the bit at position $i of $n and return the new number\n"
            "Turn off bit $i of $n"
        ),
        "$n & ~(1 << $i)",
        "return $n - 2 ** $i if $n >> $i & 1 else $n",
        "$n - (1 << $i)\n---\n$n ^ 1 << $i",
        "make a mask without this bit; and it with the number",
    ),
    "toggle": (
        "int",
        (
            "Return $n with bit $i inverted\nToggle the bit at position $i of $n and return the new number\n"
            "Flip bit $i of $n"
        ),
        "$n ^ 1 << $i",
        "return $n - 2 ** $i if $n >> $i & 1 else $n + 2 ** $i",
        "$n | 1 << $i\n---\n$n ^ $i",
        "shift a one to the position; xor it with the number",
    ),
    "write": (
        "int",
        (
            "Return $n with bit $i set to $b (0 or 1)\n"
            "Write the value $b, which is 0 or 1, to bit $i of $n and return the new number\n"
            "Replace the bit at position $i of $n by $b"
        ),
        "$n & ~(1 << $i) | $b << $i",
        "if $b:\n    return $n | 1 << $i\nreturn $n & ~(1 << $i)",
        "$n | $b << $i\n---\n$n & ~($b << $i)",
        "clear the bit; or in the new value at the position",
    ),
    "low": (
        "int",
        (
            "Return the lowest $i bits of $n as a number\nKeep only the last $i bits of $n\n"
            "Mask $n so that just its $i lowest bits remain"
        ),
        "$n & (1 << $i) - 1",
        "return $n % 2 ** $i",
        "$n >> $i\n---\n$n & $i",
        "build a mask of that many ones; and it with the number",
    ),
    "drop": (
        "int",
        (
            "Return $n without its lowest $i bits, which are shifted out\nShift $n right by $i bits\n"
            "Drop the last $i bits of $n and return what is left"
        ),
        "$n >> $i",
        "return $n // 2 ** $i",
        "$n << $i\n---\n$n // ($i or 1)",
        "shift right by the number of bits",
    ),
    "clear-low": (
        "int",
        (
            "Return $n with its lowest $i bits set to 0\nClear the last $i bits of $n\n"
            "Round $n down to a multiple of 2 ** $i with bit operations"
        ),
        "$n >> $i << $i",
        "return $n - $n % 2 ** $i",
        "$n >> $i\n---\n$n << $i >> $i",
        "shift the bits out; shift back",
    ),
    "rotate": (
        "int",
        (
            "Rotate the lowest $w bits of $n, all it has, left by $i places\n"
            "Return the $w-bit number $n with its bits rotated to the left by $i\n"
            "Move the bits of $n, seen as $w bits, $i places to the left; those that fall out enter on the "
            "right"
        ),
        "($n << $i | $n >> ($w - $i)) & (1 << $w) - 1",
        'bits = format($n, "0$wb")\nreturn int(bits[$i:] + bits[:$i], 2)',
        "$n << $i & (1 << $w) - 1\n---\n($n >> $i | $n << ($w - $i)) & (1 << $w) - 1",
        "shift left; shift right what falls out; join and mask",
    ),
}


@family("bit-at-position", weight=3.5)
def bit_at_position(rng: Rng) -> Draft:
    """One bit or the low bits of a number, at a position that is a parameter or a literal."""
    key = pick(rng, list(POSITIONS))
    returns, said, body, other, wrong, plan = POSITIONS[key]
    width = rng.choice((8, 8, 4, 16))
    from_zero = key not in ("low", "drop", "clear-low", "rotate")
    where = ", where bit 0 is the lowest" if from_zero else ""
    fixed = rng.random() < 0.3
    position = rng.randint(1, 6 if width > 4 else 3)
    rows = [(n, i) for (n,) in bit_numbers(rng) for i in (rng.randint(0, 7),)]
    rows += [(10, 1), (10, 0), (7, 2), (8, 3), (15, 3)]
    if key == "rotate":
        rows = [(n % 2**width, i % width) for n, i in rows]
    if fixed:
        rows = [(n, position) for n, _ in rows]
    params = "$n: int" if fixed else "$n: int, $i: int"
    inputs: Inputs = [(n,) if fixed else (n, i) for n, i in rows]
    if key == "write":
        params += ", $b: int"
        inputs = [(*args, (at + 1) % 2) for at, args in enumerate(inputs)]
    entry = spec(
        names=(
            f"{key.replace('-', '_')}_bit {key.replace('-', '_')}_bits bit_{key.replace('-', '_')} with_bits "
            "bit_operation"
        ),
        params=params,
        returns=returns,
        said="\n".join(f"{line}{where}" for line in said.split("\n")),
        plan=plan,
        solutions=f"{body}\n---\n{other}",
        wrong=wrong,
        inputs=lambda _: inputs,
        pools={
            "i": ("i", "k", "pos", "position", "index", "bit", "p", "shift"),
            "b": ("b", "value", "bit_value", "flag", "v"),
        },
    )
    words = {"w": str(width), "wb": f"{width}b"} | ({"i": str(position)} if fixed else {})
    return written(rng, f"{key}|{'literal' if fixed else 'parameter'}", entry, **words)
