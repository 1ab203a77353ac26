"""Family: robots, turtles and pieces that move."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

ROBOTS = r"""
$s: moves commands path steps
## position: final_position walk follow ($s: str) -> $TYPE
:1 udlr; SAID="U" (y + 1), "D" (y - 1), "L" (x - 1) and "R" (x + 1); UP=U; DOWN=D; LEFT=L; RIGHT=R
:1 arrows; SAID="^" (y + 1), "v" (y - 1), "<" (x - 1) and ">" (x + 1); UP=^; DOWN=v; LEFT=<; RIGHT=>
:1 words; SAID="n" (y + 1), "s" (y - 1), "w" (x - 1) and "e" (x + 1); UP=n; DOWN=s; LEFT=w; RIGHT=e
:2 end; TYPE=tuple[int, int]; WHAT=the final (x, y); END=x, y
:2 home; TYPE=bool; NAMES=comes_home returns_to_start is_round_trip; WHAT=whether it ends where it began;
  END=(x, y) == (0, 0)
:2 away; TYPE=int; NAMES=distance_from_start steps_from_home; WHAT=|x| + |y| of the final position;
  END=abs(x) + abs(y)
- A robot starts at (0, 0) and follows $s, made of $SAID; return $WHAT
- Walk from the origin along the moves in $s: $SAID. Return $WHAT
> start at the origin; change x or y per move; return $WHAT
= x = y = 0
  for move in $s:
      if move == "$UP":
          y += 1
      elif move == "$DOWN":
          y -= 1
      elif move == "$LEFT":
          x -= 1
      elif move == "$RIGHT":
          x += 1
  return $END
= deltas = {"$UP": (0, 1), "$DOWN": (0, -1), "$LEFT": (-1, 0), "$RIGHT": (1, 0)}
  x = y = 0
  for move in $s:
      dx, dy = deltas[move]
      x, y = x + dx, y + dy
  return $END
= x = $s.count("$RIGHT") - $s.count("$LEFT")
  y = $s.count("$UP") - $s.count("$DOWN")
  return $END
/ x = y = len($s)
  return $END
/ x = $s.count("$RIGHT")
  y = $s.count("$UP")
  return $END
? '$UP$UP$RIGHT'
? ''
? '$LEFT$DOWN$RIGHT$UP'
? '$LEFT$LEFT$DOWN$RIGHT'
? '$UP$RIGHT$DOWN$LEFT$RIGHT'
## far: farthest max_distance greatest_distance ($s: str) -> int
- A robot starts at (0, 0) and goes one unit per letter "N", "S", "E", "W" of $s; return its largest |x| + |y| on the
  way
- Return the greatest Manhattan distance from the origin reached on the walk $s (letters "N", "S", "E" and "W")
> follow the walk; keep the largest distance
= x = y = best = 0
  for move in $s:
      x += (move == "E") - (move == "W")
      y += (move == "N") - (move == "S")
      best = max(best, abs(x) + abs(y))
  return best
/ x = $s.count("E") - $s.count("W")
  y = $s.count("N") - $s.count("S")
  return abs(x) + abs(y)
/ return len($s)
? 'NNES'
? ''
? 'WWE'
? 'NESW'
## turns: heading direction_after facing ($s: str) -> str
- A robot faces "N"; each "L" in $s turns it left and each "R" right by 90 degrees; return "N", "E", "S" or "W" for
  the way it faces
- Follow the quarter turns "L" and "R" in $s, starting with north, and return the final direction as "N", "E", "S" or
  "W"
> count right turns minus left turns; take the direction around the circle
= return "NESW"[($s.count("R") - $s.count("L")) % 4]
= facing_ = 0
  for turn in $s:
      facing_ += 1 if turn == "R" else -1
  return "NESW"[facing_ % 4]
/ return "NESW"[($s.count("L") - $s.count("R")) % 4]
? 'RR'
? ''
? 'LRL'
? 'LLLL'
? 'RRL'
## turtle: turtle drive run_turtle ($ws: list[str]) -> tuple[int, int]
$ws: commands program orders
- A turtle at (0, 0) looks along y; "left" and "right" turn it, a number moves it that many units; return where it
  ends
