"""Family: lists in lists of any depth: sum, flatten, depth, count, search, reverse, scale."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, each, integers
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import spec, written


def _nests(rng: Rng) -> Inputs:
    a, b, c, d = integers(rng, 4, -5, 20)
    return each(
        [
            [a, [b, [c]], d],
            [[], [a, b]],
            [[[a]]],
            [],
            [a, b],
            [1, [2, [3, [4]]], 5],
            [[c, d], [[], [a]]],
            [3, [3, [4, -2]]],
        ]
    )


NESTED: dict[str, tuple[str, str, str, str, str]] = {
    "sum": (
        "int",
        (
            "Return the sum of all the numbers in the nested list $x\n"
            "Add up every number in $x, however deeply it is nested\n"
            "Compute the total of $x, a list of numbers and further such lists"
        ),
        "$acc = 0\nfor $v in $x:\n    $acc += SELF($v) if isinstance($v, list) else $v\nreturn $acc",
        "return sum(SELF($v) if isinstance($v, list) else $v for $v in $x)",
        "return sum($v for $v in $x if not isinstance($v, list))",
    ),
    "flatten": (
        "list[int]",
        (
            "Flatten the nested list $x into one list of numbers\n"
            "Return all the numbers in $x from left to right, whatever the nesting\n"
            "Turn $x, a list of numbers and lists of any depth, into a flat list"
        ),
        (
            "$out = []\nfor $v in $x:\n    if isinstance($v, list):\n        $out.extend(SELF($v))\n"
            "    else:\n        $out.append($v)\nreturn $out"
        ),
        "if not isinstance($x, list):\n    return [$x]\nreturn [n for $v in $x for n in SELF($v)]",
        "$out = []\nfor $v in $x:\n    $out.extend($v if isinstance($v, list) else [$v])\nreturn $out",
    ),
    "depth": (
        "int",
        (
            "Return how deeply the list $x is nested; a list without lists inside has depth 1\n"
            "Compute the nesting depth of $x: 1 for a flat or empty list\n"
            "Find the largest number of lists inside each other in $x, itself counted"
        ),
        "if not isinstance($x, list):\n    return 0\nreturn 1 + max((SELF($v) for $v in $x), default=0)",
        (
            "deepest = 0\nfor $v in $x:\n    if isinstance($v, list):\n"
            "        deepest = max(deepest, SELF($v))\nreturn deepest + 1"
        ),
        'return str($x).count("[")',
    ),
    "count": (
        "int",
        (
            "Count the numbers in the nested list $x\n"
            "Return how many numbers $x holds on all levels together\n"
            "Find the number of values in $x that are no lists, at any depth"
        ),
        "if not isinstance($x, list):\n    return 1\nreturn sum(SELF($v) for $v in $x)",
        "$acc = 0\nfor $v in $x:\n    $acc += SELF($v) if isinstance($v, list) else 1\nreturn $acc",
        "return len($x)",
    ),
    "lists": (
        "int",
        (
            "Count the lists in $x, itself and all nested ones included\n"
            "Return how many lists $x consists of, counting $x and every list inside it\n"
            "Find the number of list objects in the nested list $x, including $x"
        ),
        "return 1 + sum(SELF($v) for $v in $x if isinstance($v, list))",
        "$acc = 1\nfor $v in $x:\n    if isinstance($v, list):\n        $acc += SELF($v)\nreturn $acc",
        "return sum(isinstance($v, list) for $v in $x)",
    ),
    "contains": (
        "bool",
        (
            "Check whether $t occurs anywhere in the nested list $x\n"
            "Return True if the number $t is in $x or in any list nested in it\n"
            "Search $x and all lists inside it for $t"
        ),
        ("for $v in $x:\n    if $v == $t or isinstance($v, list) and SELF($v, $t):\n        return True\nreturn False"),
        "return any(SELF($v, $t) if isinstance($v, list) else $v == $t for $v in $x)",
        "return $t in $x",
    ),
    "occurrences": (
        "int",
        (
            "Count how often $t occurs in the nested list $x\n"
            "Return the number of times $t appears in $x on any level\n"
            "Find how many values equal to $t the list $x and the lists inside it hold"
        ),
        (
            "$acc = 0\nfor $v in $x:\n    if isinstance($v, list):\n        $acc += SELF($v, $t)\n"
            "    elif $v == $t:\n        $acc += 1\nreturn $acc"
        ),
        "return sum(SELF($v, $t) if isinstance($v, list) else $v == $t for $v in $x)",
        "return $x.count($t)",
    ),
    "reverse": (
        "list",
        (
            "Reverse the nested list $x on every level\n"
            "Return $x with the order turned around in it and in all lists inside it\n"
            "Mirror $x: reverse it and, in the same way, each nested list"
        ),
        "return [SELF($v) if isinstance($v, list) else $v for $v in reversed($x)]",
        "if not isinstance($x, list):\n    return $x\nreturn [SELF($v) for $v in $x[::-1]]",
        "return $x[::-1]",
    ),
    "double": (
        "list",
        (
            "Multiply every number in the nested list $x by $k, keeping the nesting\n"
            "Return a list shaped like $x with all its numbers times $k\n"
            "Scale the numbers on all levels of $x by $k"
        ),
        "return [SELF($v, $k) if isinstance($v, list) else $v * $k for $v in $x]",
        ("$out = []\nfor $v in $x:\n    $out.append(SELF($v, $k) if isinstance($v, list) else $v * $k)\nreturn $out"),
        "return [$v * $k for $v in $x]",
    ),
    "weighted": (
        "int",
        (
            "Return the sum of the numbers in $x, each multiplied by its depth; those directly in $x have "
            "depth 1\nAdd up the numbers of the nested list $x times their level, where the outermost level "
            "is 1\nCompute the depth-weighted sum of $x: every number counts as often as lists enclose it"
        ),
        (
            "def walk(items, depth):\n    return sum(walk($v, depth + 1) if isinstance($v, list) else $v * "
            "depth for $v in items)\nreturn walk($x, 1)"
        ),
        (
            "$acc, level, depth = 0, $x, 1\nwhile level:\n"
            "    $acc += depth * sum($v for $v in level if not isinstance($v, list))\n"
            "    level = [n for $v in level if isinstance($v, list) for n in $v]\n    depth += 1\nreturn $acc"
        ),
        "return sum(sum($v) * 2 if isinstance($v, list) else $v for $v in $x)",
    ),
    "max": (
        "int | None",
        (
            "Return the largest number anywhere in the nested list $x, None if there is none\n"
            "Find the maximum over all levels of $x; None if it holds no number\n"
            "Search the nested list $x for its greatest number and return it, or None"
        ),
        (
            "best = None\nfor $v in $x:\n    if isinstance($v, list):\n        $v = SELF($v)\n"
            "    if $v is not None and (best is None or $v > best):\n        best = $v\nreturn best"
        ),
        (
            "found = [SELF($v) if isinstance($v, list) else $v for $v in $x]\n"
            "return max(($v for $v in found if $v is not None), default=None)"
        ),
        "return max(($v for $v in $x if not isinstance($v, list)), default=None)",
    ),
    "one-level": (
        "list",
        (
            "Flatten $x by one level only: items that are lists are replaced by their contents\n"
            "Remove one level of nesting from $x and keep deeper lists as they are\n"
            "Return a new list in which every list directly in $x is opened up, but nothing deeper"
        ),
        (
            "$out = []\nfor $v in $x:\n    if isinstance($v, list):\n        $out.extend($v)\n    else:\n"
            "        $out.append($v)\nreturn $out"
        ),
        "return [n for $v in $x for n in ($v if isinstance($v, list) else [$v])]",
        "return [$v[0] if isinstance($v, list) and $v else $v for $v in $x]",
    ),
}


@family("lists-in-lists", weight=3.5)
def nested_lists(rng: Rng) -> Draft:
    """Lists in lists of any depth: sum, flatten, depth, count, search, reverse, scale."""
    key = pick(rng, list(NESTED))
    returns, said, body, other, wrong = NESTED[key]
    extra = "$t" if "$t" in body else "$k" if "$k" in body else ""
    rows = _nests(rng)
    inputs = [(*args, rng.choice((3, 5, 2))) for args in rows] if extra else rows
    name = key.replace("-", "_")
    entry = spec(
        names=f"{name}_nested nested_{name} deep_{name} {name}_all {name}_of_tree",
        params=f"$x: list, {extra}: int" if extra else "$x: list",
        returns=returns,
        said=said,
        intro="The list $x holds integers and further lists, which may again hold integers and lists.",
        plan="go through the items; for a list call the function itself; combine the answers"
        if "SELF" in body
        else "go through the items; open lists as asked; return the result",
        solutions=f"{body}\n---\n{other}" if rng.random() < 0.6 else f"{other}\n---\n{body}",
        wrong=wrong,
        inputs=lambda _: inputs,
        pools={"x": ("nested", "data", "items", "tree", "values", "lst", "structure", "xs")},
        fixed={"k": (2, 3, 10)} if extra == "$k" and "SELF" not in body else {},
    )
    return written(rng, key, entry)
