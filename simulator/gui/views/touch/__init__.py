"""Tasks that a person changes or makes, and keeps with the experiment."""
