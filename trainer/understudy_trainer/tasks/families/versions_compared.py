"""Families over version strings and dotted numbers."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Knob, Row, Use, written


def version(rng: Rng, size: int = 3) -> str:
    """A version with `size` numbers."""
    return ".".join(str(rng.randint(0, 12)) for _ in range(size))


def version_rows(rng: Rng) -> list[Row]:
    """Functions over one, two or many versions."""
    v = [version(rng) for _ in range(5)]
    pairs = [
        ("1.2.3", "1.2.10"),
        (v[0], v[1]),
        ("2.0", "2.0"),
        ("1.10", "1.9"),
        (v[2], v[2]),
        ("3.0.0", "2.9.9"),
        ("1.2", "1.2.1"),
    ]
    same = [
        ("1.2.3", "1.2.10"),
        (v[0], v[1]),
        ("2.0.0", "2.0.0"),
        ("1.10.0", "1.9.0"),
        (v[2], v[3]),
        ("3.0.0", "2.9.9"),
    ]
    many = each((v, ["1.2.0", "1.10.0", "1.9.5"], ["0.1.0"], [v[0], "2.0.0", "10.0.0"], [v[3], v[4], v[3]]))
    key = 'tuple(int(x) for x in {}.split("."))'
    return [
        Row("compare", "compare_versions version_order cmp_version", "$a: str, $b: str", "int",
            """
            Compare the versions $a and $b number by number and return -1, 0 or 1 if $a is older, the same or newer
            Return 1 if version $a is newer than $b, -1 if it is older, and 0 if they are equal; a missing number counts as 0
            Decide which of two dotted versions $a and $b is later: 1 for $a, -1 for $b, 0 for neither
            """,
            "split both into integers\npad the shorter with zeros\ncompare the lists",
            ("""
             x = [int(n) for n in $a.split(".")]
             y = [int(n) for n in $b.split(".")]
             size = max(len(x), len(y))
             x += [0] * (size - len(x))
             y += [0] * (size - len(y))
             return (x > y) - (x < y)
             """,
             """
             x, y = $a.split("."), $b.split(".")
             for i in range(max(len(x), len(y))):
                 m = int(x[i]) if i < len(x) else 0
                 n = int(y[i]) if i < len(y) else 0
                 if m != n:
                     return 1 if m > n else -1
             return 0
             """), [*pairs, ("1.0", "1")], ("($a > $b) - ($a < $b)", 'x, y = $a.split("."), $b.split(".")\nreturn (x > y) - (x < y)'),
            "Versions consist of numbers separated by dots, and are ordered by the first number, then the second and so on; a missing number "
            "counts as 0, so 1.0 equals 1. Given two versions $a and $b, return -1 if $a comes before $b, 1 if it comes after, 0 otherwise.",
            "比较版本号 $a 和 $b:$a 较旧返回 -1,相同返回 0,较新返回 1", "A missing number counts as 0, so '1' equals '1.0'"),
        Row("newer", "is_newer newer_version is_update needs_update", "$a: str, $b: str", "bool",
            """
            Check whether version $a is newer than version $b, both of the form 'major.minor.patch'
            Return True if $a is a later version than $b (three numbers each, separated by dots)
            Tell whether the version $a comes after $b; 1.10.0 is newer than 1.9.0
            """,
            "turn both into tuples of integers\ncompare the tuples",
            (f"{key.format('$a')} > {key.format('$b')}",
             'x = [int(n) for n in $a.split(".")]\ny = [int(n) for n in $b.split(".")]\nreturn x > y'), same,
            ("$a > $b", f"{key.format('$a')} >= {key.format('$b')}"),
            "A program offers an update if the available version is newer than the installed one. Given $a and $b of the form "
            "'major.minor.patch', return whether $a is newer than $b. The numbers count, not their spelling.",
            notes="Equal versions are not newer"),
        Row("latest", "latest_version newest max_version", "$ws: list[str]", "str",
            """
            Return the latest of the versions in the non-empty list $ws, such as '1.10.0'
            Find the newest version in $ws, comparing the numbers between the dots
            Given versions $ws of the form 'a.b.c', return the highest one
            """,
            "turn each version into a tuple of integers\nreturn the version with the largest tuple",
            (f"max($ws, key=lambda v: {key.format('v')})",
             f"""
             best = $ws[0]
             for v in $ws[1:]:
                 if {key.format('v')} > {key.format('best')}:
                     best = v
             return best
             """), many, ("max($ws)", f"min($ws, key=lambda v: {key.format('v')})"),
            "A server lists the releases $ws, at least one, each as 'major.minor.patch'. Return the most recent one. Note that 1.10.0 is more "
            "recent than 1.9.5.", chinese="返回版本列表 $ws 中最新的版本"),
        Row("sorted", "sort_versions order_releases versions_in_order", "$ws: list[str]", "list[str]",
            """
            Sort the versions in $ws from oldest to newest by their numbers
            Return $ws, versions like '1.2.10', in ascending version order
            Order the dotted version strings in $ws numerically
            """,
            "sort by the tuple of integers",
            (f"sorted($ws, key=lambda v: {key.format('v')})",
             'return sorted($ws, key=lambda v: [int(n) for n in v.split(".")])'), many, ("sorted($ws)",), chinese="将版本列表 $ws 按版本号从旧到新排序"),
        Row("bump", "bump_version next_version increase_version release", "$s: str, $part: str", "str",
            """
            Increase the number named by $part ('major', 'minor' or 'patch') in the version $s and set the numbers after it to 0
            Return the version that follows $s 'major.minor.patch' if its $part number is raised by one, lower parts reset to zero
            Given a version $s and $part, one of 'major', 'minor' and 'patch', bump that part and reset those behind it
            """,
            "split into three integers\nadd one to the part asked for\nset the later parts to zero\njoin with dots",
            ("""
             major, minor, patch = map(int, $s.split("."))
             if $part == "major":
                 return f"{major + 1}.0.0"
             if $part == "minor":
                 return f"{major}.{minor + 1}.0"
             return f"{major}.{minor}.{patch + 1}"
             """,
             """
             numbers = [int(n) for n in $s.split(".")]
             at = ("major", "minor", "patch").index($part)
             numbers[at] += 1
             numbers[at + 1:] = [0] * (2 - at)
             return ".".join(map(str, numbers))
             """),
            [("1.2.3", "major"), (v[0], "minor"), (v[1], "patch"), ("0.9.9", "minor"), ("0.0.0", "patch")],
            ("""
             numbers = [int(n) for n in $s.split(".")]
             numbers[("major", "minor", "patch").index($part)] += 1
             return ".".join(map(str, numbers))
             """,),
            "Before a release the version $s, three numbers with dots, is raised. $part says which number grows by one: 'major' is the first, "
            "'minor' the second, 'patch' the third. All numbers to its right become 0. Return the new version."),
        Row("change", "kind_of_change update_kind changed_part", "$a: str, $b: str", "str",
            """
            Return 'major', 'minor' or 'patch', the first part in which the versions $a and $b differ, or 'none' if they are equal
            Say which part changed from version $a to $b: 'major', 'minor', 'patch', or 'none'
            Compare $a and $b ('major.minor.patch') and name the most important part that differs
            """,
            "split both at the dots\nreturn the name of the first differing part",
            ("""
             for name, x, y in zip(("major", "minor", "patch"), $a.split("."), $b.split(".")):
                 if x != y:
                     return name
             return "none"
             """,
             """
             x, y = $a.split("."), $b.split(".")
             if x[0] != y[0]:
                 return "major"
             if x[1] != y[1]:
                 return "minor"
             return "patch" if x[2] != y[2] else "none"
             """), [*same, ("1.2.3", "1.3.3"), (v[0], v[0])],
            ('return "none" if $a == $b else "major"',), notes="Return 'none' for equal versions"),
        Row("same-line", "is_compatible same_major compatible", "$a: str, $b: str", "bool",
            """
            Check whether version $a can replace $b: the same first number, and not older
            Return True if $a and $b have the same major number and $a is at least as new as $b
            Tell if $a is compatible with the required version $b, that is, equal in the major number and not lower
            """,
            "turn both into lists of integers\ncompare the first numbers\ncompare the lists",
            ("""
             x = [int(n) for n in $a.split(".")]
             y = [int(n) for n in $b.split(".")]
             return x[0] == y[0] and x >= y
             """,
             f"return $a.split('.')[0] == $b.split('.')[0] and {key.format('$a')} >= {key.format('$b')}".replace("'", '"')),
            [*same, ("1.3.0", "1.2.9"), ("2.0.1", "2.0.1")],
            ('return $a.split(".")[0] == $b.split(".")[0]', 'return $a[0] == $b[0] and $a >= $b'),
            "A library in version $a is installed and version $b is required, both as 'major.minor.patch'. It fits if the major numbers are "
            "equal and $a is not older than $b. Return whether it fits."),
        Row("strip", "short_version trim_version drop_trailing_zeros", "$s: str", "str",
            """
            Remove trailing '.0' parts from the version $s, but keep at least its first number
            Return $s without zeros at its end, so that '1.2.0' becomes '1.2' and '2.0.0' becomes '2'
            Shorten the dotted version $s by dropping final parts that are 0; the first part always stays
            """,
            "split at the dots\ndrop the last part while it is zero\njoin again",
            ("""
             parts = $s.split(".")
             while len(parts) > 1 and parts[-1] == "0":
                 parts.pop()
             return ".".join(parts)
             """,
             'while $s.endswith(".0"):\n    $s = $s[:-2]\nreturn $s'),
            each(("1.2.0", "2.0.0", "1.0.3", "0.0", "10.20", v[0])), ('$s.replace(".0", "")', '$s.removesuffix(".0")'), chinese="去掉版本号 $s 末尾的 '.0',但至少保留第一个数字"),
        Row("pad", "full_version pad_version normalize_version", "$s: str", "str",
            """
            Extend the version $s with '.0' until it has $k numbers
            Return $s padded with zero parts to $k parts in total, such as '1.2' to '1.2.0' for three
            Fill up the dotted version $s with zeros so that it has at least $k parts
            """,
            "split at the dots\nappend zeros until there are enough parts\njoin again",
            ("""
             parts = $s.split(".")
             while len(parts) < $k:
                 parts.append("0")
             return ".".join(parts)
             """,
             'parts = $s.split(".")\nreturn ".".join(parts + ["0"] * ($k - len(parts)))'),
            each(("1.2", "3", "1.2.3", "1.2.3.4.5", "0.1", v[0])), ('$s + ".0" * $k', '$s + ".0"'),
            notes="A longer version stays as it is"),
        Row("prerelease", "split_prerelease parse_tagged_version version_and_tag", "$s: str", "tuple[list[int], str]",
            """
            Split a version such as 'v1.2.3-beta' into its numbers and the text after '-', an optional 'v' in front being ignored
            Return the numbers of the version $s as a list together with its tag after '-' (empty if there is none); a leading 'v' is dropped
            Parse $s, a version with an optional leading 'v' and an optional '-tag', into (numbers, tag)
            """,
            "drop a leading v\nsplit off the tag at the dash\nconvert the numbers",
            ("""
             version, _, tag = $s.removeprefix("v").partition("-")
             return [int(n) for n in version.split(".")], tag
             """,
             """
             if $s.startswith("v"):
                 $s = $s[1:]
             tag = ""
             if "-" in $s:
                 $s, tag = $s.split("-", 1)
             return [int(n) for n in $s.split(".")], tag
             """), each(("v1.2.3-beta", v[0], "v2.0", "1.0-rc-1", f"{v[1]}-alpha")),
            ('version, _, tag = $s.strip("v").rpartition("-")\nreturn [int(n) for n in version.split(".") if n], tag',)),
    ]  # fmt: skip


@family("versions", weight=3.5)
def versions(rng: Rng) -> Draft:
    """Version strings compared, sorted, bumped, padded, shortened."""
    use: Use = {
        "k": Knob(("k", "size", "parts_wanted", "count"), "int", (3, 2, 4, 3)),
        "s": ("version", "s", "release", "v", "current"),
        "part": ("part", "level", "kind", "change"),
        "ws": ("versions", "releases", "tags", "available"),
    }
    return written(rng, pick(rng, version_rows(rng)), use)
