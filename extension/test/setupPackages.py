"""Writes tiny packages with the names and the shape of the real ones into a folder, for the tests of the set-up.

understudy: a wheel that needs llama-cpp-python and, to train, tiny-trainer. llama-cpp-python: sources, whose build
prints what ninja prints, says in $TEST_BUILDS that it ran, and hangs with a child while the file $TEST_HANG is there.
"""

import io
import pathlib
import sys
import tarfile
import zipfile

BACKEND = """
import os, pathlib, subprocess, sys, tempfile, zipfile

def build_wheel(folder, config_settings=None, metadata_directory=None):
    print("[1/4] Building CXX object", flush=True)
    if pathlib.Path(os.environ["TEST_HANG"]).exists():
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        pathlib.Path(os.environ["TEST_PIDS"]).write_text(f"{os.getpid()} {child.pid} {tempfile.mkdtemp()}")
        child.wait()
    print("[4/4] Linking", flush=True)
    with open(os.environ["TEST_BUILDS"], "a") as log:
        log.write("built\\n")
    name = "llama_cpp_python-0.3.36-py3-none-any.whl"
    info = "llama_cpp_python-0.3.36.dist-info"
    with zipfile.ZipFile(pathlib.Path(folder) / name, "w") as wheel:
        wheel.writestr("llama_cpp/__init__.py", "def llama_backend_init(): pass")
        wheel.writestr(info + "/METADATA", "Metadata-Version: 2.1\\nName: llama-cpp-python\\nVersion: 0.3.36\\n")
        wheel.writestr(info + "/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "/RECORD", "")
    return name
"""
PROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
MAIN = (
    "import json, llama_cpp, sys, tiny_helper\n"
    "sys.exit('it does not run') if tiny_helper.BROKEN else print(json.dumps({'text': 'x'}))\n"
)
ABSENT = """
import importlib.util

def absent():
    return [name for name in ("tiny_trainer",) if importlib.util.find_spec(name) is None]
"""


def wheel(folder: pathlib.Path, name: str, version: str, requires: list[str], files: dict[str, str]) -> None:
    info = f"{name}-{version}.dist-info"
    needs = "".join(f"Requires-Dist: {text}\n" for text in requires)
    extras = "Provides-Extra: trainer\n" if "extra" in needs else ""
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as archive:
        for file, text in files.items():
            archive.writestr(file, text)
        archive.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{extras}{needs}"
        )
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")


def sources(folder: pathlib.Path) -> None:
    metadata = "Metadata-Version: 2.1\nName: llama-cpp-python\nVersion: 0.3.36\n"
    with tarfile.open(folder / "llama_cpp_python-0.3.36.tar.gz", "w:gz") as archive:
        for file, text in {"pyproject.toml": PROJECT, "backend.py": BACKEND, "PKG-INFO": metadata}.items():
            entry = tarfile.TarInfo(f"llama_cpp_python-0.3.36/{file}")
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    sources(folder)
    requires = ["llama-cpp-python==0.3.36", "tiny-helper>=1", 'tiny-trainer>=1; extra == "trainer"']
    requires.append('torch>=1; extra == "trainer"')
    server = {"understudy/__init__.py": "__version__ = '0.1.0'", "understudy/cli/main.py": MAIN}
    server["understudy/cli/__init__.py"] = ""
    server["understudy/lsp/__init__.py"] = ""
    server["understudy/lsp/trainer_process.py"] = ABSENT
    wheel(folder, "understudy", "0.1.0", requires, server)
    wheel(folder, "tiny_helper", "1.0", [], {"tiny_helper.py": "BROKEN = False"})
    wheel(folder, "tiny_helper", "2.0", [], {"tiny_helper.py": "BROKEN = True"})
    wheel(folder, "torch", "1.0", [], {"torch.py": ""})
    (folder / "big").mkdir()
    wheel(folder / "big", "torch", "2.0", ["nvidia-cublas>=1; platform_system == 'Linux'"], {"torch.py": ""})
    broken = {"llama_cpp/__init__.py": "raise OSError('made for another machine')"}
    (folder / "foreign").mkdir()
    wheel(folder / "foreign", "llama_cpp_python", "0.3.36", [], broken)
    wheel(folder, "tiny_trainer", "1.0", [], {"tiny_trainer.py": ""})


main()
