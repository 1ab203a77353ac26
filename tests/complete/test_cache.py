from __future__ import annotations

from understudy.complete.cache import TypeThroughCache
from understudy.complete.types import Suggestion

KEY = ("model", "")


def suggestion(text: str, name: str = "1") -> Suggestion:
    return Suggestion(name, text, text, [], -1, "", "model", "")


def test_what_was_typed_of_a_suggestion_is_taken_off() -> None:
    cache = TypeThroughCache()
    cache.put(KEY, "u", "x = ", "\n", suggestion("total + 1"))
    assert cache.find(KEY, "u", "x = ", "\n") == suggestion("total + 1")
    found = cache.find(KEY, "u", "x = tot", "\n")
    assert found is not None and (found.text, found.full) == ("al + 1", "total + 1")
    assert cache.find(KEY, "u", "x = tota!", "\n") is None
    assert cache.find(KEY, "u", "x = total + 1", "\n") is None
    assert cache.find(KEY, "u", "x = ", ")\n") is None
    assert cache.find(KEY, "other", "x = ", "\n") is None


def test_another_adapter_never_sees_it() -> None:
    cache = TypeThroughCache()
    cache.put(KEY, "u", "x = ", "", suggestion("a"))
    assert cache.find(("model", "adapter"), "u", "x = ", "") is None


def test_least_recently_used_goes_first() -> None:
    cache = TypeThroughCache(capacity=2)
    for name in "ab":
        cache.put(KEY, "u", name, "", suggestion(name))
    assert cache.find(KEY, "u", "a", "")
    cache.put(KEY, "u", "c", "", suggestion("c"))
    assert cache.find(KEY, "u", "b", "") is None and len(cache) == 2
    cache.clear()
    assert len(cache) == 0


def test_long_files_are_found_by_what_is_near() -> None:
    cache = TypeThroughCache()
    cache.put(KEY, "u", "y" * 600 + "x = ", "", suggestion("total"))
    assert cache.find(KEY, "u", "y" * 400 + "x = to", "") is not None
