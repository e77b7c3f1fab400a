# Set up and show or test dealx; needs Python 3.11 or newer with pip and venv, and make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test test-ray readme known-failures bench calibrate clean

demo: .venv/.installed
	$(BIN)/dealx extract samples/s-400-turkey.txt --format table

test: .venv/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -q

test-ray: .venv/.installed-ray
	$(BIN)/pytest -q tests/batch/test_ray.py

readme: .venv/.installed-dev
	$(BIN)/python tests/test_readme.py

known-failures: .venv/.installed-dev
	$(BIN)/python tests/update_known_failures.py

# make bench BENCH="--mixed news.jsonl.gz --rich deals.jsonl"
bench: .venv/.installed-dev
	$(BIN)/python -m bench $(BENCH)

# make calibrate GOLD="one.jsonl two.jsonl"
calibrate: .venv/.installed-dev
	$(BIN)/python bench/calibrate.py $(GOLD)
	$(BIN)/python tests/test_readme.py

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis dist

.venv/.installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/.installed-dev: .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $@

.venv/.installed-ray: .venv/.installed-dev
	$(BIN)/pip install --quiet --disable-pip-version-check --editable ".[dev,ray]"
	touch $@
