"""Family over numbers joined by dots: network addresses and section numbers."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Row, Use, written


@family("dotted-numbers", weight=3)
def dotted_numbers(rng: Rng) -> Draft:
    """Network addresses, section numbers and other numbers joined by a sign: converted, compared, counted."""
    ips = [".".join(str(rng.randint(0, 255)) for _ in range(4)) for _ in range(3)]
    tops = each((*ips, "0.0.0.1", "10.0.0.255", "255.255.255.255"))
    section = [f"{rng.randint(1, 9)}.{rng.randint(1, 12)}", f"{rng.randint(1, 9)}", "2.3.10"]
    bits = rng.choice((8, 16, 24))
    rows = [
        Row("ip-number", "ip_to_number ip_value address_to_int", "$s: str", "int",
            """
            Convert the IPv4 address $s to one integer, its first number being the most significant byte
            Return the integer whose four bytes are the numbers of the dotted address $s
            Compute the value of the address $s with four numbers from 0 to 255 as digits in base 256
            """,
            "start with zero\nmultiply by 256 and add each number",
            ('$tot = 0\nfor $p in $s.split("."):\n    $tot = $tot * 256 + int($p)\nreturn $tot',
             "a, b, c, d = map(int, $s.split(\".\"))\nreturn (a << 24) + (b << 16) + (c << 8) + d"),
            tops, ('$tot = 0\nfor $p in $s.split("."):\n    $tot = $tot * 255 + int($p)\nreturn $tot', 'sum(int($p) for $p in $s.split("."))'),
            "An IPv4 address such as '10.0.0.1' stands for a number of 32 bits: each of its four numbers is one byte, the first the most "
            "significant. Given the address $s, return that number.", chinese="把 IPv4 地址 $s 转换为一个整数"),
        Row("number-ip", "number_to_ip int_to_address to_dotted", "$n: int", "str",
            """
            Convert the integer $n (0 to 2**32 - 1) to a dotted IPv4 address
            Return the four bytes of $n, the most significant first, joined with dots
            Write the 32-bit number $n as an address like '10.0.0.1'
            """,
            "take the remainder modulo 256 four times\nput each in front\njoin with dots",
            ('$ps = []\nfor _ in range(4):\n    $ps.insert(0, str($n % 256))\n    $n //= 256\nreturn ".".join($ps)',
             '".".join(str($n >> shift & 255) for shift in (24, 16, 8, 0))'),
            each((0, 1, 255, 256, 167772161, 4294967295, rng.randint(1000, 10**9))),
            ('".".join(str($n >> shift & 255) for shift in (0, 8, 16, 24))',)),
        Row("same-net", "same_network same_subnet share_prefix", "$a: str, $b: str", "bool",
            f"""
            Check whether the IPv4 addresses $a and $b agree in their first {bits // 8} numbers
            Return True if the first {bits // 8} of the four dotted numbers are the same in $a and $b
            Tell whether $a and $b lie in the same network, that is, share their first {bits // 8} of four parts
            """,
            f"split both at the dots\ncompare the first {bits // 8} parts",
            (f'$a.split(".")[:{bits // 8}] == $b.split(".")[:{bits // 8}]',
             f'x, y = $a.split("."), $b.split(".")\nreturn all(x[$i] == y[$i] for $i in range({bits // 8}))'),
            [("10.0.0.1", "10.0.0.2"), (ips[0], ips[1]), ("10.0.1.1", "10.0.2.1"), ("10.1.2.3", "10.2.2.3"), ("1.2.3.4", "11.2.3.4"), ("1.2.3.4", "1.2.3.4")],
            (f'$a.split(".")[:{bits // 8 + 1}] == $b.split(".")[:{bits // 8 + 1}]', "$a[:3] == $b[:3]")),
        Row("depth", "section_depth heading_level nesting_of", "$s: str", "int",
            """
            Return the depth of the section number $s: 1 for '2', 2 for '2.3', 3 for '2.3.10'; a final dot does not count
            Count the numbers in the section label $s such as '4.1' or '4.1.', ignoring a dot at the end
            How many levels deep is the section $s, numbers joined with dots, with or without a last dot? Return that
            """.replace("How many levels deep is the section $s, numbers joined with dots, with or without a last dot? Return that", "Return how many levels deep the section $s is, written as numbers joined with dots and maybe a last dot"),
            "drop a final dot\nsplit at the dots\ncount the parts",
            ('len($s.rstrip(".").split("."))', 'return $s.rstrip(".").count(".") + 1'),
            each((*section, "4.1.", "1.", "10.2.3.4")), ('$s.count(".")', 'len($s.split("."))')),
        Row("next-section", "next_section following_section increment_section", "$s: str", "str",
            """
            Return the section number after $s on the same level: '2.3' is followed by '2.4'
            Increase the last number of the dotted label $s by one
            Given a section number $s such as '1.2.9', return the next one of the same depth ('1.2.10')
            """,
            "split off the last number\nadd one\njoin again",
            ('$ps = $s.split(".")\n$ps[-1] = str(int($ps[-1]) + 1)\nreturn ".".join($ps)',
             'head, dot, last = $s.rpartition(".")\nreturn f"{head}{dot}{int(last) + 1}"'),
            each((*section, "1.2.9", "7", "3.0")), ("$s[:-1] + str(int($s[-1]) + 1)",)),
        Row("parent", "parent_section section_above parent_of", "$s: str", "str | None",
            """
            Return the section that contains $s: '2.3' for '2.3.1', or None for a section with a single number
            Find the parent of the dotted section number $s, None at the top level
            Drop the last number of the section label $s; return None if nothing would be left
            """,
            "return None without a dot\ncut at the last dot",
            ('$s.rpartition(".")[0] or None', 'if "." not in $s:\n    return None\nreturn $s[:$s.rindex(".")]'),
            each((*section, "1.2.9", "7", "10.11.12.13")), ('$s.split(".")[0]', "$s[:-2] or None"), chinese="返回章节号 $s 的上一级章节号,没有则返回 None"),
        Row("section-order", "sort_sections order_sections outline_order", "$ws: list[str]", "list[str]",
            """
            Sort the section numbers in $ws in the order of a table of contents ('2' before '2.1' before '2.10' before '10')
            Return the dotted labels $ws ordered by their numbers, a section before its subsections
            Order $ws, texts such as '1.2' and '1.10', numerically part by part
            """,
            "turn each label into a list of integers\nsort by it",
            ('sorted($ws, key=lambda $w: [int(x) for x in $w.split(".")])',
             'return sorted($ws, key=lambda $w: tuple(map(int, $w.split("."))))'),
            each(([*section], ["2.10", "2.9", "10", "2"], [], ["1"], ["3.1.2", "3.1", "3", "3.1.1"])), ("sorted($ws)", "sorted($ws, key=len)")),
        Row("outline", "number_headings outline_numbers section_numbers", "$levels: list[int]", "list[str]",
            """
            Turn heading levels $levels (1 = top) into section numbers: [1, 2, 2, 1] gives ['1', '1.1', '1.2', '2']
            Number the headings whose levels are given in $levels, like '2.1.3'; each is at most one level deeper than the one before, the first has level 1
            Return the dotted section number of every heading, given the list $levels of their depths from 1 on
            """,
            "keep one counter per level\ncut the counters at the level\nraise the last one\njoin them with dots",
            ("""
             counters = []
             $out = []
             for level in $levels:
                 counters = counters[:level]
                 if len(counters) < level:
                     counters.append(0)
                 counters[-1] += 1
                 $out.append(".".join(map(str, counters)))
             return $out
             """,),
            each(([1, 2, 2, 1], [1], [], [1, 2, 3, 3, 2, 3, 1, 2], [1, 1, 1])),
            ("[str(level) for level in $levels]", "[str($i) for $i, level in enumerate($levels, 1)]"),
            "A document has headings of level 1 (the highest), 2, 3 and so on. They are numbered as usual: the second subsection of the "
            "third chapter is '3.2'. Given the levels of the headings in order, as $levels, return the list of their numbers. The first "
            "level is 1 and no heading skips a level."),
    ]  # fmt: skip
    use: Use = {
        "s": ("address", "s", "label", "number", "section", "text"),
        "n": ("n", "value", "number", "address"),
        "levels": ("levels", "depths", "heading_levels"),
        "ws": ("sections", "labels", "numbers", "entries"),
    }
    return written(rng, pick(rng, rows), use)
