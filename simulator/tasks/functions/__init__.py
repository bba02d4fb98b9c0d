"""Families of functions: a task is a curve or a plane, seen at a few points."""
