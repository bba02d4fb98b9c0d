"""Examples, batches and losses."""

import pytest
import torch
from scipy.stats import norm
from sklearn.metrics import log_loss

from simulator.tasks.base import Examples
from simulator.tasks.functions.linear import Linear
from simulator.tasks.loss import Bernoulli, CrossEntropy, SquaredError, likelihood


def test_losses_per_task_average_to_the_quick_mean_and_are_torchs_own():
    generator = torch.Generator().manual_seed(0)
    prediction, targets = torch.randn(4, 6, 3, generator=generator), torch.randn(4, 6, 3, generator=generator)
    squared = SquaredError()
    for task, loss in enumerate(squared.per_task(prediction, targets)):
        torch.testing.assert_close(loss, torch.nn.functional.mse_loss(prediction[task], targets[task]))
    torch.testing.assert_close(squared.mean(prediction, targets), squared.per_task(prediction, targets).mean())

    labels, entropy = torch.randint(3, (4, 6), generator=generator), CrossEntropy()
    for task, loss in enumerate(entropy.per_task(prediction, labels)):
        torch.testing.assert_close(loss, torch.nn.functional.cross_entropy(prediction[task], labels[task]))
    torch.testing.assert_close(entropy.mean(prediction, labels), entropy.per_task(prediction, labels).mean())


def test_accuracy_is_the_share_of_right_answers_and_only_classes_have_one():
    prediction = torch.tensor([[[2.0, 1.0], [0.0, 1.0], [3.0, 0.0], [0.0, 9.0]]])
    assert CrossEntropy().accuracy(prediction, torch.tensor([[0, 1, 1, 1]])).tolist() == [0.75]
    assert SquaredError().accuracy(prediction, prediction) is None


def test_a_task_is_selected_with_its_axis_and_its_latents():
    batch = Linear(shots=3, query_shots=2).sample(torch.Generator().manual_seed(0), 4)
    one = batch.select(2)
    assert one.tasks == 1
    assert torch.equal(one.query.targets[0], batch.query.targets[2])
    assert torch.equal(one.latents["weights"][0], batch.latents["weights"][2])
    assert (batch.support.count, one.support.count) == (12, 3)


def test_joined_examples_follow_one_another_along_the_shots():
    first, second = torch.zeros(2, 3, 1), torch.ones(2, 2, 1)
    joined = Examples(first, first).joined(Examples(second, second))
    assert joined.inputs[:, :, 0].tolist() == [[0, 0, 0, 1, 1]] * 2
    assert torch.equal(joined.inputs, joined.targets)


def test_log_loss_of_right_and_wrong_answers_is_scikit_learns():
    generator = torch.Generator().manual_seed(0)
    odds, right = torch.randn(3, 8, 1, generator=generator), torch.randint(2, (3, 8, 1), generator=generator).float()
    bernoulli = Bernoulli()
    for task, loss in enumerate(bernoulli.per_task(odds, right)):
        expected = log_loss(right[task, :, 0], odds[task, :, 0].sigmoid().double())
        assert loss.item() == pytest.approx(expected, rel=1e-5)
        hits = (odds[task] > 0).float() == right[task]
        assert bernoulli.accuracy(odds, right)[task].item() == pytest.approx(hits.float().mean().item())
    torch.testing.assert_close(bernoulli.mean(odds, right), bernoulli.per_task(odds, right).mean())


def test_the_likelihood_of_a_task_is_the_mean_log_density_of_its_targets():
    generator = torch.Generator().manual_seed(0)
    mean, targets = torch.randn(3, 5, 1, generator=generator), torch.randn(3, 5, 1, generator=generator)
    deviation = torch.rand(3, 5, 1, generator=generator) + 0.1
    expected = norm.logpdf(targets.double(), mean.double(), deviation.double()).mean(axis=(1, 2))
    assert likelihood(mean, deviation, targets).tolist() == pytest.approx(expected.tolist(), rel=1e-5)


def test_targets_are_encoded_as_numbers_for_networks_to_read():
    assert CrossEntropy().encode(torch.tensor([[2, 0]]), 3).tolist() == [[[0, 0, 1], [1, 0, 0]]]
    answers = torch.tensor([[[1.0], [0.0]]])
    assert torch.equal(Bernoulli().encode(answers, 1), answers)
    assert torch.equal(SquaredError().encode(answers, 1), answers)


def test_classes_have_an_accuracy_and_right_and_wrong_answers_an_area_as_well():
    losses = (SquaredError(), CrossEntropy(), Bernoulli())
    assert [(loss.classes, loss.binary) for loss in losses] == [(False, False), (True, False), (True, True)]
