"""How a run is painted in the list: a box in its colour, its name over how it stands, and numbers to the right."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from simulator.gui.icons import icon
from simulator.gui.run_list.model import NAME, ROW, RUN, RunsModel
from simulator.gui.run_list.rows import ListedRun
from simulator.gui.run_list.words import STATE_ICONS, UNKNOWN
from simulator.gui.text import tr
from simulator.gui.theme import Theme, blended
from simulator.gui.views.outer_loop import run_colour

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 36
BOX, GAP = 14, 6
NAME_FIELD = "runName"
SMALL = 12 / 13  # of the height of the text


class RunCells(QStyledItemDelegate):
    """Paints the cells, ticks the boxes and opens the field in which a name is changed."""

    def __init__(self, model: RunsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.theme: Theme | None = None
        self._icons: dict[tuple[str, str], QIcon] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if self.theme is None:
            return
        row: ListedRun = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        self._paint_ground(painter, option)
        if index.column() == RUN:
            self._paint_box(painter, self._box(option.rect), row)
        if index.column() == NAME:
            self._paint_name(painter, option, row)
        else:
            self._paint_text(painter, option, index)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = option.fontMetrics.horizontalAdvance(str(index.data()) or "") + 2 * GAP
        return QSize(width + (BOX + GAP if index.column() == RUN else 0), ROW_HEIGHT)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click on the box, or anywhere left of the number, ticks it."""
        if index.column() != RUN or not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        if not isinstance(event, QMouseEvent) or event.button() != Qt.MouseButton.LeftButton:
            return False
        if event.position().x() > self._box(option.rect).right() + GAP / 2:
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            wanted = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
            return model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)
        return event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        row: ListedRun = index.data(ROW)
        editor = QLineEdit(parent)
        editor.setObjectName(NAME_FIELD)
        editor.setAccessibleName(tr("Name of the run"))
        editor.setPlaceholderText(row.title)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The field takes the rest of the row, so that a name can be read while it is typed."""
        rect = QRect(option.rect)
        above = editor.parentWidget()
        if above is not None:
            rect.setRight(max(rect.right(), above.width() - 2))
        height = min(rect.height(), editor.sizeHint().height())
        editor.setGeometry(rect.x(), rect.y() + (rect.height() - height) // 2, rect.width(), height)

    @staticmethod
    def _box(rect: QRect) -> QRectF:
        return QRectF(rect.x() + GAP, rect.center().y() - BOX / 2 + 0.5, BOX, BOX)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        assert self.theme is not None
        state, ground = option.state, self.theme.card
        if state & QStyle.StateFlag.State_Selected:
            ground = blended(self.theme.accent, 0.22 if state & QStyle.StateFlag.State_Active else 0.14, ground)
        painter.fillRect(option.rect, QColor(ground))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(self.theme.accent), 1))
            painter.drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_box(self, painter: QPainter, box: QRectF, row: ListedRun) -> None:
        """A disc for the run that is shown, a ticked box for those laid over it, an empty one for the others.

        What was ticked but cannot be drawn, because it learns other tasks, is not filled.
        """
        assert self.theme is not None
        current, drawn = self._model.current(row), self._model.drawn(row.run)
        colour = QColor(self.theme.muted)
        if row.run is not None and drawn:
            colour = QColor(self.theme.accent if current else run_colour(self.theme, row.run))
        painter.setPen(QPen(colour, 1))
        filled = drawn and self._model.comparable(row.run)
        painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
        if current:
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
            return
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if drawn:
            left, top = box.x(), box.y()
            tick = QPolygonF([QPointF(left + x, top + y) for x, y in ((3.5, 7.5), (6, 10), (10.5, 4.5))])
            painter.setPen(QPen(QColor(_over(colour)) if filled else colour, 1.8))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(tick)

    def _paint_name(self, painter: QPainter, option: QStyleOptionViewItem, row: ListedRun) -> None:
        assert self.theme is not None
        rect = option.rect.adjusted(GAP // 2, 2, -GAP // 2, -2)
        upper, lower = QRect(rect), QRect(rect)
        upper.setBottom(rect.y() + rect.height() // 2)
        lower.setTop(upper.bottom())
        if row.pinned:
            place = QRect(upper.x(), upper.center().y() - 6, 12, 12)
            self._icon("mdi6.pin", self.theme.accent).paint(painter, place)
            upper.setLeft(place.right() + 3)
        self._line(painter, upper, row.name, self.theme.text, elided=Qt.TextElideMode.ElideMiddle)
        place = QRect(lower.x() - 1, lower.center().y() - 6, 14, 14)
        colour = self._state_colour(row.state)
        self._icon(STATE_ICONS.get(row.state, UNKNOWN), colour).paint(painter, place)
        lower.setLeft(place.right() + 4)
        font = _small(painter.font())
        painter.setFont(font)
        text = f"{row.state_text} \N{MIDDLE DOT} {row.strategy}"
        fits = QFontMetrics(font).horizontalAdvance(text) <= lower.width()
        self._line(painter, lower, text if fits else row.state_text, self.theme.muted)

    def _paint_text(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        assert self.theme is not None
        rect = option.rect.adjusted(GAP // 2, 0, -GAP, 0)
        if index.column() == RUN:
            rect = option.rect.adjusted(BOX + 2 * GAP, 0, 0, 0)
        right = self._model.columns[index.column()].number and index.column() != RUN
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        if index.column() == RUN:
            painter.setFont(_small(painter.font()))
        self._line(painter, rect, str(index.data()), self.theme.text, side)

    @staticmethod
    def _line(
        painter: QPainter,
        rect: QRect,
        text: str,
        colour: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        elided: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        painter.setPen(QColor(colour))
        shown = QFontMetrics(painter.font()).elidedText(text, elided, rect.width())
        painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter), shown)

    def _icon(self, name: str, colour: str) -> QIcon:
        """An icon, made once."""
        known = self._icons.get((name, colour))
        if known is None or known.isNull():
            known = self._icons[name, colour] = icon(name, colour)
        return known

    def _state_colour(self, state: str) -> str:
        assert self.theme is not None
        special = {"completed": self.theme.good, "failed": self.theme.bad, "diverged": self.theme.bad}
        return special.get(state, self.theme.accent if state == "running" else self.theme.muted)


def _small(font: QFont) -> QFont:
    if font.pixelSize() > 0:
        font.setPixelSize(round(SMALL * font.pixelSize()))
    return font


def _over(colour: QColor) -> str:
    """Black or white, whichever can be seen on a colour."""
    return "#000000" if colour.lightnessF() > 0.45 else "#FFFFFF"
