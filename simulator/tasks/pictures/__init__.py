"""Families of pictures: a task is a few classes, or a hand, to be told apart from a few examples."""
