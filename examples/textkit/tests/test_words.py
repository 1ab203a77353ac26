from textkit.words import count_longer_than, keep_prefix, reverse_each_word, word_count


def test_word_count_of_three():
    assert word_count("one two three") == 3


def test_word_count_empty():
    assert word_count("") == 0


def test_word_count_spaces():
    assert word_count("  a   b ") == 2


def test_word_count_lines():
    assert word_count("a\nb") == 2


def test_keep_prefix_some():
    assert keep_prefix(["apple", "bat", "ape"], "ap") == ["apple", "ape"]


def test_keep_prefix_none():
    assert keep_prefix(["bat"], "ap") == []


def test_keep_prefix_empty_prefix():
    assert keep_prefix(["a", "b"], "") == ["a", "b"]


def test_keep_prefix_case():
    assert keep_prefix(["Apple", "apple"], "a") == ["apple"]


def test_count_longer_than_some():
    assert count_longer_than(["a", "abc", "abcd"], 2) == 2


def test_count_longer_than_none():
    assert count_longer_than(["a", "b"], 3) == 0


def test_count_longer_than_empty():
    assert count_longer_than([], 1) == 0


def test_count_longer_than_is_strict():
    assert count_longer_than(["ab", "abc"], 2) == 1


def test_reverse_each_word_two():
    assert reverse_each_word("abc def") == "cba fed"


def test_reverse_each_word_one():
    assert reverse_each_word("hello") == "olleh"


def test_reverse_each_word_empty():
    assert reverse_each_word("") == ""


def test_reverse_each_word_keeps_order():
    assert reverse_each_word("one two three") == "eno owt eerht"
