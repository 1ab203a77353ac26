"""Both sides of the product on one page: the server's fixtures and the command's."""

from __future__ import annotations

from tests.cli.conftest import understudy, workspace
from tests.lsp.conftest import model, opened

__all__ = ["model", "opened", "understudy", "workspace"]
