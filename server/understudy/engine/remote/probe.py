"""What stands at an address: which kind of server, which model, how much context, gaps or not."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import Any

import msgspec

from understudy.engine.protocol import ModelInfo
from understudy.engine.remote.dialect import Dialect, number
from understudy.engine.remote.errors import RemoteDownError, RemoteRefusedError, refusal
from understudy.engine.remote.llama_server import LlamaServer
from understudy.engine.remote.markup import named
from understudy.engine.remote.openai import OpenAi
from understudy.engine.remote.prompt import SPECIAL
from understudy.engine.remote.transport import Transport
from understudy.prompts.families import Family
from understudy.prompts.refusal import refusal as why_not
from understudy.prompts.refusal import tuned_for_chat

PROBE_S = 5.0
MOST_NAMES = 5  # models listed in a message
INFILL_TOKENS = 3072  # /infill keeps 1536 + 512 tokens with llama-server's default batch; more would be thrown away
_LATEST = ":latest"  # Ollama's default tag


async def probe(transport: Transport, model: str, context_tokens: int) -> Dialect:
    """The dialect to speak, with what is known of the model. context_tokens: most to use of the server's.

    Raises RemoteDownError (ask again later) or RemoteRefusedError (the user has to change something).
    """
    host = transport.address.host
    health = await transport.get("/health", PROBE_S)
    if health.status == 503:
        raise RemoteDownError(f"{host} is still loading its model.", "It is asked again by itself.")
    listed = await transport.get("/v1/models", PROBE_S)
    if listed.status != 200:
        raise refusal(listed.status, listed.value, host, "/v1/models")
    models = _models(listed.value)
    if models is None:
        raise RemoteRefusedError(f"{host} is no completion server.", "Check understudy.remote.url.")
    props = await transport.get("/props", PROBE_S)
    if props.status in (401, 403):
        raise refusal(props.status, props.value, host, "/props")
    facts = props.value if props.status == 200 and isinstance(props.value, dict) else {}
    if number(facts.get("total_slots")):
        return await _llama_server(transport, facts, models, context_tokens)
    return _openai(transport, _pick(models, model, host), context_tokens)


async def _llama_server(
    transport: Transport, props: dict[str, Any], models: list[dict[str, Any]], most: int
) -> LlamaServer:
    settings = props.get("default_generation_settings")
    context = number(settings.get("n_ctx")) if isinstance(settings, dict) else 0
    facts = models[0] if models else {"id": ""}
    meta = facts.get("meta")
    info = _info(
        transport,
        LlamaServer.kind,
        str(facts["id"]),
        min(most, context or most, INFILL_TOKENS),
        meta if isinstance(meta, dict) else {},
        complete=await _fills_gaps(transport),
    )
    # how the server lays files out is its own affair: it is given them one by one
    info = msgspec.structs.replace(info, family="", cross_file="none" if info.refusal else "tokens")
    return LlamaServer(transport, info, number(props["total_slots"]))


async def _fills_gaps(transport: Transport) -> bool:
    """Whether the model has the tokens. A busy server that does not say so in time is believed to."""
    body: dict[str, object] = {"input_prefix": "x", "input_suffix": "", "prompt": "", "n_predict": 0}
    try:
        answer = await transport.post("/infill", body, PROBE_S)
    except RemoteDownError:
        return True
    return answer.status not in (404, 501)


def _openai(transport: Transport, facts: dict[str, Any], most: int) -> OpenAi:
    model = str(facts["id"])
    context = number(facts.get("max_model_len")) or number(facts.get("context_length"))
    info = _info(transport, OpenAi.kind, model, min(most, context or most), {}, complete=True)
    return OpenAi(info, model, None if _is_ollama(facts) else named(model))


def _is_ollama(facts: dict[str, Any]) -> bool:
    """Ollama wraps a prompt in the model's template, so that markup of ours would be wrapped too; it knows `suffix`."""
    return facts.get("owned_by") == "library"


def _info(
    transport: Transport, kind: str, model: str, context: int, meta: dict[str, Any], *, complete: bool
) -> ModelInfo:
    """complete: the model has the tokens a gap needs, as far as is known."""
    identity = f"{transport.address.base} {model} {meta.get('n_params', '')} {meta.get('size', '')}"
    name = PurePath(model).name.removesuffix(".gguf") or transport.address.host
    family: Family | None = named(model)
    refused = why_not(family, complete, name, "", tuned_for_chat(name, "", False))
    return ModelInfo(
        path="",
        name=name,
        architecture=kind,
        sha256=hashlib.sha256(identity.encode()).hexdigest(),
        parameters=number(meta.get("n_params")),
        size_bytes=number(meta.get("size")),
        context_tokens=context,
        vocabulary=number(meta.get("n_vocab")),
        special={} if refused else dict(SPECIAL),
        fim_order="psm",
        family=family.name if family else "",
        refusal=refused,
        cross_file="none" if refused else "comments",
    )


def _models(value: object) -> list[dict[str, Any]] | None:
    """The entries of a model list that have a name; None if it is no list of models."""
    listed = value.get("data") if isinstance(value, dict) else None
    if not isinstance(listed, list):
        return None
    return [entry for entry in listed if isinstance(entry, dict) and isinstance(entry.get("id"), str) and entry["id"]]


def _pick(models: list[dict[str, Any]], wanted: str, host: str) -> dict[str, Any]:
    names = [str(entry["id"]) for entry in models]
    some = ", ".join(name[:80] for name in names[:MOST_NAMES]) + (", …" if len(names) > MOST_NAMES else "")
    for entry in models:
        if wanted and entry["id"].lower().removesuffix(_LATEST) == wanted.strip().lower().removesuffix(_LATEST):
            return entry
    if wanted and names:
        raise RemoteRefusedError(f"{host} has no model {wanted}.", f"Set understudy.remote.model to one of: {some}.")
    if wanted:
        return {"id": wanted.strip()}  # some services list nothing
    if not names:
        raise RemoteRefusedError(f"{host} lists no model.", "Load one there, or name it in understudy.remote.model.")
    if len(names) > 1:
        raise RemoteRefusedError(
            f"{host} serves {len(names)} models.", f"Set understudy.remote.model to one of: {some}."
        )
    return models[0]
