"""Another family to judge on: a variant that goes with the one trained on, or the reason why there is none."""

from dataclasses import replace

from simulator.experiment.compatibility import incompatibility
from simulator.experiment.elsewhere import elsewhere, settled


def test_it_takes_over_the_values_that_both_families_know(small):
    family = elsewhere(small("sine-maml", {"task.shots": 7, "task.amplitude": [1, 2]}), "sine")
    assert (family.shots, family.amplitude) == (7, (1.0, 2.0))
    assert elsewhere(small("sine-maml", {"task.shots": 7}), "linear").shots == 7


def test_it_tries_the_familys_own_choices_until_the_shape_agrees(small):
    experiment = small("digits-too-few-classes", {"task.ways": 3})
    hand = replace(experiment, elsewhere=type(experiment.task)(tasks="hand"))
    assert incompatibility(hand) is not None
    family = elsewhere(experiment, "digits")
    assert (family.tasks, family.shape) == ("classes", experiment.task.shape)


def test_it_says_why_there_is_no_variant_that_goes_with_it(small):
    assert str(elsewhere(small("sine-maml"), "digits")) == (
        "The strategy is trained on Sine waves and cannot be judged on Handwritten digits, whose loss is "
        "cross-entropy and not mean squared error."
    )


def test_a_change_that_the_other_family_knows_is_made_there_too_and_nothing_else(small):
    values = {"evaluation.task.kind": "digits", "evaluation.task.tasks": "classes", "evaluation.task.shots": 3}
    experiment = small("digits-too-few-classes", values)
    changed = replace(experiment, task=experiment.task.model_copy(update={"ways": 3}))
    followed, why = settled(changed, "ways")
    assert why is None
    assert (followed.elsewhere.ways, followed.elsewhere.shots) == (3, 3)


def test_another_family_that_no_longer_goes_with_it_is_left_out_with_the_reason(small):
    experiment = small("sine-maml", {"evaluation.task.kind": "linear"})
    changed = replace(experiment, task=small("digits-maml").task)
    without, why = settled(changed, "kind")
    assert without.elsewhere is None
    assert str(why) == str(incompatibility(changed))


def test_what_goes_together_is_left_alone(small):
    experiment = small("sine-maml", {"evaluation.task.kind": "sine", "evaluation.task.amplitude": [5, 8]})
    assert settled(experiment, "shots") == (experiment, None)
