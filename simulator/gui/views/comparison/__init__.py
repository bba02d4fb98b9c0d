"""Two contenders side by side: what is chosen, the curves and differences, the costs."""
