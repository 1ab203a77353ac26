"""Family: elections, knockouts, leagues, places, streaks."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

CONTESTS = r"""
$ws: votes ballots names
## election: elected winner plurality ($ws: list[str]) -> str | None
- Return the name with the most votes in $ws, on a tie the alphabetically first, None without votes
- Who is elected by the votes $ws? The most frequent name; ties go to the alphabetically first; None for no votes
> return None without votes; compare by falling number of votes, then by name
= return min($ws, key=lambda name: (-$ws.count(name), name), default=None)
= counts = {}
  for name in $ws:
      counts[name] = counts.get(name, 0) + 1
  best = max(counts.values(), default=0)
  return min((name for name in counts if counts[name] == best), default=None)
/ return max($ws, key=$ws.count, default=None)
/ return min($ws, default=None)
? ['b', 'a', 'b', 'a', 'c']
? []
? ['z', 'z', 'y']
% many("ann", "bob", "cy")
## runoff: runoff_pair finalists go_on ($ws: list[str], $k: int) -> list[str]
$k: k seats places
- Return the $k names with the most votes in $ws, the strongest first, ties in alphabetical order
- Which $k candidates of the votes $ws go on? Order them by falling votes, equal ones by name
> count the votes; sort the names by votes and name; take the first
= return sorted(set($ws), key=lambda name: (-$ws.count(name), name))[:$k]
/ return sorted(set($ws), key=lambda name: ($ws.count(name), name))[:$k]
/ return sorted(set($ws), key=$ws.count, reverse=True)[: $k - 1]
? ['b', 'a', 'b', 'c', 'a', 'b'], 2
? [], 1
% many("ann", "bob", "cy"), int(1, 2)
## knockout: knockout tournament champion ($xs: list[int]) -> int
$xs: strengths players skills
:1 max; SAID=the stronger one goes on; CODE=max(a, b); BAD=min(a, b)
:1 tired; SAID=the stronger one goes on, weakened by the strength of the other; CODE=abs(a - b); BAD=max(a, b)
:1 sum; SAID=the two join and go on together with the sum of their strengths minus 1; CODE=a + b - 1; BAD=a + b
- In every round neighbours of $xs play (first and second, third and fourth, ...); $SAID; an odd last one goes on as
  it is; return who remains
- Play a knockout among the strengths $xs until one is left: pairs from left to right, $SAID, a single last one
  passes; return its strength
! $xs is not empty
> pair the neighbours; play every pair; keep a single last one; repeat until one is left
= while len($xs) > 1:
      rest = $xs[len($xs) - len($xs) % 2 :]
      $xs = [$CODE for a, b in zip($xs[::2], $xs[1::2])] + rest
  return $xs[0]
/ while len($xs) > 1:
      $xs = [$CODE for a, b in zip($xs[::2], $xs[1::2])]
  return $xs[0]
/ while len($xs) > 1:
      rest = $xs[len($xs) - len($xs) % 2 :]
      $xs = [$BAD for a, b in zip($xs[::2], $xs[1::2])] + rest
  return $xs[0]
? [3, 8, 5]
? [4]
? [9, 2, 6, 7]
% ints(1, 20)
## league: league_table standings points_table ($it: list[tuple[str, int, int, str]]) -> dict[str, int]
$it: matches games results
- Each match is (home, goals, goals, guest); return the points of every team: $W for a win, 1 for a draw, 0 for a loss
- Compute a table from $it, entries (team, its goals, goals of the other, other team): $W points for the winner, 1
  each for a draw
:1 three; W=3
:1 two; W=2
> start both teams with zero; add the points of each match
= points = {}
  for home, goals, against, guest in $it:
      points.setdefault(home, 0)
      points.setdefault(guest, 0)
      if goals > against:
          points[home] += $W
      elif goals < against:
          points[guest] += $W
      else:
          points[home] += 1
          points[guest] += 1
  return points
/ points = {}
  for home, goals, against, guest in $it:
      winner = home if goals > against else guest
      points[winner] = points.get(winner, 0) + $W
  return points
? [('a', 2, 1, 'b'), ('b', 0, 0, 'c')]
? []
? [('x', 0, 3, 'y'), ('y', 1, 2, 'x')]
## pairings: round_robin pairings all_matches ($ws: list[str]) -> list[tuple[str, str]]
$ws: teams players names
:1 once; SAID=once (the earlier one in the list first); COND=i < j; BAD=i <= j
:1 both; SAID=twice, once at home (first) and once away; COND=i != j; BAD=i < j
- Return all matches of a league in which everybody in $ws meets everybody else $SAID
- List the pairs for a tournament of $ws where each two meet $SAID, in the order of the list
> combine everyone with everyone; keep the pairs that are wanted
= return [(a, b) for i, a in enumerate($ws) for j, b in enumerate($ws) if $COND]
/ return [(a, b) for i, a in enumerate($ws) for j, b in enumerate($ws) if $BAD]
/ return list(zip($ws, $ws[1:]))
? ['a', 'b', 'c']
? []
? ['x']
? ['p', 'q']
## medals: ranks places positions ($xs: list[int]) -> list[int]
$xs: scores results points
:1 comp; NAMES=ranks places positions; SAID=equal scores share the better place and the next places are left out;
  CODE=sum(y > x for y in $xs) + 1; BAD=sum(y >= x for y in $xs)
:1 dense; NAMES=dense_ranks places_without_gaps; SAID=equal scores share a place and no place is left out;
  CODE=sum(y > x for y in set($xs)) + 1; BAD=sum(y >= x for y in $xs)
:1 low; NAMES=race_places ranks_low;
  SAID=the lowest is best, equal ones share the better place and the next places are left out;
  CODE=sum(y < x for y in $xs) + 1; BAD=sum(y > x for y in $xs) + 1
- Return the place of each score in $xs (1 for the best); $SAID
- Rank the results $xs: list everybody's place in the order given; $SAID
> count for each score how many are better; add one
= return [$CODE for x in $xs]
/ return [$BAD for x in $xs]
/ return list(range(1, len($xs) + 1))
? [50, 80, 80, 20]
? []
? [7, 7, 9, 1, 3]
% ints(0, 9)
## streak: longest_streak winning_run best_run ($s: str) -> int
$s: results games outcome
:1 long; NAMES=longest_streak winning_run best_run; SAID=most wins in a row;
  CODE=max(map(len, $s.replace("D", "L").split("L"))); BAD=$s.count("W")
:1 unbeaten; NAMES=unbeaten_run longest_unbeaten; SAID=most games in a row without a loss;
  CODE=max(map(len, $s.split("L"))); BAD=len($s) - $s.count("L")
:1 now; NAMES=current_streak wins_at_end; SAID=number of wins in a row at the end;
  CODE=len($s) - len($s.rstrip("W")); BAD=len($s) - len($s.strip("W"))
- The results $s are "W" (win), "D" (draw) and "L" (loss) in order of time; return the $SAID
- Return the $SAID in $s, a text of "W", "D" and "L"
> cut the results into runs; take the length that is wanted
= return $CODE
/ return $BAD
/ return len($s)
? 'WWLWD'
? ''
? 'LDWWW'
? 'WDWLW'
? 'WLWW'
"""


@family("contests", weight=3.5)
def contests(rng: Rng) -> Draft:
    """Elections, knockouts, leagues, places, streaks."""
    return from_sheet(rng, CONTESTS)
