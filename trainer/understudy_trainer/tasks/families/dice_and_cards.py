"""Family: points, hands and boards of small games."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

GAMES = r"""
$xs: rolls dice throws
## dice: dice_score score_rolls points ($xs: list[int]) -> int
:1 ones; SAID=each 1 counts 10, each 5 counts 5, the rest nothing; CODE=10 * $xs.count(1) + 5 * $xs.count(5);
  BAD=$xs.count(1) + 5 * $xs.count(5)
:1 best; SAID=the sum of the two highest rolls (of all if there are fewer); CODE=sum(sorted($xs)[-2:]);
  BAD=sum($xs[-2:])
:1 drop; SAID=the sum of all rolls but one lowest (0 for no rolls); CODE=sum(sorted($xs)[1:]); BAD=sum($xs[1:])
:1 six; SAID=the sum of all rolls, sixes counted twice; CODE=sum($xs) + 6 * $xs.count(6); BAD=sum($xs) + $xs.count(6)
:1 face; SAID=the best sum of equal rolls (like 8 for two fours, 0 for no rolls);
  CODE=max((x * $xs.count(x) for x in $xs), default=0); BAD=max($xs, default=0)
:1 until; SAID=the sum of the rolls before the first 1; CODE=sum($xs[: $xs.index(1)] if 1 in $xs else $xs);
  BAD=sum(x for x in $xs if x != 1)
- Score the dice $xs: $SAID
- Return the points for the rolls in $xs: $SAID
> look at the rolls by the rule; add up
= return $CODE
/ return $BAD
/ return sum($xs)
? [1, 5, 2, 4, 4]
? []
? [6, 6, 1, 3]
? [2, 1, 3, 1]
% ints(1, 6)
## kind: best_combination combination hand_kind ($xs: list[int]) -> str
- Name the best in $xs: "three" if some number occurs at least three times, else "pair" if one occurs twice, else
  "none"
- Return "three", "pair" or "none", depending on how often the most frequent of $xs occurs (3 or more, 2, fewer)
> find how often the most frequent roll occurs; choose the name
= most = max(($xs.count(x) for x in $xs), default=0)
  if most >= 3:
      return "three"
  return "pair" if most == 2 else "none"
/ most = max(($xs.count(x) for x in $xs), default=0)
  if most == 3:
      return "three"
  return "pair" if most == 2 else "none"
/ return "pair" if len(set($xs)) < len($xs) else "none"
? [1, 5, 1, 2, 1]
? [2, 2, 3]
? []
? [4, 4, 4, 4]
? [1, 2, 3]
## straight: is_straight consecutive in_a_row ($xs: list[int]) -> bool
$xs: cards hand ranks
- Check whether the cards $xs, in any order, are different and follow each other without a gap
- Tell if $xs can be ordered so that each card is one higher than the one before
! Return False for an empty hand
> compare the spread with the number of different cards
= return bool($xs) and len(set($xs)) == len($xs) and max($xs) - min($xs) == len($xs) - 1
= ordered = sorted($xs)
  return bool($xs) and all(b - a == 1 for a, b in zip(ordered, ordered[1:]))
/ return max($xs) - min($xs) == len($xs) - 1
/ return bool($xs) and all(b - a == 1 for a, b in zip($xs, $xs[1:]))
? [5, 3, 4]
? [3, 3, 5]
? []
? [7]
? [1, 2, 4]
## blackjack: hand_value card_sum value_of_hand ($ws: list[str]) -> int
$ws: cards hand ranks
- Return the value of the hand $ws: "J", "Q", "K" count 10, "A" counts 11, or 1 while the total is over 21, others
  their number
- Add up the cards $ws ("2" to "10", "J", "Q", "K" as 10, "A" as 11), changing aces from 11 to 1 as long as the sum
  exceeds 21
> add the values with aces as 11; take off 10 per ace while above 21
= total = sum(11 if c == "A" else 10 if c in "JQK" else int(c) for c in $ws)
  aces = $ws.count("A")
  while total > 21 and aces:
      total -= 10
      aces -= 1
  return total
/ return sum(11 if c == "A" else 10 if c in "JQK" else int(c) for c in $ws)
/ total = sum(11 if c == "A" else 10 if c in "JQK" else int(c) for c in $ws)
  return total - 10 if total > 21 else total
