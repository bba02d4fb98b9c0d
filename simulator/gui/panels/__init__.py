"""The panels around the plots: the experiment's forms, the list of runs, what is explained."""
