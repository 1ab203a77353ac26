"""Families over neighbouring words, titles and replaced words."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import sentence, words
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Knob, Row, Use, written


def neighbour_rows(rng: Rng) -> list[Row]:
    """Functions about a word and the one beside it."""
    a, b, c = words(rng, 3)
    texts = [f"{a} {b} {a} {c}", sentence(rng, 5), "", a, f"the the cat {b} {b}", f"go {c} go {c} {a}"]
    one = [(t,) for t in texts]
    two = [(t, w) for t, w in zip(texts, (a, b, c, a, "the", "go"), strict=True)]
    return [
        Row("after", "word_after next_word following_word", "$sent: str, $target: str", "str | None",
            """
            Return the word that follows the first occurrence of $target in $sent
            Find the word directly after the word $target in $sent
            Given a sentence $sent, return the word that comes right after $target
            Look up $target among the words of $sent and return the next word
            """,
            "split into words\nfind the target among all but the last word\nreturn the word after it",
            ("""
             words = $sent.split()
             for $w, after in zip(words, words[1:]):
                 if $w == $target:
                     return after
             return None
             """,
             """
             words = $sent.split()
             if $target not in words[:-1]:
                 return None
             return words[words.index($target) + 1]
             """), two,
            ("words = $sent.split()\nreturn words[words.index($target) - 1] if $target in words else None",),
            "You are given a sentence $sent and a word $target. Return the word that stands directly after the first $target. "
            "Return None if $target does not occur or is only the last word.",
            "返回句子 $sent 中紧跟在单词 $target 之后的单词,没有则返回 None",
            "Return None if there is no such word"),
        Row("before", "word_before previous_word preceding_word", "$sent: str, $target: str", "str | None",
            """
            Return the word just before the first occurrence of $target in $sent
            Find which word precedes $target in the sentence $sent
            Get the word that stands directly in front of the first $target of $sent
            """,
            "split into words\nfind the target\nreturn the word before it",
            ("""
             words = $sent.split()
             if $target not in words or words.index($target) == 0:
                 return None
             return words[words.index($target) - 1]
             """,
             """
             previous = None
             for $w in $sent.split():
                 if $w == $target:
                     return previous
                 previous = $w
             return None
             """), two,
            ("words = $sent.split()\nreturn words[words.index($target) - 1] if $target in words else None",),
            notes="Return None if $target does not occur or is the first word"),
        Row("all-after", "words_after followers all_followers", "$sent: str, $target: str", "list[str]",
            """
            Return every word that directly follows an occurrence of $target in $sent, in order
            List the words of $sent that come right after the word $target
            Collect the words that stand directly behind $target in $sent, repeats kept
            """,
            "split into words\npair each word with the next\nkeep the second of each pair whose first is the target",
            ("words = $sent.split()\nreturn [after for $w, after in zip(words, words[1:]) if $w == $target]",
             """
             words = $sent.split()
             $out = []
             for $i in range(len(words) - 1):
                 if words[$i] == $target:
                     $out.append(words[$i + 1])
             return $out
             """), two,
            ("words = $sent.split()\nreturn [before for before, $w in zip(words, words[1:]) if $w == $target]",)),
        Row("positions", "positions_of_word word_indices where_is", "$sent: str, $target: str", "list[int]",
            """
            Return the positions of the word $target in $sent, the first word having position 1
            List at which places the word $target stands in $sent, counting words from 1
            Find all 1-based word positions of $target in the sentence $sent
            """,
            "split into words\nnumber them from 1\nkeep the numbers of equal words",
            ("[$i for $i, $w in enumerate($sent.split(), start=1) if $w == $target]",
             """
             $out = []
             words = $sent.split()
             for $i in range(len(words)):
                 if words[$i] == $target:
                     $out.append($i + 1)
             return $out
             """), two,
            ("[$i for $i, $w in enumerate($sent.split()) if $w == $target]",),
            "You are given a sentence $sent and a word $target. Number the words of the sentence from 1 and return the numbers at "
            "which $target stands. Return an empty list if it does not occur.", chinese="返回单词 $target 在 $sent 中的位置(从 1 开始)"),
        Row("gap", "word_distance distance_between gap_between_words", "$sent: str, $target: str, $other: str", "int",
            """
            Return how many words lie between the first $target and the first $other in $sent, or -1 if one of them is missing
            Count the words between the first occurrences of $target and $other in $sent (-1 if either is missing)
            Find the number of words strictly between $target and $other in $sent, -1 if not both occur
            """,
            "split into words\nreturn -1 unless both occur\nsubtract the positions",
            ("""
             words = $sent.split()
             if $target not in words or $other not in words:
                 return -1
             return abs(words.index($target) - words.index($other)) - 1
             """,),
            [("a b c d", "a", "d"), ("a b c d", "c", "b"), (texts[0], a, c), ("x y", "x", "z"), ("", "p", "q")],
            ("words = $sent.split()\nif $target not in words or $other not in words:\n    return -1\n"
             "return abs(words.index($target) - words.index($other))",),
            "The words $target and $other are different. In the sentence $sent, look at the first place of each and return the "
            "number of words strictly between these places. Return -1 if one of the words does not occur."),
        Row("pairs", "word_pairs bigrams adjacent_words neighbour_pairs", "$sent: str", "list[tuple[str, str]]",
            """
            Return all pairs of neighbouring words in $sent as tuples
            List every two consecutive words of $sent
            Pair each word of $sent with the word after it
            Build the list of word bigrams of $sent
            """,
            "split into words\npair each with its successor",
            ("words = $sent.split()\nreturn list(zip(words, words[1:]))",
             "words = $sent.split()\nreturn [(words[$i], words[$i + 1]) for $i in range(len(words) - 1)]"), one,
            ("words = $sent.split()\nreturn list(zip(words[::2], words[1::2]))",),
            chinese="返回 $sent 中所有相邻单词组成的元组列表"),
        Row("ngrams", "word_groups ngrams word_windows", "$sent: str", "list[str]",
            """
            Return every run of $k consecutive words in $sent, each joined with spaces
            List all groups of $k neighbouring words of $sent as strings
            Slide a window of $k words over $sent and return the joined windows
            """,
            "split into words\njoin each window of the given size",
            ('words = $sent.split()\nreturn [" ".join(words[$i:$i + $k]) for $i in range(len(words) - $k + 1)]',
             """
             words = $sent.split()
             $out = []
             $i = 0
             while $i + $k <= len(words):
                 $out.append(" ".join(words[$i:$i + $k]))
                 $i += 1
             return $out
             """), one,
            ('words = $sent.split()\nreturn [" ".join(words[$i:$i + $k]) for $i in range(len(words))]',),
            notes="Return an empty list if $sent has fewer words"),
        Row("doubled", "doubled_words find_stutter repeated_neighbours", "$sent: str", "list[str]",
            """
            Return the words of $sent that are the same as the word just before them
            Find words that are accidentally written twice in a row in $sent
            List each word in $sent that directly repeats its left neighbour
            """,
            "split into words\ncompare each with its successor\nkeep the equal ones",
            ("words = $sent.split()\nreturn [y for x, y in zip(words, words[1:]) if x == y]",
             """
             words = $sent.split()
             $out = []
             for $i in range(1, len(words)):
                 if words[$i] == words[$i - 1]:
                     $out.append(words[$i])
             return $out
             """), [*one, ("no no no Yes yes",)],
            ("words = $sent.split()\nreturn [$w for $w in words if words.count($w) > 1]",),
            "While typing, people sometimes write a word twice. Given the text $sent, return each word that equals the word right "
            "before it, in order. Case matters.",
            notes="A word written three times in a row appears twice in the result", chinese="返回 $sent 中与前一个单词相同的单词"),
        Row("undoubled", "remove_stutter drop_doubled clean_repeats", "$sent: str", "str",
            """
            Remove from $sent every word that equals the word just before it
            Return $sent with immediately repeated words written only once
            Collapse runs of the same word in $sent to a single word
            """,
            "split into words\nskip a word equal to the last one kept\njoin with spaces",
            ("""
             $out = []
             for $w in $sent.split():
                 if not $out or $out[-1] != $w:
                     $out.append($w)
             return " ".join($out)
             """,
             "words = $sent.split()\n"
             'return " ".join($w for $i, $w in enumerate(words) if $i == 0 or $w != words[$i - 1])'),
            [*one, ("no no no Yes yes",)], ('" ".join(dict.fromkeys($sent.split()))',)),
        Row("chain", "is_word_chain chained words_chain", "$sent: str", "bool",
            """
            Check whether every word of $sent starts with the last letter of the word before it
            Return True if each word in $sent begins with the letter that ends its predecessor
            Tell whether the words of $sent form a chain: last letter equals next first letter
            """,
            "split into words\ncompare the last letter of each with the first of the next",
            ("words = $sent.split()\nreturn all(x[-1] == y[0] for x, y in zip(words, words[1:]))",
             """
             words = $sent.split()
             for $i in range(1, len(words)):
                 if words[$i][0] != words[$i - 1][-1]:
                     return False
             return True
             """), [*one, ("tea apple egg goat",), ("at toe ear",)],
            ("words = $sent.split()\nreturn any(x[-1] == y[0] for x, y in zip(words, words[1:]))",),
            "In a chain game each player must say a word starting with the last letter of the previous word. Check whether the "
            "words of $sent, in their order, follow this rule. Case matters.",
            notes="Fewer than two words always form a chain"),
    ]  # fmt: skip


@family("neighbouring-words", weight=3.5)
def neighbouring_words(rng: Rng) -> Draft:
    """Words before, after, between, doubled, in pairs and windows."""
    use: Use = {
        "k": Knob(("k", "n", "size", "width"), "int", (pick(rng, (2, 3)), 3, 2, 1)),
        "target": ("target", "wanted", "given", "key", "needle"),
        "other": ("other", "second", "partner", "goal"),
    }
    return written(rng, pick(rng, neighbour_rows(rng)), use)
