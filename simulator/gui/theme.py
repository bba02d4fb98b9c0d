"""Colours, type and measures, light and dark; the style sheet made from them (resources/styles)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from simulator.resources import resources


@dataclass(frozen=True)
class Theme:
    """The colours of one appearance. `series` is the Okabe-Ito set in the order of use."""

    name: str
    surface: str
    card: str
    field: str
    text: str
    muted: str
    border: str
    accent: str
    on_accent: str
    reference: str
    good: str
    bad: str
    series: tuple[str, ...]


_OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")

LIGHT = Theme(
    "light", "#FAFAFA", "#FFFFFF", "#FFFFFF", "#1F2328", "#59636E", "#D8DCE1", "#0072B2", "#FFFFFF", "#6B7280",
    "#00714F", "#B34700", _OKABE_ITO,
)  # fmt: skip
DARK = Theme(
    "dark", "#1E1F22", "#26282C", "#1E1F22", "#E6E6E6", "#A3A9B2", "#3C4047", "#56B4E9", "#10212C", "#9AA1AB",
    "#3CC79B", "#FF9248", ("#56B4E9", "#FF8A3D", "#2DC496", "#E3A3C8", "#F0B93A", "#4C9BD6"),
)  # fmt: skip


def system_theme() -> Theme:
    """What the desktop asks for."""
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def apply(app: QApplication, theme: Theme) -> None:
    """Give the whole program this appearance."""
    sheet = _sheet(theme)
    if app.styleSheet() == sheet:  # to set it again would style every widget anew
        return
    if not app.styleSheet():  # else it was set before
        app.setStyle("Fusion")
    app.setPalette(_palette(theme))
    app.setStyleSheet(sheet)


def arrow(theme: Theme) -> str:
    """The file of the arrow that opens a list: a style sheet can only name a file."""
    return (resources() / "icons" / f"arrow-{theme.name}.svg").as_posix()


def blended(colour: str, share: float, over: str) -> str:
    """A colour laid over another with the given opacity."""
    front, back = QColor(colour), QColor(over)
    mixed = [
        round(share * one + (1 - share) * other)
        for one, other in zip(front.getRgb()[:3], back.getRgb()[:3], strict=True)  # type: ignore[index]
    ]
    return QColor(*mixed).name()


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.surface,
        role.Base: theme.field,
        role.AlternateBase: theme.surface,
        role.Button: theme.card,
        role.WindowText: theme.text,
        role.Text: theme.text,
        role.ButtonText: theme.text,
        role.ToolTipBase: theme.card,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.Mid: theme.border,
    }
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.muted))
    return palette


def _sheet(theme: Theme) -> str:
    """The style sheet of the window in the colours of a theme."""
    template = Template((resources() / "styles" / "window.qss").read_text(encoding="utf-8"))
    return template.substitute(asdict(theme), arrow=arrow(theme))
