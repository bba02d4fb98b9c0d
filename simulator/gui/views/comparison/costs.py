"""What training each of the compared runs took, in a small table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from simulator.analysis.compared_curves import Cost
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme

LONGEST = 34  # characters of a name


class CostTable(QLabel):
    """A row for each contender; its colour is that of its curve."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("costTable")
        self.setAccessibleName(tr("Cost of training"))
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # the plots say how wide

    def show_costs(self, costs: Sequence[Cost], theme: Theme) -> None:
        """Show what was spent; several seeds as their mean."""
        if not costs:
            self.setText("")
            return
        head = ("", tr("gradient evaluations"), tr("examples"), tr("seconds"), tr("seeds"))
        rows = "".join(
            f"<tr><td style='color:{colour}'>\N{EM DASH}&nbsp;</td><td>{escape(_name(cost))}</td>"
            + "".join(f"<td align='right'>&nbsp;&nbsp;{cell}</td>" for cell in _cells(cost))
            + "</tr>"
            for cost, colour in zip(costs, theme.series, strict=False)
        )
        headings = "".join(
            f"<td align='right' style='color:{theme.muted}'>&nbsp;&nbsp;{escape(each)}</td>" for each in head[1:]
        )
        self.setText(f"<table cellspacing='2'><tr><td></td><td></td>{headings}</tr>{rows}</table>")


def _cells(cost: Cost) -> tuple[str, ...]:
    counts = (cost.gradient_evaluations, cost.examples)
    return (*(f"{count:,.0f}" for count in counts), f"{cost.seconds:,.1f}", f"{cost.seeds}")


def _name(cost: Cost) -> str:
    name = cost.name if isinstance(cost.name, str) else say(cost.name)
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"
