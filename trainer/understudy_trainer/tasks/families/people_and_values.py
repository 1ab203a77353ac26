"""Families over names of people, money, phone numbers and other values written for people."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Knob, Row, Use, written
from understudy_trainer.tasks.vocabulary.text import word


def person_rows(rng: Rng) -> list[Row]:
    """Functions over names of people."""
    first, last, mid = (
        pick(rng, ("Ada", "Grace", "Alan", "Linus")),
        pick(rng, ("Moss", "Reed", "Stone", "Wolf")),
        pick(rng, ("Maria", "Lee", "Paul")),
    )
    names = each((f"{first} {last}", f"{first} {mid} {last}", last, "jo van berg", f"{mid} {first} {mid} {last}"))
    host = pick(rng, ("example.com", "mail.org", "firm.net"))
    listed = each(([f"{first} {last}", "Bo Abel", f"{mid} {last}"], [], [first], ["Zoe Young", "Al Young", "Kim Best"]))
    return [
        Row("last-first", "last_name_first surname_first catalog_name", "$s: str", "str",
            """
            Return the name $s with its last word first, followed by ', ' and the other words
            Write $s as 'Last, First Middle'; a single word stays as it is
            Put the surname (the last word of $s) in front, separated by a comma from the given names
            """, "split into words\nmove the last word to the front with a comma",
            ('*given, surname = $s.split()\nreturn f"{surname}, {\' \'.join(given)}" if given else surname', 'words = $s.split()\nif len(words) == 1:\n    return $s\nreturn words[-1] + ", " + " ".join(words[:-1])'),
            names, ('words = $s.split()\nreturn f"{words[-1]}, {words[0]}" if len(words) > 1 else $s', '", ".join(reversed($s.split()))')),
        Row("first-last", "natural_order given_name_first normal_name", "$s: str", "str",
            """
            Turn the name $s from 'Last, First' into 'First Last'; without a comma it stays as it is
            Return $s with the part after ', ' put in front of the part before it, joined with a space
            """, "split at the comma\nswap the parts", ('last, comma, first = $s.partition(", ")\nreturn f"{first} {last}" if comma else $s', 'return " ".join(reversed($s.split(", ")))'),
            each((f"{last}, {first}", f"{last}, {first} {mid}", first, f"van Berg, {mid}")), ('$s.replace(", ", " ")', '" ".join(reversed($s.replace(",", "").split()))')),
        Row("initials", "initials dotted_initials monogram", "$s: str", "str",
            """
            Return the initials of the name $s, in upper case and each with a full stop, without spaces
            Reduce $s to its upper-case initials with dots, such as 'A.M.'
            """, "take the first letter of each word\nappend a dot and join", ('"".join($w[0].upper() + "." for $w in $s.split())', '$out = ""\nfor $w in $s.split():\n    $out += $w[0].upper() + "."\nreturn $out'), names,
            ('".".join($w[0].upper() for $w in $s.split())', '"".join($w[0] + "." for $w in $s.split())'), chinese="返回姓名 $s 的大写首字母缩写,每个字母后加句点"),
        Row("abbreviate", "abbreviate_name short_name citation_name", "$s: str", "str",
            """
            Shorten all but the last word of the name $s to their first letter and a full stop
            Return $s with given names as initials: 'Ada Maria Moss' becomes 'A. M. Moss'
            Write the name $s with only its last word in full, the others as letter and dot
            """, "split into words\nshorten all but the last\njoin with spaces", ('*given, surname = $s.split()\nreturn " ".join([*(f"{$w[0]}." for $w in given), surname])', 'words = $s.split()\nfor $i in range(len(words) - 1):\n    words[$i] = words[$i][0] + "."\nreturn " ".join(words)'), names,
            ('" ".join(f"{$w[0]}." for $w in $s.split())', 'words = $s.split()\nreturn f"{words[0][0]}. {words[-1]}" if len(words) > 1 else $s')),
        Row("middle", "middle_names without_ends inner_names", "$s: str", "list[str]",
            """
            Return the words of the name $s between the first and the last
            List the middle names in $s, everything but its first and last word
            """, "split into words\ndrop the first and the last", ("$s.split()[1:-1]", "words = $s.split()\nreturn words[1:len(words) - 1] if len(words) > 2 else []"), names, ("$s.split()[1:]", "$s.split()[:-1]")),
        Row("user", "user_name make_login account_name", "$s: str", "str",
            """
            Make a login name from $s: the first letter of its first word and its last word, in lower case
            Return the lowercase first letter of the name $s followed by its last word in lower case
            """, "lowercase and split\njoin the first letter with the last word", ("words = $s.lower().split()\nreturn words[0][0] + words[-1]", 'return $s[0].lower() + $s.lower().rpartition(" ")[2]'), names,
            ("words = $s.split()\nreturn words[0][0] + words[-1]", 'words = $s.lower().split()\nreturn words[0] + words[-1]'),
            "A school gives each pupil a login: the first letter of the first name and the whole last name, all in lower case. The full name is $s, words "
            "separated by spaces; a single word is both first and last name. Return the login."),
        Row("mail", "mail_address make_email address_for", "$s: str, $host: str", "str",
            """
            Return the e-mail address of the person $s at $host: lowercase first and last word joined with '.', then '@' and $host
            Build 'first.last@host' in lower case from the full name $s and the host $host, middle names left out
            """, "lowercase and split the name\njoin first and last word with a dot\nappend the host", ('words = $s.lower().split()\nreturn f"{words[0]}.{words[-1]}@{$host}"', 'words = $s.split()\nreturn words[0].lower() + "." + words[-1].lower() + "@" + $host'),
            [(x[0], host) for x in names if " " in str(x[0])], ('$s.lower().replace(" ", ".") + "@" + $host',), notes="$s has at least two words"),
        Row("by-surname", "sort_by_surname order_names phone_book", "$ws: list[str]", "list[str]",
            """
            Sort the full names in $ws by their last word, equal ones by the whole name
            Return $ws ordered by surname (the last word), then by full name
            """, "sort by last word and whole name", ("sorted($ws, key=lambda $w: ($w.split()[-1], $w))", "$out = sorted($ws)\n$out.sort(key=lambda $w: $w.split()[-1])\nreturn $out"), listed, ("sorted($ws)", "sorted($ws, key=lambda $w: $w.split()[-1], reverse=True)"), chinese="将 $ws 中的姓名按最后一个单词排序,相同时按全名排序"),
        Row("families", "group_families by_last_name family_members", "$ws: list[str]", "dict[str, list[str]]",
            """
            Group the people in $ws by their last word: a dict from surname to the list of first words, in order
            Return a dict that maps each surname (last word) in $ws to the first names of those who bear it
            """, "split each name\nappend the first word under the last", ("$out = {}\nfor name in $ws:\n    words = name.split()\n    $out.setdefault(words[-1], []).append(words[0])\nreturn $out",), listed, ("return {name.split()[-1]: [name.split()[0]] for name in $ws}",)),
        Row("proper", "proper_name fix_name tidy_name", "$s: str", "str",
            """
            Tidy the name $s: single spaces, every word with a capital, except for 'van', 'von' and 'de', which are lower case
            Return $s with words capitalized and single spaces, the particles 'van', 'von' and 'de' in lower case
            """, "lowercase and split\ncapitalize all but the particles\njoin with spaces", ('" ".join($w if $w in ("van", "von", "de") else $w.capitalize() for $w in $s.lower().split())', '$out = []\nfor $w in $s.lower().split():\n    if $w not in ("van", "von", "de"):\n        $w = $w.capitalize()\n    $out.append($w)\nreturn " ".join($out)'),
            each(("jo VAN berg", f"  {first.upper()}  {last.lower()}", "", "MARIA de la cruz", "Von Wolf")), ("$s.title()", '" ".join($w.capitalize() for $w in $s.split())')),
        Row("greet", "greeting greet address_person", "$s: str, $hour: int", "str",
            """
            Greet $s with 'Good morning' before hour 12, 'Good afternoon' before hour $k and 'Good evening' from then on, plus ', name!'
            Return 'Good morning, X!' if $hour is below 12, 'Good afternoon, X!' if it is below $k, otherwise 'Good evening, X!', X being $s
            """, "choose the part of the day\nput the name behind it", ('if $hour < 12:\n    part = "morning"\nelif $hour < $k:\n    part = "afternoon"\nelse:\n    part = "evening"\nreturn f"Good {part}, {$s}!"', 'part = "morning" if $hour < 12 else "afternoon" if $hour < $k else "evening"\nreturn "Good " + part + ", " + $s + "!"'),
            [(first, 9), (last, 12), (mid, 18), (first, 17), ("Al", 23), ("Bo", 11)], ('part = "morning" if $hour <= 12 else "afternoon" if $hour <= $k else "evening"\nreturn f"Good {part}, {$s}!"',)),
    ]  # fmt: skip


@family("names-of-people", weight=3.5)
def names_of_people(rng: Rng) -> Draft:
    """Full names turned around, shortened, sorted, made into logins and addresses."""
    use: Use = {
        "s": ("name", "full_name", "person", "s"),
        "ws": ("people", "names", "persons", "members"),
        "host": ("host", "domain", "server"),
        "hour": ("hour", "h", "clock"),
        "k": Knob(("evening", "limit", "late"), "int", (pick(rng, (17, 18, 19)), 18, 17)),
    }
    return written(rng, pick(rng, person_rows(rng)), use)


def value_rows(rng: Rng) -> list[Row]:
    """Money, phone numbers, sizes, plurals, ages written and read."""
    d = ["".join(str(rng.randint(0, 9)) for _ in range(10)) for _ in range(3)]
    cur = pick(rng, ("$", "EUR ", "£", "CHF "))
    one, many = pick(
        rng, (("file", "files"), ("apple", "apples"), ("day", "days"), ("box", "boxes"), ("child", "children"))
    )
    groups = pick(rng, ((3, 3, 4), (4, 3, 3), (2, 4, 4)))
    cuts = (groups[0], groups[0] + groups[1])
    gs = pick(rng, ("-", " ", "."))
    amounts = each((1234.5, -20.25, 0.0, float(rng.randint(1000, 99999)), 7.1))
    return [
        Row("money", "format_money price_text show_amount", "$x: float", "str",
            f"""
            Format the amount $x as '{cur}' and two decimals with commas between thousands, a minus sign standing before '{cur}'
            Write $x as money: '{cur}1,234.50', and '-{cur}20.25' for negative amounts
            """, "format the absolute value\nput the sign in front", (f'text = f"{cur}{{abs($x):,.2f}}"\nreturn "-" + text if $x < 0 else text', f'sign = "-" if $x < 0 else ""\nreturn f"{{sign}}{cur}{{abs($x):,.2f}}"'), amounts, (f'f"{cur}{{$x:,.2f}}"', f'f"{cur}{{abs($x):,.2f}}"')),
        Row("accounting", "accounting_format ledger_amount bookkeeping", "$x: float", "str",
            """
            Format $x with two decimals and commas between thousands, negative amounts in parentheses instead of a minus sign
            Write the amount $x the way accountants do: '(1,234.50)' for -1234.5 and '1,234.50' for 1234.5
            """, "format the absolute value\nput parentheses around it if negative", ('text = f"{abs($x):,.2f}"\nreturn f"({text})" if $x < 0 else text', 'if $x < 0:\n    return f"({-$x:,.2f})"\nreturn f"{$x:,.2f}"'), [*amounts, (-1234.5,)], ('f"({abs($x):,.2f})"', 'f"{$x:,.2f}"')),
        Row("read-money", "parse_money read_amount amount_in_cents", "$s: str", "int",
            f"""
            Return the amount of $s, such as '{cur}1,234.50' or '-{cur}0.05', in cents
            Parse the text $s (optional minus, '{cur}', commas between thousands, two decimals) into a number of cents
            """, "remove everything but digits\nconvert to an integer\nmind the sign", ('cents = int("".join($c for $c in $s if $c.isdigit()))\nreturn -cents if $s.startswith("-") else cents', f'text = $s.replace("{cur}", "").replace(",", "").replace(".", "")\nreturn int(text)'), each((f"{cur}1,234.50", f"-{cur}0.05", f"{cur}0.00", f"{cur}{rng.randint(1, 99)}.{rng.randint(10, 99)}")),
            ('int("".join($c for $c in $s if $c.isdigit()))',)),
        Row("phone", "format_phone phone_groups group_digits", "$s: str", "str",
            f"""
            Write the ten digits $s in groups of {groups[0]}, {groups[1]} and {groups[2]}, joined with '{gs}'
            Format the phone number $s, ten digits, as groups of {groups[0]}, {groups[1]} and {groups[2]} digits with '{gs}' between them
            """, "cut the digits at the group borders\njoin the groups", (f'"{gs}".join(($s[:{cuts[0]}], $s[{cuts[0]}:{cuts[1]}], $s[{cuts[1]}:]))', f'return f"{{$s[:{cuts[0]}]}}{gs}{{$s[{cuts[0]}:{cuts[1]}]}}{gs}{{$s[{cuts[1]}:]}}"'), each((*d, "1234567890")),
            (f'"{gs}".join(($s[:{cuts[0]}], $s[{cuts[0]}:]))', f'"{gs}".join(($s[:{cuts[0] + 1}], $s[{cuts[0] + 1}:{cuts[1]}], $s[{cuts[1]}:]))')),
        Row("phone-clean", "normalize_phone clean_phone phone_digits", "$s: str", "str",
            """
            Reduce the phone number $s to its digits, replacing a leading '+' by '00'
            Return only the digits of $s; if it begins with '+' they are preceded by '00'
            """, "keep the digits\nput 00 in front after a plus", ('digits = "".join($c for $c in $s if $c.isdigit())\nreturn "00" + digits if $s.startswith("+") else digits', 'prefix = "00" if $s[:1] == "+" else ""\nreturn prefix + re.sub(r"[^0-9]", "", $s)'), each((f"+49 ({d[0][:3]}) {d[0][3:]}", d[1], "", "030 / 12-34", "+1-555 0100")),
            ('"".join($c for $c in $s if $c.isdigit())', '$s.replace("+", "00").replace(" ", "")'), imports="import re"),
        Row("card", "mask_card hide_digits last_digits", "$s: str", "str",
            """
            Replace all digits of $s but the last $k by '*', leaving other characters where they are
            Mask the card number $s: only its last $k digits stay visible, spaces and hyphens are kept
            Hide every digit of $s except the final $k behind '*'; everything else stays
            """, "count the digits\nreplace a digit while more than the visible ones remain", ("""
             hidden = sum($c.isdigit() for $c in $s) - $k
             $out = ""
             for $c in $s:
                 if $c.isdigit() and hidden > 0:
                     $out += "*"
                     hidden -= 1
                 else:
                     $out += $c
             return $out
             """,), each((f"{d[0][:4]} {d[0][4:8]} {d[1][:4]}", d[2], "12", "", "1-2-3-4-5-6-7")), ('"*" * (len($s) - $k) + $s[-$k:]',),
            "A receipt shows a card number $s with all digits but the last $k replaced by '*'. Spaces and hyphens stay in place. Return the text shown."),
        Row("plural", "pluralize count_noun number_of", "$n: int", "str",
            f"""
            Return $n and '{one}' if $n is 1, otherwise '{many}', with 'no' instead of 0
            Write how many {many} there are: 'no {many}', '1 {one}', '2 {many}' and so on for $n
            """, "handle zero and one\notherwise use the plural", (f'if $n == 1:\n    return "1 {one}"\nreturn f"{{$n or \'no\'}} {many}"', f'if $n == 0:\n    return "no {many}"\nreturn f"{{$n}} {{\'{one}\' if $n == 1 else \'{many}\'}}"'), each((0, 1, 2, rng.randint(3, 40), 11)),
            (f'f"{{$n}} {many}"', f'f"{{$n}} " + ("{one}" if $n <= 1 else "{many}")')),
        Row("plural-rule", "plural_of make_plural plural_form", "$s: str", "str",
            """
            Return the plural of the lowercase noun $s by rule: 'es' after s, x, z, ch or sh; 'y' after a consonant becomes 'ies'; otherwise 's'
            Form the plural of $s: add 'es' if it ends with s, x, z, ch or sh, turn a final consonant + 'y' into 'ies', else add 's'
            """, "test the endings that take es\ntest a final y after a consonant\notherwise append s", ("""
             if $s.endswith(("s", "x", "z", "ch", "sh")):
                 return $s + "es"
             if $s.endswith("y") and $s[-2:-1] not in ("a", "e", "i", "o", "u"):
                 return $s[:-1] + "ies"
             return $s + "s"
             """, """
             if re.search(r"(s|x|z|ch|sh)$", $s):
                 return $s + "es"
             if re.search(r"[^aeiou]y$", $s):
                 return re.sub(r"y$", "ies", $s)
             return $s + "s"
             """), each(("box", "city", "day", "cat", "church", word(rng).lower(), "bus", "fly")), ('$s + "s"', 'return $s[:-1] + "ies" if $s.endswith("y") else $s + "s"'), imports="import re", notes="$s has at least two letters"),
        Row("ago", "time_ago how_long_ago age_text", "$n: int", "str",
            """
            Say how long ago $n seconds are: 'just now' below 60, otherwise whole minutes, hours (from 3600) or days (from 86400) as in '1 hour ago'
            Return 'just now', 'N minutes ago', 'N hours ago' or 'N days ago' for $n seconds, rounded down, with the singular for 1
            """, "choose the largest unit that fits\ndivide and round down\nadd an s unless the count is one", ("""
             if $n < 60:
                 return "just now"
             for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
                 if $n >= size:
                     count = $n // size
                     return f"{count} {unit}{'' if count == 1 else 's'} ago"
             """,), each((5, 60, 150, 3600, 90000, rng.randint(200, 3000), 172800)), ('return "just now" if $n < 60 else f"{$n // 60} minutes ago"',),
            "A forum shows the age of a post. It is $n seconds old. Below a minute it says 'just now', else the largest of days, hours and minutes that fits, "
            "rounded down: '1 hour ago', '5 days ago'. Return that text."),
        Row("size", "file_size_text readable_size human_size", "$n: int", "str",
            """
            Write $n bytes with the largest of the units 'B', 'kB', 'MB' and 'GB' (steps of 1000) that leaves at least 1, with one decimal except for 'B'
            Return $n bytes in readable form: '999 B', '1.5 kB', '2.0 MB'; each unit is 1000 of the one before, 'GB' is the largest
            """, "divide by 1000 while the number is large and units are left\nwrite one decimal unless it is bytes", ("""
             if $n < 1000:
                 return f"{$n} B"
             size = float($n)
             unit = "B"
             for larger in ("kB", "MB", "GB"):
                 if size < 1000:
                     break
                 size /= 1000
                 unit = larger
             return f"{size:.1f} {unit}"
             """,), each((0, 999, 1000, 1500, 2000000, rng.randint(2000, 900000), 5 * 10**12)), ('return f"{$n} B" if $n < 1000 else f"{$n / 1000:.1f} kB"', 'return f"{$n / 1000:.1f} kB"')),
        Row("place", "place_text rank_text podium", "$n: int", "str",
            """
            Return 'gold', 'silver' or 'bronze' for place $n 1, 2 or 3 and otherwise the place with 'th', such as '4th'
            Name the medal of place $n ('gold', 'silver', 'bronze'), or write '$n' with 'th' from place 4 on
            """.replace("'$n' with", "the number with"), "look up the first three places\notherwise append th", ('medals = {1: "gold", 2: "silver", 3: "bronze"}\nreturn medals.get($n, f"{$n}th")', 'if $n <= 3:\n    return ("gold", "silver", "bronze")[$n - 1]\nreturn str($n) + "th"'), each((1, 2, 3, 4, 11, 20)), ('f"{$n}th"', '("gold", "silver", "bronze")[$n - 1] if $n < 3 else f"{$n}th"'), notes="Places start at 1 and do not exceed 20"),
        Row("code-id", "make_id next_id padded_id", "$s: str, $n: int", "str",
            """
            Join $s in upper case, '-' and $n padded with zeros to $k digits
            Return an id such as 'AB-0007' from the prefix $s (in upper case) and the number $n with $k digits
            """, "uppercase the prefix\npad the number\njoin with a hyphen", ('f"{$s.upper()}-{$n:0{$k}d}"', '$s.upper() + "-" + str($n).zfill($k)'), [("ab", 7), ("x", 123), ("inv", 0), ("Q", 99999), ("no", rng.randint(1, 99))], ('f"{$s}-{$n:0{$k}d}"', 'f"{$s.upper()}-{$n}"')),
    ]  # fmt: skip


@family("values-for-people", weight=3.5)
def values_for_people(rng: Rng) -> Draft:
    """Money, phone numbers, plurals, ages, sizes and ids written or read."""
    use: Use = {
        "x": ("amount", "x", "value", "price"),
        "k": Knob(("digits", "k", "width", "visible"), "int", (pick(rng, (3, 4, 5)), 4, 2, 6)),
    }
    return written(rng, pick(rng, value_rows(rng)), use)
