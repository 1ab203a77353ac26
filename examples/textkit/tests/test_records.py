from textkit.records import count_items, merge_counts


def test_count_items_some():
    assert count_items(["a", "b", "a"]) == {"a": 2, "b": 1}


def test_count_items_empty():
    assert count_items([]) == {}


def test_count_items_one():
    assert count_items(["x"]) == {"x": 1}


def test_count_items_case():
    assert count_items(["a", "A"]) == {"a": 1, "A": 1}


def test_merge_counts_disjoint():
    assert merge_counts({"a": 1}, {"b": 2}) == {"a": 1, "b": 2}


def test_merge_counts_overlap():
    assert merge_counts({"a": 1, "b": 2}, {"b": 3}) == {"a": 1, "b": 5}


def test_merge_counts_empty():
    assert merge_counts({}, {}) == {}


def test_merge_counts_one_side_empty():
    assert merge_counts({"a": 4}, {}) == {"a": 4}


def test_merge_counts_leaves_arguments_alone():
    first, second = {"a": 1}, {"a": 2}
    merge_counts(first, second)
    assert first == {"a": 1}
    assert second == {"a": 2}
