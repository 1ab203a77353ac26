"""Where an adapter comes from and what the gate measured of it: written once, with the adapter."""

from __future__ import annotations

import msgspec


class Figure(msgspec.Struct, frozen=True):
    """The mean of n items without and with the adapter. low, high: 95 % paired bootstrap interval of the change."""

    before: float
    after: float
    low: float
    high: float
    n: int

    @property
    def change(self) -> float:
        return self.after - self.before


class Lineage(msgspec.Struct, frozen=True):
    """How an adapter was made; the base's hash and the time stand in its `AdapterRecord`.

    method: dpo, kto, rrtf, sft or plan. base_name: of the base model. sources: training examples by where they come
    from (accept, kept, test, speed, imported, file). examples, held_out: how many it was trained on and judged by.
    figures: of the gate, by name. run: fingerprint of configuration, base and data. parent: id of the adapter the run
    went on from, "" if it began at the base. version: of the Understudy that made it.
    """

    method: str = ""
    base_name: str = ""
    sources: dict[str, int] = {}
    examples: int = 0
    held_out: int = 0
    figures: dict[str, Figure] = {}
    run: str = ""
    parent: str = ""
    version: str = ""
