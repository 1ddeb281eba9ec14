# The plain `make` prints what there is.
.DEFAULT_GOAL := help
.PHONY: help setup build release demo test lint format bench record install clean

SWIFT  ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
# For `make test`: options of swift test, such as ARGS='--filter SessionIndex'.
# For `make demo`: options of holdfast demo, such as ARGS='--sessions 100000'.
ARGS ?=
# Tests that run at once: enough to keep two cores busy, few enough to keep their deadlines.
WIDTH ?= 4

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  \1\t/' | expand -t 12

setup: ## install or fetch what is missing (packages, mongod)
	@scripts/setup

build: ## debug build
	$(SWIFT) build

release: ## optimised build
	$(SWIFT) build -c release --product holdfast

demo: setup release ## the console on private servers with made-up data
	@"$$($(SWIFT) build -c release --show-bin-path)/holdfast" demo $(ARGS)

TEST := $(SWIFT) test --skip-build --experimental-maximum-parallelization-width $(WIDTH)

test: setup ## everything that can fail by itself
	$(SWIFT) build --build-tests
ifeq ($(ARGS),)
	$(TEST) --skip ConsoleEndToEndTests
	# The console in a terminal waits for what a person would see: it has the machine for itself.
	$(TEST) --filter ConsoleEndToEndTests
else
	$(TEST) $(ARGS)
endif

lint: ## format, documentation and house rules
	@scripts/lint

format: ## let swift-format rewrite what it can
	@$(SWIFT) format format --in-place --parallel --recursive Sources Tests Benchmarks

bench: setup ## ours against plain C programs: name, ours, baseline, ratio, target
	@Benchmarks/run

record: setup ## write the expected screens again; review the difference
	HOLDFAST_RECORD=1 $(SWIFT) test $(ARGS)

install: release ## put holdfast under PREFIX (and DESTDIR)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 "$$($(SWIFT) build -c release --show-bin-path)/holdfast" "$(DESTDIR)$(PREFIX)/bin/holdfast"

clean: ## remove what was built (the fetched mongod stays in .cache)
	$(SWIFT) package clean
	rm -rf Benchmarks/.build
