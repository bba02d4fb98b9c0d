"""What the program withstands: long use by a random person, being left at any moment, and the like."""
