"""Measurements. Each compares two things in one run, in turn, and prints medians: ``python -m tests.benchmarks.NAME``.

`rows` judges them: a figure beside its limit, ok or MISS, and a miss ends the program with status 1.

`results` the examples' test results beside the published ones; `speed` the engine beside a plain loop and beside the
bare step; `window` training with the window open beside headless; `start` the first window and the first point;
`memory` growth over a long run; `closing` the window closed at random moments.
"""
