# Needs Python 3.11 or newer, make and git (on Debian and Ubuntu also python3-venv); the rest goes into .venv/.
# `make` alone lists what there is.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c $(NEW_ENOUGH) 2>/dev/null && echo $$python && exit; done; echo python3)
NEW_ENOUGH := 'import sys; sys.exit(sys.version_info < (3, 11))'
BIN := .venv/bin

# A wrong amount is the worst that can happen: what computes or judges one is tested to the last branch.
TESTED_WHOLLY := generator/checks/*,generator/model/*,generator/money.py,generator/pricing.py,generator/text.py

.PHONY: help demo site docs test nightly check lint lock clean
.DELETE_ON_ERROR:

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' Makefile

demo: .venv/.installed-run  ## build the demo studio and serve it on this machine
	$(BIN)/vitrine preview

site: .venv/.installed-run  ## build the demo studio into site/
	$(BIN)/vitrine build

docs: .venv/.installed-run  ## build the handbook into build/handbook/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet --config-file docs/mkdocs.yml

test: lint  ## everything that CI runs: lint, then all tests, a real browser included
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m pytest -n 2 --dist loadgroup --cov --cov-report term-missing:skip-covered --cov-fail-under 95
	$(BIN)/python -m coverage report --include '$(TESTED_WHOLLY)' --show-missing --skip-covered --fail-under 100

nightly: .venv/.installed-dev  ## every mishap at every request to Stripe, 20,000 pairs of them, 100,000 random histories
	VITRINE_NIGHTLY=1 $(BIN)/python -m pytest -n auto --dist worksteal tests/catalog --deselect tests/catalog/test_seeded_bugs.py

check: test  ## the same as `make test`

lint: .venv/.installed-dev  ## format, style, types, and who may import whom
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: .venv/.installed-dev  ## what builds cost, against Hugo and stock MkDocs; SIZES="10 100 1000 10000" takes long
	$(BIN)/python -m tests.bench.build $(SIZES)
	PYTHONPATH=tests $(BIN)/python -m tests.bench.reload $(SIZES)

lock: .venv/pyvenv.cfg  ## pin dependencies after a change in pyproject.toml; UPGRADE=--upgrade takes newer ones
	$(BIN)/python -m pip install --quiet uv
	$(LOCK) --group dev --output-file requirements-dev.txt
	$(LOCK) --group build --constraint requirements-dev.txt --output-file requirements.txt

LOCK = $(BIN)/uv pip compile pyproject.toml --no-config --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --custom-compile-command "make lock" --annotation-style line --quiet $(UPGRADE)

clean:  ## delete everything that was made here, .venv/ included
	rm -rf .venv site build dist .cache .coverage .coverage.* htmlcov
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# --- Setting up: once, and again when a requirement changes -------------------------------------------

.venv/.installed-run: .venv/pyvenv.cfg requirements.txt pyproject.toml
	$(call install,requirements.txt)
	@touch $@

.venv/.installed-dev: .venv/pyvenv.cfg requirements-dev.txt pyproject.toml
	$(call install,requirements-dev.txt)
	@touch .venv/.installed-run $@

define install
@echo "Installing $(1) into .venv/ (the first time takes a minute)"
@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(1)
@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
endef

.venv/pyvenv.cfg:
	@$(PYTHON) -c $(NEW_ENOUGH) || { echo >&2 \
	  "Vitrine needs Python 3.11 or newer. If you have one under another name: make PYTHON=/path/to/python …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo >&2 \
	  "This Python cannot make virtual environments. On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv --clear .venv
