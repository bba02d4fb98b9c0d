"""Widgets that paint themselves."""

import pytest
from PySide6.QtGui import QPainter, QPixmap

from simulator.gui import theme
from simulator.gui.views.painted import Painted


def test_one_that_does_not_say_how_it_is_painted_is_noticed(qtbot):
    widget, picture = Painted("bare", "Bare"), QPixmap(4, 4)
    qtbot.addWidget(widget)
    with QPainter(picture) as painter, pytest.raises(NotImplementedError):
        widget.paint(painter, theme.LIGHT)
