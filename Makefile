# The interface of the project: what CI runs is what stands here.

PYTHON := .venv/bin/python
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help build stub test lint format bench docs tellings editors sanitize fuzz games clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

build:  ## rebuild the kernel after a change in cpp/
	$(PYTHON) -m pip --disable-pip-version-check install -q -c constraints.txt --no-build-isolation --no-deps -e .

stub:  ## rewrite the types of the kernel after a change of its bindings
	$(PYTHON) -m nanobind.stubgen -q -m dramaturge._kernel -o src/dramaturge/_kernel.pyi

test:  ## run all tests
	$(PYTHON) -m pytest -q -n 2

lint:  ## check style and types
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	@if command -v clang-format >/dev/null && [ -f .clang-format ]; then \
	    clang-format --dry-run --Werror cpp/*.hpp cpp/*.cpp; fi

format:  ## rewrite the sources in the project's style
	$(PYTHON) -m ruff check --fix-only .
	$(PYTHON) -m ruff format .
	@if command -v clang-format >/dev/null && [ -f .clang-format ]; then \
	    clang-format -i cpp/*.hpp cpp/*.cpp; fi

bench:  ## measure speed and memory (BENCH="--full", "--only tasks", .. for more or less)
	$(PYTHON) -m bench $(BENCH)

docs:  ## rewrite the generated pages and the outputs in the others
	$(PYTHON) -m docs.generate

tellings:  ## rewrite docs/tellings.md, the stories of the worlds in prose
	$(PYTHON) -m docs.tellings

editors:  ## check the editor support (needs npm)
	cd editors/vscode && npm install --no-fund --no-audit && npm test

sanitize:  ## run the kernel's tests under AddressSanitizer and UndefinedBehaviorSanitizer
	tests/sanitize.sh

fuzz:  ## random worlds and walks, many more than in the tests, new ones each time (or SEED=N)
	DRAMATURGE_FUZZ=$(or $(SEED),$(shell date +%s)) $(PYTHON) -m pytest -q -n 2 -m fuzz tests

games:  ## play 10,000 random games and look through them; takes hours, and goes on where it was
	$(PYTHON) -m bench.many_games --log build/games.jsonl

clean:  ## remove what can be made again
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests bench docs -name __pycache__ -type d -prune -exec rm -rf {} +
