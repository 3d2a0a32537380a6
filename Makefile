# make run    build the command, index corpus/ into index/, answer a first query
# make test   run the whole test suite
# make install PREFIX=/usr/local DESTDIR=   the command, its manual and completions; see also uninstall

SWIFT ?= swift
DOCC ?= docc
SEARCH := .build/release/search
PREFIX ?= /usr/local
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
SOURCES := $(shell find Sources -type f) Package.swift
CORPUS := $(wildcard corpus/*.jsonl corpus/vocabulary/*)

.PHONY: run test build icu lint format install uninstall examples docs clean

run: index/manifest
	@$(SEARCH) 図書館の相互利用 -n 3

build: $(SEARCH)

# The Swift libraries are linked into the command, and all is optimised as one: the command starts and
# runs faster for it.
$(SEARCH): $(SOURCES) | icu
	$(SWIFT) build -c release --product search --static-swift-stdlib -Xswiftc -use-ld=lld \
		--experimental-lto-mode=full
	@touch $@

index/manifest: $(SEARCH) $(CORPUS)
	@$(SEARCH) index

test: icu
	$(SWIFT) test

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Examples Benchmarks/Benchmarks Benchmarks/Corpora

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests Examples Benchmarks/Benchmarks Benchmarks/Corpora

# What is installed lies where shells and man look for it; packagers may name other places.
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
FISHDIR ?= $(PREFIX)/share/fish/vendor_completions.d
INSTALLED := $(BINDIR)/search $(MANDIR)/man1/search.1 $(MANDIR)/ja/man1/search.1 \
	$(BASHDIR)/search $(ZSHDIR)/_search $(FISHDIR)/search.fish

install: $(SEARCH)
	install -d $(sort $(dir $(addprefix $(DESTDIR),$(INSTALLED))))
	install -m 755 $(SEARCH) $(DESTDIR)$(BINDIR)/search
	$(SEARCH) --generate-manual --lang en >$(DESTDIR)$(MANDIR)/man1/search.1
	$(SEARCH) --generate-manual --lang ja >$(DESTDIR)$(MANDIR)/ja/man1/search.1
	$(SEARCH) --generate-completion-script bash >$(DESTDIR)$(BASHDIR)/search
	$(SEARCH) --generate-completion-script zsh >$(DESTDIR)$(ZSHDIR)/_search
	$(SEARCH) --generate-completion-script fish >$(DESTDIR)$(FISHDIR)/search.fish

uninstall:
	rm -f $(addprefix $(DESTDIR),$(INSTALLED))

# The programs of Examples/ are a package of their own.
examples: index/manifest
	$(SWIFT) build --package-path Examples
	$(SWIFT) run --package-path Examples --skip-build ten-lines
	$(SWIFT) run --package-path Examples --skip-build similar-table Examples/plans.jsonl index

# The reference of the library, as pages to look at in a browser.
docs: icu
	$(SWIFT) build --target RenkeiSearch --scratch-path .build/docs \
		-Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir -Xswiftc .build/docs/symbols
	rm -rf .build/docs/RenkeiSearch && mkdir -p .build/docs/RenkeiSearch
	cp .build/docs/symbols/RenkeiSearch*.symbols.json .build/docs/RenkeiSearch/
	$(DOCC) convert Sources/RenkeiSearch/RenkeiSearch.docc --warnings-as-errors \
		--additional-symbol-graph-dir .build/docs/RenkeiSearch \
		--fallback-display-name RenkeiSearch --fallback-bundle-identifier RenkeiSearch \
		--transform-for-static-hosting --hosting-base-path / \
		--output-path .build/documentation
	@echo "open .build/documentation with a web server: documentation/renkeisearch"

clean:
	rm -rf .build Examples/.build
	rm -f index/*.segment index/*.deletions index/manifest index/manifest.tmp index/lock

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
