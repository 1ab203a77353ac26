"""Family: counting out, taking away, Nim, queens, colourings, hand games, taking from the ends."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, integers
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec, written

GAMES: dict[str, Spec] = {
    "josephus": spec(
        names="survivor last_left josephus last_one",
        params="$n: int, $k: int",
        returns="int",
        fixed={"k": (2, 3)},
        said=(
            "$n people numbered from 1 stand in a circle and every $k-th is sent away until one is left; "
            "return that one's number\n"
            "Return who remains when, in a circle of the numbers 1 to $n, each time the $k-th person counted "
            "leaves\nCount around a circle of $n people, removing each $k-th; return the number (from 1) of "
            "the last one"
        ),
        told=(
            "The people 1 to $n stand in a circle. Counting starts with person 1; every $k-th person leaves "
            "and counting goes on with the next. Return the number of the person who is left at the end."
        ),
        chinese="$n 个人（编号从 1 开始）围成一圈，每数到 $k 就让那个人离开，返回最后剩下的人的编号",
        plan="put the people in a list; step on around the circle; remove a person each time",
        solutions=(
            "circle = list(range(1, $n + 1))\ni = 0\nwhile len(circle) > 1:\n"
            "    i = (i + $k - 1) % len(circle)\n    circle.pop(i)\nreturn circle[0]\n---\nplace = 0\n"
            "for size in range(2, $n + 1):\n    place = (place + $k) % size\nreturn place + 1\n---\n"
            "queue = deque(range(1, $n + 1))\nwhile len(queue) > 1:\n    queue.rotate(-($k - 1))\n"
            "    queue.popleft()\nreturn queue[0]"
        ),
        imports="from collections import deque",
        wrong=(
            "circle = list(range(1, $n + 1))\ni = 0\nwhile len(circle) > 1:\n    i = (i + $k) % len(circle)\n"
            "    circle.pop(i)\nreturn circle[0]\n---\n$k % $n + 1"
        ),
        inputs=lambda rng: [
            (1, 3),
            (5, 2),
            (7, 3),
            (6, 1),
            (2, 2),
            (rng.randint(4, 15), rng.randint(2, 5)),
            (rng.randint(4, 15), rng.randint(2, 5)),
            (9, 2),
        ],
    ),
    "josephus-order": spec(
        names="leaving_order elimination_order order_out count_out",
        params="$ws: list[str], $k: int",
        returns="list[str]",
        fixed={"k": (2, 3)},
        said=(
            "The people $ws stand in a circle and every $k-th one counted leaves; return all of them in the "
            "order in which they leave\n"
            "Count out $ws in a circle with a rhyme of $k words and return the order of leaving, the last "
            "one included\nList $ws in the order in which each $k-th of the remaining, counted around the "
            "circle, is removed"
        ),
        plan="keep the circle as a list; step on around it; move each one removed to the result",
        solutions=(
            "circle = list($ws)\n$out = []\ni = 0\nwhile circle:\n    i = (i + $k - 1) % len(circle)\n"
            "    $out.append(circle.pop(i))\nreturn $out\n---\nqueue = deque($ws)\n$out = []\nwhile queue:\n"
            "    queue.rotate(1 - $k)\n    $out.append(queue.popleft())\nreturn $out"
        ),
        imports="from collections import deque",
        wrong=(
            "circle = list($ws)\n$out = []\ni = 0\nwhile circle:\n    i = (i + $k) % len(circle)\n"
            "    $out.append(circle.pop(i))\nreturn $out\n---\n$ws[$k - 1:] + $ws[:$k - 1]"
        ),
        inputs=lambda rng: [
            (["a", "b", "c", "d", "e"], 2),
            (["x", "y"], 3),
            ([], 2),
            (["p", "q", "r", "s"], rng.randint(1, 5)),
            (["m", "n", "o", "p", "q"], 3),
            (["u"], 4),
        ],
    ),
    "take-away": spec(
        names="first_player_wins can_win wins_game winning_start",
        params="$n: int",
        returns="bool",
        pools={"n": ("n", "matches", "stones", "coins", "pile")},
        said=(
            "Two players take $takes from a pile of $n in turn; whoever cannot move loses; return True if "
            "the first player can force a win\n"
            "Check whether the player to move wins with $n matches when each move removes $takes and a "
            "player without a move loses\n"
            "Return whether the first player can always win the game of taking $takes from $n, where who "
            "cannot move has lost"
        ),
        told=(
            "A pile holds $n stones. Two players move in turn; a move takes away $takes of them. A player "
            "who cannot move loses. Return True if the player who begins can win whatever the other does."
        ),
        plan="a position is won if some move leads to a lost one; work upwards from zero",
        solutions=(
            "wins = []\nfor size in range($n + 1):\n"
            "    wins.append(any(take <= size and not wins[size - take] for take in $set))\nreturn wins[$n]\n"
            "---\nreturn any(take <= $n and not SELF($n - take) for take in $set)"
        ),
        wrong="return $n > 0\n---\nreturn $n % 2 == 1",
        inputs=lambda rng: each([0, 1, 2, 3, 4, 5, 6, 7, rng.randint(8, 14), rng.randint(8, 14)]),
    ),
    "nim": spec(
        names="nim_winner nim_wins winning_piles first_wins",
        params="$xs: list[int]",
        returns="bool",
        pools={"xs": ("piles", "heaps", "stacks", "rows")},
        said=(
            "Return True if the first player wins Nim with the piles $xs, where taking the last object wins: "
            "the xor of the piles is not 0\n"
            "Check whether the position $xs in the game of Nim (any number from one pile; last one wins) is "
            "won for the player to move\n"
            "Tell whether the bitwise xor of all the piles in $xs differs from zero, so that the first "
            "player wins Nim"
        ),
        plan="xor all the piles; the first player wins unless the result is zero",
        solutions=(
            "balance = 0\nfor pile in $xs:\n    balance ^= pile\nreturn balance != 0\n---\nreduce(xor, $xs, 0) != 0"
        ),
        imports="from functools import reduce\nfrom operator import xor",
        wrong="sum($xs) % 2 == 1\n---\nlen($xs) % 2 == 1",
        inputs=lambda rng: each(
            [[1, 2, 3], [4, 4], [], [7], [1, 1, 1], integers(rng, 3, 1, 7), integers(rng, 4, 1, 5), [3, 5]]
        ),
    ),
    "queens": spec(
        names="count_queens queens_solutions n_queens place_queens",
        params="$n: int",
        returns="int",
        pools={"n": ("n", "size", "board", "k")},
        said=(
            "Count the ways to place $n queens on a board of $n by $n squares so that no two attack each "
            "other\nReturn the number of solutions of the queens puzzle on a board with $n rows\n"
            "In how many ways can each row of an $n x $n board get a queen such that no column or diagonal "
            "holds two? Return the number"
        ),
        told=(
            "Chess queens attack along rows, columns and diagonals. Return in how many ways $n queens can "
            "stand on a board with $n rows and $n columns so that none attacks another. Mirrored and turned "
            "solutions count separately."
        ),
        plan="place a queen row by row; try each free column; count the full boards",
        solutions=(
            "def place(columns):\n    row = len(columns)\n    if row == $n:\n        return 1\n    free = (\n"
            "        c for c in range($n)\n"
            "        if all(c != d and abs(c - d) != row - r for r, d in enumerate(columns))\n    )\n"
            "    return sum(place([*columns, c]) for c in free)\n\nreturn place([])\n---\nreturn sum(\n"
            "    len({i + c for i, c in enumerate(p)}) == len({i - c for i, c in enumerate(p)}) == $n\n"
            "    for p in permutations(range($n))\n)"
        ),
        imports="from itertools import permutations",
        wrong="return $n",
        inputs=lambda rng: each([1, 2, 3, 4, 5, rng.choice((4, 5))]),
    ),
    "colourings": spec(
        names="count_colourings colour_ways paint_ways colorings",
        params="$n: int, $k: int",
        returns="int",
        pools={"n": ("fences", "posts", "n", "length", "houses"), "k": ("colors", "colours", "k", "paints")},
        said=(
            "Return in how many ways $n houses in a $shape can be painted with $k colours so that neighbours "
            "differ\nCount the colourings of a $shape of $n fields with $k colours in which no two "
            "neighbours have the same\n"
            "How many ways are there to colour $n posts in a $shape with $k colours, neighbours always "
            "different?"
        ),
        plan="try all the colourings or multiply the choices; count those without equal neighbours",
        solutions="$first\n---\n$second",
        wrong="$k ** $n\n---\n$k * ($k - 1) ** $n",
        inputs=lambda rng: [(3, 2), (3, 3), (4, 2), (4, 3), (5, 2), (rng.randint(3, 5), rng.randint(2, 3)), (3, 4)],
    ),
    "magic": spec(
        names="beats winner who_wins decide",
        params="$a: str, $b: str",
        returns="str",
        pools={"a": ("first", "player1", "a", "mine", "left"), "b": ("second", "player2", "b", "yours", "right")},
        said=(
            'Return "first", "second" or "draw" for the game in which $rules, with the choices $a and $b\n'
            'Decide a round in which $rules: "first" if $a beats $b, "second" if $b beats $a, "draw" if they '
            'are equal\nGiven the choices $a and $b, where $rules, return who wins as "first", "second" or '
            '"draw"'
        ),
        plan="equal choices are a draw; look up what the first choice beats",
        solutions=(
            'beats = $table\nif $a == $b:\n    return "draw"\n'
            'return "first" if beats[$a] == $b else "second"\n---\nif $a == $b:\n    return "draw"\n'
            'if ($a, $b) in set($table.items()):\n    return "first"\nreturn "second"'
        ),
        wrong=(
            'return "first" if $a > $b else "second" if $a < $b else "draw"\n---\nbeats = $table\n'
            'return "first" if beats[$a] == $b else "second"'
        ),
        inputs=lambda rng: (),
    ),
    "score": spec(
        names="best_first_choice pick_ends coin_row first_player_gain",
        params="$xs: list[int]",
        returns="int",
        pools={"xs": ("coins", "cards", "values", "row", "points")},
        said=(
            "Two players take turns taking a number from either end of $xs; return the most the first can "
            "collect if both play as well as possible\n"
            "Return the best total of the first player when both take, in turn, the first or the last entry "
            "of $xs and play optimally\n"
            "Compute how much the beginner gets from the row $xs if each move takes one end and both players "
            "maximize their own sum"
        ),
        plan="the other player gets what is best for them; the first keeps the total minus that; try both ends",
        solutions=(
            "if not $xs:\n    return 0\nreturn sum($xs) - min(SELF($xs[1:]), SELF($xs[:-1]))\n---\n"
            "def lead(i, j):\n    if i > j:\n        return 0\n"
            "    return max($xs[i] - lead(i + 1, j), $xs[j] - lead(i, j - 1))\n\n"
            "return (sum($xs) + lead(0, len($xs) - 1)) // 2"
        ),
        wrong=(
            "total, row = 0, list($xs)\nwhile row:\n    total += row.pop(0 if row[0] >= row[-1] else -1)\n"
            "    if row:\n        row.pop(0 if row[0] >= row[-1] else -1)\nreturn total\n---\n"
            "sum(sorted($xs)[::-1][::2])"
        ),
        inputs=lambda rng: each(
            [
                [4, 10, 2, 3],
                [5],
                [],
                [2, 7, 3],
                [4, 4],
                [6, 14, 2, 5],
                [2, 4, 90, 6],
                *(integers(rng, n, 1, 12) for n in (5, 4, 6)),
            ]
        ),
    ),
}


TRIOS = (
    ("rock", "scissors", "paper"),
    ("fire", "grass", "water"),
    ("cat", "mouse", "elephant"),
    ("sun", "ice", "wind"),
    ("knight", "archer", "pikeman"),
)


@family("games-and-puzzles", weight=2.8)
def games_and_puzzles(rng: Rng) -> Draft:
    """Counting out, taking away, Nim, queens, colourings, hand games, taking from the ends."""
    key = pick(rng, list(GAMES))
    if key == "take-away":
        takes, name = pick(
            rng,
            (
                ((1, 2), "1 or 2"),
                ((1, 2, 3), "1, 2 or 3"),
                ((1, 3, 4), "1, 3 or 4"),
                ((2, 3), "2 or 3"),
                ((1, 4), "1 or 4"),
                ((2, 5), "2 or 5"),
            ),
        )
        return written(rng, key, GAMES[key], takes=name, set=str(takes))
    if key == "colourings":
        row = "math" if rng.random() < 0.5 else "ring"
        count = "sum(all(a != b for a, b in zip(p, {})) for p in product(range($k), repeat=$n))"
        if row == "math":
            words = {
                "shape": "row",
                "first": "return $k * ($k - 1) ** ($n - 1)",
                "second": f"return {count.format('p[1:]')}",
            }
        else:
            words = {
                "shape": "circle",
                "first": f"return {count.format('p[1:] + p[:1]')}",
                "second": "return ($k - 1) ** $n + (-1) ** $n * ($k - 1)",
            }
        return written(rng, f"{key}-{row}", {**GAMES[key], "imports": "from itertools import product"}, **words)
    if key == "magic":
        x, y, z = pick(rng, TRIOS)
        table = f'{{"{x}": "{y}", "{y}": "{z}", "{z}": "{x}"}}'
        rows = [(a, b) for a in (x, y, z) for b in (x, y, z)]
        return written(
            rng,
            key,
            {**GAMES[key], "inputs": lambda _: rows},
            rules=f"{x} beats {y}, {y} beats {z} and {z} beats {x}",
            table=table,
        )
    return one_of(rng, {key: GAMES[key]})
