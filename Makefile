# The plain `make` prints what there is.
.DEFAULT_GOAL := help
.PHONY: help setup build

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  \1\t/' | expand -t 12

build: ## debug build
	swift build
