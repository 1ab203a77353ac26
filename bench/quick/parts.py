"""What the guard measures: the programs' own arms, on the bundled model, with the rounds that minutes allow.

The bundled model, not a bigger one: there our own code is the largest share of a token, so a slip in it shows most.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from bench import candidates, keystroke
from bench.command import find
from bench.llama_server import binary
from bench.quick.run import Part, Taken
from bench.quick.verdict import COUNTED, TIMED
from bench.report import Metric, compared
from bench.sandbox.first_pass import first_pass
from bench.sandbox.packages import MEASURED, PackagesAbsent, python
from bench.sandbox.verdicts import opening, verdicts
from bench.training.shapes import SHAPES, make
from bench.training.step import children, timed
from understudy.engine.launch import decode_threads
from understudy.models.bundled import BUNDLED_NAME
from understudy.runner.selftest import choose_level

ROOT = Path(__file__).parents[2]
PACKAGES = ("server/understudy", "trainer/understudy_trainer")  # what pyproject.toml puts into the wheel
PACKAGE_BYTES = 32 * 2**20  # the design's limit for the model, by far its largest file

PLACES, KEYS = 6, 24
KEYSTROKES: tuple[keystroke.Pair, ...] = (
    ("spm", "infill", None),
    ("psm", "infill", None),
    ("spm", "high level spm", None),
)
"""The last is the strictest: a library in the same process, given the right ids. What we add to it is our own."""
CANDIDATES: dict[str, float | None] = {"n_cmpl": None, "high level": None, "parallel": None}
CANDIDATE_ROUNDS = 24
VERDICT_ROUNDS, OPENING_ROUNDS, FIRST_ROUNDS = 16, 10, 8
STEP_ROUNDS = 4
STEP_ARMS = {"ours": ("ours", "bf16"), "plain": ("plain", "bf16")}
NO_SERVER = "llama-server is not built: scripts/setup.sh server"


async def package() -> Taken:
    """Bytes of what the wheel holds, zipped, against the design's 32 MiB."""
    size = zipped(tuple(ROOT / name for name in PACKAGES))
    return Taken([Metric("package MB / 32 MiB", size / 1e6, PACKAGE_BYTES / 1e6, size / PACKAGE_BYTES)])


async def keystrokes() -> Taken:
    """A keystroke to its first token."""
    server = _server()
    pairs = KEYSTROKES if server else KEYSTROKES[-1:]
    found = await keystroke.measure(
        find(BUNDLED_NAME), rounds=PLACES, keys=KEYS, threads=decode_threads(0), pairs=pairs
    )
    return Taken(found, "" if server else NO_SERVER)


async def eight() -> Taken:
    """Eight candidates in a batch."""
    server = _server()
    bars = CANDIDATES if server else {"high level": None}
    found = await candidates.measure(find(BUNDLED_NAME), rounds=CANDIDATE_ROUNDS, threads=decode_threads(0), bars=bars)
    return Taken(found, "" if server else NO_SERVER)


async def tests() -> Taken:
    """A verdict on one published function, its session opened again, and the whole loop to the first proof."""
    try:
        python()
    except PackagesAbsent as error:
        return Taken((), str(error))
    level = await choose_level()
    function = MEASURED[:1]
    found = await verdicts(level, VERDICT_ROUNDS, function)
    found += await opening(level, OPENING_ROUNDS)
    found += await first_pass(level, FIRST_ROUNDS, function, ())
    return Taken(found)


async def training() -> Taken:
    """A preference step against one written with transformers and peft alone: CPU seconds, and memory added."""
    with tempfile.TemporaryDirectory() as scratch:
        make(SHAPES["30m"], Path(scratch))
        with children(STEP_ARMS, "30m", Path(scratch), "cpu") as started:
            taken = await timed(started, STEP_ROUNDS, "cpu_s")
            ours, plain = (child.end()["peak_mb"] - child.idle_mb for child in started.values())
    step = compared("step, CPU ms", taken, "ours", "plain", None)
    return Taken([step, Metric("added peak MB, ours / plain", ours, plain, ours / plain)])


PARTS = {
    "package": Part(package, 10, COUNTED),
    "keystroke": Part(keystrokes, 100, TIMED, model=True),
    "candidates": Part(eight, 90, TIMED, model=True),
    "tests": Part(tests, 90, TIMED, model=True),
    "training": Part(training, 130, TIMED),
}
"""By name, in the order they are measured."""


def zipped(folders: tuple[Path, ...]) -> int:
    """Bytes of the folders' files in a zip archive, as a wheel is one; what Python compiled is not in it."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for folder in folders:
            for path in sorted(folder.rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    packed.write(path, path.relative_to(folder.parent))
    return archive.getbuffer().nbytes


def _server() -> bool:
    try:
        binary()
    except FileNotFoundError:
        return False
    return True
