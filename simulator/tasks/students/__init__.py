"""Families of students: a task is one of them, known by a few answers; simulated, or read from a file."""
