"""How anything a person can set is declared: once, with its words, limits and unit.

`parameter` declares a field of a frozen `Declared` model; `Parameter` is that declaration read back,
from which forms, help, file checks and error sentences are made. `Registry` names the choices of one
section of an experiment file. Nothing here knows what is being declared.
"""

from simulator.declaration.declared import Declared
from simulator.declaration.input_error import InputError, nearest
from simulator.declaration.parameter import Parameter, Range, Widths, parameter
from simulator.declaration.registry import Registry
from simulator.declaration.sentence import Sentence, sentence

__all__ = [
    "Declared",
    "InputError",
    "Parameter",
    "Range",
    "Registry",
    "Sentence",
    "Widths",
    "nearest",
    "parameter",
    "sentence",
]
