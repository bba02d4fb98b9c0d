"""Search over learners with optuna's samplers, through its ask and tell (Akiba et al. 2019).

The strategy carries no study. At each meta-iteration it makes a fresh one with the same seed, asks it for every trial
so far and tells it the score that is kept, and so arrives where a study that had never been put away would be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from simulator.declaration import parameter
from simulator.strategies.base import State
from simulator.strategies.external.space import Space
from simulator.strategies.external.trials import External

if TYPE_CHECKING:
    from optuna import Study
    from optuna.distributions import BaseDistribution
    from optuna.samplers import BaseSampler

Sampler = Literal["random", "tpe", "cma-es", "genetic"]
POPULATION = 10  # of the genetic sampler: four generations in forty trials


class Search(External):
    """Each meta-iteration tries what the sampler suggests after all trials before it."""

    title = "Search over learners"
    summary = "Tries learners and inner settings one after the other, guided by how well each one adapted."
    explanation = (
        "Nothing is learned by gradients between the tasks: the outer loop tries out whole learners, with other sizes, "
        "other activations and other learning rates, and remembers how well each one adapted. What it tries next "
        "depends on what went well so far, as a breeder or an engineer would do it."
    )
    formula = (
        "λ* = argmin<sub>λ</sub> Σ<sub>i</sub> L<sub>i</sub>(adapt<sub>λ</sub>(θ<sub>0</sub>)), &nbsp; "
        "λ<sub>n+1</sub> ~ sampler(λ<sub>1</sub>, L<sub>1</sub>, …, λ<sub>n</sub>, L<sub>n</sub>)"
    )
    paper = "Akiba et al. 2019, Optuna: A Next-generation Hyperparameter Optimization Framework"

    kind: Literal["search"] = "search"
    sampler: Sampler = parameter(
        "tpe",
        "Sampler",
        "How the next candidate is chosen: random by chance, tpe near good ones and away from bad ones, cma-es from a "
        "moving cloud, genetic by crossing good ones.",
    )

    def propose(self, searched: Space, state: State) -> list[float]:
        names = axis_names(searched.size)
        study = new_study(self.sampler, int(state.moments["seed"]), names, state.moments["points"][0].tolist())
        for score in state.moments["scores"].tolist():
            study.tell(study.ask(unit_cube(names)), score)
        point = study.ask(unit_cube(names)).params
        return [point[name] for name in names[: searched.size]]

    def newest_generation(self, trials: int) -> int:
        if self.sampler != "genetic":
            return super().newest_generation(trials)
        return 1 + POPULATION * ((trials - 2) // POPULATION) if trials > 1 else 0  # the first trial is of none


def axis_names(size: int) -> list[str]:
    """What the coordinates of a point are called in a study: at least two, which CMA-ES needs; more stand idle."""
    return [f"x{index}" for index in range(max(size, 2))]


def unit_cube(names: list[str]) -> dict[str, BaseDistribution]:
    """Every coordinate between 0 and 1."""
    from optuna.distributions import FloatDistribution

    return {name: FloatDistribution(0.0, 1.0) for name in names}


def new_study(sampler: Sampler, seed: int, names: list[str], first: list[float]) -> Study:
    """A study that minimises, whose first trial is the point `first`, with all its random numbers from `seed`."""
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    study = optuna.create_study(sampler=_sampler(sampler, seed))
    study.enqueue_trial(dict(zip(names, [*first, 0.5][: len(names)], strict=True)))
    return study


def _sampler(sampler: Sampler, seed: int) -> BaseSampler:
    from optuna import samplers

    match sampler:
        case "random":
            return samplers.RandomSampler(seed)
        case "tpe":
            return samplers.TPESampler(seed=seed)
        case "cma-es":
            return samplers.CmaEsSampler(seed=seed, warn_independent_sampling=False)
        case "genetic":
            return samplers.NSGAIISampler(population_size=POPULATION, seed=seed)
