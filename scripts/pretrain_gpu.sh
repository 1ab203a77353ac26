#!/usr/bin/env bash
# The bundled model's long run on a GPU machine that is lent for minutes at a time and reaches no registry.
# Needs torch (2.9 or later) and transformers there; wheels of the rest lie in CARRY/wheels, the corpus in CARRY/corpus.
#
#   scripts/pretrain_gpu.sh pack CARRY                 here: corpus and wheels into one folder to take along
#   scripts/pretrain_gpu.sh train CARRY RUN SECONDS    there: go on for so many seconds; repeat until it says "end"
#   scripts/pretrain_gpu.sh split RUN OUT              there: the weights in half precision, in parts of 15 MiB
#   scripts/pretrain_gpu.sh join OUT RUN               here: the parts back into RUN/model
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
pack)
    mkdir -p "$2/wheels"
    test -d "$2/corpus" || .venv/bin/understudy train corpus --out "$2/corpus"
    for version in 3.11 3.12 3.13; do
        .venv/bin/pip download -q --only-binary :all: --python-version "$version" --no-deps -d "$2/wheels" msgspec psutil
    done
    ;;
train)
    pip install -q --no-index --find-links "$2/wheels" msgspec psutil 2>/dev/null || true # what is there already stays
    PYTHONPATH=server:trainer python3 -m understudy_trainer.pretrain pretrain \
        --config gpu --corpus "$2/corpus" --out "$3" --stop-after "$4"
    ;;
split)
    python3 - "$2/model" <<'PYTHON'
import sys
from pathlib import Path
from safetensors.torch import load_file, save_file

folder = Path(sys.argv[1])
save_file({k: v.half() for k, v in load_file(folder / "model.safetensors").items()}, folder / "half.safetensors", {"format": "pt"})
PYTHON
    split -b 15m "$2/model/half.safetensors" "$3/part."
    rm "$2/model/half.safetensors"
    tar -C "$2/model" -czf "$3/rest.tar.gz" config.json tokenizer.json tokenizer_config.json run.json
    ;;
join)
    mkdir -p "$3/model"
    cat "$2"/part.* > "$3/model/model.safetensors"
    tar -C "$3/model" -xzf "$2/rest.tar.gz"
    ;;
*)
    sed -n '2,9p' "$0" | cut -c3- >&2
    exit 2
    ;;
esac