- Run the commands $ws for a turtle that starts at the origin facing (0, 1): "left", "right" or a distance as text
+ A turtle stands at (0, 0) and faces up, in the direction (0, 1). Each command in $ws is "left" or "right" (a quarter
  turn on the spot) or a whole number as text (go so many units ahead). Return the final position (x, y).
> keep position and direction; turn by swapping the direction; move by adding it
= x, y, dx, dy = 0, 0, 0, 1
  for command in $ws:
      if command == "left":
          dx, dy = -dy, dx
      elif command == "right":
          dx, dy = dy, -dx
      else:
          x += dx * int(command)
          y += dy * int(command)
  return x, y
/ x, y, dx, dy = 0, 0, 0, 1
  for command in $ws:
      if command == "right":
          dx, dy = -dy, dx
      elif command == "left":
          dx, dy = dy, -dx
      else:
          x += dx * int(command)
          y += dy * int(command)
  return x, y
? ['3', 'left', '2']
? []
? ['right', '4', 'right', '1']
% many("left", "right", "1", "5", "3")
## walls: bounded_walk stay_inside on_track ($n: int, $s: str) -> int
$n: size length n
- A token on field 0 of $n fields moves by "+" and "-" in $s but never off the board; return its field at the end
- Move along the fields 0 to $n - 1: each "+" one ahead, each "-" one back, blocked at both ends; give the final field
> add or subtract one; keep the field on the board
= field_ = 0
  for step in $s:
      field_ += 1 if step == "+" else -1
      field_ = min(max(field_, 0), $n - 1)
  return field_
/ return min(max($s.count("+") - $s.count("-"), 0), $n - 1)
/ field_ = 0
  for step in $s:
      field_ += 1 if step == "+" else -1
      field_ = min(max(field_, 0), $n)
  return field_
? 3, '++++-'
? 2, '--+'
? 5, ''
? 4, '-+++++--'
## revisited: first_repeat visits_twice crosses_itself ($s: str) -> bool
- A robot walks one unit per letter of $s ("N", "S", "E", "W"); tell whether it comes to any place a second time
- Return True if the walk $s over the grid visits some point more than once, the start included
> remember the places; check every new one
= x = y = 0
  seen = {(0, 0)}
  for move in $s:
      x += (move == "E") - (move == "W")
      y += (move == "N") - (move == "S")
      if (x, y) in seen:
          return True
      seen.add((x, y))
  return False
/ return $s.count("N") == $s.count("S") and $s.count("E") == $s.count("W")
/ x = y = 0
  seen = set()
  for move in $s:
      x += (move == "E") - (move == "W")
      y += (move == "N") - (move == "S")
      if (x, y) in seen:
          return True
      seen.add((x, y))
  return False
? 'NESW'
? 'NNE'
? ''
? 'NENWS'
? 'EENWSN'
? 'NS'
## track: lap_position field_after board_position ($xs: list[int], $n: int) -> int
$xs: rolls throws dice
$n: fields size board
:1 ring; SAID=returning to field 0 after the last; CODE=field_ = (field_ + roll) % $n
:1 exact; SAID=a roll that would lead beyond the last field is skipped;
  CODE=field_ += roll if field_ + roll < $n else 0
:1 bounce; SAID=what exceeds the last field is walked backwards;
  CODE=field_ = field_ + roll if field_ + roll < $n else 2 * ($n - 1) - field_ - roll
- Move a piece from field 0 over $n fields by the rolls in $xs, $SAID; return its field
- On a board of $n fields (0 to $n - 1) a piece moves by each number in $xs, $SAID; return the field where it ends
> start at 0; move by each roll; apply the rule at the end of the board
= field_ = 0
  for roll in $xs:
      $CODE
  return field_
/ return sum($xs)
/ return min(sum($xs), $n - 1)
? [3, 4, 6], 8
? [], 10
? [6, 6, 6, 2], 12
? [5, 4], 8
% ints(1, 6), int(8, 15)
"""


@family("robots-and-boards", weight=4)
def robots_and_boards(rng: Rng) -> Draft:
    """Robots, turtles and pieces that move."""
    return from_sheet(rng, ROBOTS)
