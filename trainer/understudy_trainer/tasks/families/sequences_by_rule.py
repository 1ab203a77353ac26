"""Family: terms of a sequence given by its first terms and a rule on the terms before."""

from __future__ import annotations

from understudy_trainer.tasks.authoring import each
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.algorithms import spec, written


@family("sequence-by-rule", weight=4)
def sequence_by_rule(rng: Rng) -> Draft:
    """Terms of a sequence given by its first terms and a rule on the terms before."""
    start = [rng.randint(0, 4) for _ in range(3)]
    start[0] = start[0] or 1
    if start[1] == 1:
        start[1] = 5
    a, b = rng.randint(2, 4), rng.randint(1, 5)
    rules = (
        ("three", 3, "each further term is the sum of the three before it", "sum(terms[-3:])", "terms[-1] + terms[-2]"),
        ("two", 2, "each further term is the sum of the two before it", "terms[-1] + terms[-2]", "terms[-1] + 1"),
        (
            "scaled",
            2,
            f"each further term is {a} times the one before it plus the one before that",
            f"{a} * terms[-1] + terms[-2]",
            f"terms[-1] + {a} * terms[-2]",
        ),
        (
            "minus",
            2,
            f"each further term is {a} times the one before it minus the one before that",
            f"{a} * terms[-1] - terms[-2]",
            f"terms[-2] - {a} * terms[-1]",
        ),
        (
            "second",
            2,
            f"each further term is the one before it plus {a} times the one before that",
            f"terms[-1] + {a} * terms[-2]",
            f"{a} * terms[-1] + terms[-2]",
        ),
        (
            "linear",
            1,
            f"each further term is {a} times the one before it plus {b}",
            f"{a} * terms[-1] + {b}",
            f"{b} * terms[-1] + {a}",
        ),
        (
            "index",
            1,
            f"the term at index i is the one before it plus {a} times i",
            f"terms[-1] + {a} * len(terms)",
            f"terms[-1] + {a}",
        ),
        (
            "skip",
            3,
            "each further term is the sum of the terms two and three places before it",
            "terms[-2] + terms[-3]",
            "terms[-1] + terms[-2]",
        ),
        (
            "gap",
            2,
            "each further term is the absolute difference of the two before it plus one",
            "abs(terms[-1] - terms[-2]) + 1",
            "abs(terms[-1] - terms[-2])",
        ),
        (
            "product",
            2,
            "each further term is the product of the two before it plus one, modulo 100",
            "(terms[-1] * terms[-2] + 1) % 100",
            "terms[-1] * terms[-2] % 100",
        ),
    )
    key, size, rule, code, near = pick(rng, rules)
    first = start[:size]
    listed = ", ".join(map(str, first))
    give = pick(rng, ("term", "list", "sum", "index-above"))
    opens = f"starts with {listed}, and {rule}"
    starts = f"starts with {listed} and in which {rule}"
    grow = f"terms = [{listed}]\nwhile len(terms) {{}} $n:\n    terms.append({{}})\n"
    if give == "index-above" and key in ("gap", "product"):
        give = "term"
    said, returns, body, wrong = {
        "term": (
            (
                f"Return the term at index $n, counting from 0, of the sequence that {starts}\n"
                f"A sequence {opens}; return its term number $n, where the first has number 0\n"
                f"Compute term $n (the first is term 0) of the sequence that {starts}"
            ),
            "int",
            grow.format("<=", code) + "return terms[$n]",
            grow.format("<=", near) + "return terms[$n]",
        ),
        "list": (
            (
                f"Return the first $n terms of the sequence that {starts}\n"
                f"List $n terms of the sequence that {starts}\n"
                f"A sequence {opens}; return a list of its first $n terms"
            ),
            "list[int]",
            grow.format("<", code) + "return terms[:$n]",
            grow.format("<", code) + "return terms",
        ),
        "sum": (
            (
                f"Return the sum of the first $n terms of the sequence that {starts}\n"
                f"Add up $n terms of the sequence that {starts}\n"
                f"A sequence {opens}; compute the total of its first $n terms"
            ),
            "int",
            grow.format("<", code) + "return sum(terms[:$n])",
            grow.format("<", near) + "return sum(terms[:$n])",
        ),
        "index-above": (
            (
                f"Return the first term greater than $n of the sequence that {starts}\n"
                f"Find the first value above $n in the sequence that {starts}\n"
                f"A sequence {opens}; return the earliest of its terms that exceeds $n"
            ),
            "int",
            (
                f"terms = [{listed}]\nwhile max(terms) <= $n:\n    terms.append({code})\n"
                "return next($v for $v in terms if $v > $n)"
            ),
            f"terms = [{listed}]\nwhile max(terms) < $n:\n    terms.append({code})\nreturn terms[-1]",
        ),
    }[give]
    if give == "index-above" and key in ("skip", "index", "linear", "minus"):
        first = [max(1, x) for x in first]
    old = listed
    if key in ("minus", "skip") or give == "index-above":
        rising = sorted(max(1, x) for x in first)
        rising[-1] += key == "minus"
        listed = ", ".join(map(str, rising))
        said, body, wrong = (
            text.replace(f"starts with {old}", f"starts with {listed}").replace(f"[{old}]", f"[{listed}]")
            for text in (said, body, wrong)
        )
    entry = spec(
        names=(f"sequence nth_term {give.replace('-', '_')}_of_sequence series terms_of generate_terms {key}_sequence"),
        params="$n: int",
        returns=returns,
        said=said,
        plan=(
            f"start with {listed}; append further terms by the rule; return the "
            f"{give.replace('index-above', 'first term above the limit')}"
        ),
        solutions=body,
        wrong=wrong,
        inputs=lambda r: each([0, 1, 2, 3, 5, r.randint(4, 9), r.randint(6, 11)]),
        pools={
            "n": ("n", "limit", "k", "x", "bound") if give == "index-above" else ("n", "k", "count", "i", "index", "m")
        },
    )
    return written(rng, f"{key}|{give}", entry)
