.DEFAULT_GOAL := help
PY := .venv/bin/python
# Node 24 comes with code-server (scripts/setup.sh); the packaging tools need it
export PATH := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/understudy-dev/code-server/node_modules/.bin:$(PATH)
NPM := npm run --silent

help: ## list what can be done
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

setup: ## environment for demo (python and sandbox)
	@scripts/setup.sh system python

demo: setup ## the whole story on the bundled model: complete, generate with tests, learn, hot-swap
	@$(PY) examples/demo

lint: setup ## linters, type checkers, import contracts
	@scripts/setup.sh node
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(NPM) check
	$(NPM) lint
	$(NPM) test

unit: setup ## every test but the editor's
	@scripts/setup.sh server
	$(PY) -m pytest tests -m "not e2e"

e2e: setup ## stories in a real VS Code (code-server in headless Chromium)
	@scripts/setup.sh browser node
	$(PY) -m pytest tests/e2e -m e2e

test: lint ## the whole suite: linters, unit, end to end
	@scripts/setup.sh browser server
	$(PY) -m pytest tests

vsix: setup ## package the extension with the server and the model inside
	@scripts/setup.sh node
	PYTHON=$(PY) $(NPM) package

faults: setup ## every fault at every sandbox level, as root and as an ordinary user (long)
	@mkdir -p runs
	UNDERSTUDY_FAULTS=all UNDERSTUDY_FAULT_TABLE=runs/faults.txt $(PY) -m pytest tests/runner/test_faults.py tests/runner/test_faults_user.py

bench-setup: setup
	@scripts/setup.sh server

bench-quick: bench-setup ## slower than the stored ratios say? fails on a fall; 10 minutes on an idle machine (ARGS=--write: store)
	@scripts/setup.sh packages
	$(PY) -m bench.quick $(ARGS)

bench-keystroke: bench-setup ## a keystroke to its first token, against llama-server and the high-level API (ARGS=--quick: rehearsal)
	$(PY) -m bench.keystroke $(ARGS)

bench-candidates: bench-setup ## eight candidates, against the same
	$(PY) -m bench.candidates $(ARGS)

bench-contention: bench-setup ## decoding beside busy test workers, against the same engine idle
	$(PY) -m bench.contention $(ARGS)

bench-shared: bench-setup ## one engine for two windows, against one each: time of the hop, memory
	$(PY) -m bench.shared $(ARGS)

bench-typing: bench-setup ## a replayed typing session, against llama.vscode's policy over llama-server
	$(PY) -m bench.typing_session $(ARGS)

bench-runner: setup ## verdicts, cancellation and budget on real packages, against cold pytest (ARGS=--quick: rehearsal)
	@scripts/setup.sh packages
	$(PY) -m bench.sandbox.runner $(ARGS)

bench-blanked: setup ## ten functions blanked out of published packages (ARGS=--generate: by the bundled model)
	@scripts/setup.sh packages
	$(PY) -m bench.sandbox.blanked $(ARGS)

bench-ranking: setup ## which rule picks the right candidate where tests are weak (needs UNDERSTUDY_DATA_SETS)
	$(PY) -m bench.studies.ranking $(ARGS)

bench-policies: setup ## direct, planned, or planned after failure: selected pass@1 at t (needs UNDERSTUDY_DATA_SETS)
	$(PY) -m bench.studies.policies $(ARGS)

bench-speculation: setup ## drafting by prompt lookup, against plain decoding (an experiment)
	$(PY) -m bench.speculation $(ARGS)

bench-train: setup ## one preference step: time, memory and losses against TRL's DPOTrainer (ARGS="--device cuda": on a GPU)
	@scripts/setup.sh trl
	$(PY) -m bench.training.step $(ARGS)

bench-methods: setup ## SFT, plan, DPO, KTO and RRTF on the same data, pass@1 and pass@8 (needs UNDERSTUDY_DATA_SETS)
	$(PY) -m bench.studies.methods $(ARGS)

bench-codedpo: setup ## CodeDPO's ablation: which rule builds the pairs (ARGS=--train: and what DPO makes of them)
	$(PY) -m bench.studies.codedpo $(ARGS)

bench-persona: setup ## 300 events of a scripted user -> pairs -> DPO -> gate -> swap, three seeds
	$(PY) -m bench.studies.persona $(ARGS)

bench-ranker: setup ## the candidate ranker against log-probability, alone and with plan sampling
	$(PY) -m bench.studies.ranker $(ARGS)

bench-paper: setup ## small models sampled more against larger ones sampled less: 2404.00725's claims (MODELS="A B C", needs UNDERSTUDY_DATA_SETS)
	$(PY) -m bench.paper --models $(or $(MODELS),understudy-tiny bench/models/understudy-4m.gguf bench/models/understudy-3m.gguf) $(ARGS)

bench-budget: setup ## which model and policy for which latency budget, through Generate with Tests (ARGS=--write: the controller's curves)
	$(PY) -m bench.studies.budget --models $(or $(MODELS),understudy-tiny) $(ARGS)

.PHONY: bench-paper bench-budget

kills: setup ## 20 random kill -9 during training, and 20 around an adapter swap (minutes)
	UNDERSTUDY_KILLS=20 $(PY) -m pytest tests/trainer/test_resume.py tests/models/test_swap_kills.py tests/engine/test_adapter_kills.py

.PHONY: bench-train bench-methods bench-codedpo bench-persona bench-ranker kills
.PHONY: bench-setup bench-quick bench-keystroke bench-candidates bench-contention bench-shared bench-typing bench-speculation
.PHONY: bench-runner bench-blanked bench-ranking bench-policies
.PHONY: faults help setup demo lint unit e2e test vsix
