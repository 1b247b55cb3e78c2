"""Speed shown as ratios between two ways in one run, correctness checked first.

Not part of the test suite. Run one by its name: `pytest -n0 -s tests/benchmarks/bench_logging.py`.
"""
