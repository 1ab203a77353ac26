"""Every setting with its default and unit, once. `package.json` mirrors it; a test compares the two.

Names are the `understudy.*` keys of VS Code in camelCase, nested at the dots.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Policy = Literal["direct", "plan-first", "plan-after-failure"]
PolicyChoice = Literal[
    "auto", "direct", "plan-first", "plan-after-failure"
]  # "auto": what `generate.controller` has measured of the model
DEFAULT_POLICY: Policy = "plan-after-failure"  # of a model nobody has measured
OnBattery = Literal["normal", "gentle", "pause"]
DEFAULT_LANGUAGES = {"python": True}  # what the bundled model knows
LONGEST_DAYS = 3650


class CompletionSettings(msgspec.Struct, frozen=True, rename="camel"):
    enable: bool = True
    first_answer_ms: Annotated[int, Meta(ge=20, le=10_000)] = 250  # llama.vim's first-request box
    debounce_ms: Annotated[int, Meta(ge=0, le=5_000)] = 0  # a floor: the delay itself adapts to how the user types
    max_tokens: Annotated[int, Meta(ge=1, le=512)] = 64
    alternatives: Annotated[int, Meta(ge=1, le=5)] = 3  # on explicit request; typing gets one
    speculate_next: bool = True
    hide_unsure: bool = True
    cross_file: bool = True


class GenerateSettings(msgspec.Struct, frozen=True, rename="camel"):
    budget_seconds: Annotated[float, Meta(ge=0, le=600)] = 10.0
    candidates: Annotated[int, Meta(ge=1, le=1000)] = 512  # a cap: tests and time decide, bench/RESULTS.md 26
    policy: PolicyChoice = "auto"
    keep_plan: bool = False


class TestsSettings(msgspec.Struct, frozen=True, rename="camel"):
    python: str = ""  # interpreter of the workspace's tests; "" = the workspace's own environment
    timeout_seconds: Annotated[float, Meta(gt=0, le=60)] = 3.0
    background_map: bool = True  # after the first Generate, learn which tests enter which functions


class LearnSettings(msgspec.Struct, frozen=True, rename="camel"):
    enable: bool = True
    retention_days: Annotated[int, Meta(ge=1, le=LONGEST_DAYS)] = 180


class EngineSettings(msgspec.Struct, frozen=True, rename="camel"):
    threads: Annotated[int, Meta(ge=0, le=64)] = 0  # 0 = physical cores, at most 8
    context_tokens: Annotated[int, Meta(ge=512, le=32_768)] = 4096
    idle_unload_minutes: Annotated[float, Meta(ge=0, le=1440)] = 10.0  # 0 = never
    warm_start: bool = True
    gpu_layers: Annotated[int, Meta(ge=0, le=999)] = 0  # 0 = processor only; more than the model has = all
    shared: bool = True  # one engine for all windows, where the system has sockets for it


class ModelsSettings(msgspec.Struct, frozen=True, rename="camel"):
    hub: str = ""  # "" = $HF_ENDPOINT, else huggingface.co; asked only when the user downloads a model


class RemoteSettings(msgspec.Struct, frozen=True, rename="camel"):
    url: str = ""  # "" = the model in this machine's own process
    model: str = ""
    key_variable: str = ""  # name of the environment variable that holds the key; never the key itself


class Settings(msgspec.Struct, frozen=True, rename="camel"):
    enable: bool = True
    model: str = ""  # "" = the bundled model; else a catalogue name or a path to a GGUF file
    completion: CompletionSettings = CompletionSettings()
    generate: GenerateSettings = GenerateSettings()
    tests: TestsSettings = TestsSettings()
    learn: LearnSettings = LearnSettings()
    engine: EngineSettings = EngineSettings()
    models: ModelsSettings = ModelsSettings()
    remote: RemoteSettings = RemoteSettings()
    on_battery: OnBattery = "gentle"
    languages: dict[str, bool] = msgspec.field(default_factory=DEFAULT_LANGUAGES.copy)  # by the editor's own names


def parse(value: object) -> Settings:
    """Settings from what the client sent for section `understudy` (None = all defaults).

    Raises msgspec.ValidationError with the path of the first wrong value.
    """
    return msgspec.convert(value or {}, Settings)
