"""What one is looking at: the family, the learner and the strategy, in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from simulator.gui.model import ExperimentModel
from simulator.gui.text import tr


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
        model.changed.connect(lambda _: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Explain the experiment that is being edited."""
        experiment = self._model.experiment
        said = [
            (tr(part.title), tr(part.summary)) for part in (experiment.task, experiment.learner, experiment.strategy)
        ]
        said.append(
            (
                tr("The two loops"),
                tr(
                    "Inner loop: one learner adapts to one task from a few examples. Outer loop: the strategy changes "
                    "what every next adaptation starts from."
                ),
            )
        )
        self._text.setText("".join(f"<p><b>{title}</b><br>{text}</p>" for title, text in said))
