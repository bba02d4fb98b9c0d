"""A shared file gives back what was put into it, bit for bit, and a run in it goes on as if it had never left."""

from __future__ import annotations

import hashlib
import json
import math
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator.declaration import InputError
from simulator.engine import Control, run
from simulator.engine.checkpoint import to_bytes
from simulator.engine.events import Evaluated, Stepped
from simulator.experiment import Experiment, from_text, load_example, parse, set_value, to_document
from simulator.store import Store
from simulator.store.event_rows import steps_from_bytes
from simulator.store.opening import SHARED
from simulator.store.shared.archive import TIGHTEST
from simulator.store.shared.file import left_behind, read, take_in, write
from simulator.store.shared.steps import from_csv, to_csv
from simulator.tasks.pictures import files as picture_files
from tests.robustness.mutating import opened, packed, resummed, sealed, unpacked

Small = Callable[..., Experiment]
# A family with a second one to be judged on, one whose scores have areas and calibration, and one that diverges.
WORLDS: dict[str, tuple[str, dict[str, Any]]] = {
    "regression": ("linear-maml", {}),
    "judged elsewhere": ("glyphs-to-digits", {}),
    "students": ("students-irt", {}),
    "diverging": ("linear-maml", {"strategy.inner_lr": 10.0, "strategy.inner_steps": 50}),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "here.sqlite")) as opened:
        yield opened


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    """A database on another machine, as it were."""
    with closing(Store(tmp_path / "there.sqlite")) as opened:
        yield opened


def recorded(store: Store, experiment: Experiment, stop: int = 0, change: tuple[int, str, Any] | None = None) -> int:
    """Run into a store, to the end or until `stop` meta-iterations were made."""
    control, recording = Control(), store.record(experiment)
    for event in run(experiment, control):
        recording.add(event)
        if isinstance(event, Stepped) and event.iteration == stop:
            control.stop()
        if isinstance(event, Stepped) and change and event.iteration == change[0]:
            control.change(*change[1:])
    assert recording.run is not None
    return recording.run


def sent(store: Store, other: Store, path: Path, *runs: int) -> list[int]:
    """Share runs of one store and take them into another."""
    write(path, store.experiment(runs[0]), store, runs)
    return take_in(other, read(path))


def bits(value: Any) -> Any:
    """A value such that equality means: the same to the last bit."""
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, value.tobytes()
    if isinstance(value, float):
        return value.hex() if not math.isnan(value) else ("nan", math.copysign(1, value))
    if is_dataclass(value) and not isinstance(value, type):
        return type(value), [bits(getattr(value, each.name)) for each in fields(value)]
    if isinstance(value, dict):
        return sorted((key, bits(each)) for key, each in value.items())
    if isinstance(value, list | tuple):
        return [bits(each) for each in value]
    return value


def told(store: Store, number: int) -> list[Any]:
    return [bits(event) for event in store.history(number)]


def kept(store: Store, number: int) -> bytes:
    found = store.checkpoint(number)
    assert found is not None
    return to_bytes(found)


@pytest.mark.parametrize("world", WORLDS)
def test_a_run_comes_out_as_it_went_in_bit_for_bit(
    store: Store, other: Store, small: Small, tmp_path: Path, world: str
):
    example, values = WORLDS[world]
    number = recorded(store, small(example, values))
    (taken,) = sent(store, other, tmp_path / "x.learnsim", number)
    assert len(told(other, taken)) > 4
    assert told(other, taken) == told(store, number)
    assert kept(other, taken) == kept(store, number)
    assert other.document(taken) == store.document(number)


def test_the_diverging_run_does_diverge_so_that_the_test_above_sees_numbers_that_are_none(store: Store, small: Small):
    example, values = WORLDS["diverging"]
    assert store.summary(recorded(store, small(example, values))).state == "diverged"


def test_the_list_shows_a_run_as_where_it_came_from(store: Store, other: Store, small: Small, tmp_path: Path):
    number = recorded(store, small())
    store.rename(number, "first try")
    store.annotate(number, "It works\n\N{GRINNING FACE}")
    store.tag(number, ["class 7b", "good"])
    (taken,) = sent(store, other, tmp_path / "x.learnsim", number)
    was, found = store.summary(number), other.summary(taken)
    assert (found.name, found.note, found.tags) == ("first try", "It works\n\N{GRINNING FACE}", ("class 7b", "good"))
    assert replace(found, id=was.id, offered=was.offered) == was


