"""Family: find, replace and check with regular expressions."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

PATTERNS = r"""
^ import re
## numbers: find_numbers extract_numbers numbers_in ($s: str) -> list[int]
:1 plain; SAID=all unsigned whole numbers; RE=\d+; NEAR=\d; F=int
:1 signed; SAID=all whole numbers, a minus sign directly before a number making it negative; RE=-?\d+; NEAR=\d+; F=int
- Return $SAID in $s, as integers in order of appearance
- Extract $SAID from the text $s
> find all runs that match; convert them
= return [int(m) for m in re.findall(r"$RE", $s)]
= return list(map(int, re.findall(r"$RE", $s)))
/ return [int(m) for m in re.findall(r"$NEAR", $s)]
? 'a12b-3, 40'
? ''
? 'no 7-8'
? '-15 and 6'
## words: find_words words_like matching_words ($s: str) -> list[str]
:1 capital; NAMES=capitalized_words names_in; SAID=words that start with a capital letter; RE=\b[A-Z]\w*; NEAR=[A-Z]
:1 hashtag; NAMES=hashtags find_tags; SAID=hashtags (a # followed by letters or digits), without the #;
  RE=#(\w+); NEAR=#\w+
:1 mention; NAMES=mentions mentioned_users; SAID=names mentioned with @, without the @; RE=@(\w+); NEAR=@\w+
:1 quoted; NAMES=quoted_parts find_quotes; SAID=pieces that stand between double quotes, without the quotes;
  RE="([^"]*)"; NEAR=".*"
:1 paren; NAMES=in_parentheses bracketed; SAID=pieces in round parentheses (not nested), without them;
  RE=\(([^()]*)\); NEAR=\(.*\)
:1 four; NAMES=four_letter_words words_of_four; SAID=words of exactly four letters; RE=\b[a-zA-Z]{4}\b;
  NEAR=[a-zA-Z]{4}
- Return the $SAID in $s
- Find all $SAID in the text $s, in order
> search for the pattern; return what it catches
= return re.findall(r'$RE', $s)
= return [m.group(m.lastindex or 0) for m in re.finditer(r'$RE', $s)]
/ return re.findall(r'$NEAR', $s)
? 'Ask @ann (or Bob) for the "blue book" #now and #Then'
? ''
? 'From Rome: "tea", "milk" @home #x1 (a)(b) Word'
? 'what McDonald (hm) said @bob "ok" #go'
## squeeze: squeeze_spaces collapse normalize ($s: str) -> str
:1 space; NAMES=squeeze_spaces collapse_whitespace normalize; SAID=whitespace with one space; RE=\s+; TO= ;
  MORE=.strip(); AND= and strip the ends
:1 dash; NAMES=squeeze_hyphens collapse_hyphens; SAID=hyphens with one hyphen; RE=-+; TO=-; MORE=; AND=
:1 digit; NAMES=hide_numbers mask_numbers; SAID=digits with one #; RE=\d+; TO=#; MORE=; AND=
:1 vowel; NAMES=star_vowels squash_vowels; SAID=vowels (aeiou, either case) with one *; RE=[aeiouAEIOU]+; TO=*;
  MORE=; AND=
- Replace each run of $SAID in $s$AND
- Return $s with every run of $SAID$AND
> substitute each run
= return re.sub(r"$RE", "$TO", $s)$MORE
/ return re.sub(r"$RE", "", $s)$MORE
/ return re.sub(r"$RE", "$TO", $s, count=1)$MORE
? 'a  b--c 1234'
? ''
? '  queue 12-345  see---me '
% sentence
## camel: camel_to_snake to_snake snake_case ($s: str) -> str
:1 snake; NAMES=camel_to_snake to_snake snake_case; SAID=snake_case; SEP=_
:1 kebab; NAMES=camel_to_kebab to_kebab; SAID=kebab-case; SEP=-
:1 space; NAMES=split_camel camel_words; SAID=lower-case words separated by spaces; SEP= ; X=
- Turn the camelCase name $s into $SAID
- Convert $s from camelCase to $SAID: a "$SEP" goes before each capital except at the start, all in lower case
> put the separator before each inner capital; lower the case
= return re.sub(r"(?<!^)([A-Z])", r"$SEP\1", $s).lower()
= return "".join("$SEP" + c if i and c.isupper() else c for i, c in enumerate($s)).lower()
/ return re.sub(r"([A-Z])", r"$SEP\1", $s).lower()
/ return $s.lower()
? 'someLongName'
? 'Title'
? ''
? 'getHTTP'
? 'plain'
## valid: is_valid matches valid_code ($s: str) -> bool
:1 plate; NAMES=is_plate valid_plate; SAID=two capital letters, a hyphen and four digits; RE=[A-Z]{2}-\d{4};
  NEAR=[A-Z]+-\d+
