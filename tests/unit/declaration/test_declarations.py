"""Every declared parameter: it has words, keeps its limits, and refuses with a sentence that names everything."""

import pytest

from simulator.declaration import Declared, InputError, Parameter
from simulator.declaration.input_error import shown
from simulator.experiment.documents import REGISTRIES
from simulator.experiment.experiment import SEED
from simulator.learners import LEARNERS
from simulator.tasks import FAMILIES
from tests.declared import ENTRIES, NAMES, PARAMETERS, edges, table, wrong


def test_the_catalogue_is_the_one_that_files_rely_on():
    catalogue = {
        section: " ".join(kind for where, kind, _ in ENTRIES if where == section)
        for section in ("task", "learner", "strategy")
    }
    assert catalogue == {
        "task": "sine harmonic polynomial linear mixture gaussian-process formula shapes-2d digits glyphs images "
        "students-irt students-bkt students-memory answers table quadratics",
        "learner": "mlp linear conv response-model recurrent",
        "strategy": "maml first-order-maml reptile anil meta-sgd maml-plus-plus cavia imaml es-maml prototypes "
        "matching ridge-head alpaca neural-process in-context learned-optimizer search surrogate joint scratch oracle",
    }


def test_the_field_names_that_scripts_rely_on_exist():
    known = {f"{section}.{name}" for section, _, _, name in PARAMETERS}
    schedule = (
        "iterations meta_batch evaluate_every evaluation_tasks evaluation_steps test_tasks target_loss target_step"
    )
    relied_on = {
        *(f"task.{name}" for name in ("shots", "query_shots", "ways")),
        *(f"learner.{name}" for name in ("hidden", "activation")),
        *(f"strategy.{name}" for name in ("inner_lr", "inner_steps", "outer_lr")),
        *(f"schedule.{name}" for name in (*schedule.split(), "threads", "device")),
    }
    assert relied_on <= known


@pytest.mark.parametrize(("section", "kind", "entry"), ENTRIES)
def test_every_entry_has_a_title_and_a_summary(section: str, kind: str, entry: type[Declared]):
    assert entry.title
    assert entry.summary.endswith(".")


@pytest.mark.parametrize(("section", "kind", "entry", "name"), PARAMETERS, ids=NAMES)
def test_every_parameter_has_a_title_and_a_description(section: str, kind: str, entry: type[Declared], name: str):
    declared = entry.parameters()[name]
    assert declared.title
    assert declared.description.endswith(".")
    assert declared.title[0].isupper()


@pytest.mark.parametrize(("section", "kind", "entry", "name"), PARAMETERS, ids=NAMES)
def test_every_parameter_admits_its_default_and_its_limits(section: str, kind: str, entry: type[Declared], name: str):
    declared = entry.parameters()[name]
    assert declared.admits(declared.default)
    for value in edges(declared):
        assert entry.parse(table(kind, **{name: value}), section).table()[name] == value


@pytest.mark.parametrize(("section", "kind", "entry", "name"), PARAMETERS, ids=NAMES)
def test_a_wrong_value_is_refused_naming_key_value_and_what_is_allowed(
    section: str, kind: str, entry: type[Declared], name: str
):
    declared = entry.parameters()[name]
    values = wrong(declared) + ([] if declared.optional else [None])
    for value in values:
        with pytest.raises(InputError) as caught:
            entry.parse(table(kind, **{name: value}), section)
        assert str(caught.value) == f"{section}.{name} is {shown(value)}; it must be {declared.allowed()}."
        assert caught.value.path == f"{section}.{name}"


@pytest.mark.parametrize(("section", "kind", "entry"), ENTRIES)
def test_a_misspelt_key_is_refused_with_the_nearest_known_one(section: str, kind: str, entry: type[Declared]):
    for name in entry.parameters():
        with pytest.raises(InputError) as caught:
            entry.parse(table(kind, **{name + "x": 1}), section)
        assert str(caught.value) == f"{section}.{name}x is not known; did you mean {section}.{name}?"


@pytest.mark.parametrize(
    ("declared", "allowed"),
    [
        (FAMILIES["sine"].parameters()["shots"], "a whole number from 1 to 200"),
        (FAMILIES["sine"].parameters()["noise"], "a number from 0 to 10"),
        (FAMILIES["linear"].parameters()["spread"], "a number above 0 and at most 100"),
        (FAMILIES["sine"].parameters()["phase"], "two numbers [low, high], the low one first, each from -10 to 10"),
        (FAMILIES["digits"].parameters()["mirrored"], "true or false"),
        (FAMILIES["digits"].parameters()["rotation"], "a number from 0 to 3.141"),
        (FAMILIES["digits"].parameters()["tasks"], "one of hand, classes"),
        (LEARNERS["mlp"].parameters()["hidden"], "a list of 1 to 8 whole numbers, each from 1 to 1,024"),
        (ENTRIES[-1][2].parameters()["iterations"], "a whole number from 1 to 100,000,000"),
        (ENTRIES[-1][2].parameters()["target_loss"], "a number from 0 to 1,000,000,000, or left out"),
        (SEED, "a whole number from 0 to 2,147,483,647"),
    ],
)
def test_what_is_allowed_reads_as_a_sentence_ends(declared: Parameter, allowed: str):
    assert str(declared.allowed()) == allowed


def test_a_declared_part_is_frozen():
    with pytest.raises(ValueError, match="frozen"):
        FAMILIES["sine"]().shots = 3


def test_a_table_begins_with_the_kind_leaves_out_what_is_unset_and_reads_back_unchanged():
    for section, kind, entry in ENTRIES:
        written = entry().table()
        assert None not in written.values()
        if kind:
            assert next(iter(written.items())) == ("kind", kind)
        assert entry.parse(written, section) == entry()


NAMING_FILES = [
    (section, kind, name)
    for section, kind, entry in ENTRIES
    for name, declared in entry.parameters().items()
    if declared.file
]


@pytest.mark.parametrize(("section", "kind", "name"), NAMING_FILES)
@pytest.mark.parametrize(
    "path",
    [
        r"\\host\share\x.csv",
        r"\/host/share",
        "//host/share/x.csv",
        r"/\host\share",
        " //host/share",
        r"\\.\COM1",
        r"\\?\UNC\host\share",
        r"\??\UNC\host\share",
        "//./pipe/x",
        "https://host/x.csv",
        "file://host/x.csv",
        "smb://host/x.csv",
    ],
)
def test_a_path_to_another_computer_or_a_device_is_refused_before_anything_is_looked_for(
    section: str, kind: str, name: str, path: str
):
    where = f"{section}.{name}"
    with pytest.raises(InputError) as caught:
        REGISTRIES[section].parse({"kind": kind, name: path})
    assert str(caught.value) == (
        f"{where} is {path!r}; it must be the path of a file or folder on this computer, not a network address, in one "
        "line of at most 1,000 characters."
    )
    assert caught.value.path == where


@pytest.mark.parametrize(
    "path", ["", "x.csv", "/home/me/x.csv", r"C:\Users\me\x.csv", "C:/x.csv", "~/x.csv", "a//b", r"a\\b", r"\x"]
)
def test_a_path_on_this_computer_is_admitted(path: str):
    assert FAMILIES["table"].parameters()["path"].admits(path)


def test_several_parameters_name_files():
    assert len(NAMING_FILES) == 4
