"""Run as a script by absolute path, never imported: the trainer's only touch of llama.cpp, which may abort.

stdin: one JSON object with `job` "logits", "tokenize", "quantize" or "decode". Results go to the files the job names.
Imports nothing of ours, so that `python -I` starts it from any environment.
"""

from __future__ import annotations

import ctypes
import json
import sys
import time
from typing import Any

import llama_cpp as llama
import numpy as np
import psutil  # type: ignore[import-untyped, unused-ignore]


def main() -> int:
    job = json.load(sys.stdin)
    log = llama.llama_log_callback(_errors_only)
    llama.llama_log_set(log, ctypes.c_void_p(0))
    llama.llama_backend_init()
    return {"logits": logits, "tokenize": tokenize, "quantize": quantize, "decode": decode}[job["job"]](job)


def logits(job: dict[str, Any]) -> int:
    """model, adapter (or null), threads, prompts (token ids) -> npz `out` with one (tokens, vocabulary) array each."""
    parameters = llama.llama_model_default_params()
    parameters.n_gpu_layers = 0
    model = llama.llama_model_load_from_file(job["model"].encode(), parameters)
    if not model:
        return _fail("llama.cpp cannot load the model")
    options = llama.llama_context_default_params()
    longest = max(len(prompt) for prompt in job["prompts"])
    options.n_ctx = max(256, longest + 8)
    options.n_batch = options.n_ubatch = max(64, longest)
    options.n_threads = options.n_threads_batch = job["threads"]
    options.type_k = options.type_v = 0  # GGML_TYPE_F32: f16 keys and values would hide small errors
    options.flash_attn_type = 0
    context = llama.llama_init_from_model(model, options)
    if not context:
        return _fail("llama.cpp cannot start a context")
    if job["adapter"]:
        adapter = llama.llama_adapter_lora_init(model, job["adapter"].encode())
        if not adapter:
            return _fail("llama.cpp cannot load the adapter")
        if llama.llama_set_adapters_lora(
            context, (llama.llama_adapter_lora_p_ctypes * 1)(adapter), 1, (ctypes.c_float * 1)(1.0)
        ):
            return _fail("llama.cpp cannot attach the adapter")
    width = llama.llama_vocab_n_tokens(llama.llama_model_get_vocab(model))
    results: dict[str, Any] = {}
    for number, prompt in enumerate(job["prompts"]):
        llama.llama_memory_clear(llama.llama_get_memory(context), True)
        batch = llama.llama_batch_init(len(prompt), 0, 1)
        batch.n_tokens = len(prompt)
        for i, token in enumerate(prompt):
            batch.token[i], batch.pos[i], batch.logits[i] = token, i, 1
            batch.n_seq_id[i], batch.seq_id[i][0] = 1, 0
        if llama.llama_decode(context, batch):
            return _fail("llama.cpp cannot evaluate the prompt")
        pointer = llama.llama_get_logits(context)
        results[f"p{number}"] = np.ctypeslib.as_array(pointer, shape=(len(prompt), width)).copy()
        llama.llama_batch_free(batch)
    np.savez(job["out"], **results)
    return 0


def tokenize(job: dict[str, Any]) -> int:
    """model, texts -> JSON file `out` with token ids of each text as plain text (no specials parsed, none added)."""
    parameters = llama.llama_model_default_params()
    parameters.vocab_only = True
    model = llama.llama_model_load_from_file(job["model"].encode(), parameters)
    if not model:
        return _fail("llama.cpp cannot load the model")
    vocabulary = llama.llama_model_get_vocab(model)
    results = []
    for text in job["texts"]:
        data = text.encode()
        room = (llama.llama_token * (len(data) + 8))()
        count = llama.llama_tokenize(vocabulary, data, len(data), room, len(room), False, False)
        results.append(list(room[:count]))
    with open(job["out"], "w", encoding="utf-8") as file:  # noqa: PTH123
        json.dump(results, file)
    return 0


def quantize(job: dict[str, Any]) -> int:
    """model, type (number of llama_ftype), threads, requantize (whether quantized tensors may change) -> GGUF `out`."""
    parameters = llama.llama_model_quantize_default_params()
    parameters.ftype, parameters.nthread = job["type"], job["threads"]
    parameters.allow_requantize = job["requantize"]
    if llama.llama_model_quantize(job["model"].encode(), job["out"].encode(), ctypes.byref(parameters)):
        return _fail("llama.cpp cannot quantize the model")
    return 0


def decode(job: dict[str, Any]) -> int:
    """model, threads, prompt (token ids), tokens -> JSON file `out`: milliseconds of the prompt and of each of so many
    single tokens behind it, and bytes of memory the model added."""
    memory = psutil.Process().memory_info
    before = memory().rss
    parameters = llama.llama_model_default_params()
    parameters.n_gpu_layers = 0
    model = llama.llama_model_load_from_file(job["model"].encode(), parameters)
    if not model:
        return _fail("llama.cpp cannot load the model")
    options = llama.llama_context_default_params()
    options.n_ctx = len(job["prompt"]) + job["tokens"] + 8
    options.n_threads = options.n_threads_batch = job["threads"]
    context = llama.llama_init_from_model(model, options)
    if not context:
        return _fail("llama.cpp cannot start a context")
    width = llama.llama_vocab_n_tokens(llama.llama_model_get_vocab(model))
    taken: list[float] = []
    ids = job["prompt"]
    for number in range(job["tokens"] + 2):  # the first two passes are the prompt's; the very first wakes everything
        if number < 2:
            llama.llama_memory_clear(llama.llama_get_memory(context), True)
            ids = job["prompt"]
        started = time.perf_counter()
        tokens = (llama.llama_token * len(ids))(*ids)
        if llama.llama_decode(context, llama.llama_batch_get_one(tokens, len(ids))):
            return _fail("llama.cpp cannot evaluate the prompt")
        logits = np.ctypeslib.as_array(llama.llama_get_logits_ith(context, -1), shape=(width,))
        ids = [int(logits.argmax())]
        taken.append(1000 * (time.perf_counter() - started))
    found = {"prompt_ms": taken[1], "token_ms": taken[2:], "memory_bytes": memory().rss - before}
    with open(job["out"], "w", encoding="utf-8") as file:  # noqa: PTH123
        json.dump(found, file)
    return 0


def _errors_only(level: int, text: bytes, _: ctypes.c_void_p) -> None:
    if level >= 4:  # GGML_LOG_LEVEL_ERROR
        sys.stderr.write(text.decode("utf-8", "replace"))


def _fail(message: str) -> int:
    sys.stderr.write(message + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
