"""Frames survive any way of being cut into pieces; noise is told apart from them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understudy.engine.errors import FrameError
from understudy.engine.frames import MAX_BYTES, Splitter, pack
from understudy.engine.protocol import Cancel, Generate, Request, Sampling, SetAdapter, SetThreads, Shutdown, Stop

MESSAGES: list[Request] = [
    Generate(7, ["def f():\n", 6, "é🦆"], n=3, sampling=Sampling(0.8), stop=Stop(("\n\n",), True, 4), deadline_s=0.25),
    Cancel(7),
    SetAdapter(8, None),
    SetThreads(1),
    Shutdown(),
]


@given(cuts=st.lists(st.integers(0, 400), max_size=12))
def test_frames_cut_anywhere_come_out_whole_and_in_order(cuts: list[int]) -> None:
    data = b"".join(pack(message) for message in MESSAGES)
    splitter: Splitter[Request] = Splitter(Request)
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    found = [message for start, end in itertools.pairwise(edges) for message in splitter.feed(data[start:end])]
    assert found == MESSAGES


@pytest.mark.parametrize(
    "noise",
    [
        b"llama_model_loader: loaded meta data",
        (MAX_BYTES + 1).to_bytes(4, "little"),
        b"\x02\0\0\0\xc1\xc1",
        b"\1\0\0\0\5",
    ],
)
def test_noise_is_a_typed_error(noise: bytes) -> None:
    splitter: Splitter[Request] = Splitter(Request)
    with pytest.raises(FrameError):
        list(splitter.feed(noise))


def test_a_frame_of_an_unknown_kind_is_a_typed_error() -> None:
    splitter: Splitter[Cancel] = Splitter(Cancel)
    with pytest.raises(FrameError):
        list(splitter.feed(pack(Shutdown())))


def test_a_message_too_large_for_a_frame_is_refused_before_it_is_sent() -> None:
    with pytest.raises(FrameError):
        pack(Generate(1, ["x" * (MAX_BYTES + 1)]))
