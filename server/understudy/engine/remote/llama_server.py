"""llama.cpp's own server: `/infill` for gaps, `/completion` with token ids for text.

`/infill` puts the model's own tokens around our text, never parses it for special ones, writes prefix-suffix-middle
(unless started with --spm-infill) and keeps the last 3/4 of a batch of prefix and the first 1/4 of suffix.
"""

from __future__ import annotations

from collections.abc import Iterator

from understudy.engine.protocol import Finish, ModelInfo
from understudy.engine.remote.dialect import UNKNOWN_TOKEN, Ask, End, Piece, logprob, number
from understudy.engine.remote.errors import garbage, refusal
from understudy.engine.remote.prompt import Gap
from understudy.engine.remote.transport import Transport

TOKENIZE_S = 5.0
_FINISH: dict[object, Finish] = {"eos": "eog", "limit": "length", "word": "stop"}


class LlamaServer:
    kind = "llama-server"
    warms = True

    def __init__(self, transport: Transport, info: ModelInfo, slots: int) -> None:
        self._transport = transport
        self.info = info
        self.most_rows = max(1, slots)  # more are refused

    async def request(self, ask: Ask) -> tuple[str, dict[str, object]]:
        sampling = ask.sampling
        body: dict[str, object] = {
            "n_predict": ask.max_tokens,
            "n_cmpl": ask.rows,
            "stream": True,
            "cache_prompt": True,
            "temperature": sampling.temperature,
            "top_k": sampling.top_k,
            "top_p": sampling.top_p,
            "samplers": ["top_k", "top_p", "temperature"],  # as our own sampler; the server's default adds more
            "seed": sampling.seed % 0xFFFF_FFFF,  # the value itself means "random"
            "n_probs": 1,
        }
        if ask.time_s is not None:
            body["t_max_predict_ms"] = max(1, int(1000 * ask.time_s))
        if isinstance(ask.parts, Gap):
            extra = [{"filename": snippet.path, "text": snippet.text} for snippet in ask.parts.snippets]
            gap = {"input_prefix": ask.parts.prefix, "input_suffix": ask.parts.suffix, "input_extra": extra}
            return "/infill", body | gap | {"prompt": ""}
        return "/completion", body | {"prompt": await self._tokens(ask.parts)}

    async def _tokens(self, text: str) -> list[int]:
        """The text's ids, so that the server does not look for special tokens in it."""
        body: dict[str, object] = {"content": text, "add_special": True, "parse_special": False}
        answer = await self._transport.post("/tokenize", body, TOKENIZE_S)
        host = self._transport.address.host
        if answer.status != 200:
            raise refusal(answer.status, answer.value, host, "/tokenize")
        tokens = answer.value.get("tokens") if isinstance(answer.value, dict) else None
        if not isinstance(tokens, list) or not all(isinstance(token, int) for token in tokens):
            raise garbage(host)
        return tokens

    def read(self, event: object) -> Iterator[Piece | End]:
        if not isinstance(event, dict) or not isinstance(event.get("content"), str):
            return
        row = number(event.get("index"))
        told = event.get("completion_probabilities")
        told = [token for token in told if isinstance(token, dict)] if isinstance(told, list) else []
        last = event.get("stop") is True
        if event["content"] or not last:
            tokens = tuple(number(token.get("id")) for token in told) or (UNKNOWN_TOKEN,)
            logprobs = tuple(logprob(token.get("logprob")) for token in told) or (0.0,)
            yield Piece(row, event["content"], tokens, logprobs)
        if last:
            timings = event.get("timings")
            timings = timings if isinstance(timings, dict) else {}
            finish = _FINISH.get(event.get("stop_type"), "eog")
            yield End(row, finish, number(timings.get("prompt_n")), number(timings.get("cache_n")))

    def declined(self, ask: Ask, words: str) -> bool:
        return False
