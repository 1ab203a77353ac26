"""Cards of the families in `dict_collections`."""

from __future__ import annotations

from understudy_trainer.tasks.vocabulary.written_cards import deck

COUNTERS = deck("""
combo: update-counts
names: update_counts add_counts count_more tally_into
params: $d: dict[str, int], $ws: list[str]
pool: d = counts tally totals d
returns: dict[str, int]
said: Add one to the count in $d for each word of $ws, starting new words at 1, and return $d
said: Update the counter $d with the words in $ws and return it
said: Increase $d[word] by one for every word in $ws; words not yet counted begin at 0
zh: 用列表 $ws 中的单词更新计数字典 $d，并返回它
told: $d holds how often each word was seen so far. The words in $ws have now been seen once more, possibly
    repeatedly. Update $d and return it. A word that is new starts at 0.
plan: go through the words; add one to the count of each; return the dict
do:
    for $w in $ws:
        $d[$w] = $d.get($w, 0) + 1
    return $d
do:
    for $w in $ws:
        if $w in $d:
            $d[$w] += 1
        else:
            $d[$w] = 1
    return $d
bad:
    for $w in $ws:
        $d[$w] = 1
    return $d
inputs: counted
---
combo: take-one
names: take_out remove_one use_up decrement
params: $d: dict[str, int], $ws: list[str]
pool: d = counts stock supply d
returns: dict[str, int]
said: Subtract one from the count in $d for each word of $ws that it has, delete counts that reach 0, and return $d
said: Remove the words of $ws from the counter $d one by one; drop a key when its count becomes 0; ignore
    unknown words; return $d
plan: go through the words; skip unknown ones; subtract one; delete at zero
do:
    for $w in $ws:
        if $w in $d:
            $d[$w] -= 1
            if $d[$w] == 0:
                del $d[$w]
    return $d
do:
    for $w in $ws:
        $count = $d.get($w)
        if $count is None:
            continue
        if $count == 1:
            $d.pop($w)
        else:
            $d[$w] = $count - 1
    return $d
bad:
    for $w in $ws:
        if $w in $d:
            $d[$w] -= 1
    return $d
case: {"a": 2, "b": 1}, ["a", "b", "b"]
inputs: counted
---
combo: counts-minus
names: missing_counts counts_left subtract_counts surplus
params: $d: dict[str, int], $e: dict[str, int]
returns: dict[str, int]
said: Subtract the counts of $e from those of $d and keep only the positive ones
said: Return what remains of the counts $d after taking away the counts $e, without zeros and negatives
plan: subtract the count of each key; keep positive results
do: return {$k: $v - $e.get($k, 0) for $k, $v in $d.items() if $v > $e.get($k, 0)}
do: return dict(Counter($d) - Counter($e))
import: from collections import Counter
bad: return {$k: $v - $e.get($k, 0) for $k, $v in $d.items()}
inputs: two
---
combo: frequency-of-counts
names: frequency_of_frequencies how_many_times counts_of_counts
params: $ws: list[str]
returns: dict[int, int]
said: Return a dict from each number of occurrences to how many different words of $ws occur that often
said: Count the words of $ws, then count how many words share each count
plan: count each word; count the counts
do:
    counts = {}
    for $w in $ws:
        counts[$w] = counts.get($w, 0) + 1
    $out = {}
    for n in counts.values():
        $out[n] = $out.get(n, 0) + 1
    return $out
do: return dict(Counter(Counter($ws).values()))
import: from collections import Counter
bad: return dict(Counter($ws.count($w) for $w in $ws))
inputs: words
---
combo: exactly-k
names: occurring_exactly appear_k_times seen_times
params: $xs: list[int]
knob: n: int = 1..3; k n times count occurrences
returns: list[int]
said: Return the numbers that occur exactly $n times in $xs, in ascending order
said: List every number of $xs whose number of occurrences is $n, sorted and each once
told: Count how often each number occurs in $xs. Return a sorted list of those that occur exactly $n times, each
    listed once. If there are none, return an empty list.
plan: count each number; keep those with the right count; sort them
do: return sorted($x for $x in set($xs) if $xs.count($x) == $n)
do: return sorted($x for $x, seen in Counter($xs).items() if seen == $n)
import: from collections import Counter
bad: return sorted($x for $x in set($xs) if $xs.count($x) >= $n)
case: [1, 2, 2, 3, 3, 3, 4, 4, 4, 4]
inputs: numbers
---
combo: all-modes
names: all_modes most_frequent_values modes
params: $xs: list[int]
returns: list[int]
said: Return all numbers that occur most often in $xs, in ascending order
said: Find the modes of $xs: every value with the highest frequency, sorted; an empty list has none
plan: count each number; find the highest count; keep the numbers that have it; sort them
do:
    counts = Counter($xs)
    highest = max(counts.values(), default=0)
    return sorted($x for $x in counts if counts[$x] == highest)
do: return sorted({$x for $x in $xs if all($xs.count($x) >= $xs.count(y) for y in $xs)})
import: from collections import Counter
bad: return [max($xs, key=$xs.count)] if $xs else []
case: [3, 1, 3, 1, 2]
inputs: numbers
---
combo: majority
names: majority_value majority_element absolute_majority
params: $xs: list[int]
returns: int | None
said: Return the number that makes up more than half of $xs, or None if there is none
said: Find the value in $xs with an absolute majority; None if no value occurs more than len / 2 times
plan: count each number; return the one with more than half; return None otherwise
do:
    for $x in set($xs):
        if $xs.count($x) > len($xs) / 2:
            return $x
    return None
do: return next(($x for $x, n in Counter($xs).items() if 2 * n > len($xs)), None)
import: from collections import Counter
bad: return max($xs, key=$xs.count) if $xs else None
bad: return next(($x for $x in $xs if $xs.count($x) >= len($xs) / 2), None)
case: [1, 1, 2, 2]
inputs: numbers
---
combo: by-frequency
names: sort_by_frequency most_common_first frequency_order
params: $xs: list[int]
returns: list[int]
said: Sort $xs so that more frequent numbers come first and equally frequent ones in ascending order
said: Return the elements of $xs ordered by how often they occur, most often first; ties by value
plan: count each number; sort by count descending, then value
do:
    counts = Counter($xs)
    return sorted($xs, key=lambda $x: (-counts[$x], $x))
do: return sorted(sorted($xs), key=$xs.count, reverse=True)
import: from collections import Counter
bad: return sorted($xs, key=$xs.count, reverse=True)
case: [5, 1, 5, 1, 2]
inputs: numbers
---
combo: histogram-lines
names: histogram bar_chart draw_counts text_histogram
params: $d: dict[str, int]
pool: d = counts data histogram votes
knob: c: str = # * = + o; mark symbol char bar
returns: list[str]
said: Return a line 'key: bar' for each key of $d in alphabetical order, the bar being $c repeated as often as
    the count says
said: Draw the counts $d as text bars of $c, one line 'key: bar' per key, sorted by key
plan: go through the sorted keys; repeat the sign by the count; put key and bar together
do: return [$k + ": " + $c * $d[$k] for $k in sorted($d)]
do:
    lines = []
    for $k, $v in sorted($d.items()):
        lines.append(f"{$k}: " + $c * $v)
    return lines
bad: return [f"{$k}: " + $c * $v for $k, $v in $d.items()]
case: {"b": 2, "a": 3}
case: {}
case: {"x": 0}
case: {"pear": 1, "fig": 4, "plum": 2}
---
combo: word-positions
names: word_index positions_by_word build_index index_words
params: $ws: list[str]
returns: dict[str, list[int]]
said: Return a dict from each word in $ws to the list of positions at which it stands
said: Build an index of $ws: every word with all its positions, counted from 0
said: Map each different word of $ws to its indices in ascending order
zh: 返回一个字典，将 $ws 中的每个单词映射到它出现的所有下标
told: An index is needed for the word list $ws. Return a dictionary in which each word is a key and its value is
    the list of all positions where the word stands, counted from 0 and ascending.
plan: number the words; append each position to the list of its word
do:
    $out = {}
    for i, $w in enumerate($ws):
        $out.setdefault($w, []).append(i)
    return $out
do: return {$w: [i for i, other in enumerate($ws) if other == $w] for $w in $ws}
bad: return {$w: i for i, $w in enumerate($ws)}
inputs: words
---
combo: reach-first
names: first_to_reach reaches_first winner_of_race
params: $ws: list[str]
knob: n: int = 2..3; target n goal count needed
returns: str | None
said: Return the word that is the first to occur $n times when $ws is read from the left, or None
said: Read the votes in $ws in order and return the first name that has $n of them; None if nobody gets there
plan: count the words one by one; return the word whose count reaches the target; return None otherwise
do:
    counts = {}
    for $w in $ws:
        counts[$w] = counts.get($w, 0) + 1
        if counts[$w] == $n:
            return $w
    return None
do: return next(($w for i, $w in enumerate($ws) if $ws[: i + 1].count($w) == $n), None)
bad: return next(($w for $w in $ws if $ws.count($w) >= $n), None)
case: ["a", "b", "b", "a", "a"]
case: ["a", "b", "c", "b", "c", "a", "b", "c"]
inputs: words
""")
