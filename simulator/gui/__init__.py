"""The window. The only package that imports Qt; numbers come from `simulator.analysis`, runs from `simulator.engine`.

`model.py` holds the experiment being edited, `session.py` the runs; panels and views show them and never each
other. `background.py` and `worker.py` are the only threads.
"""
