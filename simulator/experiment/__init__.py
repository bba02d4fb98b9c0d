"""An experiment: task family + base learner + meta-strategy + schedule + seed, frozen and valid."""

from simulator.experiment.compatibility import incompatibility
from simulator.experiment.documents import parse, set_value, to_document
from simulator.experiment.drawn_fit import misfits
from simulator.experiment.experiment import Experiment
from simulator.experiment.files import example_names, from_text, load, load_example, save, to_text
from simulator.experiment.schedule import Schedule

__all__ = [
    "Experiment",
    "Schedule",
    "example_names",
    "from_text",
    "incompatibility",
    "load",
    "load_example",
    "misfits",
    "parse",
    "save",
    "set_value",
    "to_document",
    "to_text",
]
