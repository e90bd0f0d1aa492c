# Two commands set everything up: `make demo` and `make test`. The rest is for people who work on Legation.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
LOCK_OUT := --no-emit-package pymorphy2 --no-emit-package pymorphy2-dicts-ru --no-emit-package docopt \
	--no-emit-package dawg-python --no-emit-package yargy --no-emit-package ipymarkup --no-emit-package intervaltree

.PHONY: screenshots demo test check format score errors speed forms fuzz lock clean

demo: $(READY)
	@$(BIN)/legation demo

test: $(READY)
	@$(BIN)/pytest

check: $(READY)
	@$(BIN)/ruff format --check src tests evaluation training
	@$(BIN)/ruff check src tests evaluation training
	@$(BIN)/mypy

format: $(READY)
	@$(BIN)/ruff format src tests evaluation training
	@$(BIN)/ruff check --fix src tests evaluation training

score: $(READY)
	@$(BIN)/python -m evaluation.score

# By cause, and as a page to browse in .scratch/errors.html.
errors: $(READY)
	@$(BIN)/python -m evaluation.errors

# After a change of the vocabulary's names: their inflected forms, worked out once.
forms: $(READY)
	@$(BIN)/python -m evaluation.forms

speed: $(READY)
	@$(BIN)/python -m evaluation.speed --save
	@$(BIN)/python -m evaluation.reading_speed --pages 0 --save
	@$(BIN)/python -m evaluation.resolution_speed --save

# Chance against every reader and grammar, for two minutes; what it finds becomes a page in tests/pages.
fuzz: $(READY)
	@$(BIN)/python -m evaluation.fuzz --seconds 120

screenshots: $(READY)
	@$(BIN)/python -m evaluation.screenshots

# natasha is taken for its model files alone, so the lock leaves out what only its import would need.
lock:
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-emit-options --no-header --python-version 3.11 --all-extras --group dev $(LOCK_OUT) \
		pyproject.toml -o requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -m venv $(VENV)
	@echo "Installing pinned dependencies into $(VENV) (once; a few minutes) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf $(VENV) legation.db* build dist .mypy_cache .ruff_cache .pytest_cache
