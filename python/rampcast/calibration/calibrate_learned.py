"""The plant as calibration leaves it: numbers that have moved as lists of their values."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import _core
from .calibrate_drivers import Mixed
from .calibrate_plant import weighted

#: A driver that has moved less, on the normal scale, stays as it was stated.
_MOVED = 0.03
#: Values a list has, and the least rank correlation that is stated.
_VALUES, _CORRELATED = 500, 0.05
#: Draws that an option's own list takes.
_ENOUGH = 50
#: From this contraction on a number is no assumption any more.
LEARNED = 0.4


class _Overrides:
    """Which options state a driver anew."""

    def __init__(self, plant: _core.Plant) -> None:
        self.questions = plant.alternatives
        #: By driver, by question and option, the path the option writes it with.
        self.of: dict[str, dict[tuple[int, str], str]] = {}
        #: What options set as a whole, such as a mix.
        self.whole: list[str] = []
        if not self.questions:
            return
        bare = plant.replace("alternatives", [])
        numbers = {each["path"]: each for each in _core.stated_numbers(bare)}
        for k, question in enumerate(self.questions):
            for option in question.options:
                for path, value in option.set.items():
                    self._add(bare, numbers, path, value, (k, option.name))

    def _add(
        self, bare: _core.Plant, numbers: dict[str, Any], path: str, value: Any, place: Any
    ) -> None:
        found = [path] if path in numbers else []
        if not found:
            # A path may leave out what is plain, such as ``stations``.
            changed = _core.stated_numbers(bare.replace(path, value))
            found = [e["path"] for e in changed if numbers.get(e["path"]) != e]
        if len(found) == 1 and found[0] in numbers:
            self.of.setdefault(found[0], {})[place] = path
        else:
            self.whole += [path, *found]

    def states_part_of(self, driver: str) -> bool:
        """Whether an option states a driver as part of something larger."""
        return any(driver == each or driver.startswith(f"{each}.") for each in self.whole)


def conditioned_plant(
    plant: _core.Plant,
    mixed: Mixed,
    weights: dict[tuple[str, str], float],
    units: dict[str, str],
    effective: float,
    until: str,
) -> _core.Plant:
    """The plant with drivers as lists of their values: of each option where one question's options
    state a driver anew. weights: of options. effective: independent draws. until: the last
    figure's period."""
    made = weighted(plant, weights)
    drivers = mixed.drivers
    if not drivers:
        return made
    normals, numbers = mixed.normals, mixed.numbers
    ranks = _ranks(normals)
    # Within three standard errors of nothing learned.
    least = max(_MOVED, 3 * np.sqrt(2 / effective))
    moved = (mixed.within > least) | (np.abs(normals.mean(axis=0)) > least)
    together = np.corrcoef(ranks.T).reshape(len(drivers), len(drivers))
    stated = {tuple(each.between): each.rank for each in plant.correlations}
    of = {name: i for i, name in enumerate(drivers)}
    # What goes with what has moved moves too.
    far = np.abs(np.nan_to_num(together)) > max(2 * _CORRELATED, 4 / np.sqrt(effective))
    moved |= (far & moved[np.newaxis, :]).any(axis=1)
    notes = {each["path"]: each for each in _core.stated_numbers(plant)}
    overrides = _Overrides(made)
    replaced = []
    for i in np.flatnonzero(moved):
        values = numbers[:, i].copy()
        if np.isnan(values).all() or overrides.states_part_of(drivers[i]):
            continue
        if units.get(drivers[i]) == "date":
            values += mixed.reference.toordinal() - 719163
        note = _note(notes.get(drivers[i], {}), float(mixed.within[i]), until)
        try:
            made = _with_values(made, drivers[i], values, mixed, overrides, note)
        except (ValueError, TypeError):
            continue  # a number that is part of a list
        replaced.append(int(i))
    kept = [
        each
        for each in plant.correlations
        if not (
            set(each.between) <= set(of) and {of[name] for name in each.between} & set(replaced)
        )
    ]
    pairs = _pairs(together, replaced, stated, of, effective)
    rows = [
        _core.Correlation(between=[drivers[i], drivers[k]], rank=float(rank))
        for (i, k), rank in pairs.items()
    ]
    return made.replace("correlation", [*kept, *rows]) if rows or plant.correlations else made


