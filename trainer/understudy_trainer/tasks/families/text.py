"""Families over the characters of one string: filters, counts, reversal, palindromes, chains of methods."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.families.text_shared import (
    CHAR,
    COUNT,
    RESULT,
    STRING,
    called,
    checking,
    counting,
    distinct,
    letter,
    params,
    quoted,
    returning,
    symbol,
    text_inputs,
    texts,
    word,
)

# (key, what is kept, condition over {c}, near-miss condition)
KEPT = (
    ("vowel", "vowels", '{c}.lower() in "aeiou"', '{c} in "aeio"'),
    ("lowvowel", "lowercase vowels", '{c} in "aeiou"', '{c}.lower() in "aeiou"'),
    ("consonant", "consonants", '{c}.isalpha() and {c}.lower() not in "aeiou"', '{c}.lower() not in "aeiou"'),
    ("digit", "digits", "{c}.isdigit()", "{c}.isalnum()"),
    ("letter", "letters", "{c}.isalpha()", "{c}.isalnum()"),
    ("upper", "uppercase letters", "{c}.isupper()", "{c}.islower()"),
    ("lower", "lowercase letters", "{c}.islower()", "{c}.isupper()"),
    ("alnum", "letters and digits", "{c}.isalnum()", "{c}.isalpha()"),
    ("nonspace", "characters that are not spaces", '{c} != " "', '{c} == " "'),
    ("nondigit", "characters that are not digits", "not {c}.isdigit()", "{c}.isdigit()"),
    ("nonvowel", "characters that are not vowels", '{c}.lower() not in "aeiou"', '{c}.lower() in "aeiou"'),
    ("sign", "characters that are neither letters nor digits", "not {c}.isalnum()", "not {c}.isalpha()"),
)
# (key, what happens to each, expression over {c})
DONE = (
    ("same", "", "{c}"),
    ("same", "", "{c}"),
    ("up", "in uppercase", "{c}.upper()"),
    ("low", "in lowercase", "{c}.lower()"),
    ("swap", "with the case swapped", "{c}.swapcase()"),
    ("twice", "each written twice", "{c} * 2"),
)


def _kept(rng: Rng) -> tuple[str, str, str, str]:
    """One of KEPT, or one made of literal characters."""
    roll = rng.random()
    if roll < 0.15:
        one = letter(rng)
        return "not-char", f"characters other than {one!r}", f"{{c}} != {quoted(one)}", f"{{c}} == {quoted(one)}"
    if roll < 0.3:
        some = "".join(sorted({letter(rng) for _ in range(4)}))
        return "in-set", f"characters that occur in {some!r}", f"{{c}} in {quoted(some)}", f"{{c}} not in {quoted(some)}"
    if roll < 0.4:
        one = letter(rng)
        return "after", f"characters that come after {one!r}", f"{{c}} > {quoted(one)}", f"{{c}} >= {quoted(one)}"
    return pick(rng, KEPT)


@family("chars-kept-as-text")
def chars_kept_as_text(rng: Rng) -> Draft:
    """Some characters of a string, changed, as one string."""
    key, noun, condition, near = _kept(rng)
    do, how, expression = pick(rng, DONE)
    s, c, out = distinct(rng, STRING, CHAR, RESULT)
    condition, near, expression = condition.format(c=c), near.format(c=c), expression.format(c=c)
    order, order_words, wrap = pick(
        rng,
        (
            ("kept", "in their original order", '"".join({})'),
            ("kept", "", '"".join({})'),
            ("sorted", "in alphabetical order", '"".join(sorted({}))'),
            ("reversed", "in reverse order", '"".join({})[::-1]'),
            ("comma", "separated by commas", '",".join({})'),
            ("dash", "joined with hyphens", '"-".join({})'),
        ),
    )
    tail = ", ".join(part for part in (how, order_words) if part)
    tail = f", {tail}" if tail else ""
    summary = pick(
        rng,
        (
            f"Return a string made of the {noun} of {s}{tail}",
            f"Return the {noun} in {s} as a string{tail}",
            f"Keep only the {noun} of {s}{tail}",
            f"Collect the {noun} from {s} into a new string{tail}",
            f"Given a string {s}, return only its {noun}{tail}",
            f"Drop everything from {s} except the {noun}{tail}",
        ),
    )
    inner = f"{expression} for {c} in {s} if {condition}"
    last = {
        "kept": f'"".join({out})',
        "sorted": f'"".join(sorted({out}))',
        "reversed": f'"".join({out})[::-1]',
        "comma": f'",".join({out})',
        "dash": f'"-".join({out})',
    }[order]
    steps = ["go through the characters", f"keep the {noun}"]
    steps += [f"write them {how}"] if how else []
    steps += ["sort them"] if order == "sorted" else ["reverse the order"] if order == "reversed" else []
    ps = params((s, "str"))
    return Draft(
        name=called(rng, ps, f"keep only {noun.split()[0]} chars", "filter_text", "keep_chars", f"extract {noun.split()[0]} {do}"),
        params=ps,
        returns="str",
        summary=summary,
        plan=(*steps, "join them"),
        solutions=(
            f"return {wrap.format(inner)}",
            f"""
            {out} = []
            for {c} in {s}:
                if {condition}:
                    {out}.append({expression})
            return {last}
            """,
        ),
        wrong=(f"return {wrap.format(f'{expression} for {c} in {s} if {near}')}",),
        inputs=text_inputs(rng, "Ab c7,Zed"),
        combo=f"{key}|{do}|{order}",
    )


@family("chars-counted")
def chars_counted(rng: Rng) -> Draft:
    """How many characters of a kind: all, different ones, compared with another kind, share of."""
    key, noun, condition, near = _kept(rng)
    s, c, n = distinct(rng, STRING, CHAR, COUNT)
    condition, near = condition.format(c=c), near.format(c=c)
    ps = params((s, "str"))
    how = pick(rng, ("all", "all", "different", "any", "first", "positions", "last"))
    head = noun.split()[0]
    one = f"one of the {noun}"
    loop = f"for {c} in {s}:\n    if {condition}:\n        "
    enumerated = f"for i, {c} in enumerate({s})"
    if how in ("all", "different"):
        call = f"len({{{c} for {c} in {s} if {condition}}})" if how == "different" else f"sum(1 for {c} in {s} if {condition})"
        other = f"{n} = 0\n{loop}{n} += 1\nreturn {n}"
        if how == "different":
            other = f"seen = set()\n{loop}seen.add({c})\nreturn len(seen)"
        summary = counting(rng, f"{pick(rng, ('different', 'distinct')) + ' ' if how == 'different' else ''}{noun} in {s}")
        returns, names = "int", (f"count {head} {how} chars", "count_chars", f"number_of_{head}")
        wrong = (f"return sum(1 for {c} in {s} if {near})", f"return len({s})")
        plan = (f"pick the {noun}", "keep each once" if how == "different" else "count one for each")
    elif how == "any":
        call, other = f"any({condition} for {c} in {s})", f"{loop}return True\nreturn False"
        summary = checking(rng, f"{s} contains at least one of the {noun}" if " " in noun else f"{s} contains any {noun}")
        returns, names = "bool", (f"has_{head}", f"contains {head} any")
        wrong = (f"return all({condition} for {c} in {s})",)
        plan = (f"look for {one}", "stop at the first hit")
    elif how == "positions":
        call = f"[i {enumerated} if {condition}]"
        other = f"result = []\nfor i in range(len({s})):\n    {c} = {s}[i]\n    if {condition}:\n        result.append(i)\nreturn result"
        summary = returning(rng, f"the {pick(rng, ('indices', 'positions', 'indexes'))} of the {noun} in {s}", f"a string {s}")
        returns, names = "list[int]", (f"{head}_positions", f"indices of {head}", "find_positions")
        wrong = (f"return [i + 1 {enumerated} if {condition}]", f"return [{c} {enumerated} if {condition}]")
        plan = ("go through the characters with their indices", f"keep the index of {one}")
    else:
        turned = s if how == "first" else f"reversed({s})"
        call = f'next(({c} for {c} in {turned} if {condition}), "")'
        other = f'for {c} in {turned}:\n    if {condition}:\n        return {c}\nreturn ""'
        summary = returning(rng, f"the {how} of the {noun} in {s}, or an empty string if there are none", f"a string {s}")
        returns, names = "str", (f"{how}_{head}", f"find {how} {head}")
        swapped = f"reversed({s})" if how == "first" else s
        wrong = (f'return next(({c} for {c} in {swapped} if {condition}), "")',)
        plan = (f"go through the characters{'' if how == 'first' else ' from the end'}", f"return the first of the {noun}", "otherwise return an empty string")
    solutions = (f"return {call}", other) if rng.random() < 0.6 else (other, f"return {call}")
    return Draft(called(rng, ps, *names), ps, returns, summary, plan, solutions, text_inputs(rng, "Ab c7,Zed"), f"{key}|{how}", wrong)


@family("char-occurrences")
def char_occurrences(rng: Rng) -> Draft:
    """Occurrences of one character, a literal or a parameter: count, first/last index, removal, presence."""
    s, c, n = distinct(rng, STRING, ("c", "ch", "char", "letter", "target"), COUNT)
    fixed = rng.random() < 0.5
    one = letter(rng)
    ps = params((s, "str")) if fixed else params((s, "str"), (c, "str"))
    shown, code = (repr(one), quoted(one)) if fixed else (c, c)
    notes: tuple[str, ...] = ()
    kind, returns, call, near, what, plan = pick(
        rng,
        (
            ("count", "int", f"{s}.count({code})", f"len({s}.split({code}))", f"the number of times {shown} occurs in {s}", "count the occurrences"),
            ("nocase", "int", f"{s}.lower().count({code if fixed else code + '.lower()'})", f"{s}.count({code})", f"how often {shown} occurs in {s}, ignoring case", "lower the case of both, then count"),
            ("first", "int", f"{s}.find({code})", f"{s}.rfind({code})", f"the index of the first {shown} in {s}", "search from the left"),
            ("last", "int", f"{s}.rfind({code})", f"{s}.find({code})", f"the index of the last {shown} in {s}", "search from the right"),
            ("drop", "str", f'{s}.replace({code}, "")', f'{s}.replace({code}, "", 1)', f"{s} with every {shown} removed", "replace each by nothing"),
            ("before", "str", f"{s}.split({code})[0]", f"{s}.split({code})[-1]", f"the part of {s} before the first {shown}", "split there and take the first part"),
            ("after", "str", f"{s}.split({code})[-1]", f"{s}.split({code})[0]", f"the part of {s} after the last {shown}", "split there and take the last part"),
            ("share", "float", f"{s}.count({code}) / len({s}) if {s} else 0.0", f"{s}.count({code}) / (len({s}) + 1)", f"the share of characters of {s} that equal {shown}", "divide the count by the length"),
        ),
    )
    if kind in ("first", "last"):
        notes = (f"Return -1 if {shown} does not occur",)
    elif kind in ("before", "after"):
        notes = (f"Return the whole string if {shown} does not occur",)
    elif kind == "share":
        notes = ("Return 0.0 for an empty string",)
    solutions = [f"return {call}"]
    if kind == "count":
        solutions.append(f"{n} = 0\nfor x in {s}:\n    if x == {code}:\n        {n} += 1\nreturn {n}")
    if kind == "drop":
        solutions.append(f'return "".join(x for x in {s} if x != {code})')
    if kind == "first":
        solutions.append(f"for i, x in enumerate({s}):\n    if x == {code}:\n        return i\nreturn -1")
    if rng.random() < 0.4:
        solutions.reverse()
    samples = texts(rng, f"x{one}y{one.upper()}z{one}")
    inputs = tuple((t,) if fixed else (t, pick(rng, t) if t and rng.random() < 0.7 else one) for t in samples)
    names = {"count": "count char occurrences", "nocase": "count_ignoring_case", "first": "first char index", "last": "last char index"}
    name = called(rng, ps, names.get(kind, f"{kind} char"), f"{kind}_{pick(rng, ('char', 'letter', 'occurrence'))}")
    return Draft(name, ps, returns, returning(rng, what), (plan,), tuple(solutions), inputs, f"{kind}|{fixed}", (f"return {near}",), notes)


@family("string-method-chain")
def string_method_chain(rng: Rng) -> Draft:
    """Two or three simple string operations, one after the other."""
    a, b, end = letter(rng), letter(rng), word(rng).lower()
    k, mark = rng.randint(2, 6), symbol(rng)
    steps = (
        ("strip", "strip surrounding whitespace", "{}.strip()"),
        ("lower", "convert to lowercase", "{}.lower()"),
        ("upper", "convert to uppercase", "{}.upper()"),
        ("replace", f"replace every {a!r} with {b!r}", f"{{}}.replace({quoted(a)}, {quoted(b)})"),
        ("remove", f"remove every {a!r}", f'{{}}.replace({quoted(a)}, "")'),
        ("spaces", f"replace spaces with {mark!r}", f'{{}}.replace(" ", {quoted(mark)})'),
        ("nospace", "remove the spaces", '{}.replace(" ", "")'),
        ("reverse", "reverse it", "{}[::-1]"),
        ("first", f"keep the first {k} characters", f"{{}}[:{k}]"),
        ("last", f"keep the last {k} characters", f"{{}}[-{k}:]"),
        ("dropfirst", f"drop the first {k} characters", f"{{}}[{k}:]"),
        ("swap", "swap the case", "{}.swapcase()"),
        ("capital", "capitalize the first letter", "{}.capitalize()"),
        ("title", "title-case the words", "{}.title()"),
        ("nosuffix", f"remove a trailing {end!r}", f"{{}}.removesuffix({quoted(end)})"),
        ("noprefix", f"remove a leading {end!r}", f"{{}}.removeprefix({quoted(end)})"),
        ("stripmark", f"strip {mark!r} from both ends", f"{{}}.strip({quoted(mark)})"),
        ("double", "repeat it twice", "{} * 2"),
        ("every", f"keep every {'second' if k % 2 else 'third'} character", f"{{}}[::{2 if k % 2 else 3}]"),
    )
    chosen = rng.sample(steps, pick(rng, (1, 2, 2, 3)))
    (s,) = distinct(rng, STRING)
    if chosen[-1][0] != "double":
        chosen = [step for step in chosen if step[0] != "double"]
    said = [step[1] for step in chosen]
    chain = s
    for _, _, template in chosen:
        chain = template.format(chain)
    backwards = s
    for _, _, template in (*reversed(chosen[1:]), chosen[0]) if chosen[-1][0] != "double" else ():
        backwards = template.format(backwards)
    lines = "\n".join(f"{s} = {template.format(s)}" for _, _, template in chosen)
    listed = said[0] if len(said) == 1 else ", ".join(said[:-1]) + pick(rng, (" and then ", ", then ", " and ")) + said[-1]
    summary = pick(
        rng,
        (
            f"Take {s}, {listed}, and return the result",
            f"Clean up {s}: {listed}",
            f"Transform the string {s}: {listed}",
            f"Given a string {s}, {listed}",
            f"Return {s} after these steps: {listed}",
        ),
    )
    ps = params((s, "str"))
    name = called(rng, ps, "clean text string", "normalize", "transform_text", "tidy", "format_text", "_and_".join(x[0] for x in chosen), "convert", "rewrite")
    inputs = tuple((t,) for t in texts(rng, f"{end} {a}{b}{a} {end}", f"{mark}Some {a} text{mark}", f" {end}{a}B "))
    return Draft(
        name, ps, "str", summary, tuple(said), (f"return {chain}", f"{lines}\nreturn {s}"), inputs,
        "|".join(x[0] for x in chosen), (f"return {backwards}", f"return {chosen[0][2].format(s)}"),
    )


@family("reverse-text")
def reverse_text(rng: Rng) -> Draft:
    """Reversal of the whole, of the words' order, of each word, of a part."""
    s, c = distinct(rng, STRING, CHAR)
    k = rng.randint(2, 5)
    key, what, call, other, near, plan = pick(
        rng,
        (
            ("all", f"{s} reversed", f"{s}[::-1]", f'"".join(reversed({s}))', f"{s}[:-1]", ("slice with step -1",)),
            ("letters", f"the characters of {s} in reverse order", f'"".join(reversed({s}))', f"{s}[::-1]", f"{s}[1::-1]", ("reverse the characters", "join them")),
            ("words", f"the words of {s} in reverse order, separated by single spaces", f'" ".join({s}.split()[::-1])', f'" ".join(reversed({s}.split()))', f"{s}[::-1]", ("split into words", "reverse the list", "join with spaces")),
            ("each", f"{s} with each word reversed but the order of the words kept", f'" ".join(w[::-1] for w in {s}.split(" "))', f'" ".join(map(lambda w: w[::-1], {s}.split(" ")))', f"{s}[::-1]", ("split at spaces", "reverse each word", "join with spaces")),
            ("first", f"{s} with its first {k} characters reversed", f"{s}[:{k}][::-1] + {s}[{k}:]", f'"".join(reversed({s}[:{k}])) + {s}[{k}:]', f"{s}[:{k}] + {s}[{k}:][::-1]", (f"reverse the first {k} characters", "append the rest")),
            ("rest", f"{s} with everything after the first {k} characters reversed", f"{s}[:{k}] + {s}[{k}:][::-1]", f'{s}[:{k}] + "".join(reversed({s}[{k}:]))', f"{s}[:{k}][::-1] + {s}[{k}:]", (f"keep the first {k} characters", "append the rest reversed")),
            ("mirror", f"{s} followed by its mirror image", f"{s} + {s}[::-1]", f'{s} + "".join(reversed({s}))', f"{s} + {s}", ("reverse the string", "append it")),
            ("rotate", f"{s} rotated left by {k} positions", f"{s}[{k} % len({s}):] + {s}[:{k} % len({s})] if {s} else {s}", f'return "".join({s}[(i + {k}) % len({s})] for i in range(len({s})))', f"{s}[-{k}:] + {s}[:-{k}]", ("reduce the shift by the length", "cut there", "swap both parts")),
        ),
    )
    loop = f'result = ""\nfor {c} in {s}:\n    result = {c} + result\nreturn result'
    second = loop if key in ("all", "letters") and rng.random() < 0.5 else other if other.startswith("return ") else f"return {other}"
    ps = params((s, "str"))
    if key == "all" and rng.random() < 0.5:
        summary = pick(rng, (f"Reverse the string {s}", f"Reverse {s}", f"Return {s} spelled backwards", f"Turn {s} around"))
    else:
        summary = returning(rng, what, f"a string {s}")
    name = called(rng, ps, "reverse_text", f"reverse {key} string", "backwards", "turn_around", f"reverse_{key}", "flip_text")
    return Draft(name, ps, "str", summary, plan, (f"return {call}", second), text_inputs(rng, "one two three"), key, (f"return {near}",))


