"""The first k entries by value: keys, pairs, a dict or their sum; ties by key or by order; rest together."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.cards_dict_order_1 import RANKS_1
from understudy_trainer.tasks.vocabulary.cards_dict_order_2 import RANKS_2
from understudy_trainer.tasks.vocabulary.inputs_dict_order import best_rows
from understudy_trainer.tasks.vocabulary.structures import Rows, one_dict, one_full_dict, table, tables
from understudy_trainer.tasks.vocabulary.written_cards import deal

RANKS = (
    *RANKS_1,
    *RANKS_2,
)


def limits(rng: Rng) -> Rows:
    """A dict and a number that is sometimes one of its values."""
    rows: list[tuple[object, ...]] = []
    for entries in tables(rng):
        rows.append((entries, pick(rng, [*entries.values(), rng.randint(0, 20)])))
    return (*rows, (table(rng, 4), 10))


@family("dict-top-k", weight=2.5)
def dict_top_k(rng: Rng) -> Draft:
    """The first k entries by value: keys, pairs, a dict or their sum; ties by key or by order; rest together."""
    top = rng.random() < 0.7
    ties = pick(rng, ("key", "order"))
    form = pick(rng, ("keys", "pairs", "dict", "sum", "rest", "others"))
    word = pick(rng, ("largest", "highest") if top else ("smallest", "lowest"))
    key = {
        ("key", True): "(-$d[$k], $k)",
        ("key", False): "($d[$k], $k)",
        ("order", True): "-$d[$k]",
        ("order", False): "$d[$k]",
    }[ties, top]
    ordered = f"$ranked = sorted($d, key=lambda $k: {key})\n"
    pairs = (
        "$ranked = sorted($d.items(), key=lambda $p: " + key.replace("$d[$k]", "$p[1]").replace("$k", "$p[0]") + ")\n"
    )
    what, returns, first, second = {
        "keys": (
            "the $n keys of $d with the W values, best first",
            "list[str]",
            "return $ranked[:$n]",
            "return [$p[0] for $p in $ranked[:$n]]",
        ),
        "pairs": (
            "the $n (key, value) pairs of $d with the W values, best first",
            "list[tuple[str, int]]",
            "return [($k, $d[$k]) for $k in $ranked[:$n]]",
            "return $ranked[:$n]",
        ),
        "dict": (
            "a dict of the $n entries of $d with the W values, best first",
            "dict[str, int]",
            "return {$k: $d[$k] for $k in $ranked[:$n]}",
            "return dict($ranked[:$n])",
        ),
        "sum": (
            "the sum of the $n W values in $d",
            "int",
            "return sum($d[$k] for $k in $ranked[:$n])",
            "return sum($p[1] for $p in $ranked[:$n])",
        ),
        "rest": (
            "the keys of $d that are not among the $n with the W values, in alphabetical order",
            "list[str]",
            "return sorted($ranked[$n:])",
            "return sorted($p[0] for $p in $ranked[$n:])",
        ),
        "others": (
            "a dict of the $n entries of $d with the W values, best first, and an entry 'other' "
            "with the sum of the remaining values",
            "dict[str, int]",
            '$out = {$k: $d[$k] for $k in $ranked[:$n]}\n$out["other"] = sum($d[$k] for $k in $ranked[$n:])\n'
            "return $out",
            'return {**dict($ranked[:$n]), "other": sum($p[1] for $p in $ranked[$n:])}',
        ),
    }[form]
    codes = [ordered + first, pairs + second]
    if form == "sum":
        ties = "order"
        codes.append(f"return sum(sorted($d.values(){', reverse=True' if top else ''})[:$n])")
        codes.reverse()
    tie = (
        "Among equal values the alphabetically smaller key comes first"
        if ties == "key"
        else ("Equal values keep their order in $d")
    )
    card = """
combo: $form|$ties|$top
names: top_entries top_k leaders first_few best_of ranking_head
params: $d: dict[str, int]
pool: p = p pair entry
pool: ranked = ranked ordered order
knob: n: int = 1..4; n k m num top_n how_many
returns: $returns
said: Return $what
said: Find $what
said: Given the dict $d, return $what
said: Sort the entries of $d by value and return $what
told: $d maps each name to a number. Return $what. $tie. If $d has fewer entries than asked for, use all of them.
plan: sort the keys by value, $word first; take the first $n; $end
do: $code
do: $other
bad: $near
note: $tie
note: If $d has fewer entries, use all of them
inputs: rows
"""
    if form == "sum":
        card = card.replace("note: $tie\n", "").replace(" $tie.", "")
    bad = codes[0].replace("[:$n]", "[:$n - 1]") if form != "rest" else codes[0].replace("[$n:]", "[:$n]")
    return deal(
        rng,
        card,
        {"rows": best_rows},
        {
            "form": form,
            "ties": ties,
            "top": top,
            "word": word,
            "what": what.replace("W", word),
            "returns": returns,
            "tie": tie,
            "code": codes[0],
            "other": codes[1],
            "near": bad,
            "end": {
                "sum": "add their values",
                "rest": "return the others sorted",
                "others": "add up the rest",
                "keys": "return the keys",
                "pairs": "return pairs",
                "dict": "build a dict",
            }[form],
        },
    )


@family("dict-ranks-and-shares", weight=3.3)
def dict_ranks_and_shares(rng: Rng) -> Draft:
    """Ranks, percentages, running totals, averages and margins over the values of a dict."""
    return deal(rng, pick(rng, RANKS), {"one": one_dict, "full": one_full_dict, "limits": limits})