def test_a_live_change_and_the_end_by_a_stop_are_told_again(store: Store, other: Store, small: Small, tmp_path: Path):
    number = recorded(store, small(), stop=5, change=(2, "strategy.inner_lr", 0.02))
    (taken,) = sent(store, other, tmp_path / "x.learnsim", number)
    assert told(other, taken) == told(store, number)
    assert other.summary(taken).state == "stopped"


@pytest.mark.parametrize("example", ["linear-maml", "glyphs-to-digits", "search-tpe"])
def test_a_stopped_run_goes_on_after_its_journey_as_if_it_had_never_been_stopped(
    store: Store, other: Store, small: Small, tmp_path: Path, example: str
):
    experiment = small(example)
    whole = recorded(store, experiment)
    (taken,) = sent(store, other, tmp_path / "x.learnsim", recorded(store, experiment, stop=4))
    resumption = other.resume(taken)
    for event in run(resumption.experiment, Control(), resumption.checkpoint):
        resumption.recording.add(event)
    assert other.summary(taken).state == "completed"

    def results(events: Iterator[Any]) -> list[Any]:
        """All that was learned; times differ."""
        untimed = [event for event in events if isinstance(event, Stepped | Evaluated)]
        return [bits(replace(event, seconds=0.0)) for event in untimed]

    assert results(other.history(taken)) == results(store.history(whole))
    ended = other.checkpoint(taken), store.checkpoint(whole)
    assert [bits(value.numpy()) for value in ended[0].state.theta.values()] == [  # type: ignore[union-attr]
        bits(value.numpy())
        for value in ended[1].state.theta.values()  # type: ignore[union-attr]
    ]


def test_a_run_that_is_going_on_comes_in_as_stopped(store: Store, other: Store, small: Small, tmp_path: Path):
    experiment = small()
    recording = store.record(experiment)
    for event in run(experiment):
        recording.add(event)
        if isinstance(event, Stepped) and event.iteration == 3:
            break
    store._writer.empty().result(5)
    assert recording.run is not None
    assert store.summary(recording.run).state == "running"
    (taken,) = sent(store, other, tmp_path / "x.learnsim", recording.run)
    assert other.summary(taken).state == "stopped"
    assert other.summary(taken).resumable
    assert told(other, taken) == told(store, recording.run)
    assert other.unfinished() == []


def test_a_run_that_is_there_already_is_left_as_it_is(store: Store, other: Store, small: Small, tmp_path: Path):
    number = recorded(store, small())
    path = tmp_path / "x.learnsim"
    (taken,) = sent(store, other, path, number)
    other.rename(taken, "mine")
    assert take_in(other, read(path)) == [taken]
    assert take_in(store, read(path)) == [number]
    assert [(each.id, each.name) for each in other.runs()] == [(taken, "mine")]


def test_several_runs_travel_together_and_each_once(store: Store, other: Store, small: Small, tmp_path: Path):
    numbers = [recorded(store, small(values={"seed": seed})) for seed in (1, 2)]
    taken = sent(store, other, tmp_path / "x.learnsim", *numbers, *numbers)
    assert [other.summary(number).seed for number in taken] == [1, 2]


def test_a_taken_in_run_can_be_shared_again(store: Store, other: Store, small: Small, tmp_path: Path):
    number = recorded(store, small(), stop=3)
    (taken,) = sent(store, other, tmp_path / "x.learnsim", number)
    write(tmp_path / "y.learnsim", small(), other, [taken])
    assert (tmp_path / "y.learnsim").read_bytes() == (tmp_path / "x.learnsim").read_bytes()


def test_an_experiment_travels_alone(tmp_path: Path):
    write(tmp_path / "x.learnsim", load_example("sine-maml"))
    shared = read(tmp_path / "x.learnsim")
    assert shared.experiment == load_example("sine-maml")
    assert (shared.runs, shared.notes) == ((), ())


def test_a_run_that_is_missing_is_named_and_no_file_is_left(store: Store, small: Small, tmp_path: Path):
    with pytest.raises(InputError, match="There is no run 7"):
        write(tmp_path / "x.learnsim", small(), store, [7])
    assert not (tmp_path / "x.learnsim").exists()


