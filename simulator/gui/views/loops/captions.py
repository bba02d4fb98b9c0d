"""The numbered captions of slow motion, as a list: those of what has happened, the latest one chosen."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from simulator.analysis.slow_motion_story import Story
from simulator.gui.text import joined, say, tr

SPACING = 2  # pixels around a line


class Wrapped(QStyledItemDelegate):
    """Measures a line in the width in which it is drawn; Qt would forget the spacing, and cut what then needs more."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        narrower = QStyleOptionViewItem(option)
        narrower.rect = option.rect.adjusted(0, 0, -2 * SPACING, 0)
        return super().sizeHint(narrower, index)


class Captions(QListWidget):
    """One line a frame. Its `currentRowChanged` tells that a person chose a frame."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("loopsCaptions")
        self.setAccessibleName(tr("What happens, step by step"))
        self.setToolTip(tr("What happens in the two loops, numbered as in the picture. Choose a line to go there."))
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else lines wrap anew when it comes
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSpacing(SPACING)
        self.setItemDelegate(Wrapped(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose nothing: Qt would choose the first line for a person who only passes with the Tab key."""
        row = self.currentRow()
        with QSignalBlocker(self):
            super().focusInEvent(event)
            self.setCurrentRow(row)

    def show_story(self, story: Story | None, at: int | None) -> None:
        """List the frames up to `at`, or all of them."""
        frames = () if story is None else story.frames
        texts = [f"{number}.  {joined([*map(say, frame.said)])}" for number, frame in enumerate(frames, 1)]
        with QSignalBlocker(self):
            while self.count() > len(texts):
                self.takeItem(self.count() - 1)
            for row, text in enumerate(texts):
                if row == self.count():
                    self.addItem(text)
                elif self.item(row).text() != text:
                    self.item(row).setText(text)
                self.setRowHidden(row, at is not None and row > at)
            self.setCurrentRow(-1 if at is None else at)
        if at is None:
            self.scrollToTop()
        else:
            self.scrollToItem(self.item(at), QAbstractItemView.ScrollHint.EnsureVisible)
