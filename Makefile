# make serve  build all, index corpus/ into index/, and show it in a browser
# make run    build the command, index corpus/ into index/, answer a first query
# make test   run the whole test suite
# make test-web   the tests of the pages in Chromium; installs what they need
# make install PREFIX=/usr/local DESTDIR=   the command, its manual and completions; see also uninstall

SWIFT ?= swift
DOCC ?= docc
SEARCH := .build/release/search
WEB := .build/release/search-web
PREFIX ?= /usr/local
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
SOURCES := $(shell find Sources -type f) Package.swift
CORPUS := $(wildcard corpus/*.jsonl corpus/vocabulary/*)

.PHONY: run serve test test-web test-web-setup build build-web icu lint format install uninstall examples docs fuzz peers clean

run: index/manifest
	@$(SEARCH) 図書館の相互利用 -n 3

build: $(SEARCH)

# The Swift libraries are linked into the programs, which start faster for it. LTO=full optimises all as
# one: a search takes up to 6 % less time, the build half as much processor time again.
LTO ?=
PROGRAM := $(SWIFT) build -c release --static-swift-stdlib -Xswiftc -use-ld=lld \
	$(if $(LTO),--experimental-lto-mode=$(LTO))

$(SEARCH): $(SOURCES) | icu
	$(PROGRAM) --product search
	@touch $@

# The site is a program beside the command, which starts it. Both are built alike, so that the engine is
# compiled once.
build-web: $(SEARCH) $(WEB)

$(WEB): $(SOURCES) | icu
	$(PROGRAM) --product search-web
	@touch $@

serve: build-web index/manifest
	@$(SEARCH) serve

index/manifest: $(SEARCH) $(CORPUS)
	@$(SEARCH) index

# The engine is optimised in the build of the tests, which run it millions of times.
test: icu
	RENKEI_OPTIMIZED_TESTS=1 $(SWIFT) test

# The pages in a real browser. playwright drives Debian's Chromium; axe-core comes with a package of
# Python. Both are installed into a folder of the build, and Chromium where apt-get is there.
WEB_TESTS := .build/test-web
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

# The programs are those that the other tests are built with, so that little is left to compile.
test-web-setup: $(WEB_TESTS)/ready

test-web: icu test-web-setup
	RENKEI_OPTIMIZED_TESTS=1 $(SWIFT) build --product search
	RENKEI_OPTIMIZED_TESTS=1 $(SWIFT) build --product search-web
	cd Tests/Web && SEARCH="$(CURDIR)/.build/debug/search" \
		SEARCH_WEB="$(CURDIR)/.build/debug/search-web" \
		CHROMIUM="$(CHROMIUM)" PYTHONDONTWRITEBYTECODE=1 \
		$(CURDIR)/$(WEB_TESTS)/bin/python -m unittest

$(WEB_TESTS)/ready: Tests/Web/requirements.txt
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || [ -n "$(CHROMIUM)" ] || { \
		echo "installing chromium"; \
		$(SUDO) apt-get install -y -q chromium fonts-noto-cjk python3-venv >/dev/null 2>&1 || \
		{ $(SUDO) apt-get update -q >/dev/null && \
		  $(SUDO) apt-get install -y -q chromium fonts-noto-cjk python3-venv >/dev/null; }; } || \
		{ echo "could not install chromium; install it by hand and run make again" >&2; exit 1; }
	python3 -m venv $(WEB_TESTS)
	$(WEB_TESTS)/bin/pip install -q -r Tests/Web/requirements.txt
	@touch $@

lint:
	python3 Tools/house/check.py
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Examples Benchmarks/Benchmarks Benchmarks/Corpora Fuzz/Package.swift Fuzz/Sources/FuzzIngest/FuzzIngest.swift

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests Examples Benchmarks/Benchmarks Benchmarks/Corpora Fuzz/Package.swift Fuzz/Sources/FuzzIngest/FuzzIngest.swift

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
	[ ! -e $(WEB) ] || install -m 755 $(WEB) $(DESTDIR)$(BINDIR)/search-web
	$(SEARCH) --generate-manual --lang en >$(DESTDIR)$(MANDIR)/man1/search.1
	$(SEARCH) --generate-manual --lang ja >$(DESTDIR)$(MANDIR)/ja/man1/search.1
	$(SEARCH) --generate-completion-script bash >$(DESTDIR)$(BASHDIR)/search
	$(SEARCH) --generate-completion-script zsh >$(DESTDIR)$(ZSHDIR)/_search
	$(SEARCH) --generate-completion-script fish >$(DESTDIR)$(FISHDIR)/search.fish

uninstall:
	rm -f $(addprefix $(DESTDIR),$(INSTALLED) $(BINDIR)/search-web)

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

# Feeds the readers of files with what libFuzzer makes up, for so many seconds each. What it finds is
# left in Fuzz/.build, to be tried again with: FUZZ_KIND=KIND Fuzz/.build/release/fuzz-ingest FILE
FUZZ_SECONDS ?= 300
fuzz: icu
	$(SWIFT) build --package-path Fuzz -c release --sanitize fuzzer --product fuzz-ingest
	@for kind in file sheet word csv; do \
		echo "fuzzing $$kind"; \
		mkdir -p Fuzz/.build/corpus/$$kind; \
		FUZZ_KIND=$$kind Fuzz/.build/release/fuzz-ingest -max_total_time=$(FUZZ_SECONDS) -timeout=10 \
			-rss_limit_mb=2048 -max_len=16384 -artifact_prefix=Fuzz/.build/$$kind- -dict=Fuzz/$$kind.dict \
			Fuzz/.build/corpus/$$kind Fuzz/Seeds/$$kind || exit 1; \
	done

# Measures other engines beside the command, writes Benchmarks/record and the tables. Each collection of
# PEERS_DATA is NAME=FILE.jsonl or NAME=FILE.jsonl:LINES; see Benchmarks/README.md. Without any, the bundled
# corpus is tried, and neither the record nor the tables change.
PEERS_DATA ?=
PEERS_FLAGS ?=
MEASURE := SEARCH=$(abspath $(SEARCH)) python3 Benchmarks/peers/run.py
peers: $(SEARCH)
	Benchmarks/peers/install.sh
ifeq ($(strip $(PEERS_DATA)),)
	@cat corpus/*.jsonl >.build/peers-bundled.jsonl
	$(MEASURE) --record .build/peers-trial $(PEERS_FLAGS) bundled=.build/peers-bundled.jsonl
else
	$(MEASURE) $(PEERS_FLAGS) $(PEERS_DATA)
	python3 Benchmarks/tables.py
endif

clean:
	rm -rf .build Examples/.build Fuzz/.build Benchmarks/.peers
	rm -f index/*.segment index/*.deletions index/manifest index/manifest-*.tmp index/*.damaged index/lock

# ICU, zlib, zstd and expat are the libraries that do not come with Swift.
icu:
	@missing=; \
	[ -e /usr/include/unicode/unorm2.h ] || pkg-config --exists icu-i18n 2>/dev/null || missing="$$missing libicu-dev"; \
	[ -e /usr/include/zlib.h ] || pkg-config --exists zlib 2>/dev/null || missing="$$missing zlib1g-dev"; \
	[ -e /usr/include/zdict.h ] || pkg-config --exists libzstd 2>/dev/null || missing="$$missing libzstd-dev"; \
	[ -e /usr/include/expat.h ] || pkg-config --exists expat 2>/dev/null || missing="$$missing libexpat1-dev"; \
	if [ -z "$$missing" ]; then :; \
	elif command -v apt-get >/dev/null 2>&1; then \
		echo "installing$$missing"; \
		{ $(SUDO) apt-get install -y -q $$missing >/dev/null 2>&1 || \
		  { $(SUDO) apt-get update -q >/dev/null && $(SUDO) apt-get install -y -q $$missing >/dev/null; }; } || \
		{ echo "could not install$$missing; install by hand and run make again" >&2; exit 1; }; \
	else \
		echo "development files are missing ($${missing# } on Debian); install those of ICU, zlib, zstd and expat and run make again" >&2; \
		exit 1; \
	fi
