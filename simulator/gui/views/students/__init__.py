"""A student's answers: as they are, imagined otherwise, how many are needed, and who is served worst."""
