"""One file to share: a zip with an experiment and, if wanted, its runs.

`file` is what others use: `write`, `read` and `take_in`. `archive` is the zip and all that may be wrong with one;
`experiment` and `run` are what is in it, a run's `events`, `steps` and `scores` apart.
"""
