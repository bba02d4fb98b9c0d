"""Simulated students: exact posteriors agree with integrals, enumeration and the package `fsrs`; nothing beats them."""

import itertools
import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
import torch
from scipy import integrate, stats

from simulator.tasks.base import Examples
from simulator.tasks.students import fsrs_memory
from simulator.tasks.students.bkt import StudentsBkt
from simulator.tasks.students.irt import StudentsIrt, _bank
from simulator.tasks.students.memory import StudentsMemory

FAMILIES = [
    StudentsIrt(),
    StudentsIrt(items=6, shots=4, query_shots=4, guess=0.0, spread=2.0),
    StudentsBkt(),
    StudentsBkt(skills=1, shots=6, spread=0.0),
    StudentsMemory(),
    StudentsMemory(model="fsrs", shots=20),
]


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("family", [StudentsIrt(shots=7), StudentsIrt(guess=0.0, spread=2.5, shots=3)])
def test_the_ability_is_integrated_out_as_scipy_does(family: StudentsIrt):
    a, b, c = (value.numpy() for value in _bank(family.items, family.guess, family.bank_seed))
    support = family.sample(generator(), 3).support
    ours = family.posterior_chances(support.inputs, support.targets).numpy()

    def chance(theta: float, item: int) -> float:
        return c[item] + (1 - c[item]) / (1 + math.exp(-a[item] * (theta - b[item])))

    for task in range(3):
        asked = family.asked(support.inputs)[task].tolist()
        right = support.targets[task, :, 0].tolist()

        def joint(theta: float, asked=asked, right=right) -> float:
            density = stats.norm.pdf(theta, scale=family.spread)
            for item, was_right in zip(asked, right, strict=True):
                density *= chance(theta, item) if was_right else 1 - chance(theta, item)
            return density

        reach = 8 * family.spread
        evidence, _ = integrate.quad(joint, -reach, reach, epsabs=1e-13)
        for item in (0, 5, 11):
            expected, _ = integrate.quad(lambda theta, item=item: joint(theta) * chance(theta, item), -reach, reach)
            assert ours[task, item] == pytest.approx(expected / evidence, rel=1e-6)


def test_the_posterior_stays_finite_where_students_differ_so_much_that_chances_round_to_one():
    family = StudentsIrt(spread=5.0, guess=0.0, items=500)
    batch = family.sample(generator(), 50)
    solution, item_mean, _ = family.references(batch)
    assert solution.loss is not None and item_mean.loss is not None
    assert solution.loss.mean() < item_mean.loss.mean()


def test_every_student_gets_the_same_items_and_no_item_twice_before_all_were_asked():
    family = StudentsIrt(items=8, shots=5, query_shots=7)
    batch = family.sample(generator(), 50)
    asked = family.asked(batch.support.joined(batch.query).inputs)
    assert all(sorted(row[:8].tolist()) == list(range(8)) for row in asked)
    ability = torch.linspace(-2, 2, 5)
    assert torch.equal(family.chances(ability), StudentsIrt(items=8).chances(ability))
    assert not torch.equal(family.chances(ability), StudentsIrt(items=8, bank_seed=1).chances(ability))


def known_paths(family: StudentsBkt, skill: list[int], right: list[float], z: float) -> float:
    """The probability of answers by summing over every way in which each skill is known or not, answer by answer."""
    first, learning = (
        1 / (1 + math.exp(-math.log(p / (1 - p)) - family.spread * z)) for p in (family.known, family.learning)
    )
    total = 1.0
    for one in set(skill):
        mine = [answer for which, answer in zip(skill, right, strict=True) if which == one]
        paths = 0.0
        for path in itertools.product((False, True), repeat=len(mine)):
            chance = first if path[0] else 1 - first
            for before, after in itertools.pairwise(path):
                chance *= (1.0 if after else 0.0) if before else (learning if after else 1 - learning)
            for knows, answer in zip(path, mine, strict=True):
                is_right = 1 - family.slip if knows else family.guess
                chance *= is_right if answer else 1 - is_right
            paths += chance
        total *= paths
    return total


@pytest.mark.parametrize("family", [StudentsBkt(skills=2, shots=5, query_shots=3), StudentsBkt(skills=1, shots=4)])
def test_the_forward_filter_is_the_sum_over_all_paths_of_knowledge(family: StudentsBkt):
    batch = family.sample(generator(4), 2)
    ours = family.solution(batch).predict(batch.query.inputs).sigmoid()
    z = np.linspace(-5, 5, 81)
    for task in range(2):
        skills = family.asked(batch.support.inputs)[task].tolist()
        right = batch.support.targets[task, :, 0].tolist()
        later = family.asked(batch.query.inputs)[task].tolist()
        prior = np.exp(-0.5 * z**2)
        evidence = sum(p * known_paths(family, skills, right, each) for p, each in zip(prior, z, strict=True))
        for query in range(3):
            between = later[: query + 1]  # what was asked since, with answers nobody has seen
            joint = 0.0
            for unseen in itertools.product((0.0, 1.0), repeat=query):
                answers = [*right, *unseen, 1.0]
                joint += sum(
                    p * known_paths(family, skills + between, answers, each) for p, each in zip(prior, z, strict=True)
                )
            assert ours[task, query, 0].item() == pytest.approx(joint / evidence, rel=1e-5)


