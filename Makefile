# Everything a newcomer needs: `make demo` shows Cuepoint, `make test` proves it.  `make help` lists the rest.

VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8000
MANAGE := $(PY) manage.py
# The demonstration and the checks run in debug mode; a real server decides in its own environment.
DEMO_ENV := DEBUG=1
SEARCHED := python3.11 python3.12 python3.13 python3.14 python3

.DEFAULT_GOAL := help
.PHONY: help install migrate demo serve check format test test-sqlite test-postgres test-browser pictures bench-import bench-questions bench-data bench-pages lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- Setting up ---------------------------------------------------------------------------------

# The first Python on the path that is new enough makes the virtual environment.
$(VENV)/bin/python:
	@for name in $(SEARCHED); do \
	  if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then found="$$name"; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Cuepoint needs Python 3.11 or newer on the PATH; found: $$(python3 --version 2>&1 || echo none)." >&2; exit 1; \
	fi; \
	echo "Making $(VENV) with $$("$$found" --version)"; \
	"$$found" -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Could not make the virtual environment; on Debian, install python3-venv." >&2; exit 1; }

# A stamp per list of pins: nothing is installed again until a list changes.
$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

install: $(VENV)/.installed-dev migrate ## set up .venv with every pinned dependency, and the database

migrate: $(VENV)/.installed
	@$(DEMO_ENV) $(MANAGE) migrate --verbosity 0

# --- Running ------------------------------------------------------------------------------------

demo: migrate ## show Cuepoint with a course and three people on http://127.0.0.1:8000 (PORT=…)
	@$(DEMO_ENV) $(MANAGE) demo
	@$(MAKE) --no-print-directory serve

serve: $(VENV)/.installed ## run the demonstration's server alone
	@echo "Cuepoint: http://127.0.0.1:$(PORT)  (Ctrl+C stops it)"
	@$(DEMO_ENV) $(MANAGE) runserver "127.0.0.1:$(PORT)"

# --- Checking -----------------------------------------------------------------------------------

check: $(VENV)/.installed-dev ## lint, format, types, migrations, system checks
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(DEMO_ENV) $(VENV)/bin/mypy
	$(DEMO_ENV) $(MANAGE) makemigrations --check --dry-run
	$(DEMO_ENV) $(MANAGE) check

format: $(VENV)/.installed-dev ## put the code into its standard form
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

# Three runs: all on SQLite and, on another core meanwhile, the database's on PostgreSQL; then the
# browser's, two files at a time. None touches the data of the demonstration.
test: check ## everything: checks, then tests on SQLite, PostgreSQL and in Chromium
	@$(PY) scripts/side_by_side.py $(MAKE) --no-print-directory test-sqlite -- $(MAKE) --no-print-directory test-postgres
	@$(MAKE) --no-print-directory test-browser

test-sqlite: $(VENV)/.installed-dev ## the tests on SQLite, without the browser's
	env -u DATABASE_URL $(PY) -m pytest

test-postgres: $(VENV)/.installed-dev ## the tests that touch rows, on a throwaway PostgreSQL
	$(PY) scripts/throwaway_postgres.py -- $(PY) -m pytest $(wildcard tests/accounts tests/courses tests/quizzes)

test-browser: $(VENV)/.installed-dev ## the tests in a headless Chromium
	$(PY) scripts/browser.py -- env -u DATABASE_URL $(PY) -m pytest -n 2 --dist loadfile -m browser tests/browser

pictures: $(VENV)/.installed-dev ## take the pictures of the README from a running demonstration (PORT=…)
	$(PY) scripts/browser.py -- $(PY) scripts/pictures.py "http://127.0.0.1:$(PORT)"

bench-import: $(VENV)/.installed-dev ## how fast documents become a course, beside markdown-it-py alone (N=1000)
	$(PY) -m bench.import_bench --notes $(or $(N),1000)

bench-questions: $(VENV)/.installed-dev ## how fast facts become questions, beside spaCy alone parsing them (N=60 notes)
	$(PY) -m bench.questions_bench --notes $(or $(N),60)

bench-data: $(VENV)/.installed-dev ## fill an empty database (DATABASE_URL) with a million answers (SCALE=1)
	@test -n "$$DATABASE_URL" || { echo "Set DATABASE_URL to an empty database first." >&2; exit 1; }
	DEBUG=0 $(MANAGE) migrate -v0
	DEBUG=0 $(PY) -m bench.run data --scale $(or $(SCALE),1)

bench-pages: $(VENV)/.installed-dev ## how fast and heavy pages are beside a bare Django view, on both databases (PAGES="--only lesson")
	$(PY) -m bench.pages $(PAGES)

lock: $(VENV)/bin/python ## pin the newest dependencies again
	$(PY) -m pip install --quiet --disable-pip-version-check pip-tools
	@for list in requirements requirements-dev; do \
	  CUSTOM_COMPILE_COMMAND="make lock" $(PY) -m piptools compile --upgrade --quiet --generate-hashes --strip-extras --allow-unsafe \
	    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o $$list.txt $$list.in || exit 1; \
	done

clean: ## remove what was installed and cached (data stays)
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis staticfiles
