"""Family: functions over a list of dataclass objects."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

DATA = r"""
& @dataclass
  class $Player:
      name: str
      score: int
      team: str
$Player: Player Member Runner Contestant
$it: players members people team_list
@ SELF([$Player(*row) for row in {0}])
## best: winner best_name top_scorer ($it: "list[$Player]") -> str | None
:1 best; NAMES=winner best_name top_scorer; SAID=highest; F=max; SIGN=>
:1 worst; NAMES=loser lowest_scorer last_place; SAID=lowest; F=min; SIGN=<
- Return the name of the one with the $SAID score in $it, or None if nobody is there
- Find who of $it has the $SAID score (the first one on a tie) and return the name; None for an empty list
> return None for nobody; compare by score; return the name
= if not $it:
      return None
  return $F($it, key=lambda p: p.score).name
= found = None
  for p in $it:
      if found is None or p.score $SIGN found.score:
          found = p
  return found.name if found else None
/ return $F($it, key=lambda p: p.name).name if $it else None
/ return $F($it, key=lambda p: p.score).name
? [('Zoe', 5, 'x'), ('Al', 9, 'y'), ('Cy', 5, 'x'), ('Bo', 9, 'x'), ('Mo', 2, 'y'), ('Yu', 2, 'z')]
? []
? [('Ed', 3, 'x')]
## teams: points_per_team team_scores totals ($it: "list[$Player]") -> dict[str, int]
:1 sum; NAMES=points_per_team team_scores totals; SAID=sum of the scores; CODE=$out.get(p.team, 0) + p.score
:1 max; NAMES=best_per_team team_maxima; SAID=highest score (scores are not negative);
  CODE=max($out.get(p.team, 0), p.score)
:1 count; NAMES=team_sizes members_per_team; SAID=number of members; CODE=$out.get(p.team, 0) + 1
- Map each team in $it to the $SAID of its people
- Compute for every team the $SAID
> go through the people; update the entry of the team
= $out = {}
  for p in $it:
      $out[p.team] = $CODE
  return $out
/ return {p.team: p.score for p in $it}
/ $out = {}
  for p in $it:
      $out[p.name] = $CODE
  return $out
? [('Zoe', 5, 'x'), ('Al', 9, 'y'), ('Bo', 3, 'x')]
? []
? [('Ed', 3, 'x'), ('Di', 1, 'x')]
## rank: ranking leaderboard ordered_names ($it: "list[$Player]") -> list[str]
:1 score; SAID=by falling score, equal scores by name; KEY=(-p.score, p.name)
:1 name; SAID=by team, and within a team by name; KEY=(p.team, p.name)
:1 low; SAID=by rising score, equal scores by team; KEY=(p.score, p.team)
- Return the names in $it sorted $SAID
- List everybody of $it $SAID, names only
> sort with a compound key; take the names
= return [p.name for p in sorted($it, key=lambda p: $KEY)]
/ return sorted(p.name for p in $it)
/ return [p.name for p in sorted($it, key=lambda p: p.score)]
? [('Zoe', 5, 'x'), ('Al', 9, 'y'), ('Bo', 5, 'x'), ('Cy', 2, 'a'), ('Ed', 5, 'b')]
? []
? [('Ed', 3, 'x'), ('Di', 1, 'x'), ('Cy', 1, 'a')]
## above: above_average better_than_mean strong ($it: "list[$Player]") -> list[str]
- Return the names of all in $it whose score is above the average score, in order
- Who of $it is better than average? Return the names, [] for nobody
> compute the average; keep the names above it
= if not $it:
      return []
  mean = sum(p.score for p in $it) / len($it)
  return [p.name for p in $it if p.score > mean]
/ mean = sum(p.score for p in $it) / len($it)
  return [p.name for p in $it if p.score > mean]
/ mean = sum(p.score for p in $it) / max(1, len($it))
  return [p.name for p in $it if p.score >= mean]
? [('Zoe', 5, 'x'), ('Al', 9, 'y'), ('Bo', 4, 'x')]
? []
? [('Ed', 3, 'x')]
"""


@family("dataclass-above", weight=3)
def dataclass_above(rng: Rng) -> Draft:
    """Functions over a list of dataclass objects."""
    return from_sheet(rng, DATA)
