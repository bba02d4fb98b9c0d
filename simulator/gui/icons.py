"""Icons of one set. Loading it takes a tenth of a second, so the window is shown first and dressed just after."""

from __future__ import annotations

from PySide6.QtGui import QIcon

_loaded = False


def load() -> None:
    """From now on `icon` gives icons."""
    global _loaded
    _loaded = True


def icon(name: str, colour: str, disabled: str | None = None) -> QIcon:
    """An icon of the set by its name, or an empty one before `load`."""
    if not _loaded:
        return QIcon()
    import qtawesome

    return QIcon(qtawesome.icon(name, color=colour, color_disabled=disabled or colour))
