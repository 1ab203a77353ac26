"""Family: two numbers or many as sets of bits: distance, common bits, folding, masks, flags."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, integers
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec, written

SETS: dict[str, Spec] = {
    "distance": spec(
        names="bit_distance differing_bits hamming bits_to_flip",
        params="$n: int, $m: int",
        returns="int",
        said=(
            "Count the bit positions in which $n and $m differ\n"
            "Return how many bits of $n must be flipped to get $m\n"
            "Compute the bit distance of $n and $m, the number of ones in their xor"
        ),
        told=(
            "Two devices store a number in binary, and a few bits got lost on the way. Given the numbers $n "
            "and $m, return in how many binary places they differ. Both are not negative."
        ),
        chinese="返回 $n 和 $m 的二进制表示中不同的位数",
        plan="xor both numbers; count the ones",
        solutions=(
            'bin($n ^ $m).count("1")\n---\nrest, found = $n ^ $m, 0\nwhile rest:\n    rest &= rest - 1\n'
            "    found += 1\nreturn found"
        ),
        wrong='abs(bin($n).count("1") - bin($m).count("1"))\n---\nbin($n & $m).count("1")',
        inputs=lambda rng: [
            (1, 4),
            (7, 7),
            (0, 15),
            (rng.randint(0, 99), rng.randint(0, 99)),
            (10, 9),
            (255, rng.randint(1, 200)),
            (0, 0),
        ],
    ),
    "common": spec(
        names="common_bits shared_bits both_set overlap",
        params="$n: int, $m: int",
        returns="int",
        said=(
            "Count the bit positions in which both $n and $m have a one\n"
            "Return how many bits are set in $n as well as in $m\n"
            "Find the number of ones that $n and $m share in binary"
        ),
        plan="and both numbers; count the ones",
        solutions=(
            'bin($n & $m).count("1")\n---\nfound = 0\nwhile $n and $m:\n    found += $n & $m & 1\n'
            "    $n >>= 1\n    $m >>= 1\nreturn found"
        ),
        wrong='bin($n | $m).count("1")\n---\n$n & $m',
        inputs=lambda rng: [
            (6, 3),
            (7, 7),
            (8, 7),
            (rng.randint(0, 99), rng.randint(0, 99)),
            (15, 10),
            (255, rng.randint(1, 200)),
            (0, 5),
        ],
    ),
    "xor-range": spec(
        names="xor_range xor_between xor_all xor_of_range",
        params="$lo: int, $hi: int",
        returns="int",
        said=(
            "Return the xor of all the integers from $lo to $hi, both included\n"
            "Combine the numbers $lo, ..., $hi with exclusive or\n"
            "Xor together every whole number between $lo and $hi inclusive"
        ),
        plan="start with zero; xor each number of the range",
        solutions=(
            "$acc = 0\nfor value in range($lo, $hi + 1):\n    $acc ^= value\nreturn $acc\n---\n"
            "reduce(xor, range($lo, $hi + 1), 0)"
        ),
        imports="from functools import reduce\nfrom operator import xor",
        wrong="$acc = 0\nfor value in range($lo, $hi):\n    $acc ^= value\nreturn $acc\n---\n$lo ^ $hi",
        notes="Return 0 if $lo is greater than $hi",
        inputs=lambda rng: [
            (0, 3),
            (1, 4),
            (5, 5),
            (6, 2),
            (a := rng.randint(2, 20), a + rng.randint(1, 9)),
            (3, rng.randint(8, 30)),
        ],
    ),
    "and-range": spec(
        names="fold_bits combine_all bitwise_total merged_bits",
        params="$xs: list[int]",
        returns="int",
        said=(
            "Return the bitwise $op of all the numbers in $xs, $zero if it is empty\n"
            "Combine every value of $xs with bitwise $op; an empty list gives $zero\n"
            "Fold $xs with the operator $sign and return the result, $zero for no numbers"
        ),
        plan="start with the first number; combine each further one",
        solutions=(
            "if not $xs:\n    return $zero\n$acc = $xs[0]\nfor $v in $xs[1:]:\n    $acc $sign= $v\n"
            "return $acc\n---\nreturn reduce(lambda a, b: a $sign b, $xs) if $xs else $zero"
        ),
        imports="from functools import reduce",
        wrong="sum($xs)\n---\n$acc = 0\nfor $v in $xs:\n    $acc = $acc $near $v\nreturn $acc",
        inputs=lambda rng: each(
            [[12, 10, 14], [7, 3], [5], [], integers(rng, 3, 0, 60), integers(rng, 4, 0, 30), [1, 2, 4]]
        ),
    ),
    "subset-mask": spec(
        names="chosen_items select_by_mask from_mask pick_items",
        params="$ws: list[str], $n: int",
        returns="list[str]",
        pools={"n": ("mask", "bits", "flags", "selection")},
        said=(
            "Return the items of $ws whose bit in $n is set; bit i, counted from the lowest, stands for "
            "index i\nDecode $n as a set of items: keep $ws[i] wherever bit i of $n is 1\n"
            "Select from $ws the entries at the positions of the one bits in $n (bit 0 is the first entry)"
        ),
        told=(
            "A set of options is stored as one number: bit i (the lowest is bit 0) tells whether option i of "
            "the list $ws is switched on. Return the options that are switched on in the number $n, in the "
            "order of $ws."
        ),
        plan="number the items; keep those whose bit is one",
        solutions=(
            "[$v for $i, $v in enumerate($ws) if $n >> $i & 1]\n---\n$out = []\nfor $v in $ws:\n"
            "    if $n & 1:\n        $out.append($v)\n    $n >>= 1\nreturn $out"
        ),
        wrong=(
            "[$v for $i, $v in enumerate($ws) if $n & $i]\n---\n[$v for $i, $v in enumerate($ws, 1) if $n >> $i & 1]"
        ),
        inputs=lambda rng: [
            (["a", "b", "c"], 5),
            (["a", "b", "c"], 0),
            (["x"], 1),
            ([], 3),
            (["p", "q", "r", "s"], rng.randint(1, 15)),
            (["read", "write", "run"], rng.randint(2, 7)),
        ],
    ),
    "mask-of": spec(
        names="to_mask make_mask encode_set mask_from",
        params="$xs: list[int]",
        returns="int",
        pools={"xs": ("positions", "indices", "bits", "members", "numbers")},
        said=(
            "Return the number in which exactly the bits at the positions in $xs are set\n"
            "Encode the set $xs of small non-negative numbers as a bit mask: bit i is 1 if i occurs\n"
            "Build an integer from $xs by setting, for every i in it, bit i; repeats change nothing"
        ),
        plan="start with zero; or in a one shifted to each position",
        solutions="mask = 0\nfor $v in $xs:\n    mask |= 1 << $v\nreturn mask\n---\nsum(1 << $v for $v in set($xs))",
        wrong="sum(1 << $v for $v in $xs)\n---\nmask = 0\nfor $v in $xs:\n    mask |= $v\nreturn mask",
        inputs=lambda rng: each([[0, 2], [3, 3], [], [5], integers(rng, 4, 0, 9), integers(rng, 6, 0, 4), [1, 1, 2]]),
    ),
    "has-all": spec(
        names="has_all allows is_allowed includes_flags",
        params="$n: int, $m: int",
        returns="bool",
        pools={
            "n": ("flags", "permissions", "mask", "granted", "bits"),
            "m": ("required", "needed", "wanted", "other"),
        },
        said=(
            "Check whether $what set in $m $is also set in $n\n"
            "Return True if $what of the number $m $is set in $n as well\n"
            "Tell whether the flags $n include $what of $m"
        ),
        plan="and both numbers; compare the result",
        solutions="$test\n---\n$alt",
        wrong="$bad\n---\n$n == $m",
        inputs=lambda rng: [
            (7, 5),
            (5, 7),
            (6, 0),
            (0, 0),
            (8, 7),
            (rng.randint(0, 31), rng.randint(1, 15)),
            (12, 4),
            (3, 12),
        ],
    ),
}


@family("bit-sets", weight=2.5)
def bit_sets(rng: Rng) -> Draft:
    """Two numbers or many as sets of bits: distance, common bits, folding, masks, flags."""
    key = pick(rng, list(SETS))
    if key == "and-range":
        op, sign, near = pick(rng, (("and", "&", "|"), ("or", "|", "&"), ("xor", "^", "&")))
        return written(rng, f"{key}-{op}", SETS[key], op=op, sign=sign, near=near, zero=rng.choice(("0", "0", "-1")))
    if key == "has-all":
        kind, what, verb, test, alt, bad = pick(
            rng,
            (
                ("all", "every bit", "is", "$n & $m == $m", "$m & ~$n == 0", "$n & $m != 0"),
                ("any", "at least one bit", "is", "$n & $m != 0", "bool($n & $m)", "$n & $m == $m"),
            ),
        )
        return written(rng, f"{key}-{kind}", SETS[key], what=what, test=test, alt=alt, bad=bad, **{"is": verb})
    return one_of(rng, {key: SETS[key]})
