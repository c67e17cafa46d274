# Every verb works from a clean clone with Python 3.11 or newer and make; each installs what it needs first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# pytest-xdist: one process a core.
JOBS ?= auto

.PHONY: help install demo run check test torture bench format catalogues lock clean

help:
	@echo "make demo         try the bot on this machine, without Telegram (TOUR=1 plays a story and ends)"
	@echo "make install      only the environment"
	@echo "make test         the whole suite, on SQLite and PostgreSQL"
	@echo "make torture      what the engine promises, at full figures: killed, flooded, locked out; takes about an hour and a half"
	@echo "make check        format, lint, types, import contracts, catalogues, content"
	@echo "make bench        how fast the parts are, as ratios within one run"
	@echo "make run          the bot itself, with the settings of .env"
	@echo "make format       put the code into its format"
	@echo "make catalogues   collect the interface texts into locales/ after a change"
	@echo "make lock         pin the newest versions that pyproject.toml allows"

$(INSTALLED): requirements-dev.txt pyproject.toml scripts/environment.py
	@$(PYTHON) scripts/environment.py $(VENV) requirements-dev.txt
	@touch $@

install: $(INSTALLED)

demo: install
	@$(BIN)/python -m bot demo $(if $(TOUR),--tour)

run: install
	@$(BIN)/python -m bot run

check: install
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python scripts/catalogues.py check
	$(BIN)/python -m bot check --no-settings

test: install
	$(BIN)/pytest -n $(JOBS)

# What was measured stands in build/promises/.
torture: install
	TORTURE=1 $(BIN)/pytest -n 2 tests/promises tests/properties tests/store/test_planning_killed.py
	@cat build/promises/*-full.txt

bench: install
	@for bench in tests/benchmarks/bench_*.py; do echo "$$bench"; PYTHONPATH=. $(BIN)/python $$bench || exit 1; done

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

catalogues: install
	$(BIN)/python scripts/catalogues.py extract
	$(BIN)/python scripts/catalogues.py update

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade
lock: install
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) --extra simulator --extra dev pyproject.toml -o requirements-dev.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
