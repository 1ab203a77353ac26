"""Family: json, base64, hashlib, shlex, difflib, unicodedata, pathlib, textwrap."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

MODULES = r"""
## json: to_json_line dump_sorted as_json ($d: dict) -> str
^ import json
- Return $d as JSON text with sorted keys
- Write the dict $d as one line of JSON, its keys in alphabetical order
> dump with sorted keys
= return json.dumps($d, sort_keys=True)
/ return json.dumps($d)
/ return str($d)
? {'b': 1, 'a': [True, None]}
? {}
? {'z': 'x', 'k': 2}
## unjson: load_or_default parse_json read_json ($s: str, $default: int) -> object
$s: text raw payload
$default: default fallback otherwise
^ import json
- Parse the JSON text $s, returning $default if it is not valid
- Load $s as JSON; give $default for broken text
> try to parse; return the default on an error
= try:
      return json.loads($s)
  except json.JSONDecodeError:
      return $default
= try:
      return json.loads($s)
  except ValueError:
      return $default
/ return json.loads($s)
/ return json.loads($s) if $s else $default
? '{"a": [1, 2]}', 0
? 'oops', $2_9
? '', 5
? 'null', 1
## base64: encode64 to_base64 b64 ($s: str) -> str
^ import base64
:1 enc; SAID=Encode the UTF-8 bytes of $s in Base64; CODE=base64.b64encode($s.encode()).decode();
  NEAR=base64.b32encode($s.encode()).decode()
:1 hex; SAID=Write the UTF-8 bytes of $s in lower-case hexadecimal; CODE=$s.encode().hex();
  NEAR=$s.encode().hex().upper()
:1 url; SAID=Encode the UTF-8 bytes of $s in URL-safe Base64 without the = at the end;
  CODE=base64.urlsafe_b64encode($s.encode()).decode().rstrip("="); NEAR=base64.urlsafe_b64encode($s.encode()).decode()
- $SAID and return the result as text
- $SAID
> encode the text; encode the bytes; decode to text
= return $CODE
/ return $NEAR
? 'hello'
? ''
? 'jk~~?'
% word
## unbase64: decode64 from_base64 unb64 ($s: str) -> str
^ import base64
- Decode the Base64 text $s and return it as UTF-8 text
- Return the text whose Base64 form is $s
> decode the bytes; decode the text
= return base64.b64decode($s).decode()
/ return base64.b64decode($s).hex()
? 'aGVsbG8='
? ''
? 'YWI='
## digest: fingerprint hash_text checksum_of ($s: str) -> str
^ import hashlib
:1 sha; K=; SAID=the hexadecimal sha256 digest
:1 short; K=[:8]; SAID=the first eight hex digits of the sha256 digest
- Return $SAID of the UTF-8 bytes of $s
- Encode $s as UTF-8 and give $SAID
> encode the text; hash the bytes
= return hashlib.sha256($s.encode()).hexdigest()$K
= state = hashlib.sha256()
  state.update($s.encode())
  return state.hexdigest()$K
/ return hashlib.sha1($s.encode()).hexdigest()$K
/ return hashlib.sha256($s.encode("utf-16")).hexdigest()$K
? 'abc'
? ''
% word
## shlex: split_command parse_command arguments_of ($s: str) -> list[str]
$s: command line text
^ import shlex
- Split $s like a shell does, so that quoted parts stay together
- Return the words of the command line $s; quotes group words and are removed
> split with shlex
= return shlex.split($s)
/ return $s.split()
? 'copy "my file" b'
? ''
? "say 'good day' now"
## close: closest_word best_match suggest ($w: str, $ws: list[str]) -> str | None
$w: word typed query
$ws: options known candidates
^ import difflib
- Return the entry of $ws that is most similar to $w according to difflib, or None if none is close enough
- Suggest the best match for $w among $ws with difflib; None without any
> ask for one close match; return it or None
= found = difflib.get_close_matches($w, $ws, n=1)
  return found[0] if found else None
= return next(iter(difflib.get_close_matches($w, $ws, 1)), None)
/ return $w if $w in $ws else None
? 'appel', ['apple', 'pear']
? 'xyz', ['apple', 'pear']
? 'banan', ['band', 'banana']
? 'a', []
## accents: strip_accents plain_letters without_accents ($s: str) -> str
^ import unicodedata
- Remove the accents from the letters of $s
- Return $s with letters like é replaced by their base letter
> decompose the characters; drop combining marks
= decomposed = unicodedata.normalize("NFD", $s)
  return "".join(c for c in decomposed if not unicodedata.combining(c))
/ return unicodedata.normalize("NFD", $s)
/ return $s.encode("ascii", "ignore").decode()
? 'café'
? 'plain'
? 'Zürich, señor'
? ''
## path: extension file_suffix name_part ($s: str) -> str
$s: path filename file
^ from pathlib import PurePosixPath
:1 suffix; NAMES=extension file_suffix;
  SAID=the extension of the file name with its dot, an empty text if it has none; CODE=.suffix; NEAR=.name
:1 stem; NAMES=stem base_name without_extension;
  SAID=the file name without folders and without the last extension; CODE=.stem; NEAR=.name
:1 name; NAMES=file_name last_part; SAID=the last part, the file name; CODE=.name; NEAR=.stem
:1 parent; NAMES=folder_of parent_folder; SAID=the folder that holds it (. if it has none); CODE=.parent;
  NEAR=.parts[0]
- Return $SAID, for the POSIX path $s
- Given the path $s, return $SAID
> make a path; take the part
= return str(PurePosixPath($s)$CODE)
/ return str(PurePosixPath($s)$NEAR)
? 'docs/report.final.pdf'
? 'README'
? '/etc/hosts'
? 'a/b/c.txt'
## join: join_path build_path path_of ($ws: list[str], $s: str) -> str
$ws: folders parts dirs
$s: name filename file
^ from pathlib import PurePosixPath
- Join $ws and $s into one POSIX path
- Build the path of the file $s inside the nested folders $ws
> join the parts with slashes
= return str(PurePosixPath(*$ws, $s))
= return "/".join([*$ws, $s])
/ return "/".join($ws) + $s
? ['a', 'b'], 'c.txt'
? [], 'x'
% words, word
## wrap: wrap_lines wrapped fold ($s: str, $k: int) -> list[str]
$k: width columns k
^ import textwrap
- Break the text $s into lines of at most $k characters at spaces
- Wrap $s to width $k and return the lines
> wrap with textwrap
= return textwrap.wrap($s, $k)
/ return [$s[i : i + $k] for i in range(0, len($s), $k)]
/ return textwrap.wrap($s, $k - 1)
? 'the quick brown fox', 9
? '', 5
? 'a bb ccc dddd', 6
% sentence, int(8, 14)
## shorten: shorten ellipsis abbreviate ($s: str, $k: int) -> str
$k: width limit k
- Cut $s to at most $k characters, ending with "..." if something was cut off; $k is at least 3
- Shorten $s so that it has $k characters at most, the last three being "..." when it was longer
> return a short text as it is; keep k minus 3 characters and add the dots
= if len($s) <= $k:
      return $s
  return $s[: $k - 3] + "..."
= return $s if len($s) <= $k else $s[: $k - 3] + "..."
/ return $s[:$k] + "..." if len($s) > $k else $s
/ return $s[: $k - 3] + "..."
? 'hello world', 8
? 'hello', 5
? '', 3
% sentence, int(5, 20)
"""


@family("library-text", weight=4)
def library_text(rng: Rng) -> Draft:
    """json, base64, hashlib, shlex, difflib, unicodedata, pathlib, textwrap."""
    return from_sheet(rng, MODULES)
