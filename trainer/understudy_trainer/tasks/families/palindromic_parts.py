"""Family: palindromes inside a text: the longest, how many, by deleting, inserting, cutting."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, each, letters
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec, written


def _mirrors(rng: Rng) -> Inputs:
    return each(
        [
            "cacbd",
            "abccbx",
            "aaa",
            "x",
            "",
            "noonan",
            letters(rng, 7, "ab"),
            letters(rng, 6, "abc"),
            letters(rng, 5, "abx"),
        ]
    )


PALINDROMES: dict[str, Spec] = {
    "longest": spec(
        names="longest_palindrome palindromic_part mirror_part longest_mirror",
        params="$s: str",
        returns="str",
        said=(
            "Return the longest contiguous part of $s that reads the same backwards, the first one on ties\n"
            "Find the longest palindromic substring of $s; of equally long ones take the leftmost\n"
            "Get the leftmost of the longest palindromes that occur without gaps in $s"
        ),
        told=(
            "Some parts of a text read the same in both directions. Return the longest such part of $s, "
            "without gaps. If several are equally long, return the one that starts first. The empty text "
            "gives an empty text."
        ),
        chinese="返回 $s 中最长的回文子串，长度相同时取最左边的",
        plan="go through the lengths from long to short; return the first part that equals its reverse",
        solutions=(
            "for size in range(len($s), 0, -1):\n    for i in range(len($s) - size + 1):\n"
            "        part = $s[i:i + size]\n        if part == part[::-1]:\n            return part\n"
            'return ""\n---\nbest = ""\nfor center in range(2 * len($s)):\n'
            "    i, j = center // 2, (center + 1) // 2\n"
            "    while i >= 0 and j < len($s) and $s[i] == $s[j]:\n        i, j = i - 1, j + 1\n"
            "    if j - i - 1 > len(best):\n        best = $s[i + 1:j]\nreturn best"
        ),
        wrong=(
            'best = ""\nfor i in range(len($s)):\n    part = $s[:i + 1]\n    if part == part[::-1]:\n'
            "        best = part\nreturn best\n---\n$s if $s == $s[::-1] else $s[:1]"
        ),
        inputs=_mirrors,
    ),
    "count": spec(
        names="count_palindromes palindromic_parts mirror_count how_many_mirrors",
        params="$s: str",
        returns="int",
        said=(
            "Count the $kind substrings of $s that are palindromes\n"
            "Return how many $kind contiguous parts of $s read the same backwards\n"
            "Find the number of $kind non-empty palindromic substrings of $s"
        ),
        plan="go through all the parts; keep the palindromes; count them",
        solutions=(
            "parts = $build\nreturn $measure\n---\n$acc = $empty\nfor i in range(len($s)):\n"
            "    for j in range(i + 1, len($s) + 1):\n        if $s[i:j] == $s[i:j][::-1]:\n"
            "            $add\nreturn $final"
        ),
        notes="$note",
        wrong=(
            "len(set($s))\n---\nparts = ($s[i:j] for i in range(len($s)) for j in range(i + 2, len($s) + "
            "1))\nreturn sum(p == p[::-1] for p in parts)"
        ),
        inputs=_mirrors,
    ),
    "subsequence": spec(
        names="palindromic_subsequence longest_mirror_pick mirror_length longest_palindrome_gaps",
        params="$s: str",
        returns="int",
        said=(
            "Return the length of the longest palindrome that is left after deleting any characters from $s\n"
            "Find how long the longest palindromic subsequence of $s is\n"
            "Compute the greatest length of a palindrome whose characters occur in $s in this order, gaps "
            "allowed"
        ),
        plan="no character gives 0 and one gives 1; equal ends add two; otherwise drop one of the ends",
        solutions=(
            "if len($s) < 2:\n    return len($s)\nif $s[0] == $s[-1]:\n    return 2 + SELF($s[1:-1])\n"
            "return max(SELF($s[1:]), SELF($s[:-1]))\n---\nrow = [0] * (len($s) + 1)\nfor a in $s:\n"
            "    before = 0\n    for j, b in enumerate(reversed($s), 1):\n"
            "        before, row[j] = row[j], before + 1 if a == b else max(row[j], row[j - 1])\n"
            "return row[-1]"
        ),
        wrong="sum($s.count(c) // 2 * 2 for c in set($s))\n---\nlen($s) if $s == $s[::-1] else len($s) - 1",
        inputs=_mirrors,
    ),
    "insertions": spec(
        names="insertions_needed mirror_cost fewest_insertions completion_cost",
        params="$s: str",
        returns="int",
        said=(
            "Return the fewest characters that must be inserted into $s to make it a palindrome\n"
            "Find how many characters have to be inserted into $s at least so that it reads the same backwards\n"
            "Compute the smallest number of single characters inserted into $s that turns it into a palindrome"
        ),
        plan="compare both ends; drop equal ones; otherwise count one and take the better side",
        solutions="$body\n---\n$other",
        wrong="len($s) - len(set($s))\n---\n$bad",
        inputs=_mirrors,
    ),
    "pieces": spec(
        names="fewest_pieces palindrome_cuts min_palindromes cut_into_mirrors",
        params="$s: str",
        returns="int",
        said=(
            "Return the smallest number of palindromes into which $s can be cut\n"
            "Cut $s into as few contiguous pieces as possible, each a palindrome, and return their number\n"
            "Find the least count of palindromic parts that give $s when joined"
        ),
        plan=(
            "no text needs no piece; for each end try every last piece that is a palindrome; add one to the best before"
        ),
        solutions=(
            "best = [0]\nfor end in range(1, len($s) + 1):\n"
            "    best.append(min(best[i] + 1 for i in range(end) if $s[i:end] == $s[i:end][::-1]))\n"
            "return best[-1]\n---\nif not $s:\n    return 0\n"
            "heads = (i for i in range(1, len($s) + 1) if $s[:i] == $s[:i][::-1])\n"
            "return 1 + min(SELF($s[i:]) for i in heads)"
        ),
        wrong=(
            "pieces, rest = 0, $s\nwhile rest:\n"
            "    size = max(i for i in range(1, len(rest) + 1) if rest[:i] == rest[:i][::-1])\n"
            "    rest = rest[size:]\n    pieces += 1\nreturn pieces\n---\nlen($s)"
        ),
        inputs=lambda rng: [*_mirrors(rng), ("aaab",), ("abab",), ("aaba",), ("aabab",), ("aababa",)],
    ),
}


@family("palindromic-parts", weight=2.3)
def palindromic_parts(rng: Rng) -> Draft:
    """Palindromes inside a text: the longest, how many, by deleting, inserting, cutting."""
    key = pick(rng, list(PALINDROMES))
    if key == "count":
        each_one = "$s[i:j] for i in range(len($s)) for j in range(i + 1, len($s) + 1)"
        if rng.random() < 0.5:
            words = {
                "kind": "different",
                "build": f"{{{each_one}}}",
                "measure": "sum(p == p[::-1] for p in parts)",
                "empty": "set()",
                "add": "$acc.add($s[i:j])",
                "final": "len($acc)",
                "note": "Each palindrome counts once, wherever it occurs",
            }
            return written(rng, f"{key}-distinct", PALINDROMES[key], **words)
        words = {
            "kind": "all",
            "build": f"[{each_one}]",
            "measure": "sum(p == p[::-1] for p in parts)",
            "empty": "0",
            "add": "$acc += 1",
            "final": "$acc",
            "note": "Equal parts at different positions count separately",
        }
        entry = {
            **PALINDROMES[key],
            "said": str(PALINDROMES[key]["said"]).replace("the $kind ", "the ").replace("$kind ", ""),
        }
        return written(rng, f"{key}-all", entry, **words)
    if key == "insertions":
        words = {
            "body": (
                "if len($s) < 2:\n    return 0\nif $s[0] == $s[-1]:\n    return SELF($s[1:-1])\n"
                "return 1 + min(SELF($s[1:]), SELF($s[:-1]))"
            ),
            "other": (
                "row = [0] * (len($s) + 1)\nfor a in $s:\n    before = 0\n"
                "    for j, b in enumerate(reversed($s), 1):\n"
                "        before, row[j] = row[j], before + 1 if a == b else max(row[j], row[j - 1])\n"
                "return len($s) - row[-1]"
            ),
            "bad": "sum(a != b for a, b in zip($s, $s[::-1])) // 2",
        }
        return written(rng, f"{key}-inside", PALINDROMES[key], **words)
    return one_of(rng, {key: PALINDROMES[key]})
