# make              .venv from constraints.txt, the system packages, the specimen's editions in dist/
# make test         everything that is checked: format, lint, types, tests; installs what the tests need, once
# make soak         the tests with all of the fuzz and the faults, not a sample
# make bench        pressbuild against pandoc with WeasyPrint and with Typst, BENCH="--pairs 9" and the like; then how
#                   fast quotations are recognised, and how rightly
# make constraints  constraints.txt anew, from the newest versions; run it with the oldest Python that is supported
# make fonts        styles/fonts anew, the same to the byte
# make picture      docs/editions.png, the README's picture of the specimen's editions
# make clean        away with all that was made

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.PHONY: all test soak bench constraints fonts picture clean environment test-environment

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
EXTRAS := validate,preview,dev
CODE := src tests bench styles
BUILD_TOOLS := hatchling editables

all: environment
	$(BIN)/pressbuild all

environment: .venv/.made .make/compiled

# --- system packages: found by trying, got with apt-get ------------------------------------------------------------

# $(call need,PACKAGES,COMMAND): PACKAGES are missing when COMMAND fails.
define need
$(2) >/dev/null 2>&1 || missing="$$missing $(1)"
endef

define library
$(PYTHON) -c 'import ctypes; ctypes.CDLL("$(1)")'
endef

define get-missing
if [ -z "$$missing" ]; then :; \
elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	echo "installing$$missing"; \
	apt-get -qq update; \
	DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends $$missing >/dev/null; \
else \
	printf 'Something is missing on this machine. Run this once, then make again:\n\n    sudo apt-get install%s\n\n' "$$missing"; \
	exit 3; \
fi
endef

.make/system:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "pressbuild needs Python 3.11 or later; say which: make PYTHON=python3.12"; exit 3; }
	@missing=; \
	$(call need,python3-venv,$(PYTHON) -c 'import ensurepip$(,) venv'); \
	$(call need,libpango-1.0-0,$(call library,libpango-1.0.so.0)); \
	$(call need,libpangoft2-1.0-0,$(call library,libpangoft2-1.0.so.0)); \
	$(call need,libharfbuzz-subset0,$(call library,libharfbuzz-subset.so.0)); \
	$(get-missing)
	@mkdir -p $(@D) && touch $@

.make/test-system: | .make/system
	@missing=; \
	$(call need,nodejs npm,npm --version); \
	$(call need,chromium,command -v chromium); \
	$(call need,default-jre-headless,java -version); \
	$(call need,poppler-utils,pdftotext -v); \
	$(call need,libreoffice-writer-nogui,command -v soffice); \
	$(call need,libatomic1,$(call library,libatomic.so.1)); \
	$(get-missing)
	@touch $@

, := ,

# --- .venv and the tests' own tools --------------------------------------------------------------------------------

.venv/.made: pyproject.toml constraints.txt | .make/system
	$(BIN)/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	$(PIP) install --constraint constraints.txt $(BUILD_TOOLS)
	$(PIP) install --constraint constraints.txt --no-build-isolation --editable '.[$(EXTRAS)]'
	@touch $@

# Installers compile what they install, but not what is installed to be edited: each start would read 16,000 lines.
.make/compiled: .venv/.made $(shell find src -name '*.py')
	$(BIN)/python -m compileall -q src
	@touch $@

tests/tools/node_modules/.made: tests/tools/package.json tests/tools/package-lock.json | .make/test-system
	cd tests/tools && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --silent --no-audit --no-fund
	@touch $@

test-environment: environment tests/tools/node_modules/.made

# --- what one does -------------------------------------------------------------------------------------------------

test: test-environment
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(CODE)
	$(BIN)/pytest --numprocesses auto $(PYTEST)

soak: test-environment
	$(BIN)/pytest --numprocesses auto --soak $(PYTEST)

bench: environment
	$(BIN)/python bench/editions.py $(BENCH)
	$(BIN)/python bench/quotation.py
	$(BIN)/python bench/roles.py

picture: test-environment all
	$(BIN)/python docs/picture.py

fonts: environment .make/test-system
	$(BIN)/python styles/fonts/subset.py

constraints: | .make/system
	rm -rf .make/constraints
	$(PYTHON) -m venv .make/constraints
	.make/constraints/bin/python -m pip --quiet install $(BUILD_TOOLS) '.[$(EXTRAS),cluster]'
	{ echo '# Every package that `make` installs, to the exact version. Made by `make constraints`; do not edit.'; \
	  .make/constraints/bin/python -m pip freeze --exclude pressbuild; } > .make/constraints.txt
	mv .make/constraints.txt constraints.txt
	rm -rf .make/constraints

clean:
	rm -rf .venv .make build tests/tools/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find dist -mindepth 1 ! -name .gitignore -delete
