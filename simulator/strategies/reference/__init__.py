"""What the others are measured by: no meta-learning, pre-training without it, and the best that is known."""
