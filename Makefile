# Onward. `make` alone says what there is to do.
# Needs Python 3.11 or later; PYTHON=… names one. Everything is installed into .venv, from the lock, and nowhere else.

VENV := .venv
BENCHES ?= store pipeline replay match search
UPGRADE ?=

.DEFAULT_GOAL := help
.PHONY: help run test check lint types format docs bench lock clean

help: ## say what there is to do
	@echo "Onward: one front door for connector schemes. Start with: make run"
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1 | \2/p' Makefile | awk -F '|' '{printf "%-14s%s\n", $$1, $$2}'

run: $(VENV)/runtime.stamp ## start Onward here: one process, no server needed, with the demo area
	@$(VENV)/bin/onward run

test: $(VENV)/dev.stamp ## run all tests; only those that need a server that is not there are skipped, by name
	@$(VENV)/bin/python .ci/check.py tests

check: $(VENV)/dev.stamp ## run everything that .ci/run runs; needs RabbitMQ and PostgreSQL
	@CI=true $(VENV)/bin/python .ci/check.py

lint: $(VENV)/dev.stamp ## check style and the import contracts
	@$(VENV)/bin/python .ci/check.py style format imports

types: $(VENV)/dev.stamp ## check the types
	@$(VENV)/bin/python .ci/check.py types

format: $(VENV)/dev.stamp ## lay the code out, and mend what can be mended without thinking
	@$(VENV)/bin/ruff check --fix --quiet . ; $(VENV)/bin/ruff format .

docs: $(VENV)/runtime.stamp ## write the generated documents again: events, states, rules
	@$(VENV)/bin/onward docs

bench: $(VENV)/dev.stamp ## measure, each figure beside its limit; BENCHES="store" for one
	@set -e; for bench in $(BENCHES); do $(VENV)/bin/onward bench $$bench; done

lock: $(VENV)/dev.stamp ## write the lock files again from pyproject.toml; UPGRADE=--upgrade for newer versions
	@command -v uv >/dev/null || $(VENV)/bin/python -m pip install --quiet uv
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" .ci/lock $(UPGRADE)

clean: ## remove the environment and what tools left behind; the data of a run stays
	@rm -rf $(VENV) build *.egg-info .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache .schemathesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Installed again only when the lock has changed.
$(VENV)/runtime.stamp: requirements.lock
	@.ci/install $(VENV) requirements.lock
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock
	@.ci/install $(VENV) requirements-dev.lock
	@touch $@
