"""Fits against values known from elsewhere: learning curves to 16 digits, Bass (1969), R."""

from __future__ import annotations

import math

import numpy as np
import pytest
import rampcast as rc

#: Learning rate, units, hours of that unit and of all so far over those of the first: by the unit
#: theory (sums of powers), then by that of the cumulative average.
KNOWN = [
    (0.70, 2, 0.7, 1.7, 0.4, 1.4),
    (0.70, 10, 0.3057924983515848, 4.931771074482292, 0.1524648971883191, 3.057924983515848),
    (0.70, 100, 0.09350905204810396, 17.79070777023449, 0.04550918280750805, 9.350905204810396),
    (0.70, 1000, 0.02859436664427808, 57.40064188911666, 0.01388404573861904, 28.59436664427808),
    (0.70, 20000, 0.006120759970454511, 250.6643295487991, 0.00297121931554527, 122.4151994090902),
    (0.75, 2, 0.75, 1.75, 0.5, 1.5),
    (0.75, 10, 0.384558575793691, 5.588554469299564, 0.2298549921105795, 3.84558575793691),
    (0.75, 100, 0.147885298216472, 24.17858241711891, 0.08668772474484257, 14.7885298216472),
    (0.75, 1000, 0.05687055966295173, 96.07282940558564, 0.0332740516123755, 56.87055966295173),
    (0.75, 20000, 0.01640254607143113, 559.6384877685626, 0.009594973926302915, 328.0509214286227),
    (0.80, 2, 0.8, 1.8, 0.6, 1.6),
    (0.80, 10, 0.4765098748902245, 6.315373017615902, 0.3285522638039621, 4.765098748902245),
    (0.80, 100, 0.2270616608678974, 32.65081083318005, 0.1542130582753684, 22.70616608678974),
    (0.80, 1000, 0.1081971236125283, 158.6709229568392, 0.07337724413882619, 108.1971236125283),
    (0.80, 20000, 0.04124559826887043, 1215.626887829535, 0.0279677064885929, 824.9119653774085),
    (0.85, 2, 0.85, 1.85, 0.7, 1.7),
    (0.85, 10, 0.582820402326798, 7.116062726675126, 0.4516279201722591, 5.82820402326798),
    (0.85, 100, 0.3396796213683707, 43.75386713923054, 0.2603426619363397, 33.96796213683707),
    (0.85, 1000, 0.1979722135881283, 257.917964986516, 0.1515723827760052, 197.9722135881283),
    (0.85, 20000, 0.09807490839701575, 2561.520418290155, 0.07508019022315291, 1961.498167940315),
    (0.90, 2, 0.9, 1.9, 0.8, 1.8),
    (0.90, 10, 0.7046880495123459, 7.994478550439265, 0.6022993536858702, 7.046880495123459),
    (0.90, 100, 0.4965852471255145, 58.14102025550265, 0.4214240336375908, 49.65852471255145),
    (0.90, 1000, 0.3499376892134851, 412.1718350193714, 0.2967686397660294, 349.9376892134851),
    (0.90, 20000, 0.2219372168964375, 5233.83138206124, 0.1882027885737595, 4438.744337928749),
    (0.95, 2, 0.95, 1.95, 0.9, 1.9),
    (0.95, 10, 0.8433336286884089, 8.954493865283323, 0.7839250601514205, 8.433336286884089),
    (0.95, 100, 0.7112116092767592, 76.58638618979966, 0.6588260906595598, 71.12116092767592),
    (0.95, 1000, 0.5997886672166922, 647.4463069347915, 0.5554245145679092, 599.7886672166922),
    (0.95, 20000, 0.4805308555115356, 10378.30903686921, 0.444972116020102, 9610.617110230713),
]


