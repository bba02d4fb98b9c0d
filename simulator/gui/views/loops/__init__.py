"""The diagram of the two loops, its captions and the numbers beside it."""
