"""A safe layer over llama.cpp's low-level API: one model, one context. Token ids in, logits out; knows no requests.

llama.cpp aborts the process on a wrong argument, so each call is checked here first. Imported by `worker` only;
every method belongs to the thread that made the object, except `abort`.
"""

from __future__ import annotations

import ctypes
import enum
import os
from collections import deque
from pathlib import Path
from typing import Any

import llama_cpp as L
import numpy as np
from numpy.typing import NDArray

from understudy.engine.batch import SIZE as BATCH_SIZE
from understudy.engine.batch import Batch
from understudy.engine.errors import AdapterError, EngineError, LoadError
from understudy.engine.kv import KvCells
from understudy.engine.protocol import ModelInfo
from understudy.engine.sampling import Tokens
from understudy.engine.vocabulary import Vocabulary, metadata
from understudy.prompts.types import Prompt

VERSION = str(L.__version__)
CELL_BLOCK = 256  # llama.cpp pads n_ctx to this
CHECK_TENSORS_BYTES = 64 << 20  # scanning for NaN blocks costs 20 ms at this size; above, the checksum has to do
_WARN, _ERROR = 3, 4  # ggml's levels (the binding's own table is one off)


class Outcome(enum.Enum):
    OK = 0
    NO_ROOM = 1
    ABORTED = 2


