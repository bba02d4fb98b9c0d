"""The results of a sweep: a curve, a map, and the inner loop of one cell."""
