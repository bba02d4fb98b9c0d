"""Characters drawn by hand, and which class the learner takes them for."""
