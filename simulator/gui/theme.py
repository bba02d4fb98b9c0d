"""Colours, type and measures, light and dark; the style sheet made from them."""

from __future__ import annotations

from dataclasses import dataclass

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
    return f"""
    * {{ font-size: 13px; }}
    QMainWindow, QDialog {{ background: {theme.surface}; }}
    QMainWindow::separator {{ background: {theme.surface}; width: 6px; height: 6px; }}
    QSplitter::handle {{ background: {theme.surface}; }}
    #card {{ background: {theme.card}; border: 1px solid {theme.border}; border-radius: 6px; }}
    #cardTitle {{ font-size: 15px; font-weight: 600; }}
    #muted, #unit {{ color: {theme.muted}; font-size: 12px; }}
    #refusal {{ color: {theme.bad}; font-size: 12px; }}
    #finding {{ font-size: 15px; }}
    #notice {{ background: {theme.card}; border: 1px solid {theme.accent}; border-radius: 6px; }}
    #emptyPlot {{ color: {theme.muted}; background: transparent; }}
    QDockWidget {{ font-size: 15px; font-weight: 600; color: {theme.text}; }}
    QDockWidget::title {{ padding: 6px 8px 4px 8px; background: {theme.surface}; }}
    QToolBar {{ background: {theme.surface}; border: 0; border-bottom: 1px solid {theme.border}; padding: 4px 8px;
        spacing: 6px; }}
    QStatusBar {{ background: {theme.surface}; border-top: 1px solid {theme.border}; }}
    QStatusBar::item {{ border: 0; }}
    QMenuBar {{ background: {theme.surface}; }}
    QScrollArea, #scrolled {{ background: transparent; border: 0; }}
    QGraphicsView {{ border: 1px solid transparent; border-radius: 4px; }}
    QGraphicsView:focus {{ border: 1px solid {theme.accent}; }}
    QToolTip {{ background: {theme.card}; color: {theme.text}; border: 1px solid {theme.border}; padding: 4px; }}
    QComboBox, QLineEdit, QSpinBox, QDoubleSpinBox {{ background: {theme.field}; color: {theme.text};
        border: 1px solid {theme.border}; border-radius: 4px; padding: 2px 6px; min-height: 20px;
        selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}
    QComboBox:focus, QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QAbstractItemView:focus
        {{ border: 1px solid {theme.accent}; }}
    QComboBox:disabled, QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled {{ color: {theme.muted}; }}
    *[refused="true"] {{ border: 1px solid {theme.bad}; }}
    QPushButton, QToolButton {{ background: {theme.card}; color: {theme.text}; border: 1px solid {theme.border};
        border-radius: 4px; padding: 4px 10px; }}
    QToolButton {{ padding: 4px 8px; }}
    QToolButton[bare="true"] {{ padding: 3px 4px; background: transparent; border-color: transparent; }}
    QPushButton:hover, QToolButton:hover {{ border-color: {theme.accent}; }}
    QPushButton:focus, QToolButton:focus {{ border: 1px solid {theme.accent}; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {theme.muted}; }}
    QToolButton:checked {{ border-color: {theme.accent}; color: {theme.accent}; }}
    #primary {{ background: {theme.accent}; color: {theme.on_accent}; border: 1px solid {theme.accent};
        font-weight: 600; padding: 4px 14px; }}
    #flat {{ border: 0; background: transparent; padding: 2px 4px; }}
    #flat:focus {{ border: 1px solid {theme.accent}; }}
    QTabWidget::pane {{ border: 0; border-top: 1px solid {theme.border}; }}
    QTabBar {{ qproperty-drawBase: 0; }}
    QTabBar::tab {{ background: transparent; color: {theme.muted}; border: 0; border-bottom: 2px solid transparent;
        padding: 5px 11px 6px 11px; }}
    QTabBar::tab:hover {{ color: {theme.text}; }}
    QTabBar::tab:selected {{ color: {theme.text}; border-bottom-color: {theme.accent}; }}
    QTabBar::tab:selected:focus {{ background: {theme.card}; }}
    QTableView, QListWidget {{ background: {theme.card}; border: 1px solid {theme.border}; border-radius: 6px; }}
    QHeaderView::section {{ background: {theme.card}; color: {theme.muted}; border: 0; padding: 4px; font-size: 12px; }}
    QTableView::indicator {{ width: 12px; height: 12px; border: 1px solid {theme.muted}; border-radius: 3px; }}
    QTableView::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent}; }}
    QSlider::groove:horizontal {{ height: 4px; background: {theme.border}; border-radius: 2px; }}
    QSlider::sub-page:horizontal {{ background: {theme.accent}; border-radius: 2px; }}
    QSlider::handle:horizontal {{ width: 12px; height: 12px; margin: -4px 0; border-radius: 6px;
        background: {theme.accent}; }}
    QSlider::handle:horizontal:focus {{ background: {theme.text}; }}
    QComboBox::drop-down {{ border: 0; width: 18px; }}
    QComboBox::down-arrow {{ image: url({arrow(theme)}); width: 10px; height: 10px; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {theme.border}; border-radius: 4px; min-height: 24px; margin: 1px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
    QCheckBox {{ min-height: 22px; }}
    QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button
        {{ width: 0; height: 0; border: 0; }}
    """
