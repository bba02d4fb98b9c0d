"""How much the gradients of tasks agree: the matrix and its history."""
