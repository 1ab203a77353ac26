"""Families over regular expressions: things found, replaced and split in text, shapes of codes checked."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, sentence, words
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Knob, Row, written
from understudy_trainer.tasks.vocabulary.text import symbol, word

THINGS = (
    ("numbers", "runs of digits", r"\d+", "a12 b7, 300 and 7", "int"),
    ("signed", "integers with an optional minus sign", r"-?\d+", "5 -3 x-12 and 40", "int"),
    ("decimals", "numbers with a decimal point, such as 3.14", r"\d+\.\d+", "1.5 kg, 20 cm, 0.25 l", ""),
    ("tags", "hashtags ('#' followed by letters, digits or underscores)", r"#\w+", "#one and #two_2, # no", ""),
    ("mentions", "mentions ('@' followed by letters, digits or underscores)", r"@\w+", "hi @ann and @bob_1 @", ""),
    ("capitalized", "words that start with a capital letter", r"\b[A-Z]\w*", "The Cat saw aB in Rome", ""),
    ("shouted", "words of at least two letters, all of them capitals", r"\b[A-Z]{2,}\b", "OK so NASA and A or Abc", ""),
    ("times", "clock times of the form 'dd:dd'", r"\b\d\d:\d\d\b", "from 08:30 to 12:00, 1:5", ""),
    ("dates", "dates of the form 'dddd-dd-dd'", r"\b\d{4}-\d\d-\d\d\b", "2024-05-17 or 1999-12-31", ""),
    ("mails", "e-mail addresses (word characters and dots, '@', word characters and dots ending in a word character)", r"[\w.]+@[\w.]*\w", "a@b.org, x.y@z.com!", ""),
    ("words", "words made of the letters a to z in any case", r"[A-Za-z]+", "it's 2 late, Bob-o", ""),
    ("hex", "hex numbers that start with '0x'", r"0x[0-9a-f]+", "0xff, 0x1a and 12 0x", ""),
    ("colours", "colours: '#' and exactly six hexadecimal digits", r"#[0-9a-fA-F]{6}\b", "#ff8000 #12 #ABCDEF", ""),
    ("bracketed", "parts in round brackets, brackets included, that hold no brackets", r"\([^()]*\)", "a (b) c (d e) ()", ""),
    ("longwords", "words of at least five letters (letters a to z in any case)", r"\b[A-Za-z]{5,}\b", "small and large House", ""),
    ("doubles", "doubled letters (the same lowercase letter twice in a row)", r"([a-z])\1", "", ""),
)  # fmt: skip


@family("pattern-found", weight=5)
def pattern_found(rng: Rng) -> Draft:
    """Numbers, hashtags, times, addresses in a text: all, how many, first, last, sum, without them."""
    key, noun, pattern, example, kind = pick(rng, THINGS[:-1])
    find = f're.findall(r"{pattern}", $txt)'
    n = rng.randint(10, 999)
    texts = each(
        (
            example,
            f"{word(rng)} {example} {example}",
            "",
            f"{n} {sentence(rng, 3)}",
            sentence(rng, 4),
            f"{example}; {n}.{n} #{word(rng)} @{word(rng)}",
        )
    )
    forms = [
        ("all", "list[str]", f"all {noun} in $txt, in order", find, f'[m.group() for m in re.finditer(r"{pattern}", $txt)]', f"sorted(set({find}))"),
        ("count", "int", f"how many {noun} $txt contains", f"len({find})", f'sum(1 for _ in re.finditer(r"{pattern}", $txt))', f"len(set({find})) + 1"),
        ("unique", "list[str]", f"the different {noun} in $txt, in order of first appearance", f"list(dict.fromkeys({find}))",
         f"$out = []\nfor x in {find}:\n    if x not in $out:\n        $out.append(x)\nreturn $out", find),
        ("first", "str | None", f"the first of the {noun} in $txt, or None", f"next(iter({find}), None)", f'm = re.search(r"{pattern}", $txt)\nreturn m.group() if m else None',
         f"({find} or [None])[-1]"),
        ("last", "str | None", f"the last of the {noun} in $txt, or None", f"found = {find}\nreturn found[-1] if found else None", f"({find} or [None])[-1]", f"next(iter({find}), None)"),
        ("longest", "str", f"the longest of the {noun} in $txt, the first one on a tie, or an empty string", f'max({find}, key=len, default="")',
         f'best = ""\nfor x in {find}:\n    if len(x) > len(best):\n        best = x\nreturn best', f'min({find}, key=len, default="")'),
        ("removed", "str", f"$txt with all {noun} removed", f're.sub(r"{pattern}", "", $txt)', f'"".join(re.split(r"{pattern}", $txt))', f're.sub(r"{pattern}", "", $txt, count=1)'),
        ("replaced", "str", f"$txt with all {noun} replaced by $mark!s", f're.sub(r"{pattern}", $mark!r, $txt)', f'$mark!r.join(re.split(r"{pattern}", $txt))', f're.sub(r"{pattern}", $mark!r, $txt, count=1)'),
        ("wrapped", "str", f"$txt with all {noun} put between '<' and '>'", f're.sub(r"{pattern}", lambda m: f"<{{m[0]}}>", $txt)', f're.sub(r"({pattern})", r"<\\1>", $txt)', f're.sub(r"{pattern}", "<>", $txt)'),
        ("positions", "list[int]", f"the indices at which the {noun} in $txt begin", f'[m.start() for m in re.finditer(r"{pattern}", $txt)]', "", f'[m.end() for m in re.finditer(r"{pattern}", $txt)]'),
        ("only", "bool", f"True if $txt as a whole is one of the {noun}, otherwise False", f're.fullmatch(r"{pattern}", $txt) is not None', f'return bool(re.fullmatch(r"{pattern}", $txt))', f'return bool(re.search(r"{pattern}", $txt))'),
    ]  # fmt: skip
    if kind:
        forms += [
            ("sum", "int", f"the sum of the {noun} in $txt, read as numbers", f"sum(int(x) for x in {find})", f"$tot = 0\nfor x in {find}:\n    $tot += int(x)\nreturn $tot", f"len({find})"),
            ("ints", "list[int]", f"the {noun} in $txt as numbers, in order", f"[int(x) for x in {find}]", f"list(map(int, {find}))", find),
            ("max", "int | None", f"the largest of the {noun} in $txt, read as numbers, or None", f"max(map(int, {find}), default=None)", f"found = [int(x) for x in {find}]\nreturn max(found) if found else None", f"max({find}, default=None)"),
            ("raised", "str", f"$txt with each of the {noun} increased by 1", f're.sub(r"{pattern}", lambda m: str(int(m[0]) + 1), $txt)', "", f're.sub(r"{pattern}", lambda m: m[0] + "1", $txt)'),
        ]  # fmt: skip
    form, returns, what, one, two, near = pick(rng, forms)
    if form == "only":
        texts = each((example.split()[0].strip(",;"), example, "", str(n), word(rng), example.split()[-1]))
    row = Row(
        f"{key}|{form}",
        f"{form}_{key} find_{key} {key}_{form} extract_{key} scan_text get_{key}",
        "$txt: str",
        returns,
        f"""
        Return {what}
        Find {what}
        Given a text $txt, return {what}
        Use a regular expression to get {what}
        Search the text and return {what}
        """
        if form != "only"
        else f"""
        Return {what}
        Check whether the whole of $txt is made up of one of the {noun}
        """,
        f"search for {noun}\n"
        + {
            "all": "return all matches",
            "count": "count the matches",
            "sum": "add them up",
            "removed": "leave them out",
        }.get(form, "return what is asked"),
        tuple(x for x in (one, two) if x),
        texts,
        (near,),
        f"""
        You are given a text $txt. It may contain {noun}. Return {what}.

        A program scans the text $txt for {noun}. It reports {what}. Matches are searched from left to right and do not overlap.
        """,
        imports="import re",
        chinese={"all": "返回文本 $txt 中所有连续数字串的列表", "sum": "返回文本 $txt 中所有数字串之和"}.get(form, "")
        if key == "numbers"
        else "",
    )
    mark = Knob(
        ("mark", "new", "replacement", "filler"),
        "str",
        (pick(rng, ("*", "#", "?", "[x]", "...", "N")), "-", "", "_"),
        0.6,
    )
    return written(rng, row, {"mark": mark})


def change_rows(rng: Rng) -> list[Row]:
    """Replacements with groups, and splits."""
    a, b, c = words(rng, 3)
    m = symbol(rng)
    plain = each((f"{a}  {b}   {c}", "a1b22c333", "", f"{a}.{b},{c}", "x--y---z", sentence(rng, 4)))
    camel = each(("someLongName", f"{a.lower()}{b.title()}", "", "ABC", "x", "myURLPath"))
    return [
        Row("squeeze-spaces", "squeeze_spaces normalize_spaces single_spaces", "$s: str", "str",
            """
            Replace every run of whitespace in $s by one space and drop it at both ends
            Return $s with single spaces between words and none around
            """, "replace runs of whitespace by one space\nstrip the ends", ('re.sub(r"\\s+", " ", $s).strip()', '" ".join($s.split())'), each((f" {a}  {b}", f"{a}\t{b}\n{c}", "", "   ", c)), ('$s.replace("  ", " ")', 're.sub(r"\\s+", " ", $s)'), chinese="把 $s 中连续的空白合并为一个空格并去掉两端空白"),
        Row("swap-pair", "swap_names swap_around_comma flip_pairs", "$s: str", "str",
            """
            Swap the two words around every comma in $s: 'a,b' becomes 'b,a' (word characters only, no spaces)
            Exchange the words to the left and right of each comma of $s
            """, "match a word, a comma and a word\nwrite them in the other order", ('re.sub(r"(\\w+),(\\w+)", r"\\2,\\1", $s)', 're.sub(r"(\\w+),(\\w+)", lambda m: f"{m[2]},{m[1]}", $s)'), each((f"{a},{b}", f"{a},{b} {c},x", "", "no comma", "1,2 and 3,4")), ('",".join(reversed($s.split(",")))',)),
        Row("dates", "rewrite_dates european_dates flip_dates", "$s: str", "str",
            """
            Rewrite every date 'yyyy-mm-dd' inside the text $s as 'dd.mm.yyyy'
            Replace dates such as 2024-05-17 in $s by 17.05.2024, leaving everything else alone
            """, "match the three groups of digits\nwrite them in reverse order with dots", ('re.sub(r"(\\d{4})-(\\d\\d)-(\\d\\d)", r"\\3.\\2.\\1", $s)', 're.sub(r"(\\d{4})-(\\d\\d)-(\\d\\d)", lambda m: f"{m[3]}.{m[2]}.{m[1]}", $s)'), each(("from 2024-05-17 on", "2020-01-02/2021-03-04", "", a, "1-2-3")), ('$s.replace("-", ".")', 're.sub(r"(\\d{4})-(\\d\\d)-(\\d\\d)", r"\\1.\\2.\\3", $s)')),
        Row("thousands", "add_commas group_thousands format_big_numbers", "$s: str", "str",
            """
            Put commas between groups of three digits, from the right, into every run of digits in $s
            Write all whole numbers in the text $s with commas as thousands separators
            """, "find every run of digits\nformat it with commas", ('re.sub(r"\\d+", lambda m: f"{int(m[0]):,}", $s)', 're.sub(r"(?<=\\d)(?=(\\d{3})+(?!\\d))", ",", $s)'), each(("about 1234567 and 12", "1000", "", a, f"{rng.randint(1000, 999999)} of 4000000")), ('re.sub(r"(\\d{3})", r"\\1,", $s)',), notes="Numbers in $s have no leading zeros"),
        Row("repeat-letters", "squeeze_letters collapse_repeats limit_repeats", "$s: str", "str",
            """
            Shorten every run of three or more equal characters in $s to two
            Return $s with no character more than twice in a row
            """, "match a character repeated at least twice more\nreplace it by two of it", ('re.sub(r"(.)\\1\\1+", r"\\1\\1", $s)', '$out = ""\nfor $c in $s:\n    if not $out.endswith($c * 2):\n        $out += $c\nreturn $out'), each(("sooooo goood", "aab", "", "!!!!", "aaabbbccd")), ('re.sub(r"(.)\\1+", r"\\1", $s)',)),
        Row("hide-mail", "hide_mail mask_user protect_address", "$s: str", "str",
            f"""
            Replace the part of every e-mail address in $s before '@' by its first character and '{m * 3}'
            Mask the addresses in $s: of the word characters before each '@' only the first stays, followed by '{m * 3}'
            """, "match the word characters before an @\nkeep the first and add the mask", (f're.sub(r"(\\w)\\w*@", r"\\1{m * 3}@", $s)', f're.sub(r"(\\w)\\w*@", lambda x: x[1] + "{m * 3}@", $s)'), each(("ann@x.org", f"write to {a}@{b.lower()}.de or j@k.com", "", c, "a @ b")), (f're.sub(r"\\w+@", "{m * 3}@", $s)',)),
        Row("split-many", "split_on_any split_separators break_apart", "$s: str", "list[str]",
            """
            Split $s at every run of commas, semicolons and whitespace, without empty parts
            Return the parts of $s between commas, semicolons or whitespace (one or more of them)
            """, "split at runs of separators\ndrop empty parts", ('[$p for $p in re.split(r"[,;\\s]+", $s) if $p]', 're.findall(r"[^,;\\s]+", $s)'), each((f"{a}, {b};{c}", ";;x;", "", f"{a} {b}", "1,2 ,3")), ('$s.split(",")', 're.split(r"[,;\\s]", $s)')),
        Row("split-camel", "split_camel camel_words humps", "$s: str", "list[str]",
            """
            Split the camelCase name $s before every capital letter
            Return the parts of $s, a new one beginning at each upper-case letter A to Z
            """, "find an optional capital and what follows up to the next capital", ('re.findall(r"[A-Z]?[^A-Z]+|[A-Z]", $s)', '$out = []\nfor $c in $s:\n    if "A" <= $c <= "Z" or not $out:\n        $out.append($c)\n    else:\n        $out[-1] += $c\nreturn $out'), camel, ('re.split(r"[A-Z]", $s)', 're.findall(r"[A-Z][a-z]+", $s)')),
        Row("split-digits", "split_letters_digits alternate_runs runs_of_kind", "$s: str", "list[str]",
            """
            Split $s into runs of digits and runs of other characters
            Return the alternating digit and non-digit parts of $s in order
            """, "find runs of digits or of non-digits", ('re.findall(r"\\d+|\\D+", $s)', '$out = []\nfor $c in $s:\n    if $out and $out[-1][-1].isdigit() == $c.isdigit():\n        $out[-1] += $c\n    else:\n        $out.append($c)\nreturn $out'), plain, ('re.findall(r"\\d+", $s)',)),
        Row("pairs", "read_pairs find_pairs key_values", "$s: str", "dict[str, int]",
            """
            Return a dict of all 'name=number' pairs found anywhere in $s, the number being digits; later ones win
            Find every word followed by '=' and digits in $s and collect name and number in a dict
            """, "find names and numbers around =\nconvert the numbers", ('{name: int(x) for name, x in re.findall(r"(\\w+)=(\\d+)", $s)}', '$out = {}\nfor m in re.finditer(r"(\\w+)=(\\d+)", $s):\n    $out[m[1]] = int(m[2])\nreturn $out'), each((f"{a}=3, {b}=14!", "x=1 x=2", "", c, "w=5;h=7 z=q")), ('dict(re.findall(r"(\\w+)=(\\d+)", $s))',)),
        Row("unlink", "strip_tags remove_tags plain_from_markup", "$s: str", "str",
            """
            Remove all tags '<...>' from $s, keeping the text between them
            Return $s without anything from a '<' to the next '>'
            """, "replace every tag by nothing", ('re.sub(r"<[^>]*>", "", $s)', 're.sub(r"<.*?>", "", $s)'), each((f"<b>{a}</b> {b}", f"<a href='x'>{c}</a>", "", a, "<br>1<br>2")), ('re.sub(r"<.*>", "", $s)', '$s.replace("<", "").replace(">", "")')),
        Row("vowel-groups", "vowel_groups count_vowel_runs syllable_estimate", "$s: str", "int",
            """
            Count the groups of neighbouring vowels (aeiou, in any case) in $s
            Estimate the syllables of $s as the number of runs of the letters a, e, i, o and u, case ignored
            """, "find runs of vowels in lower case\ncount them", ('len(re.findall(r"[aeiou]+", $s.lower()))', '$cnt = 0\nbefore = ""\nfor $c in $s.lower():\n    if $c in "aeiou" and before not in tuple("aeiou"):\n        $cnt += 1\n    before = $c\nreturn $cnt'), each((a, f"{b} {c}", "", "Beautiful queue", "rhythm", "AEIou")), ('len(re.findall(r"[aeiou]", $s.lower()))', 'len(re.findall(r"[aeiou]+", $s))')),
    ]  # fmt: skip


@family("pattern-changed", weight=3.5)
def pattern_changed(rng: Rng) -> Draft:
    """Replacements with groups and splits by regular expressions."""
    row = pick(rng, change_rows(rng))
    imports = "import re"
    return written(rng, Row(**{**{f: getattr(row, f) for f in row.__slots__}, "imports": imports}))


PIECES = (
    ("capital letter", "A-Z", "ABXQ", "ab1"),
    ("lower-case letter", "a-z", "abxq", "AB1"),
    ("digit", "0-9", "0179", "aB-"),
    ("hexadecimal digit (0-9, a-f)", "0-9a-f", "09af", "gX-"),
)


@family("code-shape", weight=5)
def code_shape(rng: Rng) -> Draft:
    """Licence plates, postal codes, ticket numbers: checked, found, counted against a random shape."""
    size = rng.randint(2, 3)
    seps = [pick(rng, ("-", " ", "", "/", ".", ":")) for _ in range(size - 1)]
    chosen = [(pick(rng, PIECES), rng.randint(1, 4), pick(rng, (0, 0, 1))) for _ in range(size)]
    pattern, shape, good = "", [], ""
    for i, ((noun, cls, some, _), n, more) in enumerate(chosen):
        if i:
            pattern += "\\." if seps[i - 1] == "." else seps[i - 1]
            good += seps[i - 1]
            shape.append(f"{seps[i - 1]!r}" if seps[i - 1] not in ("", " ") else "a space" if seps[i - 1] else "")
        pattern += f"[{cls}]" + (f"{{{n},{n + more}}}" if more else f"{{{n}}}" if n > 1 else "")
        good += "".join(pick(rng, some) for _ in range(n))
        count = f"{n} to {n + more}" if more else str(n)
        shape.append(
            f"{count} {noun}" + ("s" if n + more > 1 and not noun.endswith(")") else "")
            if not noun.endswith(")")
            else f"{count} {noun.replace('digit', 'digits') if n + more > 1 else noun}"
        )
    described = ", ".join(x for x in shape if x)
    bad = [
        good[:-1],
        good + "7x",
        good.swapcase(),
        good.replace(seps[0], "_", 1) if seps[0] else "?" + good,
        "",
        f" {good}",
    ]
    form, params, returns, said, one, two, near, inputs = pick(
        rng,
        (
            ("valid", "$s: str", "bool", ("Check whether $s consists of exactly these parts in this order: {}", "Return True if the whole of $s is {}", "Tell whether $s is a valid code, that is, made of {}",
             "Validate the code $s: it must be {} and nothing else"),
             f're.fullmatch(r"{pattern}", $s) is not None', f'return bool(re.fullmatch(r"{pattern}", $s))', f're.match(r"{pattern}", $s) is not None', each((good, *bad))),
            ("keep", "$ws: list[str]", "list[str]", ("Return the strings in $ws that are valid codes: {}", "Keep only those elements of $ws which consist of {}", "Filter $ws: a string stays if it is {} as a whole"),
             f'[$w for $w in $ws if re.fullmatch(r"{pattern}", $w)]', f'$out = []\nfor $w in $ws:\n    if re.fullmatch(r"{pattern}", $w):\n        $out.append($w)\nreturn $out', f'[$w for $w in $ws if re.match(r"{pattern}", $w)]',
             each(([good, bad[0], bad[1]], bad, [], [good, good], [bad[2], good]))),
            ("bad", "$ws: list[str]", "int", ("Count the strings in $ws that are no valid codes, a code being {}", "Return how many elements of $ws are not made of {}"),
             f'sum(1 for $w in $ws if not re.fullmatch(r"{pattern}", $w))', f'$cnt = 0\nfor $w in $ws:\n    if re.fullmatch(r"{pattern}", $w) is None:\n        $cnt += 1\nreturn $cnt', f'sum(1 for $w in $ws if re.fullmatch(r"{pattern}", $w))',
             each(([good, bad[0], bad[1]], bad, [], [good, good], [bad[2]]))),
            ("find", "$s: str", "str | None", ("Return the first code in the text $s, or None if there is none; a code is {}", "Find the first place in $s with {} and return that part (None if there is none)", "Search $s for a code made of {} and return it, or None"),
             f'm = re.search(r"{pattern}", $s)\nreturn m.group() if m else None', f'found = [m.group() for m in re.finditer(r"{pattern}", $s)]\nreturn found[0] if found else None', f'm = re.match(r"{pattern}", $s)\nreturn m.group() if m else None',
             each((f"code {good}!", good, "nothing", "", f"{bad[0]} {good}", f"{good} or {good}"))),
            ("parts", "$s: str", "list[str] | None", ("Return the parts of the code $s as a list if it consists of {}, otherwise None; separators are left out", "Split $s into its parts if it is {}, without separators, or return None if it has another shape"),
             "m = re.fullmatch(r\"GROUPED\", $s)\nreturn list(m.groups()) if m else None", "", "m = re.match(r\"GROUPED\", $s)\nreturn list(m.groups()) if m else None", each((good, *bad))),
        ),
    )  # fmt: skip
    if form == "parts":
        grouped = ""
        for i, ((_, cls, _, _), n, more) in enumerate(chosen):
            grouped += (
                ("" if not i else "\\." if seps[i - 1] == "." else seps[i - 1])
                + f"([{cls}]"
                + (f"{{{n},{n + more}}}" if more else f"{{{n}}}" if n > 1 else "")
                + ")"
            )
        one, near = one.replace("GROUPED", grouped), near.replace("GROUPED", grouped)
    kinds = "-".join(p[0][0].split()[0] for p in chosen)
    row = Row(
        f"{form}|{kinds}",
        "is_valid_code check_code matches_shape valid_plate valid_ticket code_ok" if form == "valid" else "select_codes find_code read_code code_parts wrong_codes scan_codes",
        params,
        returns,
        "\n".join(x.format(described) for x in said),
        "write the shape as a regular expression\n" + {"valid": "match the whole text", "keep": "keep the strings that match as a whole", "bad": "count those that do not match",
                                                       "find": "return the first match", "parts": "return the groups of a full match"}[form],
        tuple(x for x in (one, two) if x),
        inputs,
        (near,),
        "\n\n".join(f"Tickets carry a code: {described}, in this order and without anything else between, such as {good!r}. {x.format('of that shape')}." for x in said[:2] if "order" not in x and "valid code, that" not in x),
        imports="import re",
    )  # fmt: skip
    return written(
        rng, row, {"s": ("code", "s", "text", "ticket", "plate"), "ws": ("codes", "entries", "tickets", "candidates")}
    )
