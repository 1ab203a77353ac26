"""Secrets are masked before anything is written to disk.

Known shapes first (keys, tokens, private key blocks, `password = "..."`, URLs with credentials), then any quoted string
that is too random for code or prose. A mask keeps the kind, so that training sees `<masked:aws-key>` where a key stood.
"""

from __future__ import annotations

import math
import re
from collections import Counter

from understudy.prompts.types import Prompt

_KNOWN: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "private-key",
        # the end is optional: a window may cut the block
        re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.DOTALL),
    ),
    ("private-key", re.compile(r"\A(?:[A-Za-z0-9+/=]{16,}\s+)+-----END [A-Z ]*PRIVATE KEY-----")),
    ("aws-key", re.compile(r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b")),
    ("github-token", re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{40,})")),
    ("gitlab-token", re.compile(r"\bglpat-[A-Za-z0-9_-]{20,}")),
    ("slack-token", re.compile(r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}")),
    ("api-key", re.compile(r"\b(?:sk|pk|rk)[-_](?:live|test|ant|proj|or)?[-_]?(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{20,}")),
    ("google-key", re.compile(r"\bAIza[A-Za-z0-9_-]{35}")),
    ("npm-token", re.compile(r"\bnpm_[A-Za-z0-9]{36}\b")),
    ("pypi-token", re.compile(r"\bpypi-[A-Za-z0-9_-]{50,}")),
    ("hf-token", re.compile(r"\bhf_[A-Za-z0-9]{30,}\b")),
    ("jwt", re.compile(r"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*")),
)
_URL_CREDENTIALS = re.compile(
    r"(?P<head>\b[a-z][a-z0-9+.-]{0,20}://[^\s/:@'\"]{0,200}:)(?P<secret>[^\s/@'\"]{3,})(?=@)"
)
_BEARER = re.compile(r"(?P<head>\b(?:[Bb]earer|[Bb]asic)\s+)(?P<secret>[A-Za-z0-9+/._~-]{16,}=*)")
# begins at a word start only, or a long word would cost quadratic time
_NAME = (
    r"(?<![\w.-])(?i:[\w.-]*(?:passw(?:or)?d|passphrase|secret|api[_-]?key|access[_-]?key|auth[_-]?token|access[_-]?token|"
    r"private[_-]?key|client[_-]?secret|credentials?|\btoken|_token|\bpwd)[\w-]*)"
)
_QUOTED_ASSIGNMENT = re.compile(
    rf"(?P<head>{_NAME}['\"]?\s*\]?\s*(?::\s*\w+\s*)?(?:=|:|=>)\s*[bBrRuU]?)(?P<quote>['\"])(?P<secret>[^'\"\n]{{4,}})(?P=quote)"
)
_BARE_ASSIGNMENT = re.compile(
    rf"(?m)(?P<head>^\s*(?:export\s+)?{_NAME}\s*=)(?P<secret>[^\s'\"()\[\]{{}}#,;]{{6,}})\s*$"
)
_LONG_LITERAL = re.compile(r"(?P<quote>['\"])(?P<secret>[A-Za-z0-9+/_=.\-]{24,})(?P=quote)")

_PLACEHOLDER = re.compile(
    r"^(?:<.*>|\$?\{.*\}|%\(?.*|\*+|x+|\.+|\w*(?:example|changeme|placeholder|dummy|your|todo|none|null)\w*)$",
    re.IGNORECASE,
)
_ENTROPY_BITS = 3.9  # per character; English identifiers stay below 3.6, base64 of random bytes lies above 4.2
_HEX_ENTROPY_BITS = 3.2  # random hex has at most 4


def mask(text: str) -> str:
    """`text` with every detected secret replaced by `<masked:KIND>`."""
    for kind, pattern in _KNOWN:
        text = pattern.sub(f"<masked:{kind}>", text)
    text = _URL_CREDENTIALS.sub(lambda m: f"{m['head']}<masked:password>", text)
    text = _BEARER.sub(lambda m: f"{m['head']}<masked:token>", text)
    text = _QUOTED_ASSIGNMENT.sub(_masked_assignment, text)
    text = _BARE_ASSIGNMENT.sub(_masked_bare, text)
    return _LONG_LITERAL.sub(_masked_literal, text)


def mask_prompt(prompt: Prompt) -> Prompt:
    """Every text piece masked; token ids stay."""
    return [mask(piece) if isinstance(piece, str) else piece for piece in prompt]


def entropy(text: str) -> float:
    """Shannon entropy in bits per character."""
    counts = Counter(text)
    return -sum(n / len(text) * math.log2(n / len(text)) for n in counts.values()) if text else 0.0


def _masked_assignment(match: re.Match[str]) -> str:
    if _harmless(match["secret"]):
        return match[0]
    return f"{match['head']}{match['quote']}<masked:password>{match['quote']}"


def _masked_bare(match: re.Match[str]) -> str:
    secret = match["secret"]
    # `token = next_token` is code; a bare value counts only where shell and .env files have it: no dots, mixed kinds
    if _harmless(secret) or secret.replace(".", "").replace("_", "").isalpha():
        return match[0]
    return f"{match['head']}<masked:password>"


def _masked_literal(match: re.Match[str]) -> str:
    secret = match["secret"]
    digits = sum(c.isdigit() for c in secret)
    is_hex = all(c in "0123456789abcdefABCDEF" for c in secret)
    threshold = _HEX_ENTROPY_BITS if is_hex else _ENTROPY_BITS
    mixed = digits >= 3 and digits < len(secret)
    if _harmless(secret) or not mixed or entropy(secret) < threshold:
        return match[0]
    return f"{match['quote']}<masked:high-entropy>{match['quote']}"


def _harmless(secret: str) -> bool:
    return secret.startswith("<masked:") or _PLACEHOLDER.match(secret) is not None
