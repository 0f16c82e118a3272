# make demo        from nothing to a demo in your browser; again: it goes on where it was
# make demo-reset  the demo as it was at first, without what was entered
# make test        the whole suite, browser tests included; PYTEST_ARGS="-k quorum" for a part
# make check       every check that changes nothing
# make fix         mend what can be mended without thinking
# make bench       how fast it is
# make lock        requirements.in to requirements.txt, for every platform, with hashes

PYTHON ?= python3
PYTEST_ARGS ?=
TEST_PROCESSES ?= 2

RUN := .venv/bin/python
LOCAL := $(RUN) -m corporate_parenting.local
# Values only for checks that need the production settings to load; nothing is contacted.
PRODUCTION := DJANGO_SETTINGS_MODULE=corporate_parenting.settings.production \
	SECRET_KEY=only-for-make-check-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ \
	ALLOWED_HOSTS=corporate-parenting.example.gov.uk \
	DATABASE_URL=postgres://nobody@127.0.0.1:1/none \
	MEDIA_ROOT=/var/lib/corporate-parenting/media
UV := uv==0.13.9

MAKEFLAGS += --no-print-directory
.PHONY: help environment demo demo-reset test check check-python check-templates check-django fix \
	bench lock

help:
	@sed -n '1,/^$$/s/^# //p' Makefile

environment:
	@$(PYTHON) corporate_parenting/local/environment.py

demo: environment
	@exec $(LOCAL).run demo

demo-reset: environment
	@exec $(LOCAL).run reset

test: environment
	@$(LOCAL).run prepare-tests
	@exec $(LOCAL).postgres run $(RUN) -m pytest -n $(TEST_PROCESSES) --dist loadfile $(PYTEST_ARGS)

check: environment
	@$(MAKE) --keep-going check-python check-templates check-django

check-python:
	@echo "Python: ruff"
	@$(RUN) -m ruff check --quiet .
	@$(RUN) -m ruff format --quiet --check .

check-templates:
	@echo "Templates: djlint"
	@$(RUN) -m djlint --quiet --lint templates

check-django:
	@echo "Django: migrations and deployment, with the production settings"
	@$(PRODUCTION) $(RUN) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run -v 0
	@$(PRODUCTION) $(RUN) manage.py check --deploy --fail-level WARNING -v 0

fix: environment
	@$(RUN) -m ruff check --fix .
	@$(RUN) -m ruff format .

bench: environment
	@$(LOCAL).run prepare-tests
	@exec $(LOCAL).postgres run $(RUN) -m bench $(BENCH_ARGS)

lock: environment
	@$(PYTHON) -m venv .local/lock
	@.local/lock/bin/python -m pip install --quiet --disable-pip-version-check $(UV)
	@.local/lock/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--custom-compile-command "make lock" --output-file requirements.txt requirements.in
