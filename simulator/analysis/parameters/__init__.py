"""The picture of parameters in a plane: where adaptation begins, where it leads, and the loss over all of it.

A learner's parameters are one point of a space with as many dimensions as there are of them. `ground` says where a
strategy's adaptation begins there, and lets it begin anywhere else; `plane` cuts a plane through that start; `surface`
works out the loss over the plane, a little at a time; `contours` draws lines of equal loss; `figure` puts a run's path
and the ways of its tasks into the plane; `make` does all that of an experiment and its states.
"""

from simulator.analysis.parameters.contours import contours
from simulator.analysis.parameters.figure import Frame, ParametersFigure, closer, frame, parameters_figure, said
from simulator.analysis.parameters.ground import Ground, Layout, Ways, ground, start_of
from simulator.analysis.parameters.made import Made, Wanted, make, spread
from simulator.analysis.parameters.plane import Plane
from simulator.analysis.parameters.surface import Question, Shades, Surface, Survey, losses, shades

__all__ = [
    "Frame",
    "Ground",
    "Layout",
    "Made",
    "ParametersFigure",
    "Plane",
    "Question",
    "Shades",
    "Surface",
    "Survey",
    "Wanted",
    "Ways",
    "closer",
    "contours",
    "frame",
    "ground",
    "losses",
    "make",
    "parameters_figure",
    "said",
    "shades",
    "spread",
    "start_of",
]
