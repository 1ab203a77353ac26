"""Fill-in-the-middle prompts (Bavarian et al., 2207.14255), in both orders, with code of other files before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from understudy.errors import UnderstudyError
from understudy.prompts.families import CrossFile, Order, by_name
from understudy.prompts.refusal import NEXT_STEP
from understudy.prompts.special import FILE_SEP, FIM_MIDDLE, FIM_PREFIX, FIM_SUFFIX, REPO
from understudy.prompts.types import Prompt, Snippet


class NoFimError(UnderstudyError):
    """The model cannot complete between a prefix and a suffix: no tokens for it, or not trained with them."""


def fim(
    prefix: str,
    suffix: str,
    special: Mapping[str, int],
    order: Order,
    *,
    snippets: Sequence[Snippet] = (),
    path: str = "",
    project: str = "",
    cross_file: CrossFile = "none",
    family: str = "",
    refusal: str = "",
) -> Prompt:
    """The prompt whose continuation is the text between `prefix` and `suffix`.

    special: token ids by name (`special.FIM_PREFIX` ...); without a middle token the suffix comes first and the
    continuation follows the prefix. Order "spm" puts the suffix first, so that a keystroke only appends.
    snippets: other files' code, in the order to keep: later ones are added behind earlier ones. path, project: of the
    file being completed. cross_file, family, refusal: as in `engine.protocol.ModelInfo`.
    Raises NoFimError with the refusal, or if a token is missing.
    """
    if refusal:
        raise NoFimError(refusal.removesuffix(NEXT_STEP).rstrip(), NEXT_STEP)
    if FIM_PREFIX not in special or FIM_SUFFIX not in special:
        missing = FIM_SUFFIX if FIM_PREFIX in special else FIM_PREFIX
        raise NoFimError(f"This model has no {missing} token, so it cannot write ghost text.", NEXT_STEP)
    if not snippets or cross_file == "none":
        return _gap(prefix, suffix, special, order)
    if cross_file == "comments" or FILE_SEP not in special:
        return _gap("".join(map(_comment, snippets)) + prefix, suffix, special, order)
    known = by_name(family)
    layout = known.files if known else "line"
    inside = layout == "inside"
    prompt: Prompt = [special[REPO], project if inside else f"{project}\n"] if project and REPO in special else []
    for snippet in snippets:
        prompt += [special[FILE_SEP], f"{_one_line(snippet.path)}\n{_whole_lines(snippet.text)}"]
    if layout == "between" and prompt[0] == special[FILE_SEP]:
        del prompt[0]
    head = f"{_one_line(path)}\n" if path else ""
    prompt.append(special[FILE_SEP])
    if inside:
        return [*prompt, *_gap(head + prefix, suffix, special, order)]
    return [*prompt, *([head] if head else []), *_gap(prefix, suffix, special, order)]


def cursor_piece(prompt: Prompt, special: Mapping[str, int]) -> int:
    """Index of the piece of a `fim` prompt that ends at the cursor."""
    return prompt.index(special[FIM_PREFIX]) + 1


def _gap(prefix: str, suffix: str, special: Mapping[str, int], order: Order) -> Prompt:
    pre, suf = special[FIM_PREFIX], special[FIM_SUFFIX]
    if FIM_MIDDLE not in special:
        return [suf, suffix, pre, prefix]
    if order == "spm":
        return [suf, suffix, pre, prefix, special[FIM_MIDDLE]]
    return [pre, prefix, suf, suffix, special[FIM_MIDDLE]]


def _comment(snippet: Snippet) -> str:
    """As comments of the file itself, inside the prefix: in either order what is typed comes behind them."""
    lines = _whole_lines(snippet.text).split("\n")[:-1]
    return f"# {_one_line(snippet.path)}\n" + "".join(f"# {line}\n" if line else "#\n" for line in lines)


def _whole_lines(text: str) -> str:
    return text if text.endswith("\n") or not text else text + "\n"


def _one_line(path: str) -> str:
    return path.replace("\r", " ").replace("\n", " ")
