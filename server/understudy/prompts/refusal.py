"""Whether a model can write ghost text, and what to say if it cannot."""

from __future__ import annotations

import re

from understudy.prompts.families import Family, normal

NEXT_STEP = (
    "Generate with Tests still works; for ghost text pick a base model trained to fill in the middle, such as "
    "understudy-tiny (bundled) or qwen2.5-coder-1.5b: `understudy models list`."
)
_CHAT = re.compile(r"\b(?:instruct|chat|assistant|thinking|reasoning|distill|sft|dpo)\b")
_BASE = re.compile(r"\b(?:base|pretrained|pt)\b")
_UNTRAINED = {
    # Their authors: huggingface.co/infly/OpenCoder-8B-Base/discussions/4.
    "opencoder": "was not trained to fill in the middle, although its vocabulary has the tokens",
    # README of CodeGeeX4: the gap stands inside a chat turn, with a mode and a language.
    "codegeex": "fills gaps only inside a chat turn, which Understudy does not write",
}


def refusal(family: Family | None, complete: bool, name: str, finetune: str, chat: bool) -> str:
    """Why a model cannot write ghost text and what to do next; "" if it can.

    complete: the vocabulary has the tokens a gap needs. name, finetune: as its GGUF says. chat: `tuned_for_chat`.
    Models of unknown family with the tokens are believed, unless tuned for chat.
    """
    reason = _reason(family, complete, normal(f"{name} {finetune}"), chat)
    return f"{name or 'This model'} {reason}, so it cannot write ghost text. {NEXT_STEP}" if reason else ""


def tuned_for_chat(names: str, architecture: str, template: bool) -> bool:
    """Whether a GGUF's names (general.name, general.finetune) say chat or instruct, after Hugging Face's conventions.

    A chat template alone says nothing: Qwen2.5's base models carry one. Qwen3 turned the convention round: there the
    tuned model has the plain name and the other one ends in "Base".
    """
    names = normal(names)
    if _BASE.search(names):
        return False
    return bool(_CHAT.search(names)) or (template and architecture.startswith("qwen3"))


def _reason(family: Family | None, complete: bool, name: str, chat: bool) -> str:
    untrained = next((reason for word, reason in _UNTRAINED.items() if word in name), "")
    if untrained:
        return untrained
    if not complete:
        return "has no fill-in-the-middle tokens"
    if family and family.untrained and re.search(family.untrained, name):
        return "was not trained to fill in the middle, although its vocabulary has the tokens"
    if chat and not (family and family.chat_keeps and re.search(family.chat_keeps, name)):
        return "is tuned for chat and not known to fill in the middle any more"
    return ""
