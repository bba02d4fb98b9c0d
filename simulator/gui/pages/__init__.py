"""What may fill the middle of the window, one page at a time: a file each, and a line in `offered` of the tabs."""
