"""Learning Strategy Simulator: a desktop laboratory for learning to learn."""

__version__ = "0.1.0"