? ['A', 'K']
? ['A', 'A', '9', 'K']
? ['7', '5']
? ['Q', '8', 'A']
? ['K', 'Q', '5']
## pins: bowling_score simple_pins frame_points ($it: list[tuple[int, int]]) -> int
$it: frames rounds turns
- In each frame (a, b) of $it two balls fall; add all pins, plus 5 for a frame with 10 pins in all and 10 if the first
  ball got all
- Score $it: the pins of both balls, 10 extra if the first one is 10, otherwise 5 extra if both together are 10
> add the pins of each frame; add the extra points
= total = 0
  for a, b in $it:
      total += a + b
      if a == 10:
          total += 10
      elif a + b == 10:
          total += 5
  return total
/ return sum(a + b for a, b in $it)
/ total = 0
  for a, b in $it:
      total += a + b
      if a + b == 10:
          total += 5
  return total
? [(3, 4), (10, 0), (6, 4)]
? []
? [(0, 10), (1, 1)]
? [(10, 0)]
## rps: beats round_winner play_round ($a: str, $b: str) -> int
$a $b: a b, first second, mine yours, left right
- Return 1 if $a wins, 2 if $b wins, 0 for a draw: "rock" beats "scissors", "scissors" beat "paper", "paper" beats
  "rock"
- Play rock, paper, scissors with the moves $a and $b; 0 means equal, 1 or 2 the winner
> equal moves draw; look up what the first one beats
= beats_ = {"rock": "scissors", "scissors": "paper", "paper": "rock"}
  if $a == $b:
      return 0
  return 1 if beats_[$a] == $b else 2
/ beats_ = {"rock": "scissors", "scissors": "paper", "paper": "rock"}
  return 1 if beats_[$a] == $b else 2
/ if $a == $b:
      return 0
  return 1 if $a < $b else 2
? 'rock', 'scissors'
? 'paper', 'scissors'
? 'rock', 'rock'
? 'paper', 'rock'
? 'scissors', 'paper'
## line: tic_tac_toe winner_of three_in_row ($rows: list[str]) -> str | None
$rows: board rows grid
- Return the sign that fills a row, column or diagonal of the 3 by 3 board $rows ("." is empty), or None
- Who has won on the board $rows, three texts of "X", "O" and "."? None if nobody
! At most one sign has a full line
> collect all lines; return the sign of one that is full
= lines = [*$rows, *map("".join, zip(*$rows))]
  lines.append("".join($rows[i][i] for i in range(3)))
  lines.append("".join($rows[i][2 - i] for i in range(3)))
  for line in lines:
      if line in ("XXX", "OOO"):
          return line[0]
  return None
/ for line in $rows:
      if line in ("XXX", "OOO"):
          return line[0]
  return None
/ for line in [*$rows, *map("".join, zip(*$rows))]:
      if len(set(line)) == 1:
          return line[0]
  return None
? ['XXX', 'OO.', '...']
? ['XO.', 'XO.', '.OX']
? ['X.O', '.XO', '..X']
? ['O.X', 'OX.', 'X..']
? ['...', 'OXO', 'X.X']
## war: card_war compare_piles tricks ($xs: list[int], $ys: list[int]) -> tuple[int, int]
$xs: mine left first
$ys: yours right second
- Compare the cards of $xs and $ys pair by pair; return how many pairs each side wins (equal cards count for nobody)
- For each position the higher card of $xs and $ys wins; return (wins of $xs, wins of $ys)
> walk over both; count each side's larger cards
= return sum(a > b for a, b in zip($xs, $ys)), sum(b > a for a, b in zip($xs, $ys))
/ return sum(a >= b for a, b in zip($xs, $ys)), sum(b > a for a, b in zip($xs, $ys))
/ return (sum($xs) > sum($ys)), (sum($ys) > sum($xs))
? [5, 9, 3], [5, 2, 8]
? [], []
? [7, 7], [7, 7]
% exactly(4), exactly(4)
"""


@family("dice-and-cards", weight=3.5)
def dice_and_cards(rng: Rng) -> Draft:
    """Points, hands and boards of small games."""
    return from_sheet(rng, GAMES)
