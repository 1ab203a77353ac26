"""Families over records written as text: separated fields, CSV with a header, sections of settings."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import words
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Knob, Row, Use, written

SUBJECTS = (
    ("name", "age", ("Anna", "Bob", "Cleo", "Dan", "Eve")),
    ("item", "price", ("pen", "book", "cup", "lamp", "bag")),
    ("city", "population", ("Rome", "Oslo", "Bonn", "Lyon", "York")),
    ("player", "points", ("Kim", "Lee", "Max", "Zoe", "Ian")),
    ("task", "minutes", ("cook", "read", "swim", "code", "nap")),
    ("fruit", "stock", ("fig", "kiwi", "plum", "pear", "lime")),
)


@family("record-text", weight=5)
def record_text(rng: Rng) -> Draft:
    """Records "name:number" in one string: parsed, filtered, summed, looked up, sorted, rewritten."""
    label, number, some = pick(rng, SUBJECTS)
    outer, inner = pick(
        rng, ((";", ":"), (",", "="), ("|", "-"), (" ", ":"), (";", ","), ("\n", ","), ("&", "="), ("/", " "))
    )
    k = rng.randint(10, 60)

    def text(size: int) -> str:
        return outer.join(f"{x}{inner}{rng.randint(1, 90)}" for x in rng.sample(some, size))

    twice = outer.join(
        (f"{some[0]}{inner}{k}", f"{some[1]}{inner}{k + 1}", f"{some[0]}{inner}5", f"{some[2]}{inner}{k - 1}")
    )
    split = f"$s.split({outer!r}) if $p".replace("'", '"')
    pair = f'label, number = $p.split("{inner}")'
    loop = (
        f"for $p in $s.split({outer!r}):\n    if $p:\n        ".replace("'", '"')
        + pair.replace("label, number", "$la, $nu")
        + "\n"
    )
    key, returns, what, start, step, end, near, plan = pick(
        rng,
        (
            ("total", "int", "the sum of all numbers in $s", "$out = 0", "$out += int($nu)", "$out", ("+= int($nu)", "+= 1"), "add up the numbers"),
            ("pairs", "list[tuple[str, int]]", f"the records of $s as ({label}, {number}) tuples, the {number} as an integer", "$out = []",
             "$out.append(($la, int($nu)))", "$out", ("int($nu)", "$nu"), f"collect ({label}, {number}) tuples"),
            ("dict", "dict[str, int]", f"a dict from {label} to {number} read from $s, where numbers of equal names are added up", "$out = {}",
             "$out[$la] = $out.get($la, 0) + int($nu)", "$out", ("$out.get($la, 0) + ", ""), "add each number to the entry of its name"),
            ("last", "dict[str, int]", f"a dict from {label} to {number} read from $s, where a later record replaces an earlier one", "$out = {}",
             "$out[$la] = int($nu)", "$out", ("$out[$la] = int($nu)", "$out.setdefault($la, int($nu))"), "store each number under its name"),
            ("dicts", "list[dict[str, str | int]]", f"the records of $s as dicts with the keys '{label}' and '{number}' (an integer)", "$out = []",
             f'$out.append({{"{label}": $la, "{number}": int($nu)}})', "$out", ("int($nu)", "$nu"), "make a dict of each record"),
            ("above", "list[str]", f"the {label} of every record in $s whose {number} is greater than $k", "$out = []",
             "if int($nu) > $k:\n            $out.append($la)", "$out", ("> $k", ">= $k"), f"keep the names whose {number} is large enough"),
            ("count", "int", f"how many records of $s have a {number} of at least $k", "$out = 0", "if int($nu) >= $k:\n            $out += 1", "$out",
             (">= $k", "> $k"), "count the records that reach the limit"),
            ("names", "list[str]", f"the different {label} values of $s in order of first appearance", "$out = []",
             "if $la not in $out:\n            $out.append($la)", "$out", ("if $la not in $out", "if $la"), "keep each name once"),
            ("best", "str | None", f"the {label} of the record in $s with the largest {number}, the first one on a tie, or None if there are no records",
             "$out, most = None, None", "if most is None or int($nu) > most:\n            $out, most = $la, int($nu)", "$out", ("> most", ">= most"),
             "remember the largest number and its name"),
            ("lookup", "int | None", f"the {number} of the first record in $s whose {label} is $want, or None", "",
             "if $la == $want:\n            return int($nu)", "None", ("return int($nu)", "return $nu"), "return the number of the first match"),
            ("ranked", "list[str]", f"the {label} values of the records in $s, the largest {number} first, equal ones in the order of $s", "$out = []",
             "$out.append((int($nu), $la))", "[x for _, x in sorted($out, key=lambda r: r[0], reverse=True)]", (", reverse=True", ""),
             "sort by falling number\nkeep the names"),
            ("rewritten", "str", f"the records of $s in the same form, each {number} increased by $k", "$out = []",
             f'$out.append(f"{{$la}}{inner}{{int($nu) + $k}}")', f"{outer!r}.join($out)".replace("'", '"'), ("+ $k", "+ 1 + $k"), f"raise each {number}\njoin the records again"),
            ("mean", "float", f"the average {number} of the records in $s, rounded to 1 decimal, or 0.0 without records", "$out = []",
             "$out.append(int($nu))", "round(sum($out) / len($out), 1) if $out else 0.0", ("sum($out) / len($out)", "sum($out)"), "divide the sum by the number of records"),
        ),
    )  # fmt: skip
    body = (f"{start}\n" if start else "") + f"{loop}        {step}\nreturn {end}"
    body = body.replace("            $out.append($la)\nreturn", "            $out.append($la)\nreturn")
    records = f'records = [$p.split("{inner}") for $p in {split}]\n'
    second = {
        "total": "return sum(int(number) for _, number in records)",
        "pairs": "return [(name, int(number)) for name, number in records]",
        "last": "return {name: int(number) for name, number in records}",
        "dicts": f'return [{{"{label}": name, "{number}": int(n)}} for name, n in records]',
        "above": "return [name for name, number in records if int(number) > $k]",
        "count": "return sum(1 for _, number in records if int(number) >= $k)",
        "names": "return list(dict.fromkeys(name for name, _ in records))",
        "lookup": "return next((int(number) for name, number in records if name == $want), None)",
        "best": "return max(records, key=lambda r: int(r[1]))[0] if records else None",
        "rewritten": f'return {outer!r}.join(f"{{name}}{inner}{{int(number) + $k}}" for name, number in records)'.replace(
            "'", '"'
        ),
    }.get(key)
    shape = f"'{label}{inner}{number}' records separated by {outer!r}"
    extra = ", $want: str" if key == "lookup" else ""
    samples = [text(3), text(1), "", twice, text(5)]
    row = Row(
        f"{key}|{label}",
        f"{key}_records parse_records {key}_{label}s read_{label}s {label}_{key} {number}_{key}",
        f"$s: str{extra}",
        returns,
        f"""
        Return {what}; $s holds {shape}
        Parse $s, which consists of {shape}, and return {what}
        Given a text $s of {shape}, return {what}
        From {shape} in $s, get {what}
        """,
        f"split at {outer!r} into records\nsplit each record at {inner!r}\n{plan}",
        tuple(x for x in (records + second if second else "", body) if x),
        [(t, pick(rng, some[:3])) if extra else (t,) for t in samples],
        (body.replace(*near),),
        f"""
        A form sends its data as one text $s. It consists of {shape}, for example {some[0]}{inner}12; an empty text holds no records. Return {what}.

        You are given $s, {shape}. Each {number} is a whole number. Return {what}.
        """,
        notes="An empty text holds no records",
    )
    use: Use = {
        "k": Knob(("limit", "k", "minimum", "amount", "bound"), "int", (k, 10, 30, 50)),
        "la": ("name", "label", "key", label),
        "nu": ("number", "value", "amount", number),
        "want": ("wanted", "target", "who"),
    }
    return written(rng, row, use)


@family("csv-text", weight=4.5)
def csv_text(rng: Rng) -> Draft:
    """CSV text with a header line: columns picked, summed, filtered, turned into dicts."""
    sep = pick(rng, (",", ",", ";", "\t", "|"))
    heads = pick(
        rng, (("name", "qty", "cost"), ("city", "year", "sales"), ("id", "hours", "rate"), ("team", "goals", "games"))
    )

    def table(size: int) -> str:
        rows = [
            sep.join((pick(rng, words(rng, 3)), str(rng.randint(0, 40)), str(rng.randint(1, 99)))) for _ in range(size)
        ]
        return "\n".join([sep.join(heads), *rows])

    tables = [table(3), table(1), table(0), table(4), table(2) + "\n"]
    rows_of = f'rows = [$ln.split("{sep}") for $ln in $txt.splitlines()[1:]]\n'.replace("\t", "\\t")
    both = f'header, *rows = [$ln.split("{sep}") for $ln in $txt.splitlines()]\n'.replace("\t", "\\t")
    quoted_sep = f'"{sep}"'.replace("\t", "\\t")
    fixed = rng.random() < 0.5
    i = rng.randint(1, 2)
    if fixed:
        col, params, at, find = f"column {i} (counted from 0)", "$txt: str", str(i), rows_of
    else:
        col, params, at, find = (
            "the column called $name",
            "$txt: str, $name: str",
            "at",
            both + "at = header.index($name)\n",
        )
    key, returns, what, tail, loop, near, plan = pick(
        rng,
        (
            ("sum", "int", f"the sum of {col}", f"return sum(int(row[{at}]) for row in rows)",
             f"$tot = 0\nfor row in rows:\n    $tot += int(row[{at}])\nreturn $tot", "return len(rows)", "add up the numbers of the column"),
            ("max", "int | None", f"the largest number in {col}, or None without rows", f"return max((int(row[{at}]) for row in rows), default=None)",
             f"best = None\nfor row in rows:\n    if best is None or int(row[{at}]) > best:\n        best = int(row[{at}])\nreturn best",
             f"return max((row[{at}] for row in rows), default=None)", "take the largest number of the column"),
            ("column", "list[str]", f"the values of {col} as strings", f"return [row[{at}] for row in rows]",
             f"$out = []\nfor row in rows:\n    $out.append(row[{at}])\nreturn $out", "return [row[0] for row in rows]", "collect the values of the column"),
            ("numbers", "list[int]", f"the values of {col} as integers, in ascending order", f"return sorted(int(row[{at}]) for row in rows)",
             f"$out = [int(row[{at}]) for row in rows]\n$out.sort()\nreturn $out", f"return sorted(row[{at}] for row in rows)", "convert the column\nsort"),
            ("mean", "float", f"the average of {col}, rounded to 2 decimals, or 0.0 without rows",
             f"return round(sum(int(row[{at}]) for row in rows) / len(rows), 2) if rows else 0.0",
             f"if not rows:\n    return 0.0\nreturn round(sum(int(row[{at}]) for row in rows) / len(rows), 2)",
             f"return float(sum(int(row[{at}]) for row in rows))", "divide the sum by the number of rows"),
            ("over", "list[str]", f"the first value of each row in which {col} is greater than $k", f"return [row[0] for row in rows if int(row[{at}]) > $k]",
             f"$out = []\nfor row in rows:\n    if int(row[{at}]) > $k:\n        $out.append(row[0])\nreturn $out",
             f"return [row[{at}] for row in rows if int(row[{at}]) > $k]", "keep the rows that pass\ntake their first values"),
            ("count", "int", f"how many rows have a number of at least $k in {col}", f"return sum(int(row[{at}]) >= $k for row in rows)",
             f"$cnt = 0\nfor row in rows:\n    if int(row[{at}]) >= $k:\n        $cnt += 1\nreturn $cnt",
             f"return sum(int(row[{at}]) > $k for row in rows)", "count the rows that pass"),
            ("sorted", "list[str]", f"the first values of all rows, sorted by the number in {col} from largest to smallest, ties in their old order",
             f"rows.sort(key=lambda row: int(row[{at}]), reverse=True)\nreturn [row[0] for row in rows]",
             f"return [row[0] for row in sorted(rows, key=lambda row: -int(row[{at}]))]",
             f"return [row[0] for row in sorted(rows, key=lambda row: int(row[{at}]))]", "sort the rows\ntake their first values"),
            ("dropped", "str", f"the same text without {col} (and without a final line end)",
             f"return \"\\n\".join({quoted_sep}.join(x for j, x in enumerate(row) if j != {at}) for row in [header, *rows])",
             f"for row in [header, *rows]:\n    del row[{at}]\nreturn \"\\n\".join({quoted_sep}.join(row) for row in [header, *rows])",
             "return $txt", "leave the column out of each row\njoin everything again"),
            ("dicts", "list[dict[str, str]]", "the rows as dicts whose keys are the names in the header line", "return [dict(zip(header, row)) for row in rows]",
             "$out = []\nfor row in rows:\n    $out.append({name: value for name, value in zip(header, row)})\nreturn $out",
             "return [dict(zip(row, header)) for row in rows]", "pair the names with the values of each row"),
            ("columns", "dict[str, list[str]]", "a dict from each name in the header line to the list of values below it",
             "return {name: [row[j] for row in rows] for j, name in enumerate(header)}",
             "$out = {name: [] for name in header}\nfor row in rows:\n    for name, value in zip(header, row):\n        $out[name].append(value)\nreturn $out",
             "return {name: rows[j] if j < len(rows) else [] for j, name in enumerate(header)}", "collect the values under each name"),
            ("grouped", "dict[str, int]", f"a dict from each first value to the sum of its numbers in {col}",
             f"$out = {{}}\nfor row in rows:\n    $out[row[0]] = $out.get(row[0], 0) + int(row[{at}])\nreturn $out",
             f"$out = {{row[0]: 0 for row in rows}}\nfor row in rows:\n    $out[row[0]] += int(row[{at}])\nreturn $out",
             f"return {{row[0]: row[{at}] for row in rows}}", "add the number to the sum of its first value"),
        ),
    )  # fmt: skip
    if key in ("dicts", "columns", "dropped"):
        find = both + ("" if fixed or key != "dropped" else "at = header.index($name)\n")
        params = params if key == "dropped" else "$txt: str"
    named = "$name" in params
    row = Row(
        f"{key}|{'index' if fixed else 'name'}" if key not in ("dicts", "columns") else key,
        f"csv_{key} {key}_of_csv read_table table_{key} {key}_column parse_csv",
        params,
        returns,
        f"""
        Read the table in $txt, a header line and rows with {sep!r} between the values, and return {what}
        Return {what} of the CSV text $txt (header first, values separated by {sep!r})
        Given a CSV text $txt whose first line is a header and whose separator is {sep!r}, return {what}
        Parse $txt as lines of values separated by {sep!r}, the first line being the header; return {what}
        """,
        f"split the text into lines and the lines at {sep!r}\n" + ("find the place of the column in the header\n" if named else "leave out the header\n" if find == rows_of else "") + plan,
        (find + tail, find + loop),
        [(t, heads[i]) if named else (t,) for t in tables],
        (find + near, (find + tail).replace("[1:]", "") if find == rows_of else (find + tail).replace("row[at]", "row[0]")),
        f"""
        A spreadsheet was saved as the text $txt. The first line holds the column names, each other line one row, with {sep!r} between the values;
        there is no quoting. Return {what}. There may be no rows at all.
        """,
    )  # fmt: skip
    k = Knob(("limit", "k", "minimum", "bound"), "int", (rng.randint(10, 30), 20, 40, 5))
    return written(rng, row, {"k": k, "name": ("name", "column", "title", "field", "key")})


@family("settings-text", weight=4)
def settings_text(rng: Rng) -> Draft:
    """Settings as text: key = value lines, comments, sections, converted values."""
    eq = pick(rng, ("=", ":", "=", "=>"))
    note = pick(rng, ("#", ";", "//", "--"))
    texts = (
        f"port {eq} 80\n{note} old\nhost{eq}box\n",
        f"{note} nothing",
        "",
        f"a{eq}1\n\nb {eq} x y\na{eq}2\n",
        f"debug{eq}true\nsize {eq} 12\nname{eq} Box\n  {note} no\n",
    )
    loop = f"""
    for $ln in $txt.splitlines():
        $ln = $ln.strip()
        if not $ln or $ln.startswith("{note}"):
            continue
        key, value = $ln.split("{eq}", 1)
    """
    parsed = f'lines = [$ln.strip() for $ln in $txt.splitlines()]\npairs = [$ln.split("{eq}", 1) for $ln in lines if $ln and not $ln.startswith("{note}")]\n'
    convert = """
        if value.isdigit():
            value = int(value)
        elif value in ("true", "false"):
            value = value == "true"
    """
    key, returns, what, start, step, end, short, near = pick(
        rng,
        (
            ("dict", "dict[str, str]", "a dict of the settings, keys and values stripped, later lines winning", "$out = {}",
             "$out[key.strip()] = value.strip()", "$out", "return {k.strip(): v.strip() for k, v in pairs}", "return dict(pairs)"),
            ("typed", "dict[str, int | bool | str]", "a dict of the settings with values of digits as integers, 'true' and 'false' as booleans, others as stripped text",
             "$out = {}", f"value = value.strip(){convert.rstrip()}\n        $out[key.strip()] = value".replace("\n        ", "\n    "), "$out", "",
             "return {k.strip(): v.strip() for k, v in pairs}"),
            ("keys", "list[str]", "the stripped names of the settings in order, a repeated one only once", "$out = []",
             "if key.strip() not in $out:\n        $out.append(key.strip())", "$out", "return list(dict.fromkeys(k.strip() for k, v in pairs))",
             "return [k.strip() for k, v in pairs]"),
            ("get", "str", "the stripped value of the setting $want, the last one if it occurs twice, or $default if it is missing", "$out = $default",
             "if key.strip() == $want:\n        $out = value.strip()", "$out", "return {k.strip(): v.strip() for k, v in pairs}.get($want, $default)",
             "return next((v.strip() for k, v in pairs if k.strip() == $want), $default)"),
            ("twice", "list[str]", "the names of the settings that occur more than once, each once, sorted", "names = []",
             "names.append(key.strip())", "sorted({n for n in names if names.count(n) > 1})", "names = [k.strip() for k, v in pairs]\nreturn sorted(n for n in set(names) if names.count(n) > 1)",
             "return sorted(k.strip() for k, v in pairs)"),
            ("clean", "str", f"the settings one per line as 'key{eq}value' without extra spaces, comments and blank lines", "$out = []",
             f'$out.append(f"{{key.strip()}}{eq}{{value.strip()}}")', '"\\n".join($out)', f'return "\\n".join(f"{{k.strip()}}{eq}{{v.strip()}}" for k, v in pairs)',
             'return "\\n".join(lines)'),
        ),
    )  # fmt: skip
    body = f"{start}{loop.rstrip().replace(chr(10) + '    ', chr(10))}\n    {step}\nreturn {end}"
    extra = ", $want: str, $default: str" if key == "get" else ""
    row = Row(
        f"{key}|{'note' if note in ('#', ';') else 'mark'}",
        f"{key}_settings parse_settings read_config settings_{key} config_{key} load_options",
        f"$txt: str{extra}",
        returns,
        f"""
        Return {what}; $txt holds lines 'key {eq} value', blank lines and comments starting with {note!r}
        Parse the configuration $txt ('key {eq} value' per line, {note!r} starts a comment line) and return {what}
        Given a text $txt with one 'key {eq} value' per line, ignore blank lines and those starting with {note!r}, and return {what}
        Read $txt line by line, skip blank lines and lines that begin with {note!r}, and return {what} ({eq!r} separates key and value)
        """,
        f"go through the lines\nskip blank lines and comments\nsplit the others at the first {eq!r}\nreturn what is asked",
        tuple(x for x in (parsed + short if short else "", body) if x),
        [(t, pick(rng, ("a", "port", "name", "host", "a")), "none") if extra else (t,) for t in texts],
        (parsed + near,),
        f"""
        A program keeps its settings in a text $txt. Every line holds 'key {eq} value', where spaces around {eq!r} do not matter; blank lines and
        lines whose first visible character begins {note!r} are skipped. Return {what}.
        """,
        notes=f"A value may contain {eq!r}" if rng.random() < 0.4 else "",
    )
    return written(rng, row, {"want": ("name", "wanted", "option"), "default": ("default", "fallback", "otherwise")})
