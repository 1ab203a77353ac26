"""Family: functions that use a table or constant above them."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

TABLES = r"""
## roman: from_roman roman_value read_roman ($s: str) -> int
& VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
$s: numeral s text
- Return the number that the Roman numeral $s stands for, using the table above
- Convert the Roman numeral $s to an integer; a smaller sign before a larger one is subtracted
> look up each sign; subtract it if a larger one follows, else add it
= values = [VALUES[c] for c in $s]
  total = 0
  for i, value in enumerate(values):
      if i + 1 < len(values) and value < values[i + 1]:
          total -= value
      else:
          total += value
  return total
/ return sum(VALUES[c] for c in $s)
? 'XIV'
? ''
? 'MCMXC'
? 'III'
? 'LVII'
## calc: calculate compute apply_operation ($x: int, $op: str, $y: int) -> int | None
$op: op sign operator_
& OPERATIONS = {
      "+": lambda a, b: a + b,
      "-": lambda a, b: a - b,
      "*": lambda a, b: a * b,
  }
- Apply the operation named $op in OPERATIONS to $x and $y; return None if there is none of that name
- Compute $x $op $y with the help of OPERATIONS, None for an unknown operator
> look up the function; return None if it is missing; call it
= operation = OPERATIONS.get($op)
  return operation($x, $y) if operation else None
= if $op not in OPERATIONS:
      return None
  return OPERATIONS[$op]($x, $y)
/ return OPERATIONS[$op]($x, $y)
/ return OPERATIONS.get($op, OPERATIONS["+"])($y, $x)
? 7, '-', 4
? 2, '^', 3
? 5, '*', 6
? 1, '+', 2
## rpn: evaluate_rpn postfix rpn ($ws: list[str]) -> int
$ws: tokens words parts
& OPERATIONS = {
      "+": lambda a, b: a + b,
      "-": lambda a, b: a - b,
      "*": lambda a, b: a * b,
  }
- Evaluate the postfix expression given as a list of tokens $ws, numbers or keys of OPERATIONS
- Compute the value of $ws in reverse Polish notation using OPERATIONS
> push numbers; for an operator pop two numbers and push the result; return the last one
= stack = []
  for token in $ws:
      if token in OPERATIONS:
          b = stack.pop()
          a = stack.pop()
          stack.append(OPERATIONS[token](a, b))
      else:
          stack.append(int(token))
  return stack.pop()
/ stack = []
  for token in $ws:
      if token in OPERATIONS:
          a = stack.pop()
          b = stack.pop()
          stack.append(OPERATIONS[token](a, b))
      else:
          stack.append(int(token))
  return stack.pop()
? ['3', '4', '-', '2', '*']
? ['7']
? ['2', '3', '4', '*', '+']
? ['10', '2', '-']
## score: word_score letter_score score ($s: str) -> int
& POINTS = {"a": 1, "e": 1, "n": 1, "r": 2, "t": 2, "k": 5, "z": 8}
$s: word s letters
:1 best; SAID=highest points of any letter (0 for an empty word);
  CODE=max((POINTS.get(c, 0) for c in $s.lower()), default=0);
  BAD=max((POINTS.get(c, 0) for c in $s), default=0)
:1 double; SAID=sum of the points of all letters, the first letter counted twice;
  CODE=sum(POINTS.get(c, 0) for c in $s.lower() + $s.lower()[:1]); BAD=sum(POINTS.get(c, 0) for c in $s.lower())
- Return the $SAID of $s according to POINTS, ignoring case; other characters count 0
- Compute the $SAID in $s, looked up in POINTS without regard to case (missing ones are worth 0)
> lower the case; look up each letter; combine
= return $CODE
/ return $BAD
? 'Zebra'
? ''
? 'tank'
? 'KNEE'
## morse: encode translate to_code ($s: str) -> str
& CODES = {"a": ".-", "e": ".", "n": "-.", "o": "---", "s": "...", "t": "-"}
:1 skip; SAID=leaving out characters without a code; CODE=" ".join(CODES[c] for c in $s if c in CODES);
  BAD="".join(CODES[c] for c in $s if c in CODES)
