"""What this program is, in a few words."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from simulator import __version__
from simulator.gui.text import tr


def about(window: QWidget) -> None:
    """Say what this program is."""
    QMessageBox.about(
        window,
        tr("About"),
        tr(
            "Learning Strategy Simulator {version}\n\nA laboratory for learning to learn. Every run stays on this "
            "machine; the program uses no network.",
            version=__version__,
        ),
    )
