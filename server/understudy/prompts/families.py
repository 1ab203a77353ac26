"""Model families that fill in the middle: their control tokens, the order and layout of their prompts.

Each entry names where it was read. The tokenizers themselves could not be loaded here; docs/models.md says what that
leaves open. A GGUF's own metadata has the last word on token ids (`engine.vocabulary`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from understudy.prompts.special import CODE, EOS, FILE_SEP, FIM_MIDDLE, FIM_PREFIX, FIM_SUFFIX, LITERALS, PLAN, REPO

Order = Literal["psm", "spm"]
CrossFile = Literal["tokens", "comments", "none"]
Files = Literal["", "line", "inside", "between"]
"""How a repository-level prompt is laid out. "line": separator, path and newline before each file, then the gap.
"inside": the same, but the gap's prefix begins with the path. "between": separators only between files. "": none."""


@dataclass(frozen=True, slots=True)
class Family:
    """tokens: name (`special`) -> the control token's text; no middle = the continuation follows the prefix.

    marks: further control tokens by which the vocabulary is told from others with the same FIM tokens.
    named: pattern of the model's name; only_named: the tokens alone prove nothing, many untrained models have them.
    chat_keeps: pattern of names whose chat-tuned variants still fill in the middle, "" = none do.
    untrained: pattern of names of variants that have the tokens but were not trained with them.
    hidden: other texts that never belong in a file. spelled: texts that ordinary code may hold, so looked for only
    when the model is of this family.
    """

    name: str
    tokens: Mapping[str, str]
    order: Order
    named: str
    only_named: bool = False
    marks: tuple[str, ...] = ()
    files: Files = ""
    cross_file: CrossFile = "comments"
    chat_keeps: str = ""
    untrained: str = ""
    hidden: tuple[str, ...] = ()
    spelled: tuple[str, ...] = ()


_BAR = {FIM_PREFIX: "<|fim_prefix|>", FIM_SUFFIX: "<|fim_suffix|>", FIM_MIDDLE: "<|fim_middle|>"}
_PLAIN = {FIM_PREFIX: "<fim_prefix>", FIM_SUFFIX: "<fim_suffix>", FIM_MIDDLE: "<fim_middle>"}

FAMILIES: tuple[Family, ...] = (
    Family(
        name="understudy",
        tokens=_BAR | {FILE_SEP: LITERALS[FILE_SEP]},
        order="psm",  # of models without the key `understudy.fim_order`
        named="understudy",
        marks=(LITERALS[PLAN], LITERALS[CODE]),
        files="line",
        cross_file="none",  # not trained with other files' code; the key `understudy.cross_file` says otherwise
        chat_keeps=".",
        hidden=(LITERALS["pad"],),
    ),
    # Qwen2.5-Coder report (2409.12186) figures 3 and 4; Qwen3-Coder README. Instruct variants of the coders keep FIM
    # in the base models' format (QwenLM/Qwen3-Coder#206, #543); the general chat models were not meant for it.
    Family(
        name="qwen",
        tokens=_BAR | {REPO: "<|repo_name|>", FILE_SEP: "<|file_sep|>"},
        order="psm",
        named="qwen",
        marks=("<|repo_name|>", "<|file_sep|>"),
        files="line",
        cross_file="tokens",
        chat_keeps="coder",
        hidden=("<|fim_pad|>", "<|im_start|>", "<|im_end|>", "<|cursor|>"),
    ),
    # CodeGemma report (2406.11409) table 1 and figure 2; the model card has code completion for all but IT.
    Family(
        name="codegemma",
        tokens=_BAR | {FILE_SEP: "<|file_separator|>"},
        order="psm",
        named="codegemma",
        marks=("<|file_separator|>",),
        files="between",
        cross_file="tokens",
        untrained=r"\bit\b",
        hidden=("<start_of_turn>", "<end_of_turn>"),
    ),
    # Model cards of Granite 4.0 and 4.1 list FIM among the instruct models' capabilities; tokens: their tokenizer.json.
    Family(
        name="granite4",
        tokens=_BAR,
        order="psm",
        named=r"granite(?:4|-[4-9]\.)",
        marks=("<|reponame|>", "<|filename|>"),
        chat_keeps=".",
        hidden=("<|end_of_text|>", "<|start_of_role|>", "<|end_of_role|>"),
    ),
    # StarCoder 2 report (2402.19173) section 5.1.
    Family(
        name="starcoder2",
        tokens=_PLAIN | {REPO: "<repo_name>", FILE_SEP: "<file_sep>"},
        order="psm",
        named="starcoder-?2",
        marks=("<repo_name>", "<file_sep>"),
        files="inside",
        cross_file="tokens",
        hidden=("<fim_pad>",),
    ),
    # Mellum report (2510.05788): half of the files in suffix-prefix-middle order. `<filename>` before each file as in
    # the tokenizer's special_tokens_map.json; the same texts as StarCoder's.
    Family(
        name="mellum",
        tokens=_PLAIN | {FILE_SEP: "<filename>"},
        order="spm",
        named="mellum",
        only_named=True,
        marks=("<filename>",),
        files="line",
        cross_file="tokens",
        chat_keeps=".",
        hidden=("<reponame>", "<gh_stars>"),
    ),
    # ibm-granite/granite-code-models#3: as StarCoder; granite 3.3: ggml-org/llama.cpp#12988.
    Family(name="granite", tokens=_PLAIN, order="psm", named="granite", only_named=True),
    # Model card of stable-code-3b and its discussion 2.
    Family(name="stable-code", tokens=_PLAIN, order="psm", named="stable-?code", only_named=True),
    # StarCoder report (2305.06161), tiny_starcoder_py's card. Last of these texts: whoever has them and no other name.
    Family(name="starcoder", tokens=_PLAIN, order="psm", named="starcoder"),
    # README of deepseek-ai/DeepSeek-Coder and -V2. Instruct lost it (DeepSeek-Coder#80), V2 236B never had it
    # (DeepSeek-Coder-V2#18).
    Family(
        name="deepseek",
        tokens={FIM_PREFIX: "<｜fim▁begin｜>", FIM_SUFFIX: "<｜fim▁hole｜>", FIM_MIDDLE: "<｜fim▁end｜>"},
        order="psm",
        named="deepseek",
        untrained="coder-?v2(?!.*lite)",
        hidden=("<｜begin▁of▁sentence｜>", "<｜end▁of▁sentence｜>", "<|EOT|>"),
    ),
    # Seed-Coder report (2506.03524) section 2.2: suffix first only, special tokens of these texts.
    Family(
        name="seed-coder",
        tokens={FIM_PREFIX: "<[fim-prefix]>", FIM_SUFFIX: "<[fim-suffix]>", FIM_MIDDLE: "<[fim-middle]>"},
        order="spm",
        named="seed-?coder",
        hidden=("<[begin▁of▁sentence]>", "<[end▁of▁sentence]>"),
    ),
    # meta-llama/codellama, `infilling_prompt_tokens`; README: base and instruct of 7B and 13B, not 34B, not Python.
    Family(
        name="codellama",
        tokens={FIM_PREFIX: "▁<PRE>", FIM_SUFFIX: "▁<SUF>", FIM_MIDDLE: "▁<MID>"},
        order="psm",
        named="code-?llama",
        chat_keeps=".",
        untrained="python|34b",
        hidden=("▁<EOT>",),
        spelled=("<PRE>", "<SUF>", "<MID>", "<EOT>", "</s>"),
    ),
    # mistral-common, `encode_fim`: [SUFFIX] suffix [PREFIX] prefix. Every later Mistral vocabulary has these tokens.
    Family(
        name="codestral",
        tokens={FIM_PREFIX: "[PREFIX]", FIM_SUFFIX: "[SUFFIX]"},
        order="spm",
        named="codestral",
        only_named=True,
        chat_keeps=".",
        untrained="mamba",
        hidden=("[MIDDLE]",),
        spelled=("</s>",),
    ),
)
_BY_NAME = {family.name: family for family in FAMILIES}
_CHAT = ("<|eot_id|>", "<|end|>", "<|user|>", "<|assistant|>", "<|system|>", "<|observation|>")
_GLM = ("<|code_prefix|>", "<|code_suffix|>", "<|code_middle|>")
_ORDINARY = ("<filename>", "<reponame>", "<repo_name>")  # of usage texts and addresses, too
_SUBSCRIPTS = ("[PREFIX]", "[SUFFIX]", "[MIDDLE]")  # `environ[PREFIX]` is Python; the model's own tokens have no text


