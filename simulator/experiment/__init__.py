"""An experiment: task family + base learner + meta-strategy + schedule + seed, frozen and valid."""

from simulator.experiment.compatibility import incompatibility
from simulator.experiment.documents import parse, set_value, to_document
from simulator.experiment.experiment import Experiment
from simulator.experiment.files import example_names, load, load_example, save
from simulator.experiment.schedule import Schedule

__all__ = [
    "Experiment",
    "Schedule",
    "example_names",
    "incompatibility",
    "load",
    "load_example",
    "parse",
    "save",
    "set_value",
    "to_document",
]