def test_the_file_is_a_zip_whose_manifest_has_the_sums_of_all_others(store: Store, small: Small, tmp_path: Path):
    number = recorded(store, small())
    write(tmp_path / "x.learnsim", small(), store, [number])
    uid = store.summary(number).uid
    with zipfile.ZipFile(tmp_path / "x.learnsim") as file:
        members = {name: file.read(name) for name in file.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    names = ("run.json", "experiment.json", "steps.csv", "events.json", "scores.safetensors", "checkpoint.bin")
    assert list(members) == ["experiment.toml", *(f"runs/{uid}/{name}" for name in names)]
    assert manifest["format"] == 1
    assert manifest["files"] == {
        name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)} for name, data in members.items()
    }
    assert members[f"runs/{uid}/steps.csv"].startswith(b"iteration,loss,seconds,gradient_evaluations,examples\n1,")
    assert members[f"runs/{uid}/checkpoint.bin"] == kept(store, number)


def test_odd_numbers_survive_the_table_of_steps_bit_for_bit():
    odd = (0.1, -0.0, 5e-324, math.inf, -math.inf, math.nan, -math.nan, 1.7976931348623157e308)
    steps = [Stepped(n, loss, n / 3, 2**50 + n, 7 * n) for n, loss in enumerate(odd * 5000, start=1)]
    pieces, last = from_csv(to_csv(steps))
    again = [step for piece in pieces for step in steps_from_bytes(*piece)]
    assert len(pieces) > 1
    assert bits(again) == bits(steps)
    assert bits(last) == bits(steps[-1])


@pytest.mark.parametrize(
    "line",
    [
        b"3,0.5,1.0,1,1\n",
        b"2,0.5,nan,1,1\n",
        b"2,x,1.0,1,1\n",
        b"2,0.5,1.0,-1,1\n",
        b"2,0.5,1.0,1\n",
        b"2,0.5,1.0,1,1",
        b"\n",
    ],
)
def test_a_table_of_steps_that_no_run_makes_is_refused(line: bytes):
    good = b"iteration,loss,seconds,gradient_evaluations,examples\n1,0.5,1.0,1,1\n"
    assert from_csv(good)[1] == Stepped(1, 0.5, 1.0, 1, 1)
    with pytest.raises(ValueError):
        from_csv(good + line)


def test_what_is_left_behind_is_said_by_name(tmp_path: Path):
    document = set_value(to_document(load_example("students-class")), "task.path", "/home/me/answers.csv")
    said = [str(each) for each in left_behind(parse(document))]
    assert said == ["The shared file does not hold answers.csv, which task.path names."]
    assert left_behind(load_example("sine-maml")) == []


def test_the_users_own_answers_are_not_in_the_file(tmp_path: Path):
    (tmp_path / "answers.csv").write_text("student,item,correct\nSECRET,1,1\n")
    document = set_value(to_document(load_example("students-class")), "task.path", str(tmp_path / "answers.csv"))
    write(tmp_path / "x.learnsim", parse(document))
    assert not any(b"SECRET" in data for data in unpacked((tmp_path / "x.learnsim").read_bytes()).values())


def with_text(path: Path, text: str) -> Path:
    """A shared file whose experiment is this text."""
    write(path, load_example("digits-maml"))
    members = unpacked(path.read_bytes())
    path.write_bytes(packed(resummed(members | {"experiment.toml": b"format = 1\n" + text.encode()})))
    return path


PICTURES = '[task]\nkind = "images"\npath = {path}\n[learner]\nkind = "conv"\n[strategy]\nkind = "maml"\n'


@pytest.mark.parametrize(
    ("named", "last"),
    [
        ("'/no/where.zip'", "where.zip"),
        ("'\\\\host\\share\\x.zip'", "x.zip"),
        ("'//host/share'", "share"),
        ("'/'", "/"),
    ],
)
def test_what_a_stranger_names_is_left_empty_and_said(tmp_path: Path, named: str, last: str):
    shared = read(with_text(tmp_path / "x.learnsim", PICTURES.format(path=named)))
    assert shared.experiment.task.path == ""  # type: ignore[attr-defined]
    assert [str(note) for note in shared.notes] == [
        f"task.path names '{last}', which does not travel with an experiment. task.path was left empty; choose your "
        "own copy."
    ]


def test_what_goes_together_only_with_the_data_is_opened_without_them(tmp_path: Path):
    text = '[task]\nkind = "table"\npath = "x.csv"\n[learner]\nkind = "mlp"\n[strategy]\nkind = "prototypes"\n'
    shared = read(with_text(tmp_path / "x.learnsim", text))
    assert len(shared.notes) == 1
    with pytest.raises(InputError, match=r"strategy\.kind is 'prototypes'"):
        read(with_text(tmp_path / "x.learnsim", text.replace('path = "x.csv"\n', "")))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A file of a user's own."""
    data = tmp_path / "data.csv"
    data.write_text("task,x,y\n" + "".join(f"{task},{x},{task * x}\n" for task in range(30) for x in range(30)))
    return data


