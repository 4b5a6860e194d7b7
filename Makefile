# The two commands of the README are `make demo` and `make test`; `make check` is the developer's loop.
# Every path is relative, so a checkout may lie in a folder with a space in its name.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python -m

.PHONY: demo test check golden faults fuzz format bench train clean

demo: $(VENV)/.installed
	$(BIN)/averment read --published 2031-03-12 examples/tarim-valley.html

test: check

check: $(VENV)/.dev $(VENV)/.ftm $(VENV)/.labelstudio
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(BIN)/lint-imports
	$(RUN) pytest -n 2 --cov

# what people look at (golden files, transcripts, the reference of the commands), written anew: read the difference
golden: $(VENV)/.dev
	AVERMENT_GOLDEN=write $(RUN) pytest tests/render tests/test_docs.py

# hundreds of kills and thousands of damaged files: three minutes and more
faults: $(VENV)/.dev
	$(RUN) pytest -n 2 -m slow tests/faults

# a minute for each parser; what is found is left in .fuzz
fuzz: $(VENV)/.fuzz
	for form in html docx mail warc zip; do $(RUN) tests.fuzz $$form 60 || exit 1; done

format: $(VENV)/.dev
	$(RUN) ruff format .
	$(RUN) ruff check --fix .

bench: $(VENV)/.bench
	$(RUN) bench

train: $(VENV)/.train
	$(RUN) training

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(RUN) pip install --quiet --disable-pip-version-check --editable .
	touch $@

# pip older than 25.1 knows no dependency groups: bring it up first
$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(RUN) pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(RUN) pip install --quiet --disable-pip-version-check --editable . --group dev
	touch $@

$(VENV)/.fuzz: $(VENV)/.dev
	$(RUN) pip install --quiet --disable-pip-version-check --group fuzz
	touch $@

# PyICU has to be compiled: where that cannot be done, what needs it is skipped
$(VENV)/.ftm: pyproject.toml | $(VENV)/.dev
	if pkg-config --exists icu-i18n && command -v g++ > /dev/null; \
	then $(RUN) pip install --quiet --disable-pip-version-check --group ftm; \
	else echo "not installed: followthemoney, for g++, pkg-config or libicu-dev is missing"; fi
	touch $@

$(VENV)/.labelstudio: pyproject.toml | $(VENV)/.dev
	$(PYTHON) -m venv $(VENV)/labelstudio
	$(VENV)/labelstudio/bin/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(VENV)/labelstudio/bin/python -m pip install --quiet --disable-pip-version-check --group labelstudio
	touch $@

$(VENV)/.bench $(VENV)/.train: $(VENV)/.%: pyproject.toml | $(VENV)/bin/python
	$(RUN) pip install --quiet --disable-pip-version-check "torch==2.13.0"
	$(RUN) pip install --quiet --disable-pip-version-check --editable ".[$*]"
	touch $@

clean:
	rm -rf $(VENV) .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
