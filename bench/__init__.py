"""Benchmarks, each beside its peers: `bin/bench list`, `bin/bench NAME`, `bin/bench` for all. See docs/bench.md."""