class Llama:
    """sequences: how many sequence ids there are, and the most rows of one decode that may want logits.

    kv: what the sequences hold. cells: how many there are for all together. row_limit: most positions of one sequence.
    Raises LoadError.
    """

    def __init__(self, path: Path, *, context_tokens: int, threads: int, sequences: int, gpu_layers: int = 0) -> None:
        _log.clear()
        L.llama_backend_init()
        self._model = self._load(path, gpu_layers)
        self._check_kind()
        self.vocabulary = Vocabulary(self._model, path.stem)
        self.cells = max(1, -(-context_tokens // CELL_BLOCK)) * CELL_BLOCK
        self.row_limit = min(self.cells, L.llama_model_n_ctx_train(self._model))
        self.sequences = sequences
        self._context = self._make_context(threads, gpu_layers)
        self.kv = KvCells(self._context, sequences)
        self._outputs = self._states = 0
        self._adapter: Any = None
        self._set_up_abort()
        self._batch = Batch()
        self.info = self._describe(path)

    def close(self) -> None:
        """Free everything native. The object must not be used after."""
        L.llama_free(self._context)
        L.llama_model_free(self._model)

    # --- decoding -------------------------------------------------------------------------------------------------

    def tokenize(self, prompt: Prompt) -> Tokens:
        """Token ids of a prompt; raises RequestError if it is empty or names a token the model does not have."""
        return self.vocabulary.tokenize(prompt)

    def decode(self, tokens: Tokens, sequences: Tokens, wanted: NDArray[np.bool_], states: bool = False) -> Outcome:
        """Append tokens[i] to sequences[i]; where wanted[i], its logits are kept for `logits`.

        states: keep the hidden states for `hidden`, too; every token must then be wanted (llama.cpp takes it so).
        Nothing changes unless the outcome is OK. Raises EngineError on arguments llama.cpp would abort on.
        """
        count, outputs = len(tokens), int(wanted.sum())
        if not 0 < count <= BATCH_SIZE or len(sequences) != count or len(wanted) != count or outputs > self.sequences:
            raise EngineError(f"A batch of {count} tokens with {outputs} outputs is not possible.")
        if tokens.min() < 0 or tokens.max() >= self.vocabulary.size:
            raise EngineError("A batch held a token id outside the vocabulary.")
        if sequences.min() < 0 or sequences.max() >= self.sequences:
            raise EngineError("A batch held an unknown sequence.")
        ends = self.kv.ends.copy()
        for row, sequence in enumerate(sequences.tolist()):
            self._batch.positions[row] = ends[sequence]
            ends[sequence] += 1
        if max(ends) > self.row_limit:
            raise EngineError("A batch would leave the model's context.")
        if states and outputs != count:
            raise EngineError("Hidden states are kept of all tokens of a batch or of none.")
        self._batch.fill(tokens, sequences, wanted)
        L.llama_set_embeddings(self._context, states)
        code = int(L.llama_decode(self._context, self._batch.struct))
        self._outputs = self._states = 0
        if code == 0:
            self.kv.ends, self._outputs, self._states = ends, outputs, outputs if states else 0
            return Outcome.OK
        for sequence in set(sequences.tolist()):
            self.kv.trim(sequence, self.kv.ends[sequence])
        if code in (1, 2):
            return Outcome(code)
        raise EngineError(f"llama.cpp could not decode (code {code}). {self._last_error()}".strip())

    def logits(self) -> NDArray[np.float32]:
        """(outputs, vocabulary) of the last OK decode's wanted rows, in their order. Valid until the next decode."""
        if self._outputs == 0:
            raise EngineError("There are no logits to read.")
        pointer = L.llama_get_logits(self._context)
        return np.ctypeslib.as_array(pointer, (self._outputs, self.vocabulary.size))

    def hidden(self) -> NDArray[np.float32]:
        """(outputs, width) states after the final norm, of a last OK decode with `states`. Valid until the next."""
        if self._states == 0:
            raise EngineError("There are no hidden states to read.")
        pointer = L.llama_get_embeddings(self._context)
        return np.ctypeslib.as_array(pointer, (self._states, L.llama_model_n_embd_out(self._model)))

    def clear(self) -> None:
        """Empty every sequence."""
        self.kv.clear()
        self._outputs = self._states = 0

    # --- control --------------------------------------------------------------------------------------------------

    def abort(self) -> None:
        """End the running decode at its next graph node (any thread)."""
        self._abort_flag[0] = b"\x01"

    def allow(self) -> None:
        """Take `abort` back."""
        self._abort_flag[0] = b"\x00"

    def set_threads(self, threads: int) -> None:
        threads = max(1, threads)
        L.llama_set_n_threads(self._context, threads, threads)

    def set_adapter(self, path: Path | None, scale: float) -> None:
        """Attach one LoRA adapter (None = none) and clear every sequence. On AdapterError nothing has changed."""
        adapter = None
        if path is not None:
            if not path.is_file():
                raise AdapterError(f"There is no adapter at {path}.", "Pick another with `understudy adapters list`.")
            adapter = L.llama_adapter_lora_init(self._model, os.fsencode(path))
            if not adapter:
                raise AdapterError(
                    f"{path.name} cannot be attached to this model. {self._last_error()}".strip(),
                    "Use an adapter that was trained on this model: `understudy adapters list`.",
                )
        handles = (L.llama_adapter_lora_p_ctypes * 1)(adapter) if adapter else None
        scales = (ctypes.c_float * 1)(scale) if adapter else None
        if L.llama_set_adapters_lora(self._context, handles, 1 if adapter else 0, scales) != 0:
            raise AdapterError("llama.cpp did not take the adapter.", "Train it again on this model.")
        if self._adapter is not None:
            L.llama_adapter_lora_free(self._adapter)
        self._adapter = adapter
        self.clear()

    # --- set-up ---------------------------------------------------------------------------------------------------

    def _load(self, path: Path, gpu_layers: int) -> Any:
        params = L.llama_model_default_params()
        params.n_gpu_layers = gpu_layers
        params.check_tensors = path.stat().st_size <= CHECK_TENSORS_BYTES if path.is_file() else False
        model = L.llama_model_load_from_file(os.fsencode(path), params)
        if not model:
            raise _load_error(path, "\n".join(_log), gpu_layers)
        self._gpu_layers = gpu_layers if L.llama_supports_gpu_offload() else 0
        return model

    def _check_kind(self) -> None:
        if L.llama_model_has_encoder(self._model) or not L.llama_model_has_decoder(self._model):
            kind = "an encoder"
        elif L.llama_model_is_recurrent(self._model) or L.llama_model_is_hybrid(self._model):
            kind = "a recurrent model, whose state cannot be shared between candidates"
        elif L.llama_model_is_diffusion(self._model):
            kind = "a diffusion model"
        else:
            return
        raise LoadError(f"This model is {kind}; Understudy needs a decoder-only transformer.", _OTHER_MODEL)

    def _make_context(self, threads: int, gpu_layers: int) -> Any:
        params = L.llama_context_default_params()
        params.n_ctx, params.n_batch, params.n_ubatch = self.cells, BATCH_SIZE, BATCH_SIZE
        # The default reserves logits for a whole batch (300 MB at 152k tokens); fewer than n_seq_max aborts.
        params.n_seq_max = params.n_outputs_max = self.sequences
        params.pooling_type = L.LLAMA_POOLING_TYPE_NONE  # hidden states token by token, whatever the file asks for
        params.n_threads = params.n_threads_batch = max(1, threads)
        params.kv_unified = params.swa_full = params.no_perf = True
        params.offload_kqv = params.op_offload = gpu_layers > 0
        context = L.llama_init_from_model(self._model, params)
        if not context:
            raise LoadError(
                f"There is not enough memory for a context of {self.cells} tokens. {self._last_error()}".strip(),
                f"Lower understudy.engine.contextTokens{_OR_GPU if gpu_layers else ''} or close other programs.",
            )
        return context

    def _set_up_abort(self) -> None:
        # strlen as the callback: it is called 490 times a decode from a worker thread, and taking the GIL each time
        # costs 100x when another Python thread is busy. strlen(flag) != 0 means abort.
        self._abort_flag = ctypes.create_string_buffer(2)
        library = ctypes.cdll.msvcrt if os.name == "nt" else ctypes.CDLL(None)
        self._abort_callback = ctypes.cast(library.strlen, L.ggml_abort_callback)
        L.llama_set_abort_callback(self._context, self._abort_callback, ctypes.cast(self._abort_flag, ctypes.c_void_p))

    def _describe(self, path: Path) -> ModelInfo:
        return ModelInfo(
            path=str(path),
            name=metadata(self._model, "general.name") or path.stem,
            architecture=metadata(self._model, "general.architecture"),
            sha256="",
            parameters=int(L.llama_model_n_params(self._model)),
            size_bytes=path.stat().st_size,
            context_tokens=self.row_limit,
            vocabulary=self.vocabulary.size,
            gpu_layers=self._gpu_layers,
            special=self.vocabulary.special,
            **self.vocabulary.infilling._asdict(),
        )

    def _last_error(self) -> str:
        return next((line for line in reversed(_log) if line), "")


_OR_GPU = ", understudy.engine.gpuLayers"
_OTHER_MODEL = "Pick another model with `understudy models list`."


def _load_error(path: Path, log: str, gpu_layers: int) -> LoadError:
    if not path.exists():
        return LoadError(f"There is no model file at {path}.", _OTHER_MODEL)
    if "unknown model architecture" in log or "unknown pre-tokenizer" in log or "unsupported" in log:
        return LoadError(f"{path.name} has an architecture this llama.cpp does not know. {_detail(log)}", _OTHER_MODEL)
    if "alloc" in log or "memory" in log:
        less = "Lower understudy.engine.gpuLayers, or pick a smaller model." if gpu_layers else "Pick a smaller model."
        return LoadError(f"There is not enough memory to load {path.name}. {_detail(log)}", less)
    return LoadError(
        f"{path.name} is damaged or incomplete. {_detail(log)}", "Download it again: `understudy models pull`."
    )


def _detail(log: str) -> str:
    """The first error line says the cause; the ones after it only say that loading failed."""
    line = next((line for line in log.splitlines() if "error" in line or "unknown" in line), "")
    return f"({line.strip()})" if line else ""


_log: deque[str] = deque(maxlen=40)
"""llama.cpp's last warnings and errors. It has one listener for the whole process, and calls it until the very end."""


@L.llama_log_callback  # type: ignore[untyped-decorator, unused-ignore]
def _listener(level: int, text: bytes, _: object) -> None:
    if level in (_WARN, _ERROR):
        _log.append(text.decode("utf-8", "replace").strip())


L.llama_log_set(_listener, ctypes.c_void_p(0))
