"""Family over the form of input: dates, addresses, colours, tags."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Knob, Row, Use, written
from understudy_trainer.tasks.vocabulary.text import word


def form_rows(rng: Rng) -> list[Row]:
    """Dates, addresses, colours, identifiers, tags."""
    d = [f"{rng.randint(1900, 2030)}-{rng.randint(1, 14):02d}-{rng.randint(1, 33):02d}" for _ in range(3)]
    tag_inputs = each(("<a><b></b></a>", "<a><b></a></b>", "", "<p>x</p>", "<p>", "</p>", "<i></i><i></i>"))
    return [
        Row("date", "is_valid_date valid_date check_date", "$s: str", "bool",
            """
            Check whether $s, of the form 'yyyy-mm-dd' with digits only, is a date that exists (leap years included)
            Return True if the date $s ('yyyy-mm-dd') exists in the calendar, with 29 February only in leap years
            Tell whether year, month and day in $s ('yyyy-mm-dd') form an existing date
            """, "split into year, month and day\ntest the month\nfind the number of days of the month\ntest the day",
            ("""
             year, month, day = map(int, $s.split("-"))
             days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
             if year % 4 == 0 and year % 100 != 0 or year % 400 == 0:
                 days[1] = 29
             return 1 <= month <= 12 and 1 <= day <= days[month - 1]
             """, "try:\n    date.fromisoformat($s)\nexcept ValueError:\n    return False\nreturn True"), each((*d, "2024-02-29", "2023-02-29", "1900-02-29", "2000-02-29", "2024-04-31", "2024-12-00")),
            ('year, month, day = map(int, $s.split("-"))\nreturn 1 <= month <= 12 and 1 <= day <= 31',), imports="from datetime import date", chinese="检查 $s('yyyy-mm-dd')是否为存在的日期"),
        Row("ipv4", "is_ipv4 valid_ip check_address", "$s: str", "bool",
            """
            Check whether $s is an IPv4 address: four numbers from 0 to 255 joined by dots, without leading zeros
            Return True if $s has exactly four dot-separated parts, each a number up to 255 written without extra zeros
            """, "split at the dots\ntest that there are four parts\ntest each part",
            ('$ps = $s.split(".")\nreturn len($ps) == 4 and all($p.isdigit() and str(int($p)) == $p and int($p) <= 255 for $p in $ps)',
             '$ps = $s.split(".")\nif len($ps) != 4:\n    return False\nfor $p in $ps:\n    if not $p.isdigit() or int($p) > 255:\n        return False\n    if len($p) > 1 and $p[0] == "0":\n        return False\nreturn True'),
            each(("10.0.0.1", "256.1.1.1", "1.2.3", "01.2.3.4", "a.b.c.d", "1.2.3.4.5", "", f"{rng.randint(0, 255)}.0.0.{rng.randint(0, 300)}")), ('$ps = $s.split(".")\nreturn len($ps) == 4 and all($p.isdigit() and int($p) <= 255 for $p in $ps)',),
            "Network addresses are typed as four decimal numbers from 0 to 255 with dots between. A number has no leading zeros, except that 0 itself is fine. Given a text $s, return whether it is such an address.", chinese="检查 $s 是否为合法的 IPv4 地址"),
        Row("colour", "is_hex_colour valid_colour colour_ok", "$s: str", "bool",
            """
            Check whether $s is a colour: '#' followed by exactly three or six hexadecimal digits in any case
            Return True if $s is '#' and 3 or 6 characters out of 0-9, a-f and A-F
            """, "test the sign and the length\ntest every digit", ('re.fullmatch(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", $s) is not None', 'return $s[:1] == "#" and len($s) in (4, 7) and all($c in "0123456789abcdef" for $c in $s[1:].lower())'),
            each(("#fff", "#12Ab9F", "fff", "#ffff", "#ggg", "", "#", "#1234567")), ('re.match(r"#[0-9a-fA-F]{3}", $s) is not None', '$s.startswith("#") and len($s) in (4, 7)'), imports="import re"),
        Row("tags", "tags_balanced well_nested check_tags", "$s: str", "bool",
            """
            Check whether the tags '<name>' and '</name>' in $s are properly nested and all closed
            Return True if every opening tag in $s is closed by the matching closing tag in the right order
            Tell if the simple tags in $s (letters only, no attributes) match like brackets
            """, "find all tags\npush opening tags on a stack\na closing tag must match the last open one\nthe stack must end empty",
            ("""
             stack = []
             for slash, name in re.findall(r"<(/?)([a-z]+)>", $s):
                 if not slash:
                     stack.append(name)
                 elif not stack or stack.pop() != name:
                     return False
             return not stack
             """,), tag_inputs, ('return $s.count("</") * 2 == $s.count("<")',), "You are given a text $s with tags like <b> and </b>, lower-case letters only. Each opening tag needs a closing tag of the same name, and "
            "pairs must not overlap: what was opened last is closed first. Return whether $s obeys this. A text without tags does.", imports="import re"),
        Row("open-tags", "unclosed_tags open_tags missing_ends", "$s: str", "list[str]",
            """
            Return the names of the tags still open at the end of $s, in the order they were opened; closing tags always close the last open one
            List which of the tags '<name>' in $s are not closed by '</name>'; the closing tags in $s are correctly nested
            """, "find all tags\npush opening tags\npop at closing tags\nreturn what is left", ('stack = []\nfor slash, name in re.findall(r"<(/?)([a-z]+)>", $s):\n    if slash:\n        stack.pop()\n    else:\n        stack.append(name)\nreturn stack',),
            each(("<a><b></b>", "<a>", "", "<p>x</p>", "<ul><li>a</li><li>")), ('re.findall(r"<([a-z]+)>", $s)',), imports="import re"),
        Row("name", "is_identifier valid_name name_ok", "$s: str", "bool",
            """
            Check whether $s may be a name: a letter a-z or underscore first, then only letters a-z, digits and underscores, and not one of 'if', 'for', 'while'
            Return True if $s consists of lower-case letters, digits and underscores, does not start with a digit and is not 'if', 'for' or 'while'
            """, "match the shape\nreject reserved words", ('re.fullmatch(r"[a-z_][a-z0-9_]*", $s) is not None and $s not in ("if", "for", "while")',), each(("abc", "a1_b", "1a", "", "if", "for_all", "_x", "A")), ('re.fullmatch(r"[a-z_][a-z0-9_]*", $s) is not None', '$s.isidentifier()'), imports="import re"),
        Row("time", "is_valid_time valid_clock time_ok", "$s: str", "bool",
            """
            Check whether $s is a time 'hh:mm' or 'hh:mm:ss' with two digits each, hours below 24, minutes and seconds below 60
            Return True if $s is a clock time with or without seconds, every part having two digits and being in range
            """, "match the shape with ranges", ('re.fullmatch(r"([01]\\d|2[0-3])(:[0-5]\\d){1,2}", $s) is not None', '$ps = $s.split(":")\nif len($ps) not in (2, 3) or not all(len($p) == 2 and $p.isdigit() for $p in $ps):\n    return False\nreturn int($ps[0]) < 24 and all(int($p) < 60 for $p in $ps[1:])'),
            each(("12:30", "24:00", "23:59:59", "9:15", "12:60", "", "12:30:61", "12:30:10:10")), ('re.fullmatch(r"\\d\\d(:\\d\\d){1,2}", $s) is not None',), imports="import re"),
        Row("strength", "password_strength rate_password strength_of", "$s: str", "int",
            """
            Score the password $s: one point each for a lower-case letter, an upper-case letter, a digit, another character, and at least $k characters
            Return how many of these five $s fulfils: has lower case, has upper case, has a digit, has something else, is at least $k long
            """, "test each property\nadd the results", ("""
             checks = [
                 any($c.islower() for $c in $s),
                 any($c.isupper() for $c in $s),
                 any($c.isdigit() for $c in $s),
                 any(not $c.isalnum() for $c in $s),
                 len($s) >= $k,
             ]
             return sum(checks)
             """, """
             score = len({"l" if $c.islower() else "u" if $c.isupper() else "d" if $c.isdigit() else "o" for $c in $s})
             return score + 1 if len($s) >= $k else score
             """), each(("abc", "Abcdef1!", "", "12345678", word(rng) + "9", "A-b")), ("len(set($s)) + (len($s) >= $k)",)),
        Row("table", "all_valid check_form validate_form form_errors", "$d: dict[str, str], $ws: list[str]", "list[str]",
            """
            Return the names in $ws that are missing in the form $d or whose value is blank, in the order of $ws
            List which of the required fields $ws are not filled in $d (missing or only whitespace)
            """, "go through the required names\nkeep those without a visible value", ('[$w for $w in $ws if not $d.get($w, "").strip()]', '$out = []\nfor $w in $ws:\n    if $w not in $d or not $d[$w].strip():\n        $out.append($w)\nreturn $out'),
            [({"name": "Al", "mail": " "}, ["name", "mail", "age"]), ({}, ["x"]), ({"a": "1"}, []), ({"b": "2", "c": ""}, ["c", "b"])], ("[$w for $w in $ws if $w not in $d]", "[$w for $w in $ws if not $d.get($w)]")),
    ]  # fmt: skip


@family("form-of-input", weight=3.5)
def form_of_input(rng: Rng) -> Draft:
    """Existing dates, addresses, colours, balanced tags, filled-in forms."""
    use: Use = {
        "s": ("s", "text", "value", "entry", "raw"),
        "k": Knob(("k", "size", "minimum", "length"), "int", (rng.randint(3, 5), 4, 2, 8)),
        "d": ("form", "data", "fields"),
        "ws": ("required", "names", "needed"),
    }
    return written(rng, pick(rng, form_rows(rng)), use)
