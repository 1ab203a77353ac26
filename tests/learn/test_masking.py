"""Secrets are found, ordinary code is left alone."""

from __future__ import annotations

import sys
import sysconfig
import time
from pathlib import Path

import pytest

from understudy.learn.masking import mask, mask_prompt

TOKEN = "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5"
SECRETS = [
    ("aws = 'AKIAIOSFODNN7ABCDEFG'", "AKIAIOSFODNN7ABCDEFG"),
    (f"gh{'p'}_{TOKEN}", TOKEN),
    (f"client = Client('sk-proj-{TOKEN}')", TOKEN),
    ("-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nabc\n-----END RSA PRIVATE KEY-----", "MIIEow"),
    ("-----BEGIN PRIVATE KEY-----\nMIIEow", "MIIEow"),
    ('password = "hunter2!"', "hunter2"),
    ("db_password: str = 'hunter2!'", "hunter2"),
    ('{"api_key": "abcd-1234"}', "abcd-1234"),
    ("os.environ['SECRET_KEY'] = 'abcd-1234'", "abcd-1234"),
    ("DATABASE_PASSWORD=hunter2x", "hunter2x"),
    ("url = 'postgres://bob:s3cr3t@db/x'", "s3cr3t"),
    (f"headers = {{'Authorization': 'Bearer {TOKEN}'}}", TOKEN),
    (f"blob = '{TOKEN}'", TOKEN),
    ("h = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'", "9f86d081884c7d65"),
    ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc", "eyJzdWIi"),
]


@pytest.mark.parametrize(("text", "secret"), SECRETS)
def test_secret_is_masked(text: str, secret: str) -> None:
    assert secret not in mask(text) and "<masked:" in mask(text)


@pytest.mark.parametrize(
    "text",
    [
        "password = getpass()",
        "token = next_token",
        "password = ''",
        'password = "changeme"',
        "api_key = '${API_KEY}'",
        "tokens = tokenizer.encode(text)",
        "def test_password_is_required(self):",
        "name = 'understudy_trainer.export.model.export'",
        "x = 'abcdefghijklmnopqrstuvwxyz'",
    ],
)
def test_ordinary_code_is_left_alone(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize("unit", ["a", "a.", "a-", "token", "token=", "'", "a://", "0" * 20 + " ", "x\n", "password: "])
def test_masking_stays_linear(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    start = time.process_time()
    mask(text)
    assert time.process_time() - start < 2.0


def test_masking_twice_changes_nothing() -> None:
    assert all(mask(mask(text)) == mask(text) for text, _ in SECRETS)


def test_token_ids_of_a_prompt_stay() -> None:
    assert mask_prompt([2, 'password = "hunter2!"', 3]) == [2, 'password = "<masked:password>"', 3]


def test_the_standard_library_is_almost_untouched() -> None:
    folder = Path(sysconfig.get_path("stdlib"))
    lines = changed = 0
    for path in sorted(folder.glob("*.py"))[:120]:
        before = path.read_text(encoding="utf-8", errors="replace").splitlines()
        lines += len(before)
        changed += sum(mask(line) != line for line in before)
    assert lines > 10_000 and changed / lines < 5e-4, (changed, lines, sys.version)
