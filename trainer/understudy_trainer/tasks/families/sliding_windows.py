"""Family: windows over a text or list: without repeats, few kinds, after changes, covering, the best of a size."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, integers, letters
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import Spec, one_of, spec, written


def _letters(rng: Rng) -> Inputs:
    return [
        (letters(rng, 7, "abc"),),
        (letters(rng, 8, "abcd"),),
        ("aab",),
        ("abcabc",),
        ("zz",),
        ("x",),
        ("",),
        ("abba",),
    ]


WINDOWS: dict[str, Spec] = {
    "no-repeat": spec(
        names="longest_unique longest_without_repeat distinct_run unique_window",
        params="$s: str",
        returns="int",
        said="""
        Return the length of the longest part of $s in which no character occurs twice
        Find how many characters the longest substring of $s without repeated characters has
        Compute the largest size of a window of $s whose characters all differ
        """,
        told="""
        We look for the longest piece of the text $s, cut out without gaps, in which every character is different. \
        Return
        its length. The empty text gives 0.
        """,
        chinese="返回 $s 中不含重复字符的最长连续部分的长度",
        plan=(
            "move the right end along; move the left end past an earlier copy of the character; keep the largest width"
        ),
        solutions="""
        last = {}
        start = best = 0
        for i, $c in enumerate($s):
            if $c in last:
                start = max(start, last[$c] + 1)
            last[$c] = i
            best = max(best, i - start + 1)
        return best
        ---
        best, window = 0, ""
        for $c in $s:
            if $c in window:
                window = window[window.index($c) + 1:]
            window += $c
            best = max(best, len(window))
        return best
        """,
        wrong=(
            "len(set($s))\n---\nbest, window = 0, ''\nfor $c in $s:\n"
            "    window = $c if $c in window else window + $c\n    best = max(best, len(window))\nreturn best"
        ),
        inputs=lambda rng: [*_letters(rng), ("abdbef",)],
    ),
    "at-most-k": spec(
        names="longest_window at_most_k longest_with_few widest",
        params="$s: str, $k: int",
        returns="int",
        fixed={"k": (2, 3)},
        said="""
        Return the length of the longest substring of $s with at most $k different characters
        Find how long a contiguous part of $s with no more than $k distinct characters can be
        Compute the greatest width of a window of $s that holds at most $k kinds of characters
        """,
        plan=(
            "widen the window to the right; shrink it from the left while it holds too many kinds; keep the "
            "largest width"
        ),
        solutions="""
        start = best = 0
        for end in range(1, len($s) + 1):
            while len(set($s[start:end])) > $k:
                start += 1
            best = max(best, end - start)
        return best
        ---
        window, best = "", 0
        for $c in $s:
            window += $c
            while len(set(window)) > $k:
                window = window[1:]
            best = max(best, len(window))
        return best
        """,
        wrong=(
            "start = best = 0\nfor end in range(1, len($s) + 1):\n    while len(set($s[start:end])) >= $k:\n"
            "        start += 1\n    best = max(best, end - start)\nreturn best\n---\n"
            "len($s) if len(set($s)) <= $k else $k"
        ),
        inputs=lambda rng: (
            [(row[0], k) for row, k in zip(_letters(rng), (2, 2, 1, 2, 1, 1, 2, 2), strict=True)] + [("aabbbcd", 2)]
        ),
    ),
    "replace": spec(
        names="longest_after_changes stretch longest_equal with_changes",
        params="$s: str, $k: int",
        returns="int",
        fixed={"k": (1, 2)},
        pools={"k": ("k", "changes", "limit", "allowed", "n")},
        said="""
        Return the length of the longest part of $s that can be made of one character by changing at most $k characters
        Find how long a run of equal characters in $s can get if up to $k characters may be replaced
        Compute the largest window of $s in which all but at most $k characters are the same
        """,
        plan=(
            "go through all windows; count the characters that differ from the most frequent one; keep the "
            "largest width"
        ),
        solutions="""
        best = start = 0
        for end in range(1, len($s) + 1):
            window = $s[start:end]
            if len(window) - max(window.count(c) for c in window) > $k:
                start += 1
            best = max(best, end - start)
        return best
        ---
        parts = [$s[i:j] for i in range(len($s)) for j in range(i + 1, len($s) + 1)]
        return max((len(p) for p in parts if len(p) - max(map(p.count, p)) <= $k), default=0)
        """,
        wrong="max(map($s.count, $s), default=0) + $k\n---\nmin(len($s), $k + 1)",
        inputs=lambda rng: (
            [(row[0], k) for row, k in zip(_letters(rng), (1, 2, 1, 1, 0, 1, 2, 1), strict=True)] + [("aabab", 1)]
        ),
    ),
    "all-of": spec(
        names="shortest_cover smallest_window cover_all shortest_with_all",
        params="$s: str, $z: str",
        returns="str",
        pools={"z": ("letters", "needed", "chars", "required", "t")},
        said="""
        Return the shortest substring of $s that contains every character of $z, the first one on ties
        Find the smallest part of $s in which all the characters of $z occur; return "" if there is none
        Get the shortest piece of $s that includes each character of $z at least once, the leftmost if several
        """,
        plan=(
            "try the lengths from short to long; return the first part that holds all the characters; "
            "otherwise an empty text"
        ),
        solutions="""
        for size in range(len(set($z)), len($s) + 1):
            for i in range(len($s) - size + 1):
                part = $s[i:i + size]
                if set($z) <= set(part):
                    return part
        return ""
        ---
        parts = [$s[i:j] for i in range(len($s)) for j in range(i + 1, len($s) + 1)]
        return min((p for p in parts if all(c in p for c in $z)), key=len, default="")
        """,
        notes='Return "" if there is none; $z is not empty and has no repeated characters',
        wrong=(
            'return $s if set($z) <= set($s) else ""\n---\nstart, end = $s.find($z[0]), $s.find($z[-1])\n'
            "return $s[start:end + 1]"
        ),
        inputs=lambda rng: [
            ("xaybzab", "ab"),
            ("abc", "ca"),
            ("hello", "z"),
            ("banana", "n"),
            (letters(rng, 8, "abc"), "abc"),
            (letters(rng, 7, "abx"), "xa"),
            ("", "q"),
        ],
    ),
    "fixed-max": spec(
        names="best_window max_window_sum largest_block top_stretch",
        params="$xs: list[int], $k: int",
        returns="int",
        fixed={"k": (2, 3)},
        said="""
        Return the index at which the $k neighbouring values of $xs with the $most sum start, the first one on ties
        Find where the window of $k consecutive numbers of $xs with the $most sum begins
        Return the start of the first block of $k adjacent entries of $xs whose total is $most
        """,
        told="""
        The list $xs holds the visitors of each day. Look at all stretches of $k consecutive days and find the one \
        with the
        $most number of visitors in total. Return the index of its first day; if several are equal, the earliest.
        """,
        plan="take all starts; compare the sums of the windows; return the start of the $most",
        solutions="""
        return $pick(range(len($xs) - $k + 1), key=lambda i: sum($xs[i:i + $k]))
        ---
        current = sum($xs[:$k])
        best, at = current, 0
        for i in range(1, len($xs) - $k + 1):
            current += $xs[i + $k - 1] - $xs[i - 1]
            if current $sign best:
                best, at = current, i
        return at
        """,
        notes="Assume that $xs has at least $k values",
        wrong=("$pick(range(len($xs) - $k), key=lambda i: sum($xs[i:i + $k]), default=0)\n---\n$xs.index($pick($xs))"),
        inputs=lambda rng: [
            (integers(rng, 6, 0, 9), 3),
            (integers(rng, 5, 0, 9), 2),
            ([1, 5, 5, 1, 9], 2),
            ([1, 2, 3, 4], 3),
            ([4, 3, 2, 1], 3),
            (integers(rng, 5), 3),
        ],
    ),
    "anagram-windows": spec(
        names="find_anagrams anagram_positions shuffled_matches scrambled_at",
        params="$s: str, $z: str",
        returns="list[int]",
        said="""
        Return the start indices of all parts of $s that are rearrangements of $z
        Find where in $s a substring with exactly the letters of $z, in any order, begins
        List the positions in $s at which an anagram of $z starts
        """,
        plan="sort the letters looked for; compare them with the sorted letters of each window",
        solutions="""
        size, wanted = len($z), sorted($z)
        return [i for i in range(len($s) - size + 1) if sorted($s[i:i + size]) == wanted]
        ---
        $out = []
        for i in range(len($s) - len($z) + 1):
            if Counter($s[i:i + len($z)]) == Counter($z):
                $out.append(i)
        return $out
        """,
        imports="from collections import Counter",
        wrong=(
            "[i for i in range(len($s) - len($z) + 1) if $s[i:i + len($z)] == $z]\n---\n"
            "[i for i in range(len($s) - len($z) + 1) if set($s[i:i + len($z)]) == set($z)]"
        ),
        inputs=lambda rng: [
            ("abba", "ab"),
            ("bcaccb", "abc"),
            (letters(rng, 8, "ab"), "aab"),
            (letters(rng, 7, "abc"), "ab"),
            ("hi", "long"),
            ("", "a"),
            ("aabb", "bba"),
            ("ab", "ba"),
        ],
    ),
}


@family("sliding-windows", weight=2.5)
def sliding_windows(rng: Rng) -> Draft:
    """Windows over a text or list: without repeats, few kinds, after changes, covering, the best of a size."""
    key = pick(rng, list(WINDOWS))
    if key == "fixed-max":
        most, picker, sign = pick(rng, (("largest", "max", ">"), ("smallest", "min", "<")))
        return written(rng, f"{key}-{most}", WINDOWS[key], most=most, pick=picker, sign=sign)
    return one_of(rng, {key: WINDOWS[key]})
