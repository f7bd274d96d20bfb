# Two commands do everything: `make` installs what is missing, builds, and renders the campaign into Output/;
# `make test` installs, builds, and runs every test. With everything installed, neither needs the network or root.

PLACARD := .build/release/placard
# With Swift's own libraries inside, the program starts sooner and runs on machines that have no Swift. (macOS brings them along,
# and some toolchains have no such libraries: then the program needs Swift's.)
SWIFT_STATIC := $(wildcard $(dir $(realpath $(shell command -v swift)))../lib/swift_static/linux)
RELEASE_FLAGS := $(if $(SWIFT_STATIC),--static-swift-stdlib)
# Debug builds are testable; -O makes them as fast as the product.
TEST_FLAGS := -Xswiftc -O

DEBIAN_BUILD := pkg-config libcairo2-dev libpango1.0-dev librsvg2-dev libgdk-pixbuf-2.0-dev liblcms2-dev \
	libqrencode-dev libcmark-dev libdeflate-dev libturbojpeg0-dev libqpdf-dev \
	libhyphen-dev libssl-dev libchafa-dev
DEBIAN_RUN := fonts-inter fonts-noto-core webp-pixbuf-loader hyphen-en-us hyphen-es hyphen-fr \
	libgs-common
DEBIAN_BENCH := python3 python3-venv gcc libc6-dev libcairo2-dev libpango1.0-dev librsvg2-dev libqrencode-dev libdeflate-dev \
	libturbojpeg0-dev poppler-utils fonts-inter chromium
DEBIAN_TEST := fonts-noto-mono hyphen-de poppler-utils qpdf python3 python3-jsonschema fonts-noto-cjk \
	fonts-noto-color-emoji ghostscript python3-pikepdf git chromium slurm-wlm python3-yaml

BREW_BUILD := pkgconf cairo pango librsvg gdk-pixbuf little-cms2 qrencode cmark libdeflate jpeg-turbo qpdf openssl@3 chafa
BREW_RUN := webp-pixbuf-loader
BREW_FONTS := font-inter font-noto-sans
BREW_TEST := poppler python-jsonschema

.PHONY: all build render test references schema bench bench-rooms lint format clean install install-test

all: render

build: install
	swift build -c release --product placard $(RELEASE_FLAGS)

render: build
	$(PLACARD) render --deck CardSpecs/deck.json --output Output

test: install-test
	swift build --build-tests $(TEST_FLAGS)
	swift test --skip-build $(TEST_FLAGS)

# Makes the reference pictures and messages of the tests anew. Look at each difference before you commit it.
references: install-test
	PLACARD_REFERENCES=renew swift test $(TEST_FLAGS) --filter 'ReferencePictureTests|WrongDocument'

# Writes the published JSON Schemas, and the reference in the README, from the decoder's own tables.
schema: build
	$(PLACARD) schema --write CardSpecs/schema --reference README.md

# Measures Placard beside its peers and puts the tables into the README: half an hour on a machine that does nothing else.
# `make bench BENCH="--rounds 1 --decks 20 --field-only"` takes a minute and leaves the README as it is.
BENCH := --readme
bench: build install-bench Benchmarks/.venv/complete
	$(MAKE) -s -C Benchmarks/peers/limit OUT=$(CURDIR)/Benchmarks/Output
	cd Benchmarks && .venv/bin/python -m peers $(BENCH)

Benchmarks/.venv/complete: Benchmarks/peers/requirements.txt
	python3 -m venv Benchmarks/.venv
	Benchmarks/.venv/bin/pip install --quiet --requirement $<
	touch $@

# Measures single rooms against peers of their own.
bench-rooms: install
	swift run -c release --package-path Benchmarks PNGBenchmark
	swift run -c release --package-path Benchmarks CardBenchmark
	swift run -c release --package-path Benchmarks LayoutBenchmark

lint:
	swift format lint --strict --recursive Sources Tests Benchmarks/Sources Package.swift

format:
	swift format --in-place --recursive Sources Tests Benchmarks/Sources Package.swift

clean:
	rm -rf .build Output/*

# MARK: What the machine needs

ifeq ($(shell uname -s),Darwin)

install:
	@scripts=$$(for p in $(BREW_BUILD) $(BREW_RUN); do brew list --formula $$p >/dev/null 2>&1 || echo $$p; done); \
	  test -z "$$scripts" || brew install $$scripts
	@fonts=$$(for p in $(BREW_FONTS); do brew list --cask $$p >/dev/null 2>&1 || echo $$p; done); \
	  test -z "$$fonts" || brew install --cask $$fonts

install-bench:
	@echo "make bench runs on Debian, where all its peers are." >&2; exit 1

install-test: install
	@missing=$$(for p in $(BREW_TEST); do brew list --formula $$p >/dev/null 2>&1 || echo $$p; done); \
	  test -z "$$missing" || brew install $$missing

else

# $(call debian,PACKAGES): installs those of the packages that are not there.
define debian
	@command -v swift >/dev/null || { echo "Swift 6.3 is missing: see https://www.swift.org/install/linux/" >&2; exit 1; }
	@missing=$$(for p in $(1); do \
	    test "$$(dpkg-query -W -f '$${db:Status-Status}' $$p 2>/dev/null)" = installed || echo $$p; done); \
	  if test -n "$$missing"; then \
	    echo "Installing" $$missing; \
	    as_root=; test "$$(id -u)" = 0 || as_root=sudo; \
	    $$as_root apt-get update -q && \
	    $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing; \
	  fi
endef

install:
	$(call debian,$(DEBIAN_BUILD) $(DEBIAN_RUN))

install-bench:
	$(call debian,$(DEBIAN_BENCH))

install-test:
	$(call debian,$(DEBIAN_BUILD) $(DEBIAN_RUN) $(DEBIAN_TEST))

endif
