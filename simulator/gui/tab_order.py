"""The order of the Tab key where views are made on first use: Qt puts what is made later behind all of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget


def keep_order(whole: QWidget, following: QWidget) -> None:
    """Views that are stacked somewhere in `whole` later take their place behind all that it holds.

    `following` is what the Tab key comes to after `whole`.
    """

    def added(stack: QStackedLayout, index: int) -> None:
        view = stack.widget(index)
        if view is not None and following.window() is view.window():
            put_before(following, view)
            follow(view)

    def follow(part: QWidget) -> None:
        for stack in part.findChildren(QStackedLayout):
            stack.widgetAdded.connect(lambda index, stack=stack: added(stack, index))

    follow(whole)


def put_before(following: QWidget, view: QWidget) -> None:
    """Let the Tab key come to all of `view`, which was only just made, before it comes to what is `following`.

    Qt leaves out what takes no focus: that has no place in the order.
    """
    inside, widget = [view], view.nextInFocusChain()
    while widget is not None and view.isAncestorOf(widget):
        inside.append(widget)
        widget = widget.nextInFocusChain()
    before = following.previousInFocusChain()
    while before is not None and before is not following and not _takes_tab(before):
        before = before.previousInFocusChain()
    for each in filter(_takes_tab, inside):
        if before is not None:
            QWidget.setTabOrder(before, each)
        before = each


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
