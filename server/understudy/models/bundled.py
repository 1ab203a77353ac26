"""From what the user wrote in `understudy.model` to a file on disk. Downloads nothing."""

from __future__ import annotations

from pathlib import Path

from understudy.models.catalogue import CATALOGUE, find
from understudy.models.choice import chosen_model
from understudy.models.errors import ModelError
from understudy.paths import data_dir

BUNDLED_NAME = "understudy-tiny"
BUNDLED_LANGUAGES = ("python",)
_BUNDLED = Path(__file__).parent / "bundled" / f"{BUNDLED_NAME}.gguf"


def bundled_path() -> Path:
    """The packaged model. Raises ModelError if this installation lacks it."""
    if not _BUNDLED.is_file():
        raise ModelError(
            "This installation has no bundled model.",
            "Install Understudy from its wheel, or set understudy.model to a GGUF file.",
        )
    return _BUNDLED


def languages(path: str) -> tuple[str, ...]:
    """The languages a model was made for, as editors name them; () = not known here, see its own card."""
    return BUNDLED_LANGUAGES if path and Path(path) == _BUNDLED else ()


def means_listed(stem: str) -> bool:
    """Whether a file called so (without its ending) would be taken for the bundled model or one of the catalogue."""
    file = f"{stem}.gguf".lower()
    return stem.lower() == BUNDLED_NAME or find(stem) is not None or any(file == m.file.lower() for m in CATALOGUE)


def models_dir() -> Path:
    """Where pulled and added models lie."""
    return data_dir() / "models"


def resolve(name_or_path: str) -> Path:
    """The file of a model: understudy-tiny = the bundled one, a catalogue name, the name of another file among the
    pulled and added ones, or a path to a GGUF file.

    "" = what `models use` chose, else the bundled one.

    Raises ModelError with the next step; the file's content is not looked at.
    """
    wanted = name_or_path.strip() or chosen_model()
    if wanted.lower() in ("", BUNDLED_NAME):
        return bundled_path()
    if (listed := find(wanted)) is not None:
        path = models_dir() / listed.file
        if not path.is_file():
            raise ModelError(f"{listed.name} is not downloaded yet.", f"Run `understudy models pull {listed.name}`.")
        return path
    path = Path(wanted).expanduser()
    if path.suffix == ".gguf" and path.is_file():
        return path
    if len(path.parts) == 1 and (added := models_dir() / f"{wanted.removesuffix('.gguf')}.gguf").is_file():
        return added
    if path.is_file():
        return path
    if path.suffix == ".gguf" or len(path.parts) > 1:
        raise ModelError(
            f"There is no model file at {path}.", "Correct the path, or pick a model of `understudy models list`."
        )
    names = ", ".join([BUNDLED_NAME, *(model.name for model in CATALOGUE)])
    raise ModelError(f"There is no model named {wanted}.", f"Use one of {names}, or a path to a GGUF file.")
