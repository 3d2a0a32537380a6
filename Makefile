# make run    build the command, index corpus/ into index/, answer a first query
# make test   run the whole test suite

SWIFT ?= swift
SEARCH := .build/release/search
PREFIX ?= /usr/local
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
SOURCES := $(shell find Sources -type f) Package.swift
CORPUS := $(wildcard corpus/*.jsonl corpus/vocabulary/*)

.PHONY: run test build icu lint format install clean

run: index/manifest
	@$(SEARCH) 図書館の相互利用 -n 3

build: $(SEARCH)

$(SEARCH): $(SOURCES) | icu
	$(SWIFT) build -c release --product search --static-swift-stdlib -Xswiftc -use-ld=lld
	@touch $@

index/manifest: $(SEARCH) $(CORPUS)
	@$(SEARCH) index

test: icu
	$(SWIFT) test

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

install: $(SEARCH)
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(SEARCH) $(DESTDIR)$(PREFIX)/bin/search

clean:
	rm -rf .build
	rm -f index/*.segment index/manifest index/manifest.tmp index/lock

# ICU is the one library that does not come with Swift.
icu:
	@if [ -e /usr/include/unicode/unorm2.h ] || pkg-config --exists icu-i18n 2>/dev/null; then :; \
	elif command -v apt-get >/dev/null 2>&1; then \
		echo "installing libicu-dev"; \
		{ $(SUDO) apt-get install -y -q libicu-dev >/dev/null 2>&1 || \
		  { $(SUDO) apt-get update -q >/dev/null && $(SUDO) apt-get install -y -q libicu-dev >/dev/null; }; } || \
		{ echo "could not install libicu-dev; install it by hand and run make again" >&2; exit 1; }; \
	else \
		echo "ICU's headers are missing: install the development package of ICU (libicu-dev, libicu-devel, icu-dev) and run make again" >&2; \
		exit 1; \
	fi
