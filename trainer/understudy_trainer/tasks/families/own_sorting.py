"""Family: a textbook sorting algorithm, ascending or descending."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import Inputs, each, integer_lists
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import spec, written


def number_lists(rng: Rng) -> Inputs:
    return each([*integer_lists(rng, count=3), [3, 1, 2], [5, 4, 3, 2, 1], [1, 2, 3, 4], [2, 2, 1]])


ALGORITHMS: dict[str, tuple[str, str, str, str]] = {
    "insertion": (
        "insertion sort",
        "copy the list; shift larger entries to the right; put each value into the gap",
        """
        result = list($xs)
        for i in range(1, len(result)):
            $v = result[i]
            j = i
            while j > 0 and result[j - 1] $more $v:
                result[j] = result[j - 1]
                j -= 1
            result[j] = $v
        return result
        """,
        """
        result = []
        for $v in $xs:
            at = 0
            while at < len(result) and result[at] $lessq $v:
                at += 1
            result.insert(at, $v)
        return result
        """,
    ),
    "bubble": (
        "bubble sort",
        "copy the list; pass over it swapping neighbours in the wrong order; each pass is one shorter",
        """
        result = list($xs)
        for end in range(len(result) - 1, 0, -1):
            for i in range(end):
                if result[i] $more result[i + 1]:
                    result[i], result[i + 1] = result[i + 1], result[i]
        return result
        """,
        """
        result = list($xs)
        swapped = True
        while swapped:
            swapped = False
            for i in range(len(result) - 1):
                if result[i] $more result[i + 1]:
                    result[i], result[i + 1] = result[i + 1], result[i]
                    swapped = True
        return result
        """,
    ),
    "selection": (
        "selection sort",
        ("copy the list; find the position of the $least value of the rest; swap it to the front of the rest"),
        """
        result = list($xs)
        for i in range(len(result)):
            best = i
            for j in range(i + 1, len(result)):
                if result[j] $less result[best]:
                    best = j
            result[i], result[best] = result[best], result[i]
        return result
        """,
        """
        rest = list($xs)
        result = []
        while rest:
            $v = $pick(rest)
            rest.remove($v)
            result.append($v)
        return result
        """,
    ),
    "merge": (
        "merge sort",
        ("a list of at most one entry is sorted; sort both halves; merge them by always taking the $less head"),
        """
        if len($xs) < 2:
            return list($xs)
        mid = len($xs) // 2
        left, right = SELF($xs[:mid]), SELF($xs[mid:])
        result = []
        i = j = 0
        while i < len(left) and j < len(right):
            if left[i] $lessq right[j]:
                result.append(left[i])
                i += 1
            else:
                result.append(right[j])
                j += 1
        return result + left[i:] + right[j:]
        """,
        """
        if len($xs) < 2:
            return list($xs)
        mid = len($xs) // 2
        left, right = SELF($xs[:mid]), SELF($xs[mid:])
        result = []
        while left and right:
            source = left if left[0] $lessq right[0] else right
            result.append(source.pop(0))
        return result + left + right
        """,
    ),
    "quick": (
        "quicksort",
        ("a list of at most one entry is sorted; split the rest around the first entry; sort both parts and join"),
        """
        if len($xs) < 2:
            return list($xs)
        pivot, *rest = $xs
        before = [$v for $v in rest if $v $less pivot]
        after = [$v for $v in rest if not $v $less pivot]
        return SELF(before) + [pivot] + SELF(after)
        """,
        """
        if not $xs:
            return []
        pivot = $xs[len($xs) // 2]
        before = [$v for $v in $xs if $v $less pivot]
        equal = [$v for $v in $xs if $v == pivot]
        after = [$v for $v in $xs if $v $more pivot]
        return SELF(before) + equal + SELF(after)
        """,
    ),
}


CHINESE = {"insertion": "插入", "bubble": "冒泡", "selection": "选择", "merge": "归并", "quick": "快速"}


@family("own-sort", weight=3)
def own_sort(rng: Rng) -> Draft:
    """A textbook sorting algorithm, ascending or descending."""
    key = pick(rng, list(ALGORITHMS))
    title, plan, first, second = ALGORITHMS[key]
    down = rng.random() < 0.35
    less, more = (">", "<") if down else ("<", ">")
    order = pick(
        rng,
        ("from largest to smallest", "in descending order")
        if down
        else ("in ascending order", "from smallest to largest"),
    )
    entry = spec(
        names=f"{key}_sort sort_by_{key} {key}_sorted {key}sort sort_numbers",
        params="$xs: list[int]",
        returns="list[int]",
        said=f"""
        Sort $xs {order} with {title} and return a new list
        Return the numbers of $xs {order}, using {title}
        Implement {title}: return a new list with the values of $xs {order}
        Arrange the integers in $xs {order} with your own {title}
        Apply {title} to $xs so that the result is {order}; $xs itself stays unchanged
        Without the built-in sort, return $xs sorted {order} ({title})
        """,
        told=f"""
        You are given a list of integers $xs. Sort it {order} with {title}, written out by hand, and return the result
        as a new list. The given list must not be changed.

        Implement the {title} algorithm. The function takes a list of numbers and returns a new list with the same
        numbers {order}. Equal numbers are all kept. An empty list gives an empty list.
        """,
        chinese=(f"用{CHINESE[key]}排序将 $xs 按{'降' if down else '升'}序排列，返回新列表"),
        plan=plan,
        solutions=f"{first.strip()}\n---\n{second.strip()}".replace("\n        ", "\n"),
        wrong=f"""
        sorted($xs{"" if down else ", reverse=True"})
        ---
        sorted(set($xs){", reverse=True" if down else ""})
        """,
        inputs=number_lists,
    )
    if key == "merge":
        plan = plan.replace("$less", "larger" if down else "smaller")
    entry["plan"] = plan
    pickers = {"pick": "max" if down else "min", "least": "largest" if down else "smallest"}
    return written(rng, f"{key}|{'down' if down else 'up'}", entry, less=less, more=more, lessq=f"{less}=", **pickers)
