"""What one is looking at: the family, the learner and the strategy, in words."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from simulator.declaration import Declared
from simulator.gui.model import ExperimentModel
from simulator.gui.text import tr
from simulator.gui.theme import Theme

FORMULA = "font-family: 'STIX Two Math', 'Cambria Math', 'Latin Modern Math', 'DejaVu Serif', serif; font-size: 14px"


class ExplainPanel(QScrollArea):
    """The chosen parts' summaries, and how to read the plots."""

    def __init__(self, model: ExperimentModel) -> None:
        super().__init__()
        self._model = model
        self._text = QLabel()
        self._text.setObjectName("explainText")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        content = QWidget()
        content.setObjectName("scrolled")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(4, 0, 8, 8)
        layout.addWidget(self._text)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._muted = ""
        model.changed.connect(lambda _: self.refresh())

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self._muted = theme.muted
        self.refresh()

    def refresh(self) -> None:
        """Explain the experiment that is being edited."""
        experiment = self._model.experiment
        parts: list[type[Declared]] = [type(experiment.task), type(experiment.learner), type(experiment.strategy)]
        if experiment.elsewhere is not None and type(experiment.elsewhere) not in parts:
            parts.append(type(experiment.elsewhere))
        loops = tr(
            "Inner loop: one learner adapts to one task from a few examples. Outer loop: the strategy changes "
            "what every next adaptation starts from."
        )
        said = [*(explained(part, self._muted) for part in parts), f"<p><b>{tr('The two loops')}</b><br>{loops}</p>"]
        self._text.setText("".join(said))


def explained(part: type[Declared], muted: str) -> str:
    """A part of an experiment: its name, what it does, the rule in symbols set apart, and its source in `muted`."""
    words = tr(part.explanation) if part.explanation else tr(part.summary)
    said = [f"<p style='margin-bottom:2px'><b>{tr(part.title)}</b><br>{words}</p>"]
    if part.formula:
        said.append(f"<p style='margin:4px 0 4px 10px'><span style='{FORMULA}'>{tr(part.formula)}</span></p>")
    if part.paper:
        paper = escape(part.paper, quote=False)
        said.append(f"<p style='margin-top:2px'><span style='color: {muted}; font-size: 12px'>{paper}</span></p>")
    return "".join(said)
