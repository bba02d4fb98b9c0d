"""The window. The only package that imports Qt; numbers come from `simulator.analysis`, runs from `simulator.engine`.

`model.py` holds the experiment being edited, `session.py` the runs; panels and views show them and never each
other. `background.py` and `worker.py` are the only threads.
"""

import importlib
import sys


def _import_icons() -> None:
    """Import the icons without waking torch.

    Their wrapper of Qt reads docstrings, whereupon PySide6 looks into every module that Python knows, and a look
    into one that is to be loaded on first use loads it: more than a second before the window could appear.
    """
    lazy = sys.modules.pop("torch", None)
    try:
        importlib.import_module("qtawesome")
    finally:
        if lazy is not None:
            sys.modules["torch"] = lazy


_import_icons()