:1 mark; SAID=writing ? for characters without a code; CODE=" ".join(CODES.get(c, "?") for c in $s);
  BAD="".join(CODES.get(c, "?") for c in $s)
- Write $s in the code CODES, separated by spaces, $SAID
- Replace each character of $s by its entry in CODES and join them with single spaces, $SAID
> look up each character; join with spaces
= return $CODE
/ return $BAD
? 'sos'
? ''
? 'note!'
? 'test'
## decode: decode read_code from_code ($s: str) -> str
& CODES = {"a": ".-", "e": ".", "n": "-.", "o": "---", "s": "...", "t": "-"}
- Decode $s, whose codes from CODES are separated by single spaces, back into letters
- Turn a text of space-separated codes (see CODES) into the letters they stand for
> turn the table around; look up each code; join the letters
= letters = {code: c for c, code in CODES.items()}
  return "".join(letters[code] for code in $s.split())
/ letters = {code: c for c, code in CODES.items()}
  return " ".join(letters[code] for code in $s.split())
? '... --- ...'
? ''
? '-. --- - .'
? '- . ... -'
## price: fee_for shipping_cost price_of ($n: int) -> int
$n: weight amount size n
& BRACKETS = [($10_20, 3), ($30_50, 6), ($60_90, 11)]
- Return the price of the first bracket in BRACKETS whose limit is at least $n, or 20 if $n is above all limits
- Find the price for $n: BRACKETS lists (limit, price) pairs, a limit belongs to its bracket, beyond the last it costs
  20
> go through the brackets; return the first price whose limit is not exceeded; 20 otherwise
= for limit, price in BRACKETS:
      if $n <= limit:
          return price
  return 20
= return next((price for limit, price in BRACKETS if $n <= limit), 20)
/ for limit, price in BRACKETS:
      if $n < limit:
          return price
  return 20
? $10_20
? 95
? 25
? $30_50
? 1
## next: next_stop station_after following ($s: str, $k: int) -> str | None
$s: stop station current
& STOPS = ["Harbour", "Market", "Museum", "Park", "Station"]
$k: n hops k
- Return the stop $k places after $s in STOPS, or None if the line ends before
- Which entry of STOPS comes $k after $s? None beyond the end
! $s is one of STOPS
> find the position; add; return None outside
= i = STOPS.index($s) + $k
  return STOPS[i] if i < len(STOPS) else None
/ return STOPS[(STOPS.index($s) + $k) % len(STOPS)]
/ i = STOPS.index($s) + $k
  return STOPS[i] if i <= len(STOPS) - 2 else None
? 'Market', 2
? 'Park', 1
? 'Park', 3
? 'Station', 0
## between: between_stops stations_between ways ($a: str, $b: str) -> list[str]
& ORDER = ["ant", "bee", "cat", "dog", "eel", "fox"]
$a $b: first second, a b, start end, one other
- Return the entries of ORDER strictly between $a and $b, in the order of ORDER, whichever comes first
- List what stands between $a and $b in ORDER without the two themselves; [] if one is not in ORDER
! Return an empty list if $a or $b is not in ORDER
> return nothing for unknown names; find both positions; slice between
= if $a not in ORDER or $b not in ORDER:
      return []
  i, j = sorted((ORDER.index($a), ORDER.index($b)))
  return ORDER[i + 1 : j]
/ if $a not in ORDER or $b not in ORDER:
      return []
  return ORDER[ORDER.index($a) + 1 : ORDER.index($b)]
/ if $a not in ORDER or $b not in ORDER:
      return []
  i, j = sorted((ORDER.index($a), ORDER.index($b)))
  return ORDER[i:j]
? 'bee', 'eel'
? 'fox', 'cat'
? 'ant', 'cow'
? 'cat', 'cat'
"""


@family("tables-above", weight=3.5)
def tables_above(rng: Rng) -> Draft:
    """Functions that use a table or constant above them."""
    return from_sheet(rng, TABLES)
