"""The special tokens of our own models, by name. What other families call theirs stands in `families`."""

from __future__ import annotations

EOS, FIM_PREFIX, FIM_SUFFIX, FIM_MIDDLE = "eos", "fim_prefix", "fim_suffix", "fim_middle"
PLAN, CODE, FILE_SEP, PAD = "plan", "code", "file_sep", "pad"
REPO = "repo"  # other families only: ours never saw a repository's name

LITERALS: dict[str, str] = {
    EOS: "<|endoftext|>",
    FIM_PREFIX: "<|fim_prefix|>",
    FIM_SUFFIX: "<|fim_suffix|>",
    FIM_MIDDLE: "<|fim_middle|>",
    PLAN: "<|plan|>",
    CODE: "<|code|>",
    FILE_SEP: "<|file_sep|>",
    PAD: "<|pad|>",
}
"""Name -> text in the vocabulary, in the order of the token ids our tokenizers give them (eos = 0 ...)."""
