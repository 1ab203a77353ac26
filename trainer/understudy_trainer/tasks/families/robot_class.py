"""Family: methods of a robot on a board."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

ROBOT = r'''
$Robot: Robot Rover Turtle Cursor
& class $Robot:
      """Stands on a square of a board and faces "N", "E", "S" or "W"."""

      def __init__(self, x: int = 0, y: int = 0, facing: str = "N", size: int = 8) -> None:
          self.x = x
          self.y = y
          self.facing = facing
          self.size = size
? 0, 0, 'N'
? 7, 3, 'E'
? 2, 0, 'S'
? 0, 5, 'W'
? 4, 4, 'S'
## turn: turn_right rotate_right right (self) -> str
:1 right; NAMES=turn_right rotate_right right; SAID=right; STEP=+ 1; BAD=- 1
:1 left; NAMES=turn_left rotate_left left; SAID=left; STEP=- 1; BAD=+ 1
:1 back; NAMES=turn_around turn_back; SAID=around (180 degrees); STEP=+ 2; BAD=+ 1
- Turn $SAID on the spot and return the new direction
- Change self.facing as if turning $SAID; return it
> find the direction in "NESW"; take the one at the new place
= self.facing = "NESW"[("NESW".index(self.facing) $STEP) % 4]
  return self.facing
/ self.facing = "NESW"[("NESW".index(self.facing) $BAD) % 4]
  return self.facing
/ return "NESW"[("NESW".index(self.facing) $STEP) % 4]
@ (lambda r: (r.SELF(), r.facing))($Robot({0}, {1}, {2}))
## forward: forward move_ahead step (self) -> bool
- Move one square in the direction faced ("N" adds 1 to y) and return True; stay and return False at the edge of the
  board
- Go one step ahead unless that leaves the board (0 to self.size - 1 in x and y); tell whether it moved
> compute the new square; refuse if it is outside; move
= dx, dy = {"N": (0, 1), "E": (1, 0), "S": (0, -1), "W": (-1, 0)}[self.facing]
  x, y = self.x + dx, self.y + dy
  if not (0 <= x < self.size and 0 <= y < self.size):
      return False
  self.x, self.y = x, y
  return True
/ dx, dy = {"N": (0, 1), "E": (1, 0), "S": (0, -1), "W": (-1, 0)}[self.facing]
  self.x += dx
  self.y += dy
  return True
/ dx, dy = {"N": (0, -1), "E": (1, 0), "S": (0, 1), "W": (-1, 0)}[self.facing]
  x, y = self.x + dx, self.y + dy
  if not (0 <= x < self.size and 0 <= y < self.size):
      return False
  self.x, self.y = x, y
  return True
@ (lambda r: (r.SELF(), r.x, r.y))($Robot({0}, {1}, {2}))
## at_edge: at_edge on_border touches_wall (self) -> bool
:1 edge; NAMES=at_edge on_border; SAID=on the outer row or column of the board;
  CODE=0 in (self.x, self.y) or self.size - 1 in (self.x, self.y); BAD=self.x == 0 or self.y == 0
:1 corner; NAMES=in_corner at_corner; SAID=in one of the four corners;
  CODE=self.x in (0, self.size - 1) and self.y in (0, self.size - 1); BAD=self.x in (0, self.size - 1)
:1 dark; NAMES=on_dark_square is_dark; SAID=on a dark square (x + y is even); CODE=(self.x + self.y) % 2 == 0;
  BAD=self.x % 2 == 0
- Tell whether the robot stands $SAID
- Return True if it is $SAID
> look at both coordinates
= return $CODE
/ return $BAD
/ return self.x == self.y
@ $Robot({0}, {1}, {2}).SELF()
? 0, 0, 'E'
? 7, 0, 'N'
? 3, 7, 'N'
? 3, 3, 'N'
? 6, 3, 'N'
## report: report status describe (self) -> str
- Return position and direction as text like "2,5 N"
- Describe the state: x, a comma, y, a space and the direction
> format the three values
= return f"{self.x},{self.y} {self.facing}"
/ return f"{self.x}, {self.y} {self.facing}"
/ return f"{self.y},{self.x} {self.facing}"
@ $Robot({0}, {1}, {2}).SELF()
## distance: distance_to steps_to way_to (self, x: int, y: int) -> int
- Return how many steps along rows and columns lead to the square (x, y)
- The number of single steps between the own square and the given one
> add the distances in both directions
= return abs(self.x - x) + abs(self.y - y)
/ return max(abs(self.x - x), abs(self.y - y))
/ return self.x - x + self.y - y
@ $Robot({0}, {1}, {2}).SELF(3, 1)
'''


@family("robot-class", weight=2.5)
def robot_class(rng: Rng) -> Draft:
    """Methods of a robot on a board."""
    return from_sheet(rng, ROBOT)
