# Every recipe sets up what it needs in .venv; Python 3.11 or newer is all that must be there.
SHELL := /bin/sh
BIN := .venv/bin
READY := .venv/.ready
OUT := build/demo
# Hundreds of processes import Simpul: compiled once, whatever the machine would have. `make clean` takes it away.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup demo test campaign check lint types format bench docs lock clean

help: ## Print the recipes
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## Install everything in .venv

$(READY): requirements.lock pyproject.toml scripts/setup
	@scripts/setup

demo: $(READY) ## Build the graph, answer, draw and export: the main job
	@scripts/demo $(OUT)

check: lint types ## Format, lint, types, import contracts

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/oxlint
	$(BIN)/lint-imports

types: $(READY)
	$(BIN)/mypy
	$(BIN)/pyright

test: ## Check, then run every test (installs the browser, shells, LibreOffice and Virtuoso it lacks)
	@scripts/test

campaign: $(READY) ## Kill, mutate, fill, cut: 20 minutes of trials; build/campaign/ keeps what fails
	PYTHONPATH=tests $(BIN)/python -m campaign

format: $(READY) ## Put the code into form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY) ## Measure against plain rdflib and others, as ratios
	$(BIN)/python benchmarks/queries.py
	$(BIN)/python benchmarks/reasoning.py
	$(BIN)/python benchmarks/shapes.py
	$(BIN)/python benchmarks/gazetteer.py
	$(BIN)/python benchmarks/reconcile.py
	@scripts/test-tools chromium
	$(BIN)/python benchmarks/viewing.py
	$(BIN)/python benchmarks/tables.py
	$(BIN)/python benchmarks/loading.py
	$(BIN)/python benchmarks/building.py
	$(BIN)/python benchmarks/catalogue.py
	$(BIN)/python benchmarks/running.py
	$(BIN)/python benchmarks/exporting.py
	$(BIN)/python benchmarks/packing.py
	$(BIN)/python benchmarks/differences.py
	$(BIN)/python benchmarks/serving.py
	$(BIN)/python benchmarks/serving.py --mixed 15

bench-world: $(READY) ## Measure made-up worlds of up to 20 million triples, embedded and at two engines: half an hour
	@scripts/test-tools virtuoso
	PYTHONPATH=tests $(BIN)/python benchmarks/scaling.py

docs: demo ## Make the catalogue's pages, the term reference, and the screenshots anew
	$(BIN)/python scripts/questions docs
	@scripts/test-tools chromium
	$(BIN)/python scripts/screenshots $(OUT)/store docs/images
	$(BIN)/python -m simpul_viz.reference build/docs
	@echo "The term reference: build/docs/ontology.en.html and build/docs/ontology.id.html"

lock: ## Pin the dependencies anew
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--extra owl --extra mcp --group dev pyproject.toml --output-file requirements.lock

clean: ## Remove what the recipes made
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
