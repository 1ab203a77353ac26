"""`/v1/completions` as vLLM, Ollama, LM Studio and hosted services understand it.

A gap is asked for with `suffix`, or as text in the family's own markup where the model's name tells the family.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from understudy.engine.protocol import Finish, ModelInfo
from understudy.engine.remote.dialect import UNKNOWN_TOKEN, Ask, End, Piece, logprob, number
from understudy.engine.remote.markup import defused, marked
from understudy.engine.remote.prompt import Gap
from understudy.prompts.families import Family

MOST_ROWS = 8  # one request of a batch; servers that answer fewer are asked again
_FINISH: dict[object, Finish] = {"length": "length", "stop": "eog", "eos": "eog"}
_STRICT = ("logprobs", "seed", "extra ", "unrecognized", "unknown", "unexpected", "not permitted")
_NO_GAPS = ("suffix", "insert", "fim", "infill")  # words of servers that cannot fill a gap


class OpenAi:
    """model: as the server names it. family: whose markup to write a gap in, None = `suffix` in the request."""

    kind = "openai"
    warms = False  # some take no tokens for no limit, and some are paid by the prompt

    def __init__(self, info: ModelInfo, model: str, family: Family | None) -> None:
        self.info = info
        self.most_rows = MOST_ROWS
        self._model = model
        self._family = family
        self._plain = False  # some services refuse every parameter they do not know

    async def request(self, ask: Ask) -> tuple[str, dict[str, object]]:
        sampling = ask.sampling
        body: dict[str, object] = {
            "model": self._model,
            "max_tokens": ask.max_tokens,
            "temperature": sampling.temperature,
            "top_p": sampling.top_p if sampling.temperature > 0 else 1.0,
            "stream": True,
        }
        if not self._plain:
            body |= {"n": ask.rows, "logprobs": 1}
            if sampling.temperature > 0:
                body["seed"] = sampling.seed & 0x7FFF_FFFF
        if not isinstance(ask.parts, Gap):
            body["prompt"] = defused(ask.parts, self._family)
        elif self._family is not None:
            body["prompt"] = marked(ask.parts.prefix, ask.parts.suffix, self._family)
        else:
            body |= {"prompt": defused(ask.parts.prefix, None), "suffix": defused(ask.parts.suffix, None)}
        return "/v1/completions", body

    def read(self, event: object) -> Iterator[Piece | End]:
        choices = event.get("choices") if isinstance(event, dict) else None
        for choice in choices if isinstance(choices, list) else []:
            if not isinstance(choice, dict):
                continue
            row, text = number(choice.get("index")), choice.get("text")
            reason = choice.get("finish_reason")
            if isinstance(text, str) and (text or reason is None):
                logprobs = _logprobs(choice.get("logprobs"))
                yield Piece(row, text, (UNKNOWN_TOKEN,) * len(logprobs), logprobs)
            if reason is not None:
                yield End(row, _FINISH.get(reason, "eog"))

    def declined(self, ask: Ask, words: str) -> bool:
        if not self._plain and any(word in words.lower() for word in _STRICT):
            self._plain, self.most_rows = True, 1
            return True
        if isinstance(ask.parts, Gap) and self._family is None and any(word in words.lower() for word in _NO_GAPS):
            refusal = f"{self._model} cannot fill in the middle at this server ({words})."
            self.info = msgspec.structs.replace(self.info, special={}, refusal=refusal)
        return False


def _logprobs(told: object) -> tuple[float, ...]:
    values = told.get("token_logprobs") if isinstance(told, dict) else None
    return tuple(logprob(value) for value in values) if isinstance(values, list) and values else (0.0,)
