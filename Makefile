# The front door. `make run` and `make test` do all set-up on a fresh Debian 12 machine with Swift.
SWIFT ?= swift
PORT ?= 8080
PORTAL_PORT ?= 8081
DATABASE ?= sqlite:var/threshold.sqlite
RELEASE = .build/release/threshold
# A crash must not print memory: people are in it.
export SWIFT_BACKTRACE = enable=no

.PHONY: run test bench bench-peers format lint setup-run setup-test demo clean

run: setup-run
	$(SWIFT) build -c release --product threshold -debug-info-format none
	mkdir -p var
	$(RELEASE) demo load --database $(DATABASE) --children 300 --years 3 --seed 7 --until today --if-empty
	$(RELEASE) serve --database $(DATABASE) --port $(PORT) --portal-port $(PORTAL_PORT) --demo

test: setup-test
	scripts/test

bench: setup-test
	scripts/bench
	scripts/bench-febrl
	scripts/bench-people

bench-peers: setup-test
	scripts/bench-peers

format:
	$(SWIFT) format -i -r Sources Tests Benchmarks Package.swift

lint:
	$(SWIFT) format lint -s -r Sources Tests Benchmarks Package.swift

setup-run:
	scripts/setup run

setup-test:
	scripts/setup test

clean:
	rm -rf .build .build-* var
