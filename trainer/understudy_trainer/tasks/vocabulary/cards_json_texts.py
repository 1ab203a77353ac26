"""Cards of the families in `json_texts`."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

TEXTS = deck("""
combo: field
names: read_field json_value get_setting
params: $s: str, $k: str
pool: s = text payload body raw json_text
returns: object
said: Return the value under $k in the JSON object $s, or None if the key is missing
said: Parse $s, JSON text of an object, and look up the key $k in it (None if it is not there)
plan: parse the JSON text; look the key up
do: return json.loads($s).get($k)
do:
    data = json.loads($s)
    return data[$k] if $k in data else None
import: import json
bad: return $s.get($k) if isinstance($s, dict) else None
case: '{"a": 1, "b": [2]}', "b"
case: '{"a": null}', "a"
case: '{}', "x"
case: '{"name": "Ann"}', "name"
---
combo: set-field
names: with_setting set_field update_json
params: $s: str, $k: str, $v: int
pool: s = text payload body raw json_text
returns: str
said: Set $k to $v in the JSON object $s and return the new JSON text with sorted keys
said: Parse the JSON object $s, store $v under the key $k, and write it back as JSON with keys in sorted order
plan: parse the JSON text; store the value; write it with sorted keys
do:
    data = json.loads($s)
    data[$k] = $v
    return json.dumps(data, sort_keys=True)
do: return json.dumps({**json.loads($s), $k: $v}, sort_keys=True)
import: import json
bad: return json.dumps({**json.loads($s), $k: $v})
bad: return json.dumps({$k: $v, **json.loads($s)}, sort_keys=True)
case: '{"b": 1, "a": 2}', "a", 5
case: '{}', "x", 0
case: '{"q": [1]}', "c", 3
case: '{"n": null, "z": 1}', "n", 8
---
combo: is-valid
names: is_json valid_json parses
params: $s: str
pool: s = text payload body raw json_text
returns: bool
said: Check whether $s is valid JSON
said: Return True if the json module can parse $s, False otherwise
zh: 判断字符串 $s 是否为合法的 JSON
told: A program receives the string $s and has to know whether it is JSON. Return True if it can be parsed and
    False if it cannot. No exception may be raised.
plan: try to parse the text; return False if this fails
do:
    try:
        json.loads($s)
    except json.JSONDecodeError:
        return False
    return True
do:
    try:
        json.loads($s)
        return True
    except ValueError:
        return False
import: import json
bad: return $s[:1] in ("{", "[")
case: '{"a": 1}'
case: "{'a': 1}"
case: '[1, 2'
case: '7'
case: ''
case: '"text"'
---
combo: parse-or-default
names: load_or_empty safe_json parse_config
params: $s: str
pool: s = text payload body raw json_text
returns: dict
said: Parse $s as a JSON object; return an empty dict if it is no valid JSON or not an object
said: Return the dict that the JSON text $s describes, and {} for broken text and for other kinds of values
plan: try to parse; return an empty dict on an error; return an empty dict for other types
do:
    try:
        data = json.loads($s)
    except json.JSONDecodeError:
        return {}
    return data if isinstance(data, dict) else {}
do:
    try:
        data = json.loads($s)
        return dict(data) if type(data) is dict else {}
    except ValueError:
        return {}
import: import json
bad:
    try:
        return json.loads($s)
    except ValueError:
        return {}
case: '{"a": 1}'
case: '[1, 2]'
case: '{"a": '
case: '{}'
case: 'null'
---
combo: compact
names: compact_json minify without_spaces
params: $s: str
pool: s = text payload body raw json_text
returns: str
said: Rewrite the JSON text $s without any spaces between its parts
said: Return $s, valid JSON, in its most compact form, keeping the order of keys
plan: parse the text; write it with narrow separators
do: return json.dumps(json.loads($s), separators=(",", ":"))
do:
    data = json.loads($s)
    return json.dumps(data, indent=None, separators=(",", ":"))
import: import json
bad: return $s.replace(" ", "")
bad: return json.dumps(json.loads($s))
case: '{"a b": 1, "c": [1, 2]}'
case: '[ 1 ]'
case: '{ }'
case: '{"x": "y z"}'
---
combo: same
names: same_json equal_json equivalent
params: $s: str, $t: str
pool: s = a first left s
pool: t = b second right t
returns: bool
said: Check whether the JSON texts $s and $t stand for the same value, whatever their spaces and key order
said: Return True if $s and $t parse to equal values
plan: parse both texts; compare the values
do: return json.loads($s) == json.loads($t)
do: return json.dumps(json.loads($s), sort_keys=True) == json.dumps(json.loads($t), sort_keys=True)
import: import json
bad: return $s.replace(" ", "") == $t.replace(" ", "")
case: '{"a": 1, "b": 2}', '{"b": 2, "a": 1}'
case: '[1,2]', '[1, 2]'
case: '[1, 2]', '[2, 1]'
case: '{}', '[]'
---
combo: merge
names: merge_json combine_settings overlay_json
params: $s: str, $t: str
pool: s = base defaults first
pool: t = extra overrides second
returns: dict
said: Parse the JSON objects $s and $t and return them merged into one dict, $t winning for common keys
said: Return a dict with the entries of both JSON texts $s and $t; those of $t replace equal keys
told: Default settings and user settings are given as the JSON objects $s and $t. Parse both and return one
    dictionary with all settings. Where both have a key, the value from $t counts.
