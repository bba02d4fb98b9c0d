"""The names of a learner's parameters, as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from simulator.declaration import Sentence, sentence

_PARTS = {  # what a parameter's name ends in before the number of its layer
    "input_weight": sentence("input weights"),
    "input_bias": sentence("input offsets"),
    "memory_weight": sentence("memory weights"),
    "memory_bias": sentence("memory offsets"),
    "weight": sentence("weights"),
    "bias": sentence("offsets"),
    "filters": sentence("filters"),
    "offset": sentence("offsets"),
}
_NAME = re.compile(rf"(?P<owner>.*?)(?P<part>{'|'.join(_PARTS)})(?P<number>\d*)")


def parameter_name(name: str) -> Sentence:
    """One parameter: ``layer 2 weights`` for ``weight1``; other names with their dots and underscores as spaces."""
    found = _NAME.fullmatch(name)
    if found is None:
        return sentence("{name}", name=_spaced(name))
    return sentence("{layer} {part}", layer=_layer(found), part=_PARTS[found["part"]])


def parameter_names(names: Iterable[str]) -> Sentence:
    """Several parameters, one after the other: ``layer 2 weights, layer 2 offsets``; at least one."""
    first, *others = map(parameter_name, names)
    for other in others:
        first = sentence("{first}, {next}", first=first, next=other)
    return first


def layers(names: Iterable[str]) -> dict[str, tuple[Sentence, list[str]]]:
    """The parameters of each layer together: by a key its title, and the names of its parameters."""
    together: dict[str, tuple[Sentence, list[str]]] = {}
    for name in names:
        found = _NAME.fullmatch(name)
        key = name if found is None else f"{found['owner']}#{found['number']}"
        title = sentence("{name}", name=_spaced(name)) if found is None else _layer(found)
        together.setdefault(key, (title, []))[1].append(name)
    return together


def _layer(found: re.Match[str]) -> Sentence:
    owner, number = _spaced(found["owner"]), found["number"]
    if not number:
        return sentence("{owner} last layer", owner=owner) if owner else sentence("last layer")
    if owner:
        return sentence("{owner} layer {number}", owner=owner, number=int(number) + 1)
    return sentence("layer {number}", number=int(number) + 1)


def _spaced(name: str) -> str:
    """A name without its punctuation; a leading number counts blocks from one."""
    words = name.replace("_", " ").replace(".", " ").split()
    if words and words[0].isdigit():
        words = ["block", str(int(words[0]) + 1), *words[1:]]
    return " ".join(words)
