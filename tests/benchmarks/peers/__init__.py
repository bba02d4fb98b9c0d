"""A meta-iteration beside what else one could use for it: see `__main__`."""
