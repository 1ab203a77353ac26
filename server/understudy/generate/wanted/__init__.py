"""Write what this test wants: names that tests import or call and that do not exist, as stubs ready to be generated.

In: a test file's text. Out: a `Wanted` with, per name, the file's text with stubs and the tests that judge it; nothing
is imported, run or written. Imported by lsp and cli.
"""

from understudy.generate.wanted.find import find_wanted
from understudy.generate.wanted.given import GivenTests, request_for
from understudy.generate.wanted.types import Target, Wanted

__all__ = ["GivenTests", "Target", "Wanted", "find_wanted", "request_for"]
