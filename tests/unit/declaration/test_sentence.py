"""Sentences that are kept and read back, from sources that need not be trusted."""

import json
from typing import Any

import pytest

from simulator.declaration import Sentence, sentence
from simulator.declaration.sentence import DEEPEST, LONGEST


def table(template: Any, **values: Any) -> dict[str, Any]:
    return {"template": template, "values": values}


@pytest.mark.parametrize(
    "said",
    [
        sentence("Nothing."),
        sentence("{path} is {value}.", path="task.shots", value=3),
        sentence("{share}, {yes} and {why}", share=0.1, yes=True, why=sentence("{a} again", a="x")),
        sentence("Braces {{stay}} and {value} has {{them}}.", value="{none} of {0!r:>9}"),
    ],
    ids=str,
)
def test_a_sentence_comes_back_from_what_is_kept(said: Sentence):
    assert Sentence.read(json.loads(json.dumps(said.table()))) == said


def test_other_values_are_kept_as_their_text():
    said = sentence("The file {file}.", file=ValueError("gone"))
    assert str(Sentence.read(said.table())) == str(said) == "The file gone."


@pytest.mark.parametrize(
    "given",
    [
        table("{a.__class__}", a="x"),
        table("{a[0]}", a="x"),
        table("{a.b.c}", **{"a.b.c": "x", "a": "x"}),
        table("{a:>999999999}", a="x"),
        table("{a:{a}}", a="9"),
        table("{a!r}", a="x"),
        table("{}", a="x"),
        table("{0}", **{"0": "x"}),
        table("{b}", a="x"),
        table("{a", a="x"),
        table("a}", a="x"),
        table("x" * (LONGEST + 1)),
        table("{a}", a="x" * (LONGEST + 1)),
        table("{a}", a=None),
        table("{a}", a=["x"]),
        table("{a}", a={"template": "{b}", "values": {}}),
        table("{a}", a={"template": "x"}),
        table(3),
        table("x") | {"more": 1},
        {"template": "x"},
        {"template": "x", "values": []},
        "x",
        None,
    ],
    ids=lambda given: repr(given)[:60],
)
def test_a_template_that_does_more_than_name_its_values_is_refused(given: object):
    with pytest.raises(ValueError, match=r"."):
        Sentence.read(given)


def nested(depth: int) -> dict[str, Any]:
    found = table("x")
    for _ in range(depth - 1):
        found = table("{a}", a=found)
    return found


@pytest.mark.parametrize("depth", [DEEPEST + 1, 100, 100_000])
def test_sentences_too_deep_within_sentences_are_refused(depth: int):
    with pytest.raises(ValueError, match="too deep"):
        Sentence.read(nested(depth))


def test_sentences_as_deep_as_allowed_are_read():
    assert str(Sentence.read(nested(DEEPEST))) == "x"


def test_parts_repeated_within_repeated_parts_are_refused_before_they_fill_the_memory():
    found = table("ha" * 10)
    for _ in range(8):
        found = table("{a}" * 1000, a=found)  # 2 * 10^25 characters
    with pytest.raises(ValueError, match="too long"):
        Sentence.read(found)
