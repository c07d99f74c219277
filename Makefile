# Two commands need nothing but Python 3.11+, make and git: `make try` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := bot handlers store tests benchmarks
# Many tests wait for processes and sockets: half as many workers again as there are cores keep these busy.
WORKERS := $(shell $(PYTHON) -c 'import os; print(((os.cpu_count() or 1) * 3 + 1) // 2)')

.PHONY: help try test check run bench lock clean

help:  ## What can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

try: .venv/.run  ## Set up, make a demo ledger and open the terminal chat (plays a short conversation where there is no terminal)
	@$(BIN)/intercept chat --demo

test: .venv/.dev  ## Set up and run every test
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

check: .venv/.dev  ## Lint, format, types, import contracts, lock guard
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python .ci/guard_locks.py requirements.lock requirements-dev.lock

run: .venv/.run  ## Start the Slack bot with the settings of the environment and .env
	@$(BIN)/intercept run

bench: .venv/.dev  ## Measure reading, asking and the store against named peers
	@$(BIN)/python -m benchmarks

lock: .venv/.dev  ## Pin the newest versions again, with hashes, for every platform
	@$(PIP) install uv
	@$(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-header --extra build pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-header --extra build --extra dev pyproject.toml -o requirements-dev.lock

clean:  ## Throw the virtual environment and the caches away
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Intercept Desk needs Python 3.11 or newer: set PYTHON=python3.12, say")'
	@$(PYTHON) -m venv .venv

.venv/.run: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Setting up (a minute, once) …"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml | .venv/bin/python
	@echo "Setting up for development (a minute, once) …"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ .venv/.run
