# Everything starts here: `make` lists the commands.

PYTHON_OF_VENV = .venv/bin/python
WITH_SERVERS = $(PYTHON_OF_VENV) -m deploy.local run
TESTS = $(PYTHON_OF_VENV) -m pytest -n 2

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-full screenshots check code messages bench clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | \
		while IFS='|' read -r name text; do printf 'make %-11s %s\n' "$$name" "$$text"; done

setup: ## Install what is missing
	@deploy/setup.sh

demo: setup ## Start the whole site with demo data; Ctrl-C stops it
	@$(PYTHON_OF_VENV) -m deploy.local demo

test: ## Run the tests, browser included; ARGS="-k call" goes to pytest
	@deploy/setup.sh test
	@$(WITH_SERVERS) -- $(TESTS) $(ARGS)

test-full: ## Run the tests on the system's servers and the wheels', and every page as everybody
	@deploy/setup.sh test
	@KOPROGO_POSTGRES=system KOPROGO_BROKER=system $(WITH_SERVERS) -- $(TESTS) --matrix $(ARGS)
	@KOPROGO_POSTGRES=wheel KOPROGO_BROKER=wheel $(WITH_SERVERS) -- $(TESTS) $(ARGS)

screenshots: ## Take the pictures of the guides anew
	@deploy/setup.sh test
	@$(WITH_SERVERS) -- $(PYTHON_OF_VENV) -m pytest --screenshots \
		tests/stories/test_guides.py tests/stories/test_guides_of_assemblies.py \
		tests/stories/test_first_morning.py

check: ## Check format, style, types, imports, migrations, translations, templates
	@deploy/setup.sh check
	@$(WITH_SERVERS) -- $(MAKE) --no-print-directory code

# What `check` runs, inside the servers' addresses.
code:
	$(PYTHON_OF_VENV) -m ruff format --check .
	$(PYTHON_OF_VENV) -m ruff check .
	$(PYTHON_OF_VENV) -m mypy
	.venv/bin/lint-imports
	$(PYTHON_OF_VENV) manage.py check --fail-level WARNING
	$(PYTHON_OF_VENV) manage.py makemigrations --check --dry-run
	$(PYTHON_OF_VENV) -m deploy.check_translations
	$(PYTHON_OF_VENV) -m djlint --quiet --check templates
	$(PYTHON_OF_VENV) -m djlint --quiet --lint templates

messages: ## Collect the sentences to translate into locale/
	@deploy/setup.sh check
	@$(WITH_SERVERS) -- $(PYTHON_OF_VENV) manage.py makemessages --verbosity 0 \
		--locale nl --locale fr --locale de --no-location --no-obsolete \
		$(foreach folder,benchmarks tests .venv var docs,--ignore '$(folder)/*')

bench: setup ## Print the benchmarks
	@$(WITH_SERVERS) --durable -- $(PYTHON_OF_VENV) -m benchmarks $(ARGS)

clean: ## Remove the databases, logs, caches and compiled translations
	@if [ -x $(PYTHON_OF_VENV) ]; then $(PYTHON_OF_VENV) -m deploy.local clean; fi
	@rm -rf var .coverage* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@rm -f locale/*/LC_MESSAGES/*.mo
