"""Family: state machines: transition tables, turnstiles, doors, modes inside a text."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

MACHINES = r"""
$ws: events inputs actions signals
$s: text line source s
## table: run_machine final_state follow ($d: dict[str, dict[str, str]], $start: str, $ws: list[str]) -> str
$d: table transitions rules
$start: start state initial
:1 stay; SAID=an event without a rule leaves the state as it is;
  CODE=state = $d.get(state, {}).get(event, state); BAD=state = $d[state][event]
:1 fail; SAID=an event without a rule leads to the state "error", which is never left;
  CODE=state = $d.get(state, {}).get(event, "error"); BAD=state = $d.get(state, {}).get(event, state)
- Run the state machine $d (state -> event -> next state) from $start over the events $ws and return the final
  state; $SAID
- Starting in $start, follow $d[state][event] for every event in $ws; $SAID. Return the last state
> begin with the start state; look up the next state for each event; return the last one
= state = $start
  for event in $ws:
      $CODE
  return state
/ state = $start
  for event in $ws:
      $BAD
  return state
/ return $start
? {'off': {'press': 'on'}, 'on': {'press': 'off', 'dim': 'low'}, 'low': {'press': 'off'}}, 'off', ['press', 'dim']
? {'off': {'press': 'on'}, 'on': {'press': 'off'}}, 'off', ['dim', 'press']
? {'a': {'x': 'b'}, 'b': {'x': 'a'}}, 'a', []
? {'a': {'x': 'b'}, 'b': {'x': 'a', 'y': 'b'}}, 'b', ['y', 'x', 'z', 'x']
## turnstile: people_through turnstile passages ($ws: list[str]) -> int
- A turnstile opens with a "coin" and lets one person through per "push", then locks; return how many get through in
  $ws
- Count the pushes in $ws that come while the turnstile is open; a "coin" opens it, a successful "push" locks it again
+ A turnstile is locked at first. The event "coin" unlocks it (further coins change nothing). The event "push" lets
  one
  person through if it is unlocked, and locks it again. Return how many people pass during the events $ws.
> keep whether it is open; a coin opens it; a push counts and locks if it is open
= passed = 0
  unlocked = False
  for event in $ws:
      if event == "coin":
          unlocked = True
      elif event == "push" and unlocked:
          passed += 1
          unlocked = False
  return passed
/ return min($ws.count("coin"), $ws.count("push"))
/ passed = 0
  unlocked = False
  for event in $ws:
      if event == "coin":
          unlocked = True
      elif unlocked:
          passed += 1
  return passed
? ['coin', 'coin', 'push', 'push']
? ['push', 'coin']
? []
% many("coin", "push")
## comments: strip_comments without_comments code_only ($s: str) -> str
:1 brace; SAID=parts in curly braces (not nested), the braces included; OPEN={; CLOSE=}
:1 angle; SAID=parts between < and >, both signs included; OPEN=<; CLOSE=>
:1 square; SAID=parts in square brackets (not nested), the brackets included; OPEN=[; CLOSE=]
- Return $s without the $SAID
- Remove the $SAID from $s, reading it character by character
> keep whether we are inside; the opening sign begins a part, the closing one ends it; copy what is outside
= out = ""
  inside = False
  for c in $s:
      if c == "$OPEN":
          inside = True
      elif c == "$CLOSE":
          inside = False
      elif not inside:
          out += c
  return out
/ return $s.replace("$OPEN", "").replace("$CLOSE", "")
/ return $s.split("$OPEN")[0]
? 'a$OPEN b$CLOSE c'
? 'plain'
? ''
? '$OPEN x$CLOSE y$OPEN z$CLOSE'
## outside: split_outside_quotes split_fields fields_of ($s: str) -> list[str]
:1 comma; SEP=,; SAID=commas
:1 semi; SEP=|; SAID=vertical bars
- Split $s at $SAID that are not between double quotes; the quotes stay in the parts
- Cut $s at all $SAID except those inside a pair of double quotes, keeping the quotes
> keep whether we are inside quotes; a separator outside starts a new part; copy all else
= parts = [""]
  quoted = False
  for c in $s:
      if c == '"':
          quoted = not quoted
      if c == "$SEP" and not quoted:
          parts.append("")
      else:
          parts[-1] += c
  return parts
/ return $s.split("$SEP")
/ parts = [""]
  quoted = False
  for c in $s:
      if c == '"':
          quoted = not quoted
      elif c == "$SEP" and not quoted:
          parts.append("")
      else:
          parts[-1] += c
  return parts
? 'a$SEP"b$SEP c"$SEP d'
? ''
? 'x$SEP$SEP y'
? '"q"'
## door: door_log door_state lock_state ($ws: list[str]) -> str
- A door starts "closed"; "open" opens it unless it is locked, "close" closes it, "lock" and "unlock" work only
  while it is shut; return "open", "closed" or "locked" after $ws
- Follow the actions $ws on a closed door: "open" (not when locked), "close", "lock" (only a closed one), "unlock";
  give the final state: "open", "closed" or "locked"
> keep the state; change it only where the action is allowed; return it
= state = "closed"
  for action in $ws:
      if action == "open" and state == "closed":
          state = "open"
      elif action == "close" and state == "open":
          state = "closed"
      elif action == "lock" and state == "closed":
          state = "locked"
      elif action == "unlock" and state == "locked":
          state = "closed"
  return state
= moves = {
      ("closed", "open"): "open",
      ("open", "close"): "closed",
      ("closed", "lock"): "locked",
      ("locked", "unlock"): "closed",
  }
  state = "closed"
  for action in $ws:
      state = moves.get((state, action), state)
  return state
/ state = "closed"
  for action in $ws:
      state = {"open": "open", "close": "closed", "lock": "locked", "unlock": "closed"}[action]
  return state
? ['lock', 'open']
? []
? ['open', 'lock']
? ['lock', 'unlock', 'open', 'close', 'open']
% many("open", "close", "lock", "unlock")
## hold: debounce stable_value settled ($xs: list[int], $k: int) -> int | None
$xs: readings samples inputs
- Return the first value in $xs that comes $k times in a row, or None if none does
- Find the value that first repeats itself for $k readings without interruption; None without one
! $k is at least 1
> count equal neighbours; return the value as soon as there are enough
= run = 0
  before = None
  for x in $xs:
      run = run + 1 if x == before else 1
      if run == $k:
          return x
      before = x
  return None
= for i in range(len($xs) - $k + 1):
      if len(set($xs[i : i + $k])) == 1:
          return $xs[i]
  return None
/ return next((x for x in $xs if $xs.count(x) >= $k), None)
/ for i in range(len($xs) - $k):
      if len(set($xs[i : i + $k])) == 1:
          return $xs[i]
  return None
? [1, 0, 0, 1, 1, 1], 3
? [2, 2], 2
? [], 1
? [5, 6, 5], 2
% ints(0, 1, 8), int(1, 3)
"""


@family("state-machines", weight=3)
def state_machines(rng: Rng) -> Draft:
    """Transition tables, turnstiles, doors, text modes."""
    return from_sheet(rng, MACHINES)