:1 time; NAMES=is_time valid_time; SAID=a 24-hour time HH:MM; RE=([01]\d|2[0-3]):[0-5]\d; NEAR=\d\d:\d\d
:1 hexcolor; NAMES=is_hex_color valid_color; SAID=# and six hexadecimal digits; RE=#[0-9a-fA-F]{6}; NEAR=#\w{6}
:1 ident; NAMES=is_identifier valid_name; SAID=a letter or underscore followed by letters, digits or underscores;
  RE=[A-Za-z_]\w*; NEAR=\w+
:1 pin; NAMES=is_pin valid_pin; SAID=four to six digits; RE=\d{4,6}; NEAR=\d+
:1 version; NAMES=is_version valid_version; SAID=three numbers separated by points; RE=\d+\.\d+\.\d+; NEAR=[\d.]+
:1 isodate; NAMES=looks_like_date is_date_text; SAID=four digits, two digits and two digits separated by hyphens;
  RE=\d{4}-\d{2}-\d{2}; NEAR=[\d-]+
- Check whether $s consists of exactly $SAID
- Return True if the whole of $s is $SAID
> match the whole text against the pattern
= return re.fullmatch(r"$RE", $s) is not None
= return bool(re.match(r"(?:$RE)\Z", $s))
/ return re.fullmatch(r"$NEAR", $s) is not None
/ return re.search(r"$RE", $s) is not None
? 'AB-1234'
? 'ABC-12'
? '23:59'
? '24:00'
? '#00ffAA'
? '#zzzzzz'
? '12345'
? '123'
? '1.20.3'
? '2024-05-17 '
? '2024-05-17'
? '1.2.3.4'
? '_x1'
? '9a'
? '07:3'
? '2024-5-17'
## mask: mask_digits hide censor ($s: str, $k: int) -> str
$s: text number card line
$k: keep shown k visible
- Replace every digit of $s by "*" except the last $k digits
- Mask all digits of $s but the last $k; other characters stay
+ A card number is to be shown without giving it away. Replace each digit in $s by an asterisk, but keep the last $k
  digits readable. Spaces, hyphens and everything else remain as they are.
> count the digits; go through the characters; replace a digit while more than k are left
= left = sum(c.isdigit() for c in $s)
  $out = ""
  for c in $s:
      if c.isdigit():
          $out += c if left <= $k else "*"
          left -= 1
      else:
          $out += c
  return $out
/ return re.sub(r"\d", "*", $s)
/ return "*" * (len($s) - $k) + $s[-$k:]
? '1234 5678', 4
? '12-34', 9
? '', 2
? 'id 99-100', 2
## fill: fill_template render expand ($s: str, $d: dict[str, str]) -> str
$s: template text pattern
$d: values fields context
- Replace each {name} in $s by the value of name in $d; unknown names stay as they are
- Fill the placeholders {like_this} of $s from $d, leaving those without a value untouched
> find each placeholder; look its name up; keep it when unknown
= return re.sub(r"\{(\w+)\}", lambda m: $d.get(m[1], m[0]), $s)
= for name, value in $d.items():
      $s = $s.replace("{" + name + "}", value)
  return $s
/ return re.sub(r"\{(\w+)\}", lambda m: $d.get(m[1], ""), $s)
? 'Hi {name}, {day}!', {'name': 'Ann'}
? '', {}
? '{a}{b}', {'a': '1', 'b': '2'}
? 'no fields', {'a': '1'}
"""


@family("regex-uses", weight=4)
def regex_uses(rng: Rng) -> Draft:
    """Find, replace and check with regular expressions."""
    return from_sheet(rng, PATTERNS)