plan: parse both texts; merge the dicts
do: return {**json.loads($s), **json.loads($t)}
do:
    data = json.loads($s)
    data.update(json.loads($t))
    return data
import: import json
bad: return {**json.loads($t), **json.loads($s)}
case: '{"a": 1, "b": 2}', '{"b": 3}'
case: '{}', '{"x": null}'
case: '{"p": true}', '{}'
case: '{"k": [1]}', '{"k": [2], "m": 0}'
---
combo: sum-values
names: sum_json_values total_of_object add_up
params: $s: str
pool: s = text payload body raw json_text
returns: int
said: Add up the values of the JSON object $s, all of them numbers
said: Return the sum of all numbers in the JSON object written in $s
plan: parse the text; add up the values
do: return sum(json.loads($s).values())
do:
    $total = 0
    for $v in json.loads($s).values():
        $total += $v
    return $total
import: import json
bad: return len(json.loads($s))
inputs: dicts
---
combo: types
names: json_types value_types describe_fields
params: $s: str
pool: s = text payload body raw json_text
returns: dict[str, str]
said: Return for each key of the JSON object $s the name of the Python type of its value
said: Parse the JSON object $s and map every key to type(value).__name__
plan: parse the text; take the type name of each value
do: return {$k: type($v).__name__ for $k, $v in json.loads($s).items()}
do:
    $out = {}
    for $k, $v in json.loads($s).items():
        $out[$k] = $v.__class__.__name__
    return $out
import: import json
bad: return {$k: "str" for $k in json.loads($s)}
case: '{"a": 1, "b": "x", "c": null}'
case: '{"list": [], "obj": {}, "ok": true}'
case: '{}'
case: '{"f": 1.5}'
---
combo: json-lines
names: parse_json_lines read_jsonl load_lines
params: $s: str
pool: s = text content lines data
returns: list[dict]
said: Parse every non-empty line of $s as JSON and return the values as a list
said: Read the JSON lines text $s: one JSON object per line, blank lines being skipped
told: A log file has one JSON object per line and sometimes blank lines. Given its text $s, return the list of
    the parsed objects in order.
plan: split into lines; skip blank ones; parse each
do: return [json.loads(line) for line in $s.splitlines() if line.strip()]
do:
    $out = []
    for line in $s.split("\\n"):
        if line.strip():
            $out.append(json.loads(line))
    return $out
import: import json
bad: return [json.loads(line) for line in $s.splitlines()[1:] if line.strip()]
case: '{"a": 1}\\n{"a": 2}\\n'
case: ''
case: '\\n{"x": 0}\\n\\n{"y": [1]}'
case: '{"id": 5}'
---
combo: bad-lines
names: broken_lines invalid_line_numbers find_bad_json
params: $s: str
pool: s = text content lines data
returns: list[int]
said: Return the numbers, counted from 1, of the lines in $s that are not valid JSON
said: Find the line numbers (the first is 1) at which $s has a line the json module cannot parse
plan: number the lines; try to parse each; keep the numbers of failures
do:
    $out = []
    for number, line in enumerate($s.splitlines(), start=1):
        try:
            json.loads(line)
        except json.JSONDecodeError:
            $out.append(number)
    return $out
do:
    def broken(line):
        try:
            json.loads(line)
        except ValueError:
            return True
        return False

    return [i + 1 for i, line in enumerate($s.splitlines()) if broken(line)]
import: import json
bad: return [i for i, line in enumerate($s.splitlines(), start=1) if not line.startswith("{")]
case: '{"a": 1}\\noops\\n[2]'
case: ''
case: '{"a": \\n}'
case: '1\\n"x"\\n{}'
---
combo: to-json-pairs
names: pairs_to_json dump_pairs to_json_object
params: $pairs: list[tuple[str, int]]
returns: str
said: Write the (key, value) tuples $pairs as a JSON object, the keys in sorted order
said: Return JSON text of an object with the entries of $pairs, sorted by key; the last value of a repeated key counts
plan: make a dict of the pairs; write it with sorted keys
do: return json.dumps(dict($pairs), sort_keys=True)
do:
    data = {}
    for key, value in $pairs:
        data[key] = value
    return json.dumps({key: data[key] for key in sorted(data)})
import: import json
bad: return json.dumps(dict($pairs))
bad: return str(dict(sorted($pairs)))
case: [("b", 1), ("a", 2)]
case: []
case: [("x", 1), ("x", 3)]
case: [("one", 1)]
""")
