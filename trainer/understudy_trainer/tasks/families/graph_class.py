"""Family: methods of an undirected graph."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

GRAPH = r'''
$Graph: Graph Network RoadMap Friends
$edges: neighbours edges links adjacent
$a $b: a b, one other, first second, start goal
& class $Graph:
      """Names and to which others each of them is linked (in both directions)."""

      def __init__(self, pairs=()):
          self.$edges = {}
          for p, q in pairs:
              self.$edges.setdefault(p, set()).add(q)
              self.$edges.setdefault(q, set()).add(p)
? [('a', 'b'), ('b', 'c'), ('d', 'e')], 'a', 'c'
? [('a', 'b'), ('b', 'c'), ('c', 'a'), ('d', 'a')], 'b', 'd'
? [], 'x', 'y'
? [('a', 'b'), ('c', 'd')], 'a', 'd'
? [('a', 'b'), ('b', 'c'), ('c', 'd'), ('x', 'x')], 'd', 'd'
## linked: are_linked has_edge connected_directly (self, $a: str, $b: str) -> bool
- Tell whether $a and $b are linked directly
- Check if there is an edge between $a and $b
> look for the second among the neighbours of the first
= return $b in self.$edges.get($a, set())
/ return $b in self.$edges
/ return $a in self.$edges and $b in self.$edges
@ $Graph({0}).SELF({1}, {2})
## add: connect link add_edge (self, $a: str, $b: str) -> None
- Link $a and $b with each other
- Add an edge between $a and $b in both directions, adding unknown names
> enter each among the neighbours of the other
= self.$edges.setdefault($a, set()).add($b)
  self.$edges.setdefault($b, set()).add($a)
/ self.$edges.setdefault($a, set()).add($b)
/ self.$edges[$a] = {$b}
  self.$edges[$b] = {$a}
@ (lambda g: (g.SELF({1}, {2}), sorted((k, sorted(v)) for k, v in g.$edges.items())))($Graph({0}))
## common: common_neighbours shared mutual (self, $a: str, $b: str) -> list[str]
- Return the sorted names linked to both $a and $b
- List the common neighbours of $a and $b in alphabetical order
> intersect the neighbours; sort
= return sorted(self.$edges.get($a, set()) & self.$edges.get($b, set()))
/ return sorted(self.$edges.get($a, set()) | self.$edges.get($b, set()))
/ return sorted(self.$edges[$a] & self.$edges[$b])
@ $Graph({0}).SELF({1}, {2})
## reach: reachable_from component everything_near (self, $a: str, $b: str) -> bool
- Tell whether one can get from $a to $b along any number of links (zero steps from $a to itself)
- Check if $a and $b are connected by a path; every name is connected with itself
> start with the first; visit the neighbours of everything reached; look for the second
= seen = {$a}
  todo = [$a]
  while todo:
      name = todo.pop()
      for other in self.$edges.get(name, set()):
          if other not in seen:
              seen.add(other)
              todo.append(other)
  return $b in seen
/ return $a == $b or $b in self.$edges.get($a, set())
@ $Graph({0}).SELF({1}, {2})
## distance: distance steps_between hops (self, $a: str, $b: str) -> int
- Return the smallest number of links from $a to $b, or -1 if there is no way
- How many steps are needed at least from $a to $b? 0 for the same name, -1 if unreachable
+ Find the shortest way between two names. Start with $a alone; in each round go to all neighbours that were not
  reached yet. Return the number of the round in which $b is reached, 0 if it is $a itself, and -1 if it never is.
> go through the graph level by level; return the level of the goal
= level, seen, steps = {$a}, {$a}, 0
  while level:
      if $b in level:
          return steps
      level = {q for p in level for q in self.$edges.get(p, set())} - seen
      seen |= level
      steps += 1
  return -1
/ level, seen, steps = {$a}, {$a}, 1
  while level:
      if $b in level:
          return steps
      level = {q for p in level for q in self.$edges.get(p, set())} - seen
      seen |= level
      steps += 1
  return -1
@ $Graph({0}).SELF({1}, {2})
## busiest: most_linked hub best_connected (self) -> str | None
:1 most; NAMES=most_linked hub best_connected;
  SAID=most links, None for an empty graph (the alphabetically first on a tie);
  CODE=min(self.$edges, key=lambda name: (-len(self.$edges[name]), name), default=None);
  BAD=min(self.$edges, default=None)
:1 least; NAMES=least_linked loneliest;
  SAID=fewest links, None for an empty graph (the alphabetically first on a tie);
  CODE=min(self.$edges, key=lambda name: (len(self.$edges[name]), name), default=None);
  BAD=max(self.$edges, default=None)
- Return the name with the $SAID
- Find the name that has the $SAID
> compare by the number of neighbours, then by name
= return $CODE
/ return $BAD
@ (lambda p, a, b: $Graph(p).SELF())({0}, {1}, {2})
## isolate: remove drop delete_node (self, $a: str) -> None
- Remove $a and all its links
- Delete the name $a from the graph, also from the neighbours of the others; ignore an unknown name
> take the name out; delete it from every set
= self.$edges.pop($a, None)
  for others in self.$edges.values():
      others.discard($a)
/ self.$edges.pop($a, None)
@ (lambda g, a, b: (g.SELF(a), sorted((k, sorted(v)) for k, v in g.$edges.items())))($Graph({0}), {1}, {2})
'''


@family("graph-class", weight=2.5)
def graph_class(rng: Rng) -> Draft:
    """Methods of an undirected graph."""
    return from_sheet(rng, GRAPH)