def _note(stated: dict[str, Any], learned: float, until: str) -> dict[str, Any]:
    """Kind and source of a number that has learned."""
    said = [stated["source"]] if stated.get("source") else []
    said.append(f"narrowed by {max(learned, 0):.0%} by what was made to {until}")
    kind = "fact" if learned >= LEARNED else "assumption"
    return {"kind": kind, "source": "; ".join(said)}


def _listed(values: np.ndarray) -> _core.Empirical:
    known = values[~np.isnan(values)]
    return _core.Empirical(np.quantile(known, (np.arange(_VALUES) + 0.5) / _VALUES).tolist())


def _with_values(
    plant: _core.Plant,
    driver: str,
    values: np.ndarray,
    mixed: Mixed,
    overrides: _Overrides,
    note: dict[str, Any],
) -> _core.Plant:
    """The plant with a driver as its values are."""
    own = overrides.of.get(driver, {})
    asked = {k for k, _ in own}
    if not own:
        return plant.replace(driver, _core.Stated(_listed(values), **note))
    chosen = [each.options for each in mixed.alternatives]
    questions = plant.alternatives
    if len(asked) > 1:  # no list of one option holds for what several state
        for (k, name), path in own.items():
            _set(questions, k, name, path, None)
        bare = plant.replace("alternatives", questions)
        return bare.replace(driver, _core.Stated(_listed(values), **note))
    (k,) = asked
    option_of = np.array([chosen[c][k] for c in mixed.combination])
    known = ~np.isnan(values)
    for (_, name), path in own.items():
        there = known & (option_of == name)
        if there.sum() >= _ENOUGH:
            _set(questions, k, name, path, _listed(values[there]))
    made = plant.replace("alternatives", questions)
    rest = known & ~np.isin(option_of, [name for _, name in own])
    if rest.sum() >= _ENOUGH:
        made = made.replace(driver, _core.Stated(_listed(values[rest]), **note))
    return made


def _set(questions: list[Any], k: int, name: str, path: str, value: Any) -> None:
    """Changes what an option sets, in place; None takes it away."""
    options = questions[k].options
    for option in options:
        if option.name == name:
            settings = {p: v for p, v in option.set.items() if p != path}
            option.set = settings if value is None else settings | {path: value}
    questions[k].options = options


def _ranks(normals: np.ndarray) -> np.ndarray:
    order = normals.argsort(axis=0, kind="stable")
    made = np.empty_like(normals)
    np.put_along_axis(made, order, np.arange(len(normals), dtype=float)[:, np.newaxis], axis=0)
    return made


def _pairs(
    together: np.ndarray,
    replaced: list[int],
    stated: dict[tuple[str, ...], float],
    of: dict,
    effective: float,
) -> dict[tuple[int, int], float]:
    """Rank correlations of what was replaced, and of what was stated to go with it, that are
    possible together."""
    own = {
        (of[a], of[b])
        for a, b in (pair for pair in stated if len(pair) == 2)
        if a in of and b in of and (of[a] in replaced or of[b] in replaced)
    }
    involved = sorted(set(replaced) | {i for pair in own for i in pair})
    if len(involved) < 2:
        return {}
    ranks = together[np.ix_(involved, involved)]
    kept = np.abs(ranks) > max(_CORRELATED, 3 / np.sqrt(effective))
    for a, b in own:
        i, k = involved.index(a), involved.index(b)
        kept[i, k] = kept[k, i] = True
    ranks = np.where(kept, ranks, 0.0)
    np.fill_diagonal(ranks, 1.0)
    normal = 2 * np.sin(np.pi / 6 * ranks)
    for _ in range(20):
        values, vectors = np.linalg.eigh(normal)
        if values[0] > 1e-3:
            break
        normal = (vectors * np.maximum(values, 0.01)) @ vectors.T
        scale = np.sqrt(np.diag(normal))
        normal = normal / np.outer(scale, scale)
    ranks = 6 / np.pi * np.arcsin(normal.clip(-1, 1) / 2)
    return {
        (involved[i], involved[k]): round(float(ranks[i, k]), 4)
        for i in range(len(involved))
        for k in range(i + 1, len(involved))
        if abs(ranks[i, k]) > 1e-3
    }
