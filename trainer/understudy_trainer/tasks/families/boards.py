"""Families over game boards and seating plans: winners, full lines, valid rows, moves, text grids."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.cards_boards_1 import BOARDS_1
from understudy_trainer.tasks.vocabulary.cards_boards_2 import BOARDS_2
from understudy_trainer.tasks.vocabulary.structures import Rows
from understudy_trainer.tasks.vocabulary.written_cards import deal

BOARDS = (
    *BOARDS_1,
    *BOARDS_2,
)


def marks(rng: Rng, n: int = 3, signs: str = "XO.") -> list[list[str]]:
    """A square board of signs."""
    return [[pick(rng, signs) for _ in range(n)] for _ in range(n)]


def boards(rng: Rng) -> Rows:
    """Boards of three by three, with full rows, columns and diagonals among them."""
    won = (
        [["X", "X", "X"], ["O", "O", "."], [".", ".", "."]],
        [["O", "X", "."], ["O", "X", "X"], ["O", ".", "."]],
        [["X", "O", "."], ["O", "X", "."], [".", ".", "X"]],
        [[".", ".", "O"], ["X", "O", "X"], ["O", ".", "X"]],
        [["X", "O", "X"], ["X", "O", "O"], ["O", "X", "X"]],
        [["."] * 3 for _ in range(3)],
    )
    return (*((b,) for b in rng.sample(won, 5)), *((marks(rng),) for _ in range(2)))


def text_rows(rng: Rng) -> Rows:
    """Maps as lists of text lines with #, . and o."""
    return tuple(
        (["".join(pick(rng, "#.o..") for _ in range(n)) for _ in range(m)],)
        for n, m in ((3, 3), (4, 2), (2, 4), (1, 1), (5, 3))
    )


def small_latin(rng: Rng) -> Rows:
    """Square boards of the numbers 1 to n, some of them latin squares."""
    n = rng.randint(0, 2)
    good = [[(i + j + n) % 3 + 1 for j in range(3)] for i in range(3)]
    return (
        (good,),
        ([[1, 2], [2, 1]],),
        ([[1, 2], [1, 2]],),
        ([[1, 1], [2, 2]],),
        ([[1]],),
        ([[2, 1, 3], [1, 3, 2], [3, 2, 2]],),
        ([[1, 2, 3], [2, 3, 1], [3, 1, 4]],),
    )


def squares_of_chess(rng: Rng) -> Rows:
    """Two chess squares by row and column."""
    rows = [tuple(rng.randint(0, 7) for _ in range(4)) for _ in range(4)]
    same = rng.randint(0, 7)
    return (*rows, (0, 0, 1, 2), (3, 3, 5, 5), (same, 1, same, 6), (2, 2, 2, 2), (4, 1, 5, 1), (7, 0, 0, 7))


