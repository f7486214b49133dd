# make run, make test: each makes the virtual environment it needs and may be run again at any time.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PAGE ?= sample_pages/mil-article.html
SHARED ?= ../shared

.PHONY: run test test-all lint browser bench bench-rendered clean

run: $(VENV)/installed
	@$(BIN)/check $(PAGE) $(OPTIONS) || test $$? -eq 1

test: lint browser
	$(BIN)/pytest -q -m "not whole"

test-all: lint browser
	$(BIN)/pytest -q

lint: $(VENV)/installed-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/check rules test

browser: $(VENV)/installed-for-tests
	@.ci/browser $(BIN)/python

bench-rendered: $(VENV)/installed-for-tests browser
	$(BIN)/python benchmarks/rendered.py --shared $(SHARED)

bench: $(VENV)/installed-for-tests
	$(BIN)/python benchmarks/static.py --shared $(SHARED)

$(VENV)/installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	$(BIN)/python -m compileall -q checker
	touch $@

$(VENV)/installed-for-tests: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(BIN)/python -m compileall -q checker
	touch $(VENV)/installed $@

clean:
	rm -rf $(VENV) build dist *.egg-info
