"""Family of numbers spelled out and read from text."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.entries import INTS, Entry, fixed, random_ints, written

ONES = '["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]'
WORDS = (
    Entry(
        "digit-words",
        "spell_digits digits_in_words read_digits",
        "$n: int",
        "str",
        """
        Return the digits of the non-negative number $n as English words separated by spaces
        Spell out $n digit by digit, for example "four two" for 42
        """,
        "look up the word of each digit; join the words",
        (
            f'words = {ONES}\nreturn " ".join(words[int(d)] for d in str($n))',
            f"""
            words = {ONES}
            spoken = []
            for d in str($n):
                spoken.append(words[int(d)])
            return " ".join(spoken)
            """,
        ),
        (f'words = {ONES}\nreturn "".join(words[int(d)] for d in str($n))',),
        random_ints(10, 9999, 0, 7, 42, 100),
    ),
    Entry(
        "words-digits",
        "digits_from_words parse_digit_words",
        "$s: str",
        "int",
        """
        Return the number whose digits are named by the English words in $s, separated by spaces
        Read digit words such as "four two" in $s and return the integer they stand for
        """,
        "look up the digit of each word; join the digits; convert",
        (
            f'words = {ONES}\nreturn int("".join(str(words.index(w)) for w in $s.split()))',
            f"""
            words = {ONES}
            number = 0
            for w in $s.split():
                number = number * 10 + words.index(w)
            return number
            """,
        ),
        (f"words = {ONES}\nreturn sum(words.index(w) for w in $s.split())",),
        fixed("four two", "one", "nine zero zero", "zero seven", "three three"),
    ),
    Entry(
        "tens",
        "number_in_words spell_number to_words",
        "$n: int",
        "str",
        """
        Return the number $n from 0 to 99 in English words, with a hyphen as in "forty-two" for 42
        Spell out $n (at least 0, less than 100) in English
        """,
        "look up numbers below 20; otherwise the tens; add the ones with a hyphen unless zero",
        (
            """
            small = (
                "zero one two three four five six seven eight nine ten eleven twelve thirteen "
                "fourteen fifteen sixteen seventeen eighteen nineteen"
            ).split()
            tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
            if $n < 20:
                return small[$n]
            word = tens[$n // 10 - 2]
            return word if $n % 10 == 0 else f"{word}-{small[$n % 10]}"
            """,
        ),
        (),
        random_ints(21, 99, 0, 7, 13, 20, 42),
    ),
    Entry(
        "sum-in-text",
        "sum_numbers_in_text add_numbers",
        "$s: str",
        "int",
        """
        Return the sum of all whole numbers written in the text $s; successive digits form one number
        Find every run of digits in $s and add up the numbers; 0 if there are none
        """,
        "find all runs of digits; convert them; add",
        (
            'return sum(int(number) for number in re.findall(r"\\d+", $s))',
            """
            total = current = 0
            for c in $s:
                if c.isdigit():
                    current = current * 10 + int(c)
                else:
                    total += current
                    current = 0
            return total + current
            """,
        ),
        ("return sum(int(c) for c in $s if c.isdigit())",),
        fixed("a12b3", "no digits", "", "7", "10 apples and 5 pears", "3x04"),
        imports=("import re",),
    ),
    Entry(
        "largest-in-text",
        "largest_number_in_text biggest_number",
        "$s: str",
        "int | None",
        """
        Return the largest whole number written in the text $s, or None if it has no digits
        Find all runs of digits in $s and return the greatest number among them; None without digits
        """,
        "find all runs of digits; convert them; take the largest or None",
        (
            'return max((int(number) for number in re.findall(r"\\d+", $s)), default=None)',
            'numbers = [int(run) for run in re.findall("[0-9]+", $s)]\nreturn max(numbers) if numbers else None',
        ),
        (
            'return max(re.findall(r"\\d+", $s), default=None)',
            "return max((int(c) for c in $s if c.isdigit()), default=None)",
        ),
        fixed("a12b3", "no digits", "", "7", "10 apples and 5 pears", "9x40"),
        imports=("import re",),
    ),
    Entry(
        "clean",
        "parse_number clean_number to_int",
        "$s: str",
        "int",
        """
        Convert the text $s, which may hold spaces and thousands separators ",", to an integer
        Return the integer written in $s after removing commas and spaces
        """,
        "remove commas and spaces; convert",
        ('int($s.replace(",", "").replace(" ", ""))', 'int("".join(c for c in $s if c not in ", "))'),
        ('int($s.split(",")[0])',),
        fixed("1,234", " 7 ", "12 000", "-1,000", "1,000,000"),
    ),
    Entry(
        "percent",
        "parse_percent percent_to_fraction",
        "$s: str",
        "float",
        """
        Convert a percentage text $s such as "12.5%" to a fraction like 0.125, rounded to 6 decimals
        Return the number in $s, which ends with a percent sign, divided by 100 and rounded to 6 decimals
        """,
        "remove the sign; convert; divide by 100 and round",
        ('round(float($s.rstrip("%")) / 100, 6)', "round(float($s[:-1]) / 100, 6)"),
        ('float($s.rstrip("%"))',),
        fixed("12.5%", "100%", "0%", "7%", "0.25%"),
    ),
    Entry(
        "range-text",
        "parse_range expand_range numbers_in_range",
        "$s: str",
        "list[int]",
        """
        Return all integers of a range text $s such as "3-7", both ends included; a single number stands for itself
        Expand $s, either "a-b" or one number, into the list of integers from a to b
        """,
        "split at the hyphen; take the last part as the end; list the range",
        (
            'parts = $s.split("-")\nreturn list(range(int(parts[0]), int(parts[-1]) + 1))',
            'start, _, end = $s.partition("-")\nreturn list(range(int(start), int(end or start) + 1))',
        ),
        ('parts = $s.split("-")\nreturn list(range(int(parts[0]), int(parts[-1])))',),
        fixed("3-7", "5", "0-0", "9-12", "10-11"),
    ),
    Entry(
        "ranges-compressed",
        "compress_ranges ranges_text summarize_numbers",
        "$xs: list[int]",
        "str",
        """
        Write the ascending list of distinct integers $xs as ranges joined by commas, "1-3,5" for 1, 2, 3 and 5
        Compress successive numbers of the sorted list $xs to "first-last" and join all parts with commas
        """,
        "collect runs of successive numbers; write each run as one number or a range; join",
        (
            """
            runs = []
            for x in $xs:
                if runs and x == runs[-1][1] + 1:
                    runs[-1][1] = x
                else:
                    runs.append([x, x])
            return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
            """,
        ),
        ('return ",".join(str(x) for x in $xs)',),
        fixed([1, 2, 3, 5, 8, 9], [4], [], [1, 3, 5], [7, 8, 9, 10], [0, 1, 3]),
    ),
)


@family("numbers-in-text", weight=3)
def numbers_in_text(rng: Rng) -> Draft:
    """Numbers spelled out, and read from text."""
    return written(rng, WORDS, {"n": INTS, "s": "s text line value string", "xs": "numbers nums xs pages"})
