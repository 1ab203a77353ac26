"""One request of ours as it is answered: rows that grow, stop by our own rules and are told of."""

from __future__ import annotations

from dataclasses import dataclass, field

from understudy.engine.protocol import Candidate, Delta, Finish, Finished, Stop
from understudy.engine.remote.dialect import Piece
from understudy.engine.stops import Transcript

SLACK_TOKENS = 4  # past the limit, before a server that does not keep to it is cut off
TOKEN_CHARACTERS = 64  # no token is longer on average


@dataclass(eq=False)
class Row:
    """One candidate. most_tokens: what was asked for. begun: the server wrote something for it."""

    request_id: int
    index: int
    most_tokens: int
    transcript: Transcript
    tokens: list[int] = field(default_factory=list)
    logprobs: list[float] = field(default_factory=list)
    begun: bool = False
    ended: bool = False

    def push(self, piece: Piece) -> list[Delta | Finished]:
        """What to tell of a piece; nothing once the row has ended."""
        if self.ended:
            return []
        self.begun = True
        if not self.most_tokens:  # llama-server writes one token when asked for none
            return []
        self.tokens += piece.tokens
        self.logprobs += piece.logprobs
        text = self.transcript.push(piece.text.encode("utf-8", "replace"))
        told: list[Delta | Finished] = [self._delta(text)] if text else []
        if self.transcript.stopped:
            return told + self.end("stop")
        most = self.most_tokens + SLACK_TOKENS
        if len(self.tokens) > most or len(self.transcript.text) > most * TOKEN_CHARACTERS:
            return told + self.end("length")
        return told

    def end(self, finish: Finish) -> list[Delta | Finished]:
        """What was held back, and the candidate; nothing the second time."""
        if self.ended:
            return []
        self.begun = self.ended = True
        rest = self.transcript.finish()
        told: list[Delta | Finished] = [self._delta(rest)] if rest else []
        candidate = Candidate(self.index, self.transcript.text, self.tokens, self.logprobs, finish)
        return [*told, Finished(self.request_id, candidate)]

    def _delta(self, text: str) -> Delta:
        return Delta(self.request_id, self.index, text, sum(self.logprobs), len(self.tokens))


def rows(request_id: int, count: int, most_tokens: int, stop: Stop, at_line_start: bool) -> list[Row]:
    """`count` rows before their first token."""
    return [Row(request_id, index, most_tokens, Transcript(stop, at_line_start)) for index in range(count)]
