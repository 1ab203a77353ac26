from __future__ import annotations

from understudy.complete.around import Around
from understudy.complete.cache import TypeThroughCache
from understudy.complete.types import Suggestion

KEY = ("model", "")


def suggestion(text: str, name: str = "1") -> Suggestion:
    return Suggestion(name, text, text, [], -1, "", "model", "")


def test_what_was_typed_of_a_suggestion_is_taken_off() -> None:
    cache = TypeThroughCache()
    cache.put(KEY, Around("u", "x = ", "\n"), suggestion("total + 1"))
    assert cache.find(KEY, Around("u", "x = ", "\n")) == suggestion("total + 1")
    found = cache.find(KEY, Around("u", "x = tot", "\n"))
    assert found is not None and (found.text, found.full) == ("al + 1", "total + 1")
    assert cache.find(KEY, Around("u", "x = tota!", "\n")) is None
    assert cache.find(KEY, Around("u", "x = total + 1", "\n")) is None
    assert cache.find(KEY, Around("u", "x = ", ")\n")) is None
    assert cache.find(KEY, Around("other", "x = ", "\n")) is None


def test_another_adapter_never_sees_it() -> None:
    cache = TypeThroughCache()
    cache.put(KEY, Around("u", "x = ", ""), suggestion("a"))
    assert cache.find(("model", "adapter"), Around("u", "x = ", "")) is None


def test_least_recently_used_goes_first() -> None:
    cache = TypeThroughCache(capacity=2)
    for name in "ab":
        cache.put(KEY, Around("u", name, ""), suggestion(name))
    assert cache.find(KEY, Around("u", "a", ""))
    cache.put(KEY, Around("u", "c", ""), suggestion("c"))
    assert cache.find(KEY, Around("u", "b", "")) is None and len(cache) == 2
    cache.clear()
    assert len(cache) == 0


def test_long_files_are_found_by_what_is_near() -> None:
    cache = TypeThroughCache()
    cache.put(KEY, Around("u", "y" * 600 + "x = ", ""), suggestion("total"))
    assert cache.find(KEY, Around("u", "y" * 400 + "x = to", "")) is not None


def test_bracket_or_quote_closed_by_the_editor_is_typed_through() -> None:
    cache, below = TypeThroughCache(), "\n" + "y = 1\n" * 100
    cache.put(KEY, Around("u", "x = ", below), suggestion('f("a", b) + 1'))
    for typed, behind, left in (("f(", ")", '"a", b'), ('f("', '")', "a"), ('f("a", b)', "", " + 1")):
        found = cache.find(KEY, Around("u", f"x = {typed}", behind + below))
        assert found is not None and (found.text, found.full) == (left, typed + left)
    assert cache.find(KEY, Around("u", "x = f(", "]" + below)) is None