def by_name(name: str) -> Family | None:
    """The family of this name, None for "" and unknown ones."""
    return _BY_NAME.get(name)


def normal(name: str) -> str:
    """A model's name as the patterns here expect it: lower case, words joined by "-"."""
    return re.sub(r"[\s_/]+", "-", name.lower())


def detect(find: Callable[[str], int], name: str) -> Family | None:
    """The family of a vocabulary: one whose FIM tokens and marks are all there; the name decides, then most marks.

    find: text -> id of the control token with exactly that text, -1 if there is none. name: the model's.
    """
    name = normal(name)

    def rank(family: Family) -> tuple[bool, int]:
        return bool(re.search(family.named, name)), len(family.marks)

    fitting = [family for family in FAMILIES if all(find(text) >= 0 for text in _needed(family))]
    fitting = [family for family in fitting if rank(family)[0] or not family.only_named]
    return max(fitting, key=rank, default=None)


def control_texts(family: Family | None = None) -> tuple[str, ...]:
    """Texts of control tokens: of one family, or of all, longest first."""
    some = FAMILIES if family is None else (family,)
    texts = {text for one in some for text in (*one.tokens.values(), *one.marks, *one.hidden)}
    return tuple(sorted(texts | {LITERALS[EOS]}, key=lambda text: (-len(text), text)))


def first_special(text: str, *, family: str = "", around: str = "") -> int | None:
    """Where the first special token's text of any family stands in a generated text, None if nowhere.

    Exact texts only, no patterns. family: of the model that wrote it (`ModelInfo.family`); what ordinary code may hold
    (`<PRE>`, `<filename>`, `</s>`) counts only for the family that uses it. around: the user's text near the cursor; a
    text that stands there belongs to the file, so it does not count.
    """
    found = (match for match in _shown(family).finditer(text) if match[0] not in around)
    match = next(found, None)
    return match.start() if match else None


def _needed(family: Family) -> tuple[str, ...]:
    gap = (family.tokens[name] for name in (FIM_PREFIX, FIM_SUFFIX, FIM_MIDDLE) if name in family.tokens)
    return (*gap, *family.marks)


@cache
def _shown(family: str) -> re.Pattern[str]:
    own = by_name(family)
    texts = {text for text in (*control_texts(), *_CHAT, *_GLM) if text not in _ORDINARY}
    if own:
        texts |= {*control_texts(own), *own.spelled}
    ordered = sorted(texts - set(_SUBSCRIPTS), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered)))
