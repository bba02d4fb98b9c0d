"""A sweep's cells: their order, their experiments, and what is refused before anything runs."""

import pytest

from simulator.declaration import InputError
from simulator.sweep import Axis, Sweep


def test_cells_are_in_row_order_and_the_seed_changes_fastest(swept):
    cells = swept("task.shots=3,4", "strategy.inner_lr=0.1,0.2", "seed=7..8").cells
    assert [cell.values for cell in cells[:5]] == [(3, 0.1, 7), (3, 0.1, 8), (3, 0.2, 7), (3, 0.2, 8), (4, 0.1, 7)]
    assert [cell.position for cell in cells] == list(range(8))
    assert cells[5].place == (1, 0, 1)


def test_a_cells_experiment_differs_in_what_was_swept_and_nothing_else(swept):
    sweep = swept("strategy.inner_lr=0.1,0.2", "seed=0..1")
    changed = sweep.experiment.with_value("strategy.inner_lr", 0.2).with_value("seed", 1)
    assert sweep.cells[3].experiment == changed


def test_without_seeds_there_is_that_of_the_experiment(swept):
    assert swept("strategy.inner_lr=0.1,0.2", seed=5).seeds == (5,)


def test_strategies_can_be_swept_and_keep_the_values_that_they_share(swept):
    cells = swept("strategy.inner_lr=0.3", "strategy.kind=maml,reptile").cells
    assert [cell.experiment.strategy.title for cell in cells] == ["MAML", "Reptile"]
    assert {cell.experiment.value("strategy.inner_lr") for cell in cells} == {0.3}


def test_two_sweeps_of_the_same_description_are_equal_and_survive_their_document(swept):
    sweep = swept("learner.kind=linear,mlp", "seed=0..1")
    assert Sweep.read(sweep.document()) == sweep
    assert Sweep.read(sweep.document()).cells == sweep.cells


@pytest.mark.parametrize(
    ("over", "said"),
    [
        (["strategy.inner_lr=0.1,-1"], "strategy.inner_lr is -1; it must be a number above 0 and at most 10."),
        (["strategy.inner_lrr=0.1,1"], "strategy.inner_lrr is not known; did you mean strategy.inner_lr?"),
        (["task.shots=5,many"], "task.shots is 'many'; it must be a whole number from 1 to 500."),
        (["schedule.target_loss=0.1", "schedule.target_step=1,3"], "schedule.target_step is 3; it must be at most "),
        (["seed=-1,0"], "seed is -1; it must be a whole number from 0 to 2,147,483,647."),
        (["seed=3"], "A sweep needs a parameter with several values, or several seeds."),
        (["task.shots=1,2", "task.shots=3,4"], "task.shots is given twice; give it once."),
        (["task.shots=1,2", "task.query_shots=3", "strategy.inner_lr=1"], "A sweep has 3 parameters; it must be "),
        (["task.shots=1..60", "task.query_shots=1..60"], "A sweep has 3600 runs; it must be at most 2000."),
        (["strategy.kind=maml,prototypes"], "strategy.kind is 'prototypes': "),
    ],
)
def test_what_cannot_be_run_is_refused_in_one_sentence(swept, over, said):
    with pytest.raises(InputError) as refused:
        swept(*over)
    assert str(refused.value).startswith(said)


def test_a_value_that_several_cells_share_is_checked_once(swept):
    cells = swept("strategy.inner_lr=0.1,0.2,0.3", "task.shots=2,4").cells
    assert len({id(cell.experiment.strategy) for cell in cells}) == 3
    assert len({id(cell.experiment.task) for cell in cells}) == 2
    assert {(cell.experiment.strategy.inner_lr, cell.experiment.task.shots) for cell in cells} == {
        cell.values[:2] for cell in cells
    }


def test_two_parameters_of_one_part_are_checked_together(swept):
    cells = swept("schedule.target_step=1,3", "schedule.target_loss=0.1", schedule__evaluation_steps=3).cells
    assert [cell.experiment.schedule.target_step for cell in cells] == [1, 3]
    assert {cell.experiment.schedule.target_loss for cell in cells} == {0.1}


@pytest.mark.parametrize("change", [{"format": 2}, {"axes": 3}, {"axes": [{}]}, {"seeds": None}, {"experiment": []}])
def test_a_document_that_makes_no_sense_is_refused(swept, change):
    with pytest.raises(InputError, match="makes no sense"):
        Sweep.read(swept("seed=0..1").document() | change)


def test_an_axis_keeps_more_digits_than_are_needed_to_tell_its_values_apart(small):
    axis = Axis.between("strategy.inner_lr", 1.0, 1.001, 3, log=False)
    assert len(axis.values) == 3
