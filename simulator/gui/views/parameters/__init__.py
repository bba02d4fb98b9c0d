"""Parameters in a plane over a loss surface."""
