# Two commands are all that most people need: make lab, make test.
# Everything goes into .venv beside this file; nothing else on the machine is changed,
# but for Debian's chromium, which `make test` installs when it is missing and it may.

VENV     ?= .venv
PINS     ?= constraints.txt
ROOT     ?= .
LAB_ARGS ?=
PYTHON   ?=

ifeq ($(OS),Windows_NT)
PY := $(VENV)/Scripts/python.exe
else
PY := $(VENV)/bin/python
endif

# A stamp says: this set of packages is installed, from this folder. The folder is part of
# its name because an editable install points to it: a moved course installs itself again.
HERE   := $(firstword $(shell pwd | cksum))
KIND   := $(if $(PINS),pinned,newest)
LEARN  := $(VENV)/.learn-$(KIND)-$(HERE)
TEST   := $(VENV)/.test-$(KIND)-$(HERE)
INSTALL = $(PY) -m pip install --quiet $(if $(PINS),-c $(PINS),--upgrade --upgrade-strategy eager)
OFFLINE = { echo "The packages could not be installed (the reason is above)." \
	"The first start needs the internet: check the connection and run make again." >&2; exit 1; }

# An environment whose Python was upgraded away or whose making was interrupted is made anew.
SOUND := $(shell { $(PY) -c 'import pip, sys; print(sys.version_info >= (3, 11))'; } 2>/dev/null)
ifneq ($(SOUND),True)
.PHONY: $(VENV)/pyvenv.cfg
endif

# JupyterLab refuses root unless told; everyone else is better off without the flag.
AS_ROOT := $(if $(filter 0,$(shell id -u 2>/dev/null)),--allow-root)
START   := $(if $(wildcard $(ROOT)/lessons/00_start_here.ipynb),lessons/00_start_here.ipynb,lessons)

.PHONY: help lab test weekly build bench pins clean learn-stamp

help:
	@echo "make lab     open the lessons in JupyterLab (the first time, install what they need)"
	@echo "make test    run everything that the continuous integration runs"
	@echo "make weekly  ask again, of everything, what the tests ask of a part"
	@echo "make build   make the notebooks anew from their sources in solutions/"
	@echo "make bench   measure this machine: networks, panels, imports, notebooks"
	@echo "make pins    rewrite constraints.txt with the newest versions"
	@echo "make clean   remove .venv and all caches; notebooks and progress stay"

# One thread for products of tables: those of the course are so small that threads wait for each
# other longer than they compute, and on a busy machine a hundred times as long.
lab bench: export OMP_NUM_THREADS ?= 1

# Loopback address, token, no news, no look for updates, no extension store.
lab: $(LEARN)
	@$(PY) -m jupyterlab $(AS_ROOT) --ip=127.0.0.1 --ServerApp.root_dir="$(ROOT)" \
	  --LabApp.default_url=/lab/tree/$(START) \
	  --LabApp.news_url=None \
	  --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate \
	  --LabApp.extension_manager=readonly $(LAB_ARGS)

test: $(TEST)
	@$(PY) tests/browser.py
	@$(PY) tests/run.py

weekly: $(TEST)
	@$(PY) tests/run.py weekly elsewhere

build: $(TEST)
	@$(PY) -m course.build

bench: $(TEST)
	@$(PY) tests/bench.py $(PARTS)

pins: $(VENV)/pyvenv.cfg
	@$(PY) tests/pins.py

clean:
	rm -rf "$(VENV)" build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find course tests -name __pycache__ -type d -prune -exec rm -rf {} +

# For the tests, which start `make lab` with --old-file=... so that it installs nothing.
learn-stamp:
	@echo $(LEARN)

# Find a Python that is new enough and can make environments; else say what is missing.
$(VENV)/pyvenv.cfg:
	@old= ; bare= ; found= ; \
	for python in $(if $(PYTHON),"$(PYTHON)",python3 python3.14 python3.13 python3.12 python3.11 python); do \
	  version=$$("$$python" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null) || continue; \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { old="$${old:-$$python is Python $$version}"; continue; }; \
	  "$$python" -c 'import venv, ensurepip' 2>/dev/null || { bare="$${bare:-$$python}"; continue; }; \
	  found="$$python"; break; \
	done; \
	if [ -n "$$found" ]; then \
	  echo "Making $(VENV) with Python $$version and installing what the course needs: a minute or two, once." && \
	  "$$found" -m venv --clear "$(VENV)"; \
	elif [ -n "$$bare" ]; then \
	  echo "Python's venv module is missing from $$bare: install it (on Debian and Ubuntu: sudo apt install python3-venv), then run make again." >&2; exit 1; \
	else \
	  echo "Python 3.11 or newer is needed, but $${old:-$(or $(PYTHON),python3) was not found}: install a newer one from python.org or your system's packages, then run make again, or name one: make lab PYTHON=/path/to/python3.13" >&2; exit 1; \
	fi

$(LEARN): $(VENV)/pyvenv.cfg pyproject.toml $(PINS)
	@$(INSTALL) -e . || $(OFFLINE)
	@rm -f $(VENV)/.learn-* && touch $@

$(TEST): $(VENV)/pyvenv.cfg pyproject.toml $(PINS)
	@$(INSTALL) -e ".[test]" || $(OFFLINE)
	@rm -f $(VENV)/.learn-* $(VENV)/.test-* && touch $(LEARN) $@
