"""The file we ship for Emacs (examples/editors/understudy.el) in a real Emacs with Eglot, where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.editors.commands import COMMAND, HALVES, HEAD, REPOSITORY, SETTINGS

pytestmark = pytest.mark.slow
SNIPPET = REPOSITORY / "examples" / "editors" / "understudy.el"

# Eglot takes the folder for a project only if told so: it is under no version control. The alist is for Emacs 28.
BEFORE = """
(setq understudy-command '({command})
      eglot-sync-connect 120 eglot-connect-timeout 120 eglot-confirm-server-initiated-edits nil
      eglot-confirm-server-edits nil)
(setq-default eglot-workspace-configuration '((:understudy . {settings})))
(require 'python)
(add-hook 'project-find-functions (lambda (_) (cons 'transient {root})))
(defun until (true seconds)
  (let ((end (+ (float-time) seconds)))
    (while (and (not (funcall true)) (< (float-time) end))
      (accept-process-output nil 0.1))
    (funcall true)))
(defun told ()
  (let (status)
    (understudy--run '(:command "understudy.status" :arguments []) (lambda (found) (setq status found)))
    (until (lambda () status) 60)
    status))
(defun visit (file)
  (find-file file)
  (understudy-start)
  (apply #'eglot (eglot--guess-contact))
  (until (lambda () (equal "ready" (plist-get (told) :state))) 120))
(defun shown () (and understudy--ghost (overlay-get understudy--ghost 'after-string)))
"""
AFTER = """
(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))
"""


@pytest.fixture(scope="module")
def emacs() -> str:
    found = os.environ.get("UNDERSTUDY_EMACS") or shutil.which("emacs")
    if not found:
        pytest.skip("no Emacs on this machine (UNDERSTUDY_EMACS names one)")
    has_eglot = subprocess.run([found, "--batch", "-Q", "--eval", "(require 'eglot)"], capture_output=True, timeout=60)
    if has_eglot.returncode:
        pytest.skip("this Emacs has no Eglot: it is older than 29 and lacks the package")
    return found


def lisp(value: object) -> str:
    """A Lisp form of JSON-like data: mappings as property lists."""
    if isinstance(value, dict):
        return "(" + " ".join(f":{key} {lisp(each)}" for key, each in value.items()) + ")"
    if isinstance(value, bool):
        return "t" if value else ":json-false"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' if isinstance(value, str) else str(value)


def told(emacs: str, root: Path, script: str) -> str:
    """What Emacs prints while it runs a script after loading our file."""
    before = BEFORE.format(command=" ".join(map(lisp, COMMAND)), settings=lisp(SETTINGS), root=lisp(f"{root}/"))
    program = root.parent / "script.el"
    program.write_text(before + script + AFTER, encoding="utf-8")
    environment = os.environ | {"UNDERSTUDY_HOME": str(root.parent / "home"), "HOME": str(root.parent)}
    command = [emacs, "--batch", "-Q", "-l", str(SNIPPET), "-l", str(program)]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=400)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout + ended.stderr


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "textkit"
    shutil.copytree(REPOSITORY / "examples" / "textkit", root, ignore=shutil.ignore_patterns("__pycache__"))
    return root


def test_a_suggestion_is_shown_and_tab_takes_it(emacs: str, workspace: Path) -> None:
    file = workspace / "textkit" / "words.py"
    file.write_text(file.read_text() + HEAD + "    ")
    halves = " ".join(lisp(half) for half in HALVES)
    script = f"""
(visit {lisp(str(file))})
(let ((left '({halves})))
  (while (and left (not (shown)))
    (goto-char (point-max))
    (delete-region (line-beginning-position) (point))
    (execute-kbd-macro (pop left))
    (until #'shown 20)))
(let ((text (substring-no-properties (shown))) (before (buffer-substring-no-properties 1 (point))))
  (execute-kbd-macro (kbd "TAB"))
  (princ (format "inserted %S\\n" (equal (concat before text) (buffer-substring-no-properties 1 (point))))))
(princ (format "shown %S\\n" (shown)))
(princ (format "taken %d\\n" (plist-get (told) :accepted)))
"""
    said = told(emacs, workspace, script)
    assert {"inserted t", "shown nil", "taken 1"} <= set(said.splitlines()), said


def test_the_function_that_passes_its_tests_is_written(emacs: str, workspace: Path) -> None:
    file = workspace / "textkit" / "numbers.py"
    script = f"""
(visit {lisp(str(file))})
(search-forward "def sum_even")
(let ((before (buffer-string)))
  (understudy-generate)
  (until (lambda () (not (equal before (buffer-string)))) 120)
  (princ (format "changed %S\\n" (not (equal before (buffer-string))))))
(until (lambda () nil) 2)
"""
    said = told(emacs, workspace, script)
    assert "changed t" in said and "passed 5/5 tests" in said, said
