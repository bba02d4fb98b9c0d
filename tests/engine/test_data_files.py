"""Runs on a person's own files: read once, so that what becomes of them meanwhile does not reach a run."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from simulator.declaration import InputError
from simulator.engine import Control, Failed, Resumed, Stepped, Stopped, run
from simulator.engine.checkpoint import from_bytes, to_bytes
from simulator.experiment import Experiment
from simulator.strategies.at_once.prototypes import Prototypes
from simulator.tasks import TaskFamily
from simulator.tasks.pictures.images import Images
from simulator.tasks.students.answers import Answers
from simulator.tasks.table import TableFamily
from tests.engine.histories import continued, final, history, kept


def table(file: Path, seed: int = 0, columns: int = 2) -> None:
    """Forty groups of eight rows."""
    random = np.random.default_rng(seed)
    names = ",".join(f"x{column}" for column in range(columns))
    rows = [
        f"g{group}," + ",".join(f"{x:.3f}" for x in random.normal(size=columns + 1))
        for group in range(40)
        for _ in range(8)
    ]
    file.write_text(f"group,{names},y\n" + "\n".join(rows))


def answers(file: Path, seed: int = 0) -> None:
    """Forty students with eight answers to six items."""
    random = np.random.default_rng(seed)
    rows = [f"s{student},i{random.integers(6)},{random.integers(2)}" for student in range(40) for _ in range(8)]
    file.write_text("student,item,correct\n" + "\n".join(rows))


def pictures(folder: Path, seed: int = 0) -> None:
    """Twelve classes of four pictures."""
    random = np.random.default_rng(seed)
    for kind in range(12):
        (folder / f"class {kind}").mkdir(parents=True, exist_ok=True)
        for number in range(4):
            Image.fromarray(random.integers(0, 256, (8, 8), dtype=np.uint8)).save(
                folder / f"class {kind}" / f"{number}.png"
            )


def on_table(small, tmp_path: Path) -> tuple[Experiment, Path, Callable[..., None]]:
    file = tmp_path / "rows.csv"
    table(file)
    return replace(small(), task=TableFamily(path=str(file), shots=4, query_shots=4)), file, table


def on_answers(small, tmp_path: Path) -> tuple[Experiment, Path, Callable[..., None]]:
    file = tmp_path / "answers.csv"
    answers(file)
    return replace(small(), task=Answers(path=str(file), shots=4, query_start=4, query_shots=4)), file, answers


def on_pictures(small, tmp_path: Path) -> tuple[Experiment, Path, Callable[..., None]]:
    folder = tmp_path / "pictures"
    pictures(folder)
    task = Images(path=str(folder), shots=1, query_shots=2, ways=2, side=8, split="class")
    plain = small("glyphs-prototypes", {"strategy.kind": "prototypes"})
    return replace(plain, task=task, strategy=Prototypes()), folder, pictures


EACH = pytest.mark.parametrize("on", [on_table, on_answers, on_pictures])


def gone(path: Path) -> Path:
    """Move a file or folder away; where it is then."""
    return path.rename(path.with_name("elsewhere"))


@EACH
def test_a_run_whose_file_is_deleted_goes_on_with_what_it_read(small, tmp_path: Path, on):
    experiment, path, _ = on(small, tmp_path)
    plain, events = list(run(experiment)), []
    for event in run(experiment):
        events.append(event)
        if isinstance(event, Stepped) and event.iteration == 2:
            gone(path)
    assert (history(events), final(events)) == (history(plain), final(plain))


@EACH
def test_a_run_whose_file_is_written_over_goes_on_with_what_it_read(small, tmp_path: Path, on):
    experiment, path, write = on(small, tmp_path)
    plain, events = list(run(experiment)), []
    for event in run(experiment):
        events.append(event)
        if isinstance(event, Stepped) and event.iteration == 2:
            gone(path)
            write(path, seed=1)
    assert (history(events), final(events)) == (history(plain), final(plain))
    assert history(list(run(experiment))) != history(plain)  # the next run reads it anew


def test_files_that_others_read_meanwhile_do_not_drive_out_those_of_a_run(small, tmp_path: Path):
    experiment, path, _ = on_table(small, tmp_path)
    plain, events = list(run(experiment)), []
    for event in run(experiment):
        events.append(event)
        if isinstance(event, Stepped) and event.iteration == 2:
            table(path, seed=1)
            for number in range(9):
                table(tmp_path / f"{number}.csv", seed=number)
                assert TableFamily(path=str(tmp_path / f"{number}.csv"), shots=4, query_shots=4).shape.inputs == (2,)
    assert history(events) == history(plain)


def test_the_file_of_the_other_family_is_read_once_too(small, tmp_path: Path):
    experiment, _, _ = on_table(small, tmp_path)
    file = tmp_path / "other.csv"
    table(file, seed=2)
    experiment = replace(experiment, elsewhere=TableFamily(path=str(file), shots=4, query_shots=4))
    plain, events = list(run(experiment)), []
    for event in run(experiment):
        events.append(event)
        if isinstance(event, Stepped):
            file.unlink(missing_ok=True)
    assert history(events) == history(plain)
    assert plain[-2].elsewhere is not None


def named(on, path: Path) -> str:
    """What is said of a file that is not there."""
    if on is on_pictures:
        return f"{path} is neither a folder nor a zip file that can be read."
    return f"The file {str(path)!r} cannot be read: No such file or directory."


@EACH
def test_a_run_whose_file_is_missing_fails_with_a_sentence_that_names_it(small, tmp_path: Path, on):
    experiment, path, _ = on(small, tmp_path)
    gone(path)
    *_, failed = run(experiment)
    assert isinstance(failed, Failed)
    assert str(failed.message) == named(on, path)


def stopped(experiment: Experiment) -> list:
    control, events = Control(), []
    for event in run(experiment, control):
        events.append(event)
        if isinstance(event, Stepped) and event.iteration == 4:
            control.stop()
    assert events[-1] == Stopped()
    return events


@EACH
def test_a_run_goes_on_when_its_file_is_back(small, tmp_path: Path, on):
    experiment, path, _ = on(small, tmp_path)
    plain, events = list(run(experiment)), stopped(experiment)
    away = gone(path)
    assert str(list(run(experiment, None, kept(events)[-1]))[-1].message) == named(on, path)
    away.rename(path)
    again = continued(experiment, events)
    assert (history(again), final(again)) == (history(plain), final(plain))
    assert [event.differences for event in again if isinstance(event, Resumed)] == [()]


@pytest.mark.parametrize("on", [on_table, on_answers])
def test_a_run_that_goes_on_with_other_data_says_so(small, tmp_path: Path, on):
    experiment, path, write = on(small, tmp_path)
    events = stopped(experiment)
    write(path, seed=1)
    (resumed,) = [event for event in continued(experiment, events) if isinstance(event, Resumed)]
    assert [str(each) for each in resumed.differences] == ["The data that task.path names has changed."]


def test_a_run_does_not_go_on_with_data_that_its_learner_does_not_fit(small, tmp_path: Path):
    experiment, path, _ = on_table(small, tmp_path)
    events = stopped(experiment)
    table(path, columns=3)
    (failed,) = run(experiment, None, from_bytes(to_bytes(kept(events)[-1])))
    assert str(failed.message) == (
        "What the checkpoint has learned does not fit the experiment, as when its data have changed."
    )


def test_a_family_that_holds_its_data_is_described_as_before(tmp_path: Path):
    table(tmp_path / "rows.csv")
    family = TableFamily(path=str(tmp_path / "rows.csv"), shots=4, query_shots=4)
    holding = family.holding_data()
    (tmp_path / "rows.csv").unlink()
    assert isinstance(holding, TaskFamily)
    assert holding.table() == family.table()
    assert holding.shape.inputs == (2,)
    with pytest.raises(InputError):
        assert family.shape


def test_holding_data_leaves_the_family_as_it_was(tmp_path: Path):
    table(tmp_path / "rows.csv")
    family = TableFamily(path=str(tmp_path / "rows.csv"), shots=4, query_shots=4)
    family.holding_data()
    table(tmp_path / "rows.csv", columns=3)
    assert family.shape.inputs == (3,)
