"""The report of runs: one page with pictures, settings, numbers, and how to repeat it.

`contents` gathers what is to be said of some runs as blocks; `blocks` is what these are; `html` writes them as a
page that needs nothing else; `svg` draws the pictures, which `pictures` makes of the figures, and `tasks` those of
single tasks. Nothing here knows a window: it draws the same blocks on paper in `simulator.gui.report_export`.
"""
