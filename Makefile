# What a fresh machine needs is Python 3.11 or later and make. Everything else comes into .venv.

PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
BIN := .venv/bin

.PHONY: demo city test check fix catalogue reference screenshot pictures clean

## Build every report below agencies/ and say what was found.
demo: .venv/ready
	$(BIN)/gongkai build --out build

## Make the demonstration city of 60 bureaus, check every report, add its regions up, make its site.
city: .venv/ready
	rm -rf build/city
	$(BIN)/python -m tools.city build/city
	$(BIN)/gongkai --agencies build/city check --fail-on warning
	@for region in yunhe yunhe/qingxi yunhe/baishi; do for year in 2023 2024; do \
		$(BIN)/gongkai --agencies build/city rollup $$region --year $$year \
			--out build/city-sums --fail-on warning || exit $$?; \
	done; done
	$(BIN)/gongkai --agencies build/city site yunhe --out build/city-site --fail-on warning

## Run the whole test suite, with branch coverage (needs chromium).
test: .venv/ready-dev
	$(BIN)/python -m pytest -n auto --cov --cov-branch --cov-report=term-missing

## Lint, types, layers, catalogue: what may not land when it fails.
check: .venv/ready-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python tools/catalogue.py --check
	$(BIN)/python -m tools.reference --check

## Format, and mend what can be mended by itself.
fix: .venv/ready-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

## Take new messages into the zh_CN catalogue.
catalogue: .venv/ready-dev
	$(BIN)/python tools/catalogue.py

## Write the reference pages from the code.
reference: .venv/ready-dev
	$(BIN)/python -m tools.reference

## Take the picture in README.md (needs chromium).
screenshot: .venv/ready
	$(BIN)/gongkai build suqian/kjj --out build
	tools/screenshot.sh build/suqian/kjj/2018/report.html docs/images/report-kjj-2018.png

## Take pictures of every output of two reports (needs chromium, libreoffice, pdftoppm).
pictures: .venv/ready-dev
	$(BIN)/python -m tools.pictures

clean:
	rm -rf .venv build dist

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed; name it with make PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/ready: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/ready-dev: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@
