"""What a strategy learned, one file a kind of picture."""
