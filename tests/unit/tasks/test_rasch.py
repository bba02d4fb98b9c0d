"""The Rasch model: the marginal likelihood is scipy's, abilities are its modes, and what made the data is found."""

import numpy as np
import pytest
import torch
from scipy import integrate, optimize, special, stats

from simulator.tasks.students import rasch
from simulator.tasks.students.rasch import Answers, Rasch, fit, item_log_odds


def simulated(students: int, difficulty: torch.Tensor, spread: float, seed: int = 0) -> Answers:
    generator = torch.Generator().manual_seed(seed)
    theta = spread * torch.randn(students, 1, generator=generator)
    right = torch.rand(students, len(difficulty), generator=generator) < (theta - difficulty).sigmoid()
    student, item = (
        grid.flatten() for grid in torch.meshgrid(torch.arange(students), torch.arange(len(difficulty)), indexing="ij")
    )
    return Answers(student, item, right.flatten().float(), len(difficulty))


def test_difficulties_and_spread_of_many_students_are_found():
    difficulty = torch.linspace(-2, 2, 12)
    found = fit(simulated(4000, difficulty, 1.7))
    assert found.spread == pytest.approx(1.7, rel=0.05)
    torch.testing.assert_close(found.difficulty.float(), difficulty, atol=0.15, rtol=0)


def test_the_fit_has_the_highest_marginal_likelihood_as_scipy_integrates_it():
    answers = simulated(60, torch.tensor([-1.0, 0.0, 1.5]), 1.2)
    found = fit(answers)
    right = answers.right.view(60, 3).numpy()
    patterns, counts = np.unique(right, axis=0, return_counts=True)

    def penalised(b: np.ndarray, spread: float) -> float:
        total = -0.01 * np.square(b - b.mean()).sum()
        for pattern, count in zip(patterns, counts, strict=True):

            def joint(theta: float, pattern=pattern) -> float:
                chance = special.expit(np.where(pattern > 0, theta - b, b - theta))
                return stats.norm.pdf(theta, scale=spread) * chance.prod()

            total += count * np.log(integrate.quad(joint, -12, 12)[0])
        return total

    b, best = found.difficulty.numpy(), penalised(found.difficulty.numpy(), found.spread)
    for shift in (*np.eye(3), -np.ones(3)):
        for step in (-0.05, 0.05):
            assert penalised(b + step * shift, found.spread) < best
    assert penalised(b, found.spread * 1.05) < best
    assert penalised(b, found.spread * 0.95) < best


def test_few_answers_of_many_items_are_fitted_as_if_all_were_laid_out(monkeypatch):
    full = simulated(200, torch.linspace(-2, 2, 40), 1.2)
    kept = torch.rand(len(full.item), generator=torch.Generator().manual_seed(1)) < 0.1
    few = Answers(*(each[kept].repeat(2) for each in (full.student, full.item, full.right)), items=full.items)
    sparse = fit(few)
    monkeypatch.setattr(rasch, "SPARSE", 0.0)
    dense = fit(few)
    torch.testing.assert_close(sparse.difficulty, dense.difficulty, rtol=1e-12, atol=1e-12)
    assert sparse.spread == pytest.approx(dense.spread, rel=1e-12)
    assert sparse.difficulty.std() > 0.5


@pytest.mark.parametrize("right", [[1, 1, 1, 1], [0, 0, 0, 0], [1, 0, 1, 0]])
def test_an_ability_is_the_mode_of_its_posterior(right: list[int]):
    b = np.array([-3.0, 0.5, 1.0, 4.0])
    model = Rasch(torch.tensor(b), 2.0)
    ours = model.ability(torch.arange(4).unsqueeze(0), torch.tensor([right]))

    def minus_log_posterior(theta: float) -> float:
        signs = 2 * np.array(right) - 1
        return theta**2 / 8 - special.log_expit(signs * (theta - b)).sum()

    expected = optimize.minimize_scalar(
        minus_log_posterior, bounds=(-10, 10), method="bounded", options={"xatol": 1e-9}
    )
    assert ours.item() == pytest.approx(expected.x, abs=1e-6)


def test_without_answers_a_student_is_average():
    model = Rasch(torch.tensor([0.3, -0.2], dtype=torch.float64), 1.0)
    ability = model.ability(torch.zeros(2, 0, dtype=torch.long), torch.zeros(2, 0))
    assert ability.tolist() == [0.0, 0.0]
    assert model.log_odds(ability, torch.tensor([[0, 1], [1, 0]])).tolist() == [[-0.3, 0.2], [0.2, -0.3]]


def test_an_items_mean_counts_one_average_answer_more():
    answers = Answers(torch.arange(4), torch.tensor([0, 0, 0, 1]), torch.tensor([1.0, 1.0, 0.0, 1.0]), 3)
    shares = item_log_odds(answers).sigmoid().tolist()
    assert shares == pytest.approx([2.75 / 4, 1.75 / 2, 0.75])


def test_answers_to_one_item_again_count_again():
    once = simulated(300, torch.tensor([-0.5, 0.5]), 1.0)
    twice = Answers(*(torch.cat([each, each]) for each in (once.student, once.item, once.right)), 2)
    assert fit(twice).spread > fit(once).spread + 0.5


@pytest.mark.parametrize("kind", ["all right", "all or none", "in one order"])
def test_answers_that_say_too_little_still_give_finite_numbers(kind):
    student = torch.arange(30).repeat_interleave(4)
    item = torch.arange(4).repeat(30)
    right = {
        "all right": torch.ones(120),
        "all or none": (student % 2).float(),
        "in one order": (student / 30 > item / 4).float(),
    }[kind]
    found = fit(Answers(student, item, right, 4))
    assert found.difficulty.isfinite().all()
    assert 0.01 <= found.spread <= 20.0
