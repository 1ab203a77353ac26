"""Family over repeated words of a text and the words two texts share."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import sentence, words
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Row, written


@family("words-new-or-shared", weight=4)
def words_new_or_shared(rng: Rng) -> Draft:
    """Repeated words dropped, words two sentences share or do not share."""
    nocase = rng.random() < 0.5
    low = ".lower()" if nocase else ""
    clause = ", ignoring case (the result is in lower case)" if nocase else ""
    a, b, c, d = words(rng, 4)
    pairs = [
        (f"{a} {b} {c} {b}", f"{b} {d} {c.upper()}"),
        (f"{a} {a}", a.swapcase()),
        ("", c),
        (sentence(rng, 4), sentence(rng, 5)),
        ("red green Blue", "blue green red"),
        (f"{d} {c} {d}", ""),
    ]
    key, returns, what, one, two, near, plan = pick(
        rng,
        (
            (
                "unique",
                "str",
                "$sent with every repeated word dropped after its first appearance",
                f'" ".join(dict.fromkeys($sent{low}.split()))',
                f"$out = []\nfor $w in $sent{low}.split():\n    if $w not in $out:\n        $out.append($w)\n"
                'return " ".join($out)',
                f'" ".join(sorted(set($sent{low}.split())))',
                "split into words\nkeep the first of each\njoin with spaces",
            ),
            (
                "unique-sorted",
                "list[str]",
                "the different words of $sent in alphabetical order",
                f"sorted(set($sent{low}.split()))",
                f"$out = []\nfor $w in $sent{low}.split():\n    if $w not in $out:\n        $out.append($w)\n"
                "$out.sort()\nreturn $out",
                f"sorted($sent{low}.split())",
                "split into words\ndrop duplicates\nsort",
            ),
            (
                "unique-last",
                "list[str]",
                "the different words of $sent in the order of their last appearance",
                f"list(dict.fromkeys($sent{low}.split()[::-1]))[::-1]",
                f"$out = []\nfor $w in $sent{low}.split():\n    if $w in $out:\n        $out.remove($w)\n"
                "    $out.append($w)\nreturn $out",
                f"list(dict.fromkeys($sent{low}.split()))",
                "go through the words\nmove a repeated word to the end",
            ),
            (
                "has-repeat",
                "bool",
                "True if some word occurs twice in $sent, otherwise False",
                f"words = $sent{low}.split()\nreturn len(set(words)) < len(words)",
                f"seen = set()\nfor $w in $sent{low}.split():\n    if $w in seen:\n        return True\n"
                "    seen.add($w)\nreturn False",
                f"len(set($sent{low})) < len($sent)",
                "split into words\ncompare their number with the number of different words",
            ),
            (
                "first-repeat",
                "str | None",
                "the first word of $sent that has already occurred before, or None",
                f"seen = set()\nfor $w in $sent{low}.split():\n    if $w in seen:\n        return $w\n"
                "    seen.add($w)\nreturn None",
                f"words = $sent{low}.split()\nfor $i, $w in enumerate(words):\n    if $w in words[:$i]:\n"
                "        return $w\nreturn None",
                f"words = $sent{low}.split()\nfor $w in words:\n    if words.count($w) > 1:\n        return words[0]\n"
                "return None",
                "remember the words seen\nreturn the first word met again",
            ),
            (
                "shared",
                "list[str]",
                "the words that occur in both $a and $b, each once, in alphabetical order",
                f"sorted(set($a{low}.split()) & set($b{low}.split()))",
                f"words = $b{low}.split()\nreturn sorted({{$w for $w in $a{low}.split() if $w in words}})",
                f"sorted(set($a{low}.split()) | set($b{low}.split()))",
                "split both texts\nintersect\nsort",
            ),
            (
                "missing",
                "list[str]",
                "the words of $a that do not occur in $b, in the order of $a, repeats kept",
                f"known = set($b{low}.split())\nreturn [$w for $w in $a{low}.split() if $w not in known]",
                f"$out = []\nfor $w in $a{low}.split():\n    if $w not in $b{low}.split():\n        $out.append($w)\n"
                "return $out",
                f"known = set($a{low}.split())\nreturn [$w for $w in $b{low}.split() if $w not in known]",
                "collect the words of the second text\nkeep the words of the first that are not among them",
            ),
            (
                "shared-count",
                "int",
                "how many different words $a and $b have in common",
                f"len(set($a{low}.split()) & set($b{low}.split()))",
                f"return len({{$w for $w in $a{low}.split() if $w in $b{low}.split()}})",
                f"sum(1 for $w in $a{low}.split() if $w in $b{low}.split())",
                "split both texts\ncount the words in both",
            ),
            (
                "only-one",
                "list[str]",
                "the words that occur in exactly one of $a and $b, sorted, each once",
                f"sorted(set($a{low}.split()) ^ set($b{low}.split()))",
                f"x, y = set($a{low}.split()), set($b{low}.split())\nreturn sorted((x | y) - (x & y))",
                f"sorted(set($a{low}.split()) - set($b{low}.split()))",
                "split both texts\ntake the symmetric difference\nsort",
            ),
            (
                "covered",
                "bool",
                "True if every word of $a also occurs in $b, otherwise False",
                f"set($a{low}.split()) <= set($b{low}.split())",
                f"for $w in $a{low}.split():\n    if $w not in $b{low}.split():\n        return False\nreturn True",
                f"set($a{low}.split()) == set($b{low}.split())",
                "split both texts\ntest that the first words are a subset of the second",
            ),
            (
                "same-words",
                "bool",
                "True if $a and $b consist of the same words, equally often, in whatever order",
                f"sorted($a{low}.split()) == sorted($b{low}.split())",
                f"x, y = $a{low}.split(), $b{low}.split()\nreturn len(x) == len(y) and all("
                "x.count($w) == y.count($w) for $w in x)",
                f"set($a{low}.split()) == set($b{low}.split())",
                "split both texts\ncompare the sorted words",
            ),
        ),
    )
    two_texts = "$a" in one
    row = Row(
        f"{key}|{'nocase' if nocase else 'case'}",
        f"{key.replace('-', '_')}_words words_{key.replace('-', '_')} {key.replace('-', '_')}_in_text compare_words",
        "$a: str, $b: str" if two_texts else "$sent: str",
        returns,
        f"""
        Return {what}{clause}
        Given {"two texts $a and $b" if two_texts else "a text $sent"}, return {what}{clause}
        Split {"$a and $b" if two_texts else "$sent"} at whitespace and return {what}{clause}
        {"Get" if returns != "bool" else "Give back"} {what}{clause}
        Compare words and return {what}{clause}
        """,
        plan,
        (one, two),
        pairs if two_texts else [(x,) for x, _ in pairs] + [("one two one",)],
        (near, near.replace(".lower()", "") if nocase else one.replace(".split()", "")),
        f"""
        You are given {"two texts $a and $b" if two_texts else "a text $sent"}. Words are separated by whitespace.
        Return {what}{clause}.

        {"Two editors hand in the texts $a and $b" if two_texts else "Someone hands in the text $sent"}. Return
        {what}{clause}. Only whitespace separates words; punctuation belongs to the word.
        """,
        notes="" if nocase else "Case matters",
    )
    return written(rng, row)