@pytest.mark.parametrize(("rate", "count", "unit", "total", "other_unit", "other_total"), KNOWN)
def test_learning_curves_to_the_last_unit(
    rate: float, count: int, unit: float, total: float, other_unit: float, other_total: float
) -> None:
    first = 250.0
    by_unit = rc.fit_learning([1, 2, 8], first * rate ** np.array([0, 1, 3]), theory="unit")
    averages = first * rate ** np.array([0, 1, 3])
    by_average = rc.fit_learning(
        [1, 2, 8], averages, theory="cumulative average", hours_are="average"
    )
    for found, last, every in ((by_unit, unit, total), (by_average, other_unit, other_total)):
        assert found.parameters["value"] == pytest.approx([first, rate], rel=1e-11)
        told = found.predict([(count, count), (1, count)])["value"]
        assert told == pytest.approx([first * last, first * every / count], rel=1e-10)


#: Video recorders sold by year, an example of many textbooks.
RECORDERS = np.array([840, 1470, 2110, 4000, 7590, 10950, 10530, 9470, 7790, 5890.0])


def test_bass_as_in_1969() -> None:
    # Least squares of sales on what had been sold before: p m + (q - p) X - (q / m) X^2.
    def sales(before: np.ndarray, m: float, p: float, q: float) -> np.ndarray:
        return p * m + (q - p) * before - q / m * before**2

    before = np.concatenate([[0], np.cumsum(RECORDERS)[:-1]])
    found = rc.fit(sales, before, RECORDERS, start={"m": 60_000, "p": 0.02, "q": 0.5})
    assert found["m"] == pytest.approx(62665.447, abs=5e-4)
    assert found["p"] == pytest.approx(0.02164678, abs=5e-9)
    assert found["q"] == pytest.approx(0.68052504, abs=5e-9)


def test_bass_by_period_with_its_errors() -> None:
    edges = 365.25 * np.arange(11)  # a year of rates by the year
    found = rc.fit("bass", edges, RECORDERS, totals=True, share_of="total")
    assert found.parameters["value"] == pytest.approx(
        [67660.02493, 0.008788962557, 0.642158903], rel=1e-9
    )
    assert found.parameters["standard_error"] == pytest.approx(
        [3070.90594, 0.00177644820, 0.0425712928], rel=1e-7
    )


def test_straight_lines_as_r_fits_them() -> None:
    # R's cars: lm(dist ~ speed) and its summary, AIC and prediction at 21.
    speed = "4 4 7 7 8 9 10 10 10 11 11 12 12 12 12 13 13 13 13 14 14 14 14 15 15 15 16 16 17 17 17"
    speed += " 18 18 18 18 19 19 19 20 20 20 20 20 22 23 24 24 24 24 25"
    dist = "2 10 4 22 16 10 18 26 34 17 28 14 20 24 28 26 34 34 46 26 36 60 80 20 26 54 32 40 32 40"
    dist += " 50 42 56 76 84 36 46 68 32 48 52 56 64 66 54 70 92 93 120 85"
    x, y = np.array(speed.split(), float), np.array(dist.split(), float)

    def line(x: np.ndarray, a: float, b: float) -> np.ndarray:
        return a + b * x

    found = rc.fit(line, x, y)
    assert found.parameters["value"] == pytest.approx([-17.5790949, 3.9324088], abs=5e-8)
    assert found.parameters["standard_error"] == pytest.approx([6.7584402, 0.4155128], abs=5e-8)
    assert found.residual_sd == pytest.approx(15.37959, abs=5e-6)
    assert found.r_squared == pytest.approx(0.6510794, abs=5e-8)
    assert found.aic == pytest.approx(419.1569, abs=5e-5)
    assert found.bic == pytest.approx(424.8929, abs=5e-5)
    # By the textbook's closed form.
    t_95 = 2.010634757624  # 97.5 % of Student's t with 48 degrees of freedom
    off = (21 - x.mean()) ** 2 / ((x - x.mean()) ** 2).sum()
    half = t_95 * found.residual_sd * math.sqrt(1 + 1 / len(x) + off)
    told = found.predict(np.array([21.0]), 0.95)
    assert told["high"][0] - told["value"][0] == pytest.approx(half, rel=1e-9)
