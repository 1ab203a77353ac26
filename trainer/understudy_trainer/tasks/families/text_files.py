"""Families over text as files hold it: trimmed and cut lines, counts, differences, Markdown."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, sentence, words
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Knob, Row, written


def line_rows(rng: Rng) -> list[Row]:
    """Functions over the lines of one text."""
    a, b, c, d = words(rng, 4)
    m = pick(rng, ("#", "//", ";", "--", "%"))
    texts = each(
        (
            f"{a}\n  {b}\n\n\n    {c} ",
            sentence(rng, 3),
            "",
            f"\n{a} {b}\n",
            f"{c}\n{d}\n{c}\n\n{a}",
            f"  {d}\n  {a}\n\n   x",
        )
    )
    code = each((f"x = 1 {m} one\n{m} all\ny", f"{a}", "", f"  {m} {b}\n{c}{m}", f"p\n\nq {m} r {m} s"))
    return [
        Row("head", "head first_lines top_of_text", "$txt: str", "str",
            """
            Return the first $k lines of $txt, joined with line breaks
            Cut the text $txt off after $k lines
            Get the top $k lines of $txt as one text
            """, "split into lines\ntake the first ones\njoin them", ('"\\n".join($txt.splitlines()[:$k])', '$lns = $txt.splitlines()\nreturn "\\n".join($lns[:$k])'), texts, ('"\\n".join($txt.splitlines()[:$k - 1])', "$txt[:$k]"), notes="Return all lines if there are fewer", chinese="返回文本 $txt 的前 $k 行"),
        Row("tail", "tail last_lines end_of_text", "$txt: str", "list[str]",
            """
            Return the last $k lines of $txt as a list
            Get the final $k lines of the text $txt, in order
            List the last $k lines of $txt, or all of them if there are fewer
            """, "split into lines\ntake the last ones", ("$txt.splitlines()[-$k:]", "$lns = $txt.splitlines()\nreturn $lns[max(0, len($lns) - $k):]"), texts, ("$txt.splitlines()[:$k]", "$txt.splitlines()[-$k - 1:]")),
        Row("trailing", "strip_trailing trim_lines remove_trailing_blanks", "$txt: str", "str",
            """
            Remove the whitespace at the end of every line of $txt
            Return $txt with trailing blanks dropped from each line, joined with line breaks
            """, "strip each line at its right\njoin the lines", ('"\\n".join($ln.rstrip() for $ln in $txt.splitlines())', '$out = []\nfor $ln in $txt.splitlines():\n    $out.append($ln.rstrip())\nreturn "\\n".join($out)'), [*texts, (f"{a}  \n\t\n{b} ",)], ('"\\n".join($ln.strip() for $ln in $txt.splitlines())', "$txt.rstrip()"), chinese="去掉文本 $txt 每行末尾的空白"),
        Row("blank-runs", "squeeze_blank_lines collapse_blank single_blank_lines", "$txt: str", "str",
            """
            Reduce every run of blank lines in $txt to one empty line
            Return $txt with no two blank lines in a row (a line of whitespace is blank), kept ones being empty
            """, "skip a blank line after a blank line\njoin the others", ("""
             $out = []
             for $ln in $txt.splitlines():
                 if $ln.strip():
                     $out.append($ln)
                 elif not $out or $out[-1]:
                     $out.append("")
             return "\\n".join($out)
             """,), [*texts, ("a\n\n \n\nb\n\nc",)], ('"\\n".join($ln for $ln in $txt.splitlines() if $ln.strip())', '$txt.replace("\\n\\n", "\\n")')),
        Row("dedent", "dedent remove_indent unindent", "$txt: str", "str",
            """
            Remove the indentation (spaces) that all non-blank lines of $txt have in common; blank lines become empty
            Shift the lines of $txt to the left by the smallest number of leading spaces of any non-blank line
            """, "find the smallest indentation of the non-blank lines\ncut it off every line", ("""
             $lns = $txt.splitlines()
             indent = min((len(x) - len(x.lstrip(" ")) for x in $lns if x.strip()), default=0)
             return "\\n".join(x[indent:] if x.strip() else "" for x in $lns)
             """,), texts, ('"\\n".join($ln.strip() for $ln in $txt.splitlines())', "$txt")),
        Row("levels", "indent_levels indentation_depths nesting_levels", "$txt: str", "list[int]",
            """
            Return the indentation level of every non-blank line of $txt, $k leading spaces making one level (rounded down)
            List how deep each non-blank line of $txt is indented, counted in steps of $k spaces
            """, "skip blank lines\ncount the leading spaces\ndivide by the step", ('[(len($ln) - len($ln.lstrip(" "))) // $k for $ln in $txt.splitlines() if $ln.strip()]', '$out = []\nfor $ln in $txt.splitlines():\n    if $ln.strip():\n        spaces = len($ln) - len($ln.lstrip(" "))\n        $out.append(spaces // $k)\nreturn $out'), texts, ('[len($ln) - len($ln.lstrip(" ")) + 1 for $ln in $txt.splitlines() if $ln.strip()]',)),
        Row("comments", "remove_comments strip_line_comments without_comments", "$txt: str", "str",
            f"""
            Remove from each line of $txt everything from the first '{m}' on, then spaces at its end, and drop lines that are left empty
            Return $txt without comments, which start with '{m}' and reach to the end of the line; empty lines disappear
            """, f"cut each line at '{m}'\nstrip its right end\nkeep the lines that are not empty", (f'$out = []\nfor $ln in $txt.splitlines():\n    $ln = $ln.split("{m}")[0].rstrip()\n    if $ln:\n        $out.append($ln)\nreturn "\\n".join($out)', f'kept = ($ln.partition("{m}")[0].rstrip() for $ln in $txt.splitlines())\nreturn "\\n".join($ln for $ln in kept if $ln)'), code, (f'"\\n".join($ln for $ln in $txt.splitlines() if not $ln.startswith("{m}"))',)),
        Row("only-comments", "comments_of collect_comments comment_texts", "$txt: str", "list[str]",
            f"""
            Return the comments in $txt: for each line with '{m}' the stripped text after the first '{m}'
            Extract what follows the first '{m}' of every line of $txt that has one, stripped
            """, f"find the lines with '{m}'\ntake the text behind it", (f'[$ln.split("{m}", 1)[1].strip() for $ln in $txt.splitlines() if "{m}" in $ln]', f'$out = []\nfor $ln in $txt.splitlines():\n    _, mark, comment = $ln.partition("{m}")\n    if mark:\n        $out.append(comment.strip())\nreturn $out'), code, (f'[$ln.split("{m}")[-1].strip() for $ln in $txt.splitlines()]',)),
        Row("continued", "join_continued join_continuation merge_lines", "$txt: str", "list[str]",
            """
            Return the lines of $txt, where a line ending in '+' is continued by the next one: the '+' is dropped and both are joined
            Join each line of $txt that ends with '+' with the line after it, without the '+'; return the resulting lines (a '+' at the very end of the text is dropped)
            """, "collect pieces while lines end in +\nfinish the line at one that does not", ("""
             $out = []
             current = ""
             for $ln in $txt.splitlines():
                 if $ln.endswith("+"):
                     current += $ln[:-1]
                 else:
                     $out.append(current + $ln)
                     current = ""
             if current:
                 $out.append(current)
             return $out
             """,), each((f"{a}+\n{b}\n{c}", "x+\ny+\nz", "", d, "1+")), ('$txt.replace("+", "").splitlines()',)),
        Row("wc", "text_counts count_all wc", "$txt: str", "tuple[int, int, int]",
            """
            Return the number of lines, words and characters of $txt as a tuple
            Count lines, whitespace-separated words and characters (line breaks included) of the text $txt
            """, "count the lines\ncount the words\ncount the characters", ("return len($txt.splitlines()), len($txt.split()), len($txt)", '$lns = $txt.splitlines()\nreturn len($lns), sum(len(x.split()) for x in $lns), len($txt)'), texts, ('return $txt.count("\\n"), len($txt.split()), len($txt)', 'return len($txt.splitlines()), $txt.count(" ") + 1, len($txt)'), chinese="返回文本 $txt 的行数、单词数和字符数"),
        Row("paragraphs", "paragraphs split_paragraphs text_blocks", "$txt: str", "list[str]",
            """
            Return the paragraphs of $txt, groups of non-blank lines separated by blank ones, each as its stripped lines joined with spaces
            Split $txt at blank lines into paragraphs and join the stripped lines of each with single spaces
            """, "collect lines until a blank one\njoin them to a paragraph", ("""
             $out = [[]]
             for $ln in $txt.splitlines():
                 if $ln.strip():
                     $out[-1].append($ln.strip())
                 elif $out[-1]:
                     $out.append([])
             return [" ".join(block) for block in $out if block]
             """, """
             $out, block = [], []
             for $ln in [*$txt.splitlines(), ""]:
                 if $ln.strip():
                     block.append($ln.strip())
                 elif block:
                     $out.append(" ".join(block))
                     block = []
             return $out
             """), texts, ('$txt.split("\\n\\n")', '[$ln.strip() for $ln in $txt.splitlines() if $ln.strip()]'),
            "A text $txt consists of paragraphs; between them stand one or more lines that are blank. Return the list of paragraphs. The lines of a paragraph are stripped and joined with single spaces."),
        Row("unique", "drop_repeated_lines unique_lines dedupe_lines", "$txt: str", "str",
            """
            Remove every line of $txt that has occurred before, but keep all blank lines
            Return $txt with repeated non-blank lines only at their first place
            """, "remember the lines seen\nskip a non-blank line met again", ('seen = set()\n$out = []\nfor $ln in $txt.splitlines():\n    if not $ln.strip() or $ln not in seen:\n        $out.append($ln)\n    seen.add($ln)\nreturn "\\n".join($out)',), [*texts, ("x\n\ny\n\nx\nz",)], ('"\\n".join(dict.fromkeys($txt.splitlines()))', "$txt")),
        Row("numbered", "number_lines add_line_numbers with_numbers", "$txt: str", "str",
            """
            Put the line number, right-aligned to $k characters, and two spaces in front of every line of $txt, counting from 1
            Number the lines of $txt from 1: the number in $k characters aligned right, two spaces, the line
            """, "number the lines from 1\nwrite number and line\njoin the lines", ('"\\n".join(f"{$i:>{$k}}  {$ln}" for $i, $ln in enumerate($txt.splitlines(), 1))', '"\\n".join(str($i).rjust($k) + "  " + $ln for $i, $ln in enumerate($txt.splitlines(), start=1))'), texts, ('"\\n".join(f"{$i:>{$k}}  {$ln}" for $i, $ln in enumerate($txt.splitlines()))', '"\\n".join(f"{$i:<{$k}}  {$ln}" for $i, $ln in enumerate($txt.splitlines(), 1))')),
        Row("page", "page_of nth_page lines_of_page", "$txt: str, $n: int", "list[str]",
            """
            Return the lines of page $n of $txt if every page has $k lines and pages are counted from 1
            Cut $txt into pages of $k lines and return the lines of the $n-th (the first is page 1)
            """, "split into lines\nfind the first line of the page\nslice", ("start = ($n - 1) * $k\nreturn $txt.splitlines()[start:start + $k]", "$lns = $txt.splitlines()\nreturn $lns[($n - 1) * $k:$n * $k]"), [(t[0], x) for t, x in zip(texts, (1, 1, 1, 2, 2, 1), strict=True)] + [("a\nb\nc\nd\ne\nf\ng", 2)], ("$txt.splitlines()[$n * $k:($n + 1) * $k]",), notes="A page beyond the end has no lines"),
    ]  # fmt: skip


@family("lines-of-a-file", weight=3.5)
def lines_of_a_file(rng: Rng) -> Draft:
    """Heads, tails, blanks, indentation, comments, paragraphs, pages of a text."""
    return written(
        rng,
        pick(rng, line_rows(rng)),
        {
            "k": Knob(("k", "n", "size", "count", "step"), "int", (rng.randint(2, 3), 2, 1, 4)),
            "n": ("page", "n", "number"),
        },
    )


def diff_rows(rng: Rng) -> list[Row]:
    """Functions over two texts."""
    a, b, c, d = words(rng, 4)
    pairs = [
        (f"{a}\n{b}\n{c}", f"{a}\n{d}\n{c}"),
        ("x\ny", "x\ny"),
        ("", a),
        (f"{b}\n{b}\n{c}", f"{c}\n{b}"),
        ("1\n2\n3", "1\n2"),
        ("p\nq", "q\np\nr"),
    ]
    at = "enumerate(zip($a.splitlines(), $b.splitlines()), start=1)"
    return [
        Row("only-first", "removed_lines only_in_first missing_lines", "$a: str, $b: str", "list[str]",
            """
            Return the lines of $a that do not occur in $b, in order
            List what was removed from $a: its lines that are missing in $b
            """, "collect the lines of the second text\nkeep the lines of the first that are not among them", ("known = set($b.splitlines())\nreturn [$ln for $ln in $a.splitlines() if $ln not in known]", "return [$ln for $ln in $a.splitlines() if $ln not in $b.splitlines()]"), pairs, ("[$ln for $ln in $b.splitlines() if $ln not in $a.splitlines()]", "[$ln for $ln in $a.splitlines() if $ln not in $b]"),
            "You are given an old text $a and a new text $b. Return the lines of the old text that are gone, that is, which stand nowhere in the new one. Keep their order."),
        Row("first-change", "first_difference first_changed_line where_texts_differ", "$a: str, $b: str", "int",
            """
            Return the number of the first line, counted from 1, in which $a and $b differ, or 0 if they have the same lines; a missing line differs from any other
            Find the first line number (from 1) at which the texts $a and $b are not the same, also where one has ended; 0 if they are equal
            """, "walk through both texts\nreturn the number of the first unequal pair\ncompare the lengths", ("""
             x, y = $a.splitlines(), $b.splitlines()
             for number in range(1, max(len(x), len(y)) + 1):
                 if x[number - 1:number] != y[number - 1:number]:
                     return number
             return 0
             """, "for number, (x, y) in enumerate(zip_longest($a.splitlines(), $b.splitlines()), start=1):\n    if x != y:\n        return number\nreturn 0"), pairs, (f"for number, (x, y) in {at}:\n    if x != y:\n        return number\nreturn 0",), imports="from itertools import zip_longest"),
        Row("changed", "changed_lines differing_lines changed_numbers", "$a: str, $b: str", "list[int]",
            """
            Return the numbers, from 1, of the lines in which $a and $b differ, as far as both have lines
            List the line numbers (counted from 1) at which the texts $a and $b hold different lines, up to the end of the shorter one
            """, "walk through both texts with line numbers\nkeep the numbers of unequal lines", (f"[$i for $i, (x, y) in {at} if x != y]", f"$out = []\nfor $i, (x, y) in {at}:\n    if x != y:\n        $out.append($i)\nreturn $out"), pairs, (f"[$i for $i, (x, y) in {at} if x == y]", f"[$i - 1 for $i, (x, y) in {at} if x != y]")),
        Row("marks", "mark_changes simple_diff side_marks", "$a: str, $b: str", "list[str]",
            """
            Return the lines of $a missing in $b with '- ' in front, followed by the lines of $b missing in $a with '+ ' in front
            Write a simple difference: '- ' and every line only in $a, then '+ ' and every line only in $b
            """, "mark the lines only in the first\nmark the lines only in the second\njoin both lists", ('x, y = $a.splitlines(), $b.splitlines()\nreturn [f"- {$ln}" for $ln in x if $ln not in y] + [f"+ {$ln}" for $ln in y if $ln not in x]',), pairs, ('x, y = $a.splitlines(), $b.splitlines()\nreturn [f"+ {$ln}" for $ln in x if $ln not in y] + [f"- {$ln}" for $ln in y if $ln not in x]', 'return [f"- {$ln}" for $ln in $a.splitlines()] + [f"+ {$ln}" for $ln in $b.splitlines()]')),
        Row("same-start", "common_start_lines same_beginning shared_top", "$a: str, $b: str", "int",
            """
            Count the lines that $a and $b have in common from the start until they first differ
            Return how many leading lines the texts $a and $b share
            """, "walk through both texts\ncount until a pair differs", ("$cnt = 0\nfor x, y in zip($a.splitlines(), $b.splitlines()):\n    if x != y:\n        break\n    $cnt += 1\nreturn $cnt", "return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip($a.splitlines(), $b.splitlines())))"), pairs, ("sum(x == y for x, y in zip($a.splitlines(), $b.splitlines()))", "len(set($a.splitlines()) & set($b.splitlines()))"), imports="from itertools import takewhile"),
        Row("equal", "same_ignoring_space equal_texts same_content", "$a: str, $b: str", "bool",
            """
            Check whether $a and $b have the same lines, ignoring blank lines and whitespace around each line
            Return True if the stripped non-blank lines of $a and $b are equal and in the same order
            """, "strip the lines of both texts\ndrop blank lines\ncompare", ("x = [$ln.strip() for $ln in $a.splitlines() if $ln.strip()]\ny = [$ln.strip() for $ln in $b.splitlines() if $ln.strip()]\nreturn x == y",), [*pairs, (f" {a}\n\n{b}", f"{a}\n{b} \n")], ("$a.split() == $b.split()", "$a.strip() == $b.strip()")),
        Row("side", "side_by_side two_columns parallel_lines", "$a: str, $b: str", "list[str]",
            """
            Return the lines of $a and $b side by side, joined with ' | ', an empty string standing for a missing line
            Pair line n of $a with line n of $b as 'left | right'; the shorter text is filled up with empty lines
            """, "fill up the shorter text\njoin each pair of lines", ('[f"{x} | {y}" for x, y in zip_longest($a.splitlines(), $b.splitlines(), fillvalue="")]',), pairs, ('[f"{x} | {y}" for x, y in zip($a.splitlines(), $b.splitlines())]',), imports="from itertools import zip_longest"),
        Row("moved", "moved_lines reordered same_lines_moved", "$a: str, $b: str", "bool",
            """
            Check whether $b consists of the same lines as $a, equally often, but in another order
            Return True if the lines of $a were only moved to give $b, and at least one place changed
            """, "compare the sorted lines\ntest that the order differs", ("x, y = $a.splitlines(), $b.splitlines()\nreturn x != y and sorted(x) == sorted(y)",), [*pairs, ("a\nb", "b\na"), ("a\na\nb", "b\na\na")], ("sorted($a.splitlines()) == sorted($b.splitlines())", "set($a.splitlines()) == set($b.splitlines())")),
    ]  # fmt: skip


@family("texts-compared-by-line", held_out=True, weight=3)
def texts_compared_by_line(rng: Rng) -> Draft:
    """Two texts compared line by line: lines gone, changed, marked, moved."""
    return written(rng, pick(rng, diff_rows(rng)))
