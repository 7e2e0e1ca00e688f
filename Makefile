# make run    install what is missing, build, assess an example case, serve an example marketplace (LISTEN=, DATA=)
# make test   install, build, run all tests (release, then sanitizers and some seconds of every fuzz target)
# make check  format, includes, words, links, the sessions our pages show
# make bench  how fast, beside named peers; ROUNDS=5 of the ledger's, a quarter of an hour in all
# make fuzz   TIME=60: every fuzz target for so many seconds
# make clean  remove build/
JOBS ?= $(shell nproc)
export CCACHE_SLOPPINESS = pch_defines,time_macros,include_file_mtime,include_file_ctime

.PHONY: run test check bench fuzz setup clean build-% test-%

run: build-release
	@build/release/src/recourse assess examples/deposit-outside.toml
	@tools/desk build/release/src/recourse

test: test-release test-asan

check: build-release
	@tools/check

setup:
	@tools/setup

build-%: setup
	@cmake --preset $* >/dev/null
	@cmake --build build/$* -j $(JOBS)

test-%: build-%
	@tools/setup contract
	@ctest --test-dir build/$* --output-on-failure -j $(JOBS)

bench: build-release
	@tools/setup bench
	@cd bench && npm ci --no-audit --no-fund --silent
	@build/release/bench/assess_bench examples
	@build/release/bench/offer_bench
	@node bench/cel/peers.mjs build/release/bench/cel_bench
	@bench/process.py build/release/src/recourse
	@bench/ledger/compare.py build/release/bench $(or $(ROUNDS),5)
	@bench/http/run.py build/release/src/recourse build/release/bench/ledger_bench
	@build/release/bench/vault_bench build
	@build/release/bench/limitation_bench
	@build/release/bench/packet_bench

fuzz: setup
	@fuzz/run $(or $(TIME),60)

clean:
	rm -rf build
