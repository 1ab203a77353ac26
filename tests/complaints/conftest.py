"""The complaints are tried on the real server, as an editor talks to it."""

from tests.lsp.conftest import model, opened

__all__ = ["model", "opened"]
