"""Families over repeated words: how often words occur, which are new, which two sentences share."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import sentence, words
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Knob, Row, written

STEPS = (
    ("plain", "", "$sent.split()", "Words are separated by whitespace and compared as they are"),
    ("nocase", ", ignoring case", "$sent.lower().split()", "All words are lowercased first"),
    (
        "letters",
        ", where a word is a run of letters and case is ignored",
        're.findall(r"[a-z]+", $sent.lower())',
        "All words are lowercased first; everything but letters a to z separates words",
    ),
)


def repeated(rng: Rng) -> list[str]:
    """Sentences in which words come back, some in another case or with a comma."""
    a, b, c = words(rng, 3)
    return [
        f"{a} {b} {a} {c} {b} {a}",
        f"The {b}, the {c}! The {b.upper()}.",
        sentence(rng, 4),
        "",
        "to be or not to be",
        f"{c} {c.lower()} {c.title()} {a}",
    ]


@family("word-frequency", weight=4.5)
def word_frequency(rng: Rng) -> Draft:
    """Words of a sentence counted, and what is read off the counts."""
    how, clause, source, note = pick(rng, STEPS)
    k = Knob(("k", "n", "limit", "times", "top"), "int", (2, 1, 3, 2, 1))
    key, returns, what, one, two, near, plan, tail = pick(
        rng,
        (
            (
                "most",
                "str | None",
                "the most frequent word of $sent",
                f"$cs = Counter({source})\nreturn max($cs, key=$cs.get) if $cs else None",
                f"$cs = Counter({source})\nreturn $cs.most_common(1)[0][0] if $cs else None",
                f"$cs = Counter({source})\nreturn min($cs, key=$cs.get) if $cs else None",
                "return the word with the largest count",
                "The word that appears first wins a tie; return None if there are no words",
            ),
            (
                "most-count",
                "int",
                "how often the most frequent word of $sent occurs",
                f"$cs = Counter({source})\nreturn max($cs.values(), default=0)",
                f"$cs = Counter({source})\nreturn max($cs.values()) if $cs else 0",
                f"$cs = Counter({source})\nreturn min($cs.values(), default=0)",
                "return the largest count",
                "Return 0 if there are no words",
            ),
            (
                "once",
                "list[str]",
                "the words that occur exactly once in $sent, in order of appearance",
                f"$cs = Counter({source})\nreturn [$w for $w, $cnt in $cs.items() if $cnt == 1]",
                f"words = {source}\nreturn [$w for $w in words if words.count($w) == 1]",
                f"$cs = Counter({source})\nreturn [$w for $w, $cnt in $cs.items() if $cnt > 1]",
                "keep the words counted once",
                "",
            ),
            (
                "repeated",
                "list[str]",
                "the words that occur more than once in $sent, each once, in order of first appearance",
                f"$cs = Counter({source})\nreturn [$w for $w, $cnt in $cs.items() if $cnt > 1]",
                f"words = {source}\nreturn [$w for $w in dict.fromkeys(words) if words.count($w) > 1]",
                f"words = {source}\nreturn [$w for $w in words if words.count($w) > 1]",
                "keep the words counted more than once",
                "",
            ),
            (
                "at-least",
                "dict[str, int]",
                "the words that occur at least $k times in $sent, with their counts",
                f"$cs = Counter({source})\nreturn {{$w: $cnt for $w, $cnt in $cs.items() if $cnt >= $k}}",
                f"words = {source}\nreturn {{$w: words.count($w) for $w in words if words.count($w) >= $k}}",
                f"$cs = Counter({source})\nreturn {{$w: $cnt for $w, $cnt in $cs.items() if $cnt > $k}}",
                "keep the words with a large enough count",
                "Return an empty dict if no word is that frequent",
            ),
            (
                "top",
                "list[str]",
                "the $k most frequent words of $sent, the most frequent first, ties in alphabetical order",
                f"$cs = Counter({source})\nreturn sorted($cs, key=lambda $w: (-$cs[$w], $w))[:$k]",
                f"$cs = Counter({source})\n$out = sorted(sorted($cs), key=$cs.get, reverse=True)\nreturn $out[:$k]",
                f"$cs = Counter({source})\nreturn sorted($cs)[:$k]",
                "sort by falling count, then alphabetically\ntake the first $k",
                "Return fewer words if there are not enough",
            ),
            (
                "ranking",
                "list[tuple[str, int]]",
                "all words of $sent with their counts as (word, count) tuples, highest count first, "
                "ties in alphabetical order",
                f"$cs = Counter({source})\nreturn sorted($cs.items(), key=lambda pair: (-pair[1], pair[0]))",
                f"$cs = Counter({source})\npairs = sorted($cs.items())\n"
                "pairs.sort(key=lambda pair: pair[1], reverse=True)\nreturn pairs",
                f"$cs = Counter({source})\nreturn sorted($cs.items(), key=lambda pair: (pair[1], pair[0]))",
                "sort the pairs by falling count and by word",
                "",
            ),
            (
                "tied",
                "list[str]",
                "all words that are most frequent in $sent, sorted alphabetically",
                f"$cs = Counter({source})\nbest = max($cs.values(), default=0)\n"
                "return sorted($w for $w, $cnt in $cs.items() if $cnt == best)",
                f"$cs = Counter({source})\nreturn sorted($w for $w in $cs if $cs[$w] == max($cs.values()))",
                f"$cs = Counter({source})\nreturn [max($cs, key=$cs.get)] if $cs else []",
                "find the largest count\nkeep the words that reach it\nsort them",
                "Return an empty list if there are no words",
            ),
            (
                "distinct",
                "int",
                "the number of different words in $sent",
                f"len(set({source}))",
                f"seen = set()\nfor $w in {source}:\n    seen.add($w)\nreturn len(seen)",
                f"len({source})",
                "count the different ones",
                "",
            ),
            (
                "of-given",
                "int",
                "how often the word $w occurs in $sent"
                + (" (w is lowercase)".replace("w", "$w", 1) if how != "plain" else ""),
                f"{source}.count($w)",
                f"return sum(1 for found in {source} if found == $w)",
                "$sent.count($w)",
                "count the words equal to $w",
                "Whole words only",
            ),
        ),
    )
    counter = "Counter" in one
    row = Row(
        f"{key}|{how}",
        f"{key.replace('-', '_')}_words word_{key.replace('-', '_')} {key.replace('-', '_')}_in_text "
        "word_stats frequent_words",
        "$sent: str" + (", $w: str" if key == "of-given" else ""),
        returns,
        f"""
        Return {what}{clause}
        Find {what}{clause}
        Given a text $sent, return {what}{clause}
        Determine {what}{clause}
        Split $sent into words and return {what}{clause}
        """,
        f"split into words\n{'count each word' if counter else ''}\n{plan}",
        (one, two),
        [(t, *((pick(rng, t.lower().split() or ["x"]),) if key == "of-given" else ())) for t in repeated(rng)],
        (near,),
        f"""
        You are given a text $sent. Return {what}{clause}. {tail or note}.

        For a word statistic, take the text $sent and work out {what}{clause}. {note}.
        """,
        {"most": "返回文本 $sent 中出现次数最多的单词", "distinct": "返回 $sent 中不同单词的数量"}.get(key, "")
        if how == "plain"
        else "",
        f"{note}\n{tail}",
        "\n".join(
            (*(("import re",) if "re." in source else ()), *(("from collections import Counter",) if counter else ()))
        ),
    )
    return written(rng, row, {"k": k, "cs": ("counts", "counter", "freq", "tally", "seen")})
