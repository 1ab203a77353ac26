.DEFAULT_GOAL := help
PY := .venv/bin/python

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
	npm run --silent check
	npm run --silent lint

unit: setup ## every test but the editor's
	$(PY) -m pytest tests -m "not e2e"

e2e: setup ## one story in a real VS Code (code-server in headless Chromium)
	@scripts/setup.sh node editor
	$(PY) -m pytest tests/e2e -m e2e

test: lint ## the whole suite: linters, unit, end to end
	@scripts/setup.sh editor
	$(PY) -m pytest tests

vsix: ## package the extension
	@scripts/setup.sh node editor
	npm run --silent package

.PHONY: help setup demo lint unit e2e test vsix