@family("palindrome")
def palindrome(rng: Rng) -> Draft:
    """Palindrome checks with what is ignored, of a text, a number, or over a list."""
    clean, ignoring, template = pick(
        rng,
        (
            ("exact", "", "{}"),
            ("case", ", ignoring case", "{}.lower()"),
            ("space", ", ignoring spaces", '{}.replace(" ", "")'),
            ("both", ", ignoring case and spaces", '{}.replace(" ", "").lower()'),
            ("letters", ", looking at the letters only", '"".join(c for c in {} if c.isalpha())'),
            ("alnum", ", ignoring case and everything but letters and digits", '"".join(c.lower() for c in {} if c.isalnum())'),
        ),
    )
    what = pick(rng, ("text", "text", "number", "count", "keep", "longest"))
    if what == "number":
        n, t = distinct(rng, ("n", "number", "x", "value", "num"), ("s", "digits", "text"))
        ps = params((n, "int"))
        summary = checking(rng, f"the decimal digits of {n} read the same forwards and backwards")
        bodies = (f"{t} = str({n})\nreturn {t} == {t}[::-1]", f"return str({n}) == str({n})[::-1]")
        inputs: tuple[tuple[object, ...], ...] = tuple((x,) for x in (121, 10, 7, rng.randint(100, 999), 1221, 0, rng.randint(1, 9) * 1001))
        return Draft(called(rng, ps, "is_palindrome", "palindrome number check"), ps, "bool", summary, ("write the number as text", "compare it with its reverse"), bodies, inputs, "number", (f"return {n} % 10 == {n} // 10",))
    if what == "text":
        s, t = distinct(rng, STRING, ("t", "cleaned", "chars", "normalized"))
        ps = params((s, "str"))
        summary = checking(rng, f"{s} {pick(rng, ('is a palindrome', 'reads the same forwards and backwards', 'reads the same in both directions'))}{ignoring}")
        first = f"{t} = {template.format(s)}\nreturn {t} == {t}[::-1]" if clean != "exact" else f"return {s} == {s}[::-1]"
        second = f"{t} = {template.format(s)}\nfor i in range(len({t}) // 2):\n    if {t}[i] != {t}[-1 - i]:\n        return False\nreturn True"
        return Draft(called(rng, ps, "is_palindrome", "palindrome check text", "reads_same"), ps, "bool", summary, (*(("normalize the text",) if clean != "exact" else ()), "compare it with its reverse"), (first, second), text_inputs(rng, "Never odd or even", "level", "Noon!", "a b a"), f"text|{clean}", (f"return {s}[0:1] == {s}[-1:]", f"return {s} == {s}[::-1]"))
    ws, w = distinct(rng, ("words", "strings", "names", "tokens", "texts"), ("w", "word", "x"))
    ps = params((ws, "list[str]"))
    test = f"{w} == {w}[::-1]" if clean != "case" else f"{w}.lower() == {w}.lower()[::-1]"
    clean = clean if clean == "case" else "exact"
    ignoring = ignoring if clean == "case" else ""
    inputs = ((["level", "tree", "Noon"],), (["abc", "x"],), ([],), (["stone", "radar", "civic", "Anna"],), ([word(rng), word(rng)],))
    if what == "count":
        return Draft(called(rng, ps, "count_palindromes", "palindrome count words"), ps, "int", counting(rng, f"palindromes in {ws}{ignoring}"), ("check each against its reverse", "count those that match"), (f"return sum(1 for {w} in {ws} if {test})", f"return len([{w} for {w} in {ws} if {test}])"), inputs, f"count|{clean}", (f"return sum(1 for {w} in {ws} if not ({test}))",))
    if what == "keep":
        return Draft(called(rng, ps, "palindromes", "keep palindromes only"), ps, "list[str]", returning(rng, f"those of the strings in {ws} that are palindromes{ignoring}", f"a list of strings {ws}"), ("check each against its reverse", "keep those that match"), (f"return [{w} for {w} in {ws} if {test}]", f"result = []\nfor {w} in {ws}:\n    if {test}:\n        result.append({w})\nreturn result"), inputs, f"keep|{clean}", (f"return [{w} for {w} in {ws} if not ({test})]",))
    return Draft(called(rng, ps, "longest_palindrome", "find longest palindrome"), ps, "str", returning(rng, f"the longest palindrome among the strings in {ws}{ignoring}", f"a list of strings {ws}"), ("keep the palindromes", "take the longest of them"), (f'return max(({w} for {w} in {ws} if {test}), key=len, default="")', f'best = ""\nfor {w} in {ws}:\n    if {test} and len({w}) > len(best):\n        best = {w}\nreturn best'), inputs, f"longest|{clean}", (f'return max({ws}, key=len, default="")',), ("Return an empty string if there is none",))
