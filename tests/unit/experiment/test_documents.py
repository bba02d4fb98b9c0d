"""Experiments as nested tables: what is read, what is refused and in which words, what a change keeps."""

from typing import Any

import pytest

from simulator.declaration import InputError
from simulator.experiment import example_names, load_example, parse, set_value, to_document
from simulator.experiment.documents import build, read_value
from simulator.strategies import STRATEGIES
from simulator.tasks import FAMILIES
from tests.declared import ENTRIES

LEAST = {"format": 1, "task": {"kind": "sine"}, "learner": {"kind": "mlp"}, "strategy": {"kind": "maml"}}


def refusal(document: dict[str, Any]) -> str:
    with pytest.raises(InputError) as caught:
        parse(document)
    return str(caught.value)


@pytest.mark.parametrize("name", example_names())
def test_every_example_reads_back_unchanged(name: str):
    experiment = load_example(name)
    assert parse(to_document(experiment)) == experiment


def test_the_examples_cover_every_strategy_but_the_reference_lines_and_every_kind_of_family():
    examples = [load_example(name) for name in example_names()]
    assert set(STRATEGIES) - {each.strategy.kind for each in examples} <= {"scratch", "oracle"}
    assert {type(FAMILIES[kind]().drawing) for kind in FAMILIES} <= {type(each.task.drawing) for each in examples}


def test_what_a_file_leaves_out_has_its_declared_default():
    experiment = parse(LEAST)
    assert (experiment.seed, experiment.title) == (0, "")
    for section, kind, entry in ENTRIES:
        if kind in ("sine", "mlp", "maml", ""):
            assert experiment.section(section) == entry()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": 2}, "format is 2; it must be 1, the only one this version reads."),
        ({"format": "1"}, "format is '1'; it must be 1, the only one this version reads."),
        ({"format": True}, "format is True; it must be 1, the only one this version reads."),
        ({"format": None}, "The line format = 1 is missing."),
        ({"taks": {}}, "taks is not known; did you mean task?"),
        (
            {"zebra": 1},
            "zebra is not known; known are drawn, evaluation, format, learner, schedule, seed, strategy, task, title.",
        ),
        ({"task": 3}, "task is 3; it must be a section, [task]."),
        ({"schedule": [1]}, "schedule is [1]; it must be a section, [schedule]."),
        ({"task": {}}, f"task.kind is missing; it must be one of {', '.join(FAMILIES)}."),
        ({"strategy": {"kind": "mmal"}}, "strategy.kind is 'mmal', which is not known; did you mean maml?"),
        ({"task": {"kind": "sine", "shot": 3}}, "task.shot is not known; did you mean task.shots?"),
        ({"seed": -1}, "seed is -1; it must be a whole number from 0 to 2,147,483,647."),
        ({"seed": 1.0}, "seed is 1.0; write it without a point or exponent, as 1."),
        ({"seed": True}, "seed is True; it must be a whole number from 0 to 2,147,483,647."),
        ({"seed": 10**400}, f"seed is 1{'0' * 56}...; it must be a whole number from 0 to 2,147,483,647."),
        ({"title": 3}, "title is 3; it must be text of at most 200 characters."),
        ({"title": "\udcff"}, r"title is '\udcff'; it must be text of at most 200 characters."),
        (
            {"schedule": {"target_loss": 0.1, "target_step": 11}},
            "schedule.target_step is 11; it must be at most schedule.evaluation_steps, which is 10.",
        ),
        (
            {"learner": {"kind": "linear"}, "strategy": {"kind": "anil"}},
            "strategy.kind is 'anil': ANIL adapts only the last layer and shares those before it, but the learner "
            "Linear has one layer; choose a learner with hidden layers, or MAML.",
        ),
    ],
)
def test_a_wrong_document_is_refused_in_one_sentence(change: dict[str, Any], said: str):
    assert refusal(LEAST | change) == said


def test_a_document_without_a_format_is_refused():
    assert refusal({key: LEAST[key] for key in ("task", "learner", "strategy")}) == "The line format = 1 is missing."


def test_an_incompatible_pair_can_be_built_for_the_window_to_explain():
    experiment = build(LEAST | {"learner": {"kind": "linear"}, "strategy": {"kind": "anil"}})
    assert experiment.strategy.table()["kind"] == "anil"


def test_a_changed_value_leaves_the_document_it_came_from_alone():
    before = to_document(parse(LEAST))
    after = set_value(before, "task.shots", 3)
    assert after["task"]["shots"] == 3
    assert before == to_document(parse(LEAST))


def test_a_new_kind_keeps_the_values_that_it_knows_and_admits():
    document = LEAST | {"strategy": {"kind": "maml", "inner_lr": 0.2, "inner_steps": 4, "outer_lr": 0.003}}
    changed = set_value(document, "strategy.kind", "scratch")
    assert changed["strategy"] == {"kind": "scratch", "inner_lr": 0.2, "inner_steps": 4}


def test_a_new_kind_drops_the_values_that_it_does_not_admit():
    document = LEAST | {"task": {"kind": "sine", "shots": 200, "query_shots": 7, "amplitude": [1.0, 2.0]}}
    assert set_value(document, "task.kind", "digits")["task"] == {"kind": "digits", "query_shots": 7}


def test_an_unknown_kind_is_refused_when_the_changed_document_is_read():
    assert "did you mean scratch?" in refusal(set_value(LEAST, "strategy.kind", "scrach"))


@pytest.mark.parametrize("path", ["", "x", "task", "task.", ".shots", "sed", "format", "seed.x", "tasks.shots"])
def test_a_path_that_names_nothing_is_refused_at_once(path: str):
    with pytest.raises(InputError, match="is not known"):
        set_value(to_document(parse(LEAST)), path, 1)


@pytest.mark.parametrize("path", ["task.shot", "task.shots.x", "schedule.kind", "learner.title", "strategy.ways"])
def test_a_path_whose_section_does_not_know_its_key_is_refused_when_read(path: str):
    assert refusal(set_value(to_document(parse(LEAST)), path, 1)).startswith(f"{path} is not known")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1", 0.1),
        ("3", 3),
        ("true", True),
        ("[40, 40]", [40, 40]),
        ("'quoted'", "quoted"),
        ("relu", "relu"),
        ("", ""),
        ("1\nother = 2", "1\nother = 2"),
        ("[" * 5000, "[" * 5000),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_a_value_typed_on_the_command_line_is_toml_where_it_can_be(text: str, value: Any):
    assert read_value(text) == value


def test_an_endless_value_is_refused():
    with pytest.raises(InputError, match=r"^The value 9{20}\.\.\. is too long\.$"):
        read_value("9" * 10_001)