def on_table(small: Small, table: Path) -> Experiment:
    document = set_value(to_document(small()), "task.kind", "table")
    return parse(set_value(document, "task.path", str(table)))


def test_nothing_is_looked_for_at_a_path_in_a_shared_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    looked: list[str] = []
    monkeypatch.setattr(picture_files, "check", lambda path, name: looked.append(path))
    text = PICTURES.format(path=f"'{tmp_path}'")
    read(with_text(tmp_path / "x.learnsim", text))
    assert looked == []
    from_text(f"format = 1\n{text}")
    assert looked == [str(tmp_path)]  # so that the test could fail


def test_what_a_strangers_run_and_its_checkpoint_name_is_not_looked_for_either(
    store: Store, small: Small, tmp_path: Path, table: Path
):
    experiment, path = on_table(small, table), tmp_path / "x.learnsim"
    write(path, experiment, store, [recorded(store, experiment, stop=3)])
    there, elsewhere = str(table).encode(), b"//host/share/data.csv"
    members = unpacked(path.read_bytes())
    for name, data in members.items():
        if name.endswith("checkpoint.bin"):
            header, tensors = opened(data)
            assert there in header
            members[name] = sealed(header.replace(there, elsewhere), tensors)
        elif not name.endswith(".safetensors"):
            members[name] = data.replace(there, elsewhere)
    path.write_bytes(packed(resummed(members)))
    (run_,) = read(path).runs
    with pytest.raises(InputError, match="not a network address"):
        parse(run_.document)


def test_a_run_whose_data_is_gone_can_be_shared(store: Store, other: Store, small: Small, tmp_path: Path, table: Path):
    experiment = on_table(small, table)
    number = recorded(store, experiment)
    table.unlink()
    document = store.document(number)
    write(tmp_path / "x.learnsim", document, store, [number])
    assert [str(said) for said in left_behind(document)] == [
        "The shared file does not hold data.csv, which task.path names."
    ]
    shared = read(tmp_path / "x.learnsim")
    assert len(shared.notes) == 1
    (taken,) = take_in(other, shared)
    assert told(other, taken) == told(store, number)


def test_every_flipped_bit_of_a_file_is_noticed_or_changes_nothing(store: Store, small: Small, tmp_path: Path):
    path = tmp_path / "x.learnsim"
    write(path, small(), store, [recorded(store, small())])
    whole, good = path.read_bytes(), read(path)
    for place in range(0, len(whole), 41):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << place % 8]) + whole[place + 1 :])
        try:
            found = read(path)
        except InputError as error:
            assert len(str(error).splitlines()) == 1
        else:  # a bit that says when or by what system it was packed
            assert (found.experiment, bits(found.runs)) == (good.experiment, bits(good.runs))


def test_what_packs_tightly_is_stored_plainly_so_that_it_can_be_read_back(tmp_path: Path, store: Store, small: Small):
    number = recorded(store, small())
    store.change(
        lambda connection: connection.execute(
            "UPDATE events SET kind = 'failed', document = ? WHERE kind = 'finished'",
            (json.dumps({"message": {"template": "x", "values": {}}, "details": "a" * 900_000}),),
        )
    )
    store.change(lambda connection: connection.execute("UPDATE runs SET state = 'failed', note = ?", ("b" * 90_000,)))
    write(tmp_path / "x.learnsim", small(), store, [number])
    assert TIGHTEST < 900_000 / 5000
    (taken,) = read(tmp_path / "x.learnsim").runs
    assert taken.note == "b" * 90_000


def test_the_desktop_knows_a_shared_file_by_its_name_and_opens_it_with_the_program(root: Path):
    described = ElementTree.parse(root / "packaging" / "learning-strategy-simulator.xml").getroot()
    entry = (root / "packaging" / "learning-strategy-simulator.desktop").read_text().splitlines()
    (kind,) = described
    names = "{http://www.freedesktop.org/standards/shared-mime-info}"
    assert kind.get("type") == "application/x-learnsim"
    assert [each.get("pattern") for each in kind.iter(f"{names}glob")] == [f"*{SHARED}"]
    assert "MimeType=application/x-learnsim;" in entry
    assert "Exec=simulator %f" in entry
