"""The support and query examples of a task where a metric strategy sees them, in the plane that shows most of it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPixmapItem

from simulator.analysis.learned import EmbeddingFigure
from simulator.analysis.task_figure.case import Labels
from simulator.engine.events import Floats
from simulator.gui.text import plain, tr
from simulator.gui.theme import Theme
from simulator.gui.views.learned.points import ComponentPlot, PointTips
from simulator.gui.views.learned.view import LegendOverPlot
from simulator.gui.views.pictures import image_of
from simulator.gui.views.task.plane import SYMBOLS

SIGNS = "●■▲◆★⬟"  # the symbols, for a legend
SMALL, LARGE = 20, 30  # pixels of a query and a support picture
MANY = 60  # pictures in place, else points
TIP = 64  # pixels of the picture in a tooltip


class EmbeddingPlot(ComponentPlot):
    """Full marks are support examples, open ones the query, crossed circles the class means; wrong ones are ringed."""

    def __init__(self) -> None:
        super().__init__("learnedEmbedding", tr("Where examples lie"), tr("The examples of a task will appear here."))
        self._pictures: list[QGraphicsPixmapItem] = []
        self._pictured: tuple[Floats, Labels, Floats, Labels] | None = None  # what they are of
        self.tips = PointTips(self)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for item in list(self.getPlotItem().items):
            self.removeItem(item)
        self._forget_pictures()
        self.query, self.support, self.means, self.wrong = (pg.ScatterPlotItem() for _ in range(4))
        for item, z in ((self.query, 1), (self.support, 2), (self.wrong, 3), (self.means, 4)):
            item.setZValue(10 * z)
            self.addItem(item, ignoreBounds=True)

    def show_embedding(self, figure: EmbeddingFigure) -> None:
        """Draw a task."""
        assert self.theme is not None
        everything = np.concatenate([figure.support, figure.query, figure.means])
        shares = [f"{share:.0%}" for share in figure.shares]
        self.show_components(
            everything,
            (
                tr("first component, {share} of the variance", share=shares[0]),
                tr("second component, {share}", share=shares[1]),
            ),
        )
        pictured = figure.support_pictures is not None and len(everything) <= MANY
        self._mark(self.support, figure.support, figure.support_labels, 10, full=True, shown=not pictured)
        self._mark(self.query, figure.query, figure.query_labels, 8, full=False, shown=not pictured)
        if pictured and figure.support_pictures is not None and figure.query_pictures is not None:
            self._show_pictures(figure, figure.support_pictures, figure.query_pictures)
        else:
            self._forget_pictures()
        wrong = figure.query[figure.wrong]
        pen = pg.mkPen(self.theme.bad, width=2)
        self.wrong.setData(
            wrong[:, 0], wrong[:, 1], symbol="o", size=SMALL + 12 if pictured else 17, pen=pen, brush=None
        )
        classes = [pg.mkBrush(colour_of(self.theme, int(label))) for label in np.unique(figure.support_labels)]
        edges = [pg.mkPen(brush.color() if pictured else self.theme.text, width=2) for brush in classes]
        filled = [pg.mkBrush(None) if pictured else brush for brush in classes]
        size = LARGE + 22 if pictured else 24
        self.means.setData(*figure.means.T, symbol="crosshair", size=size, pen=edges, brush=filled)
        self.means.setZValue(5 if pictured else 40)  # pictures are to be seen
        points = np.concatenate([figure.support, figure.query])
        self.tips.follow(points, lambda index: self.told(figure, index))

    def told(self, figure: EmbeddingFigure, index: int) -> str:
        """One example, by its number among support and query: its class, what it was taken for, and its picture."""
        given = len(figure.support)
        query = index >= given
        at = index - given if query else index
        pictures = figure.query_pictures if query else figure.support_pictures
        if not query:
            text = tr("{name}, an example to learn from", name=figure.names[figure.support_labels[at]])
        else:
            names = figure.names[figure.query_labels[at]], figure.names[figure.predicted[at]]
            text = tr("{name}, read as {predicted}", name=names[0], predicted=names[1])
        if pictures is None or self.theme is None:
            return plain(text)
        return f"<div>{_embedded(image_of(pictures[at], self.theme.name == 'dark'))}<br>{plain(text)}</div>"

    def _mark(
        self, item: pg.ScatterPlotItem, points: Floats, labels: Labels, size: int, *, full: bool, shown: bool
    ) -> None:
        assert self.theme is not None
        theme = self.theme
        if not shown:
            if len(item.data):
                item.clear()
            return
        colours = [colour_of(theme, int(label)) for label in labels]
        item.setData(
            points[:, 0],
            points[:, 1],
            size=size,
            symbol=[symbol_of(int(label)) for label in labels],
            pen=[pg.mkPen(theme.text if full else colour, width=1 if full else 1.5) for colour in colours],
            brush=[pg.mkBrush(colour if full else theme.card) for colour in colours],
        )

    def _show_pictures(self, figure: EmbeddingFigure, support: Floats, query: Floats) -> None:
        """Pictures where their points are; those of a task that is seen already only move: to make them is dear."""
        of = (query, figure.query_labels, support, figure.support_labels)
        if self._pictured is None or not all(map(np.array_equal, of, self._pictured)):
            self._forget_pictures()
            self._make(query, figure.query_labels, SMALL, 10)
            self._make(support, figure.support_labels, LARGE, 20)
            self._pictured = of
        for item, point in zip(self._pictures, np.concatenate([figure.query, figure.support]), strict=True):
            item.setPos(QPointF(*point))

    def _make(self, pictures: Floats, labels: Labels, side: int, z: float) -> None:
        """Pictures framed in the colours of their classes."""
        assert self.theme is not None
        for label, picture in zip(labels, pictures, strict=True):
            item = QGraphicsPixmapItem(_framed(picture, self.theme, colour_of(self.theme, int(label)), side))
            item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
            item.setOffset(QPointF(-side / 2, -side / 2))
            item.setZValue(z)
            self.addItem(item, ignoreBounds=True)
            self._pictures.append(item)

    def _forget_pictures(self) -> None:
        for item in self._pictures:
            self.removeItem(item)
        self._pictures.clear()
        self._pictured = None


class EmbeddingView(LegendOverPlot):
    """The plot, and which colour and mark stands for which class over it."""

    def __init__(self) -> None:
        plot = EmbeddingPlot()
        super().__init__(plot)
        self.plot = plot

    def show_figure(self, figure: EmbeddingFigure) -> None:
        assert self.theme is not None
        self.plot.show_embedding(figure)
        self.legend.setText(" &nbsp; ".join(self._signs(figure)))
        self.plot.setAccessibleDescription(self.said(figure))

    def _signs(self, figure: EmbeddingFigure) -> Iterator[str]:
        """The mark of each class and its name, as rich text."""
        assert self.theme is not None
        for label in map(int, np.unique(figure.support_labels)):
            colour, name = colour_of(self.theme, label), plain(figure.names[label])
            yield f"<span style='color:{colour}'>{sign_of(label)}</span> {name}"

    def reading(self) -> str:
        return tr(
            "Full or large: examples to learn from. Open or small: the query; wrong ones are ringed. "
            "Crosshairs: the mean of each class."
        )


def colour_of(theme: Theme, label: int) -> str:
    """The colour of a class."""
    return theme.series[label % len(theme.series)]


def symbol_of(label: int) -> str:
    """The mark of a class: another one where colours begin anew."""
    return SYMBOLS[(label + label // len(SYMBOLS)) % len(SYMBOLS)]


def sign_of(label: int) -> str:
    """The mark of a class as a letter."""
    return SIGNS[(label + label // len(SIGNS)) % len(SIGNS)]


def _framed(picture: Floats, theme: Theme, colour: str, side: int) -> QPixmap:
    pixmap = QPixmap(2 * side, 2 * side)
    pixmap.setDevicePixelRatio(2.0)
    pixmap.fill(QColor(colour))
    painter = QPainter(pixmap)
    painter.drawImage(QRectF(2, 2, side - 4, side - 4), image_of(picture, theme.name == "dark"))
    painter.setPen(QPen(QColor(colour), 1))
    painter.end()
    return pixmap


def _embedded(image: QImage) -> str:
    """A picture as a part of rich text."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QPixmap.fromImage(image.scaled(TIP, TIP, Qt.AspectRatioMode.KeepAspectRatio)).save(buffer, "PNG")
    return f"<img src='data:image/png;base64,{bytes(buffer.data().toBase64().data()).decode()}'>"