@pytest.mark.parametrize("ratings", [[3, 3, 3], [1, 3, 1, 3], [3, 1, 1, 1, 3, 3]])
def test_reviews_change_memory_as_the_package_fsrs_says(ratings: list[int]):
    from fsrs import Card, Rating, Scheduler

    scheduler = Scheduler(learning_steps=[], relearning_steps=[], enable_fuzzing=False)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    card, _ = scheduler.review_card(Card(), Rating.Good, now)
    memory = fsrs_memory.introduced(torch.zeros(1, 1, dtype=torch.float64))
    for rating, days in zip(ratings, itertools.cycle((1, 7, 0, 30, 3))):
        now += timedelta(days=days)
        elapsed = torch.tensor([[float(days)]], dtype=torch.float64)
        ours = fsrs_memory.retrievability(memory.strength, elapsed).item()
        assert ours == pytest.approx(scheduler.get_card_retrievability(card, now), rel=1e-9)
        card, _ = scheduler.review_card(card, Rating(rating), now)
        memory = fsrs_memory.reviewed(memory, elapsed, torch.tensor([[rating == 3]]))
        assert memory.strength.item() == pytest.approx(card.stability, rel=1e-9)
        assert memory.difficulty.item() == pytest.approx(card.difficulty, rel=1e-9)


def test_a_half_life_halves_the_chance_and_is_kept_between_its_limits():
    family = StudentsMemory(spread=3.0, ease_spread=0.0, items=1, base=2.0, growth=1.0)
    word = torch.zeros(4, dtype=torch.long)
    memory = family.start(torch.tensor([[-10.0], [0.0], [1 / 3], [10.0]], dtype=torch.float64))
    days = torch.tensor([15 / 1440, 2.0, 2.0, 274.0], dtype=torch.float64)  # the shortest, h, h / 2, the longest
    assert family.recall(memory, word, days).squeeze(1).tolist() == pytest.approx([0.5, 0.5, 0.5**0.5, 0.5])
    again = family.reviewed(memory, word, days, torch.ones(4, 1))
    assert family.recall(again, word, days)[1].item() == pytest.approx(0.5**0.5)


@pytest.mark.parametrize("model", ["half-life", "fsrs"])
def test_the_trait_is_integrated_out_as_scipy_does(model: str):
    family = StudentsMemory(model=model, items=2, shots=3, query_shots=2)
    batch = family.sample(generator(1), 2)
    ours = family.solution(batch).predict(batch.query.inputs).sigmoid()
    for task in range(2):
        one = batch.select(task)
        word, days = family.asked(one.support.inputs), 10 ** one.support.inputs[..., 2].double()
        query, later = family.asked(one.query.inputs), 10 ** one.query.inputs[..., 2].double()

        def joint(z: float, asked: int, one=one, word=word, days=days, query=query, later=later) -> float:
            memory = family.start(torch.tensor([[z]], dtype=torch.float64))
            density = stats.norm.pdf(z)
            for shot in range(3):
                chance = family.recall(memory, word[:, shot], days[:, shot]).item()
                right = one.support.targets[:, shot]
                density *= chance if right.item() else 1 - chance
                memory = family.reviewed(memory, word[:, shot], days[:, shot], right)
            return density * (family.recall(memory, query[:, asked], later[:, asked]).item() if asked >= 0 else 1.0)

        evidence, _ = integrate.quad(joint, -5, 5, args=(-1,), limit=40, epsrel=1e-5)
        expected, _ = integrate.quad(joint, -5, 5, args=(1,), limit=40, epsrel=1e-5)
        assert ours[task, 1, 0].item() == pytest.approx(expected / evidence, rel=1e-3)


@pytest.mark.parametrize("family", FAMILIES, ids=repr)
def test_the_solution_is_calibrated_and_below_every_baseline(family):
    batch = family.sample(generator(3), 1500, "test")
    oracle, *baselines = family.references(batch)
    assert [each.key for each in baselines] == ["item-mean", "rasch"]
    assert all(oracle.loss.mean() < each.loss.mean() + 1e-3 for each in baselines)
    chance = oracle.prediction.sigmoid()
    surprise = (batch.query.targets - chance).mean() / (chance * (1 - chance)).mean().sqrt()
    assert abs(surprise) * math.sqrt(1500) < 3.5  # answers of a student share a trait: fewer than 15,000 count


def test_a_skill_that_is_practised_is_answered_better():
    family = StudentsBkt(skills=1, shots=20, query_shots=20)
    batch = family.sample(generator(), 2000)
    assert batch.query.targets.mean() > batch.support.targets.mean() + 0.1
    assert torch.equal(batch.support.inputs[0, :, -1], torch.arange(20) / 10)


def test_the_filter_leaves_out_what_the_support_set_does_not_tell():
    family = StudentsBkt(skills=1, spread=0.0, shots=1, known=0.3)
    asked = family.inputs(torch.zeros(1, 1, dtype=torch.long))
    _, known, _ = family.filtered(Examples(asked, torch.ones(1, 1, 1)))
    posterior = 0.3 * 0.9 / (0.3 * 0.9 + 0.7 * 0.2)
    assert known[0, 40, 0].item() == pytest.approx(posterior + (1 - posterior) * 0.1)
