PYTHON := .venv/bin/python

.PHONY: check format lint types layers test long bench

check: lint types layers test  ## Everything a change has to pass, but for the long tests

format:  ## Lay the code out
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

lint:  ## Look for slips
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .

types:  ## Check the types
	.venv/bin/mypy

layers:  ## Refuse imports that point upwards
	.venv/bin/lint-imports

test:  ## Run the tests
	$(PYTHON) -m pytest

long:  ## Run the tests that take minutes
	$(PYTHON) -m pytest -m long

bench:  ## Measure against a bare app, side by side
	$(PYTHON) -m benchmarks
