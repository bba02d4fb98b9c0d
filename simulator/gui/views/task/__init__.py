"""One task: the card, and who draws which kind of it."""