@family("line-winners", weight=2.6, held_out=True)
def line_winners(rng: Rng) -> Draft:
    """A board of signs: who has a full row, column, diagonal or any line; as winner, check or count."""
    lines, where, source, other = pick(
        rng,
        (
            ("rows", "row", "lines = $g", "lines = list($g)"),
            (
                "columns",
                "column",
                "lines = list(zip(*$g))",
                "lines = [[$row[j] for $row in $g] for j in range(len($g))]",
            ),
            (
                "straight",
                "row or column",
                "lines = [*$g, *zip(*$g)]",
                "lines = list($g) + [list(line) for line in zip(*$g)]",
            ),
            (
                "diagonals",
                "diagonal",
                "n = len($g)\nlines = [[$g[i][i] for i in range(n)], [$g[i][n - 1 - i] for i in range(n)]]",
                "lines = [[$row[i] for i, $row in enumerate($g)], [$row[-1 - i] for i, $row in enumerate($g)]]",
            ),
            (
                "any",
                "row, column or diagonal",
                "n = len($g)\nlines = [*$g, *zip(*$g)]\nlines.append([$g[i][i] for i in range(n)])\n"
                "lines.append([$g[i][n - 1 - i] for i in range(n)])",
                "lines = [list($row) for $row in $g] + [list(column) for column in zip(*$g)]\n"
                "lines += [[$row[i] for i, $row in enumerate($g)], [$row[-1 - i] for i, $row in enumerate($g)]]",
            ),
        ),
    )
    form, extra, returns, said, end, ending, bad = pick(
        rng,
        (
            (
                "has",
                ", $c: str",
                "bool",
                "whether some WHERE of the square board $g consists of $c only",
                "return any(all(v == $c for v in line) for line in lines)",
                "for line in lines:\n    if set(line) == {$c}:\n        return True\nreturn False",
                "return any($c in line for line in lines)",
            ),
            (
                "count",
                ", $c: str",
                "int",
                "how many WHEREs of the square board $g consist of $c only",
                "return sum(all(v == $c for v in line) for line in lines)",
                "$count = 0\nfor line in lines:\n    if set(line) == {$c}:\n        $count += 1\nreturn $count",
                "return sum($c in line for line in lines)",
            ),
            (
                "winner",
                "",
                "str | None",
                "the sign that fills a whole WHERE of the square board $g, or None; '.' marks an "
                "empty field and no two signs do so",
                'for line in lines:\n    if line[0] != "." and len(set(line)) == 1:\n'
                "        return line[0]\nreturn None",
                'return next((line[0] for line in lines if line[0] != "." and len(set(line)) == 1), None)',
                "for line in lines:\n    if len(set(line)) == 1:\n        return line[0]\nreturn None",
            ),
            (
                "full",
                "",
                "int",
                "the number of WHEREs of the square board $g that have no empty field '.'",
                'return sum("." not in line for line in lines)',
                '$count = 0\nfor line in lines:\n    if all(v != "." for v in line):\n'
                "        $count += 1\nreturn $count",
                'return sum("." in line for line in lines)',
            ),
            (
                "threat",
                ", $c: str",
                "bool",
                "whether $c could complete a WHERE of the square board $g with one more move on an empty field '.'",
                'return any(line.count($c) == len(line) - 1 and "." in line for line in map(list, lines))',
                'for line in lines:\n    if sorted(line) == sorted([$c] * (len(line) - 1) + ["."]):\n'
                "        return True\nreturn False",
                "return any(list(line).count($c) == len(line) - 1 for line in lines)",
            ),
        ),
    )
    plural = (
        "rows or columns" if lines == "straight" else "rows, columns or diagonals" if lines == "any" else f"{where}s"
    )
    said = said.replace("WHEREs", plural).replace("WHERE", where)
    card = f"""
combo: {lines}|{form}
names: {form}_line {form}_{lines} check_board board_{form} evaluate_board
params: $g: list[list[str]]{extra}
pool: g = board grid field g
pool: c = player sign mark symbol
returns: {returns}
said: Return $said
said: Given a board of signs, determine $said
said: Look at every {where} and return $said
said: Find out $said
told: A board game is played on a square board $g, a list of rows of one-character strings. Return $said.
plan: list the {plural}; test each line; return the result
do: $first
do: $second
bad: $bad
inputs: boards
"""
    signed = bool(extra)
    return deal(
        rng,
        card,
        {"boards": lambda r: tuple((*row, pick(r, "XXO")) for row in boards(r)) if signed else boards(r)},
        {"said": said, "first": f"{source}\n{end}", "second": f"{other}\n{ending}", "bad": f"{source}\n{bad}"},
    )


@family("boards", weight=3.4)
def board_rules(rng: Rng) -> Draft:
    """Number puzzles, chess squares, maps of text lines, a walker on a board."""
    return deal(rng, pick(rng, BOARDS), {"latin": small_latin, "chess": squares_of_chess, "maps": text_rows})
