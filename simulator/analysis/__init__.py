"""The numbers behind every picture and sentence, as arrays: pure functions of a run's progress. No Qt."""
