"""The window. The only package that imports Qt; numbers come from `simulator.analysis`, runs from `simulator.engine`.

`model.py` holds the experiment being edited, `session.py` the runs; panels and views show them and never each
other. `background.py` and `worker.py` are the only threads.

PySide6 puts a function of its own in the place of Python's `__import__`, which reads the source of every module that
is imported from then on, to see whether it asks for PySide6's other spellings, and keeps it. Nobody here does. Without
it the window is there a tenth sooner, torch is loaded in a sixth less time, and 17 MB of sources are not kept.
"""

import builtins

_plain = builtins.__import__

import PySide6.QtCore  # noqa: F401

builtins.__import__ = _plain
