"""What the constraints cost: the same line over 36 months without any, and with all of them.

One thread, the same metrics (units and output value of every month). With all: a cap, people who
learn, two components (one with noise), orders with noise and a contract, and cash with uncertain
terms, costs, an investment and a loan. Prints seconds of a million paths and their ratio.
"""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import time

import rampcast as rc

PATHS = 16 * 2**16
START = dt.date(2024, 1, 1)
END = dt.date(2027, 1, 1)


def line() -> rc.Line:
    return rc.Line(
        "L1",
        starts=START,
        nameplate=rc.Nameplate(units_per_year=rc.Pert(8_000, 10_000, 11_000)),
        ramp=rc.Logistic(midpoint_days=rc.Normal(180, 30), rise_days=rc.LogNormal(5.48, 0.3)),
        noise=rc.Noise(sd=0.1, month_correlation=0),
    )


def rate(units: object) -> list[rc.Arrival]:
    return [rc.Arrival(from_=START, per_year=units)]


def free() -> rc.Plant:
    price = rc.Price(start=1_000, volatility_per_year=0.1)
    return rc.Plant(
        id="bench", as_of=START, lines=[line()], products=[rc.Product("unit", price=price)]
    )


def constrained() -> rc.Plant:
    return rc.Plant(
        id="bench",
        as_of=START,
        vat_rate=0.13,
        lines=[line()],
        caps=[rc.Cap("power", limits=rate(rc.Pert(6_000, 9_000, 12_000)))],
        labour=[
            rc.Labour(
                "people",
                headcount=[rc.Headcount(from_=START, people=rc.Pert(30, 40, 60))],
                hires=rate(10),
                attrition_per_year=0.1,
                hours_per_unit=9,
                learning_rate=0.9,
                units_at_start=500,
            )
        ],
        components=[
            rc.Component(
                "card",
                arrivals=rate(rc.LogNormal(11, 0.3)),
                noise=rc.Noise(sd=0.3, month_correlation=0.5),
            ),
            rc.Component("box", arrivals=rate(9_500), opening_stock=500),
        ],
        products=[
            rc.Product(
                "unit",
                price=rc.Price(start=1_000, volatility_per_year=0.1),
                material_share=rc.Pert(0.7, 0.8, 0.9),
                components={"card": 8, "box": 1},
            )
        ],
        orders=rc.Orders(
            arrivals=rate(rc.LogNormal(9, 0.3)),
            contracts=[rc.Contract("big", units=2_000, on=dt.date(2025, 3, 1), chance=0.5)],
            noise=rc.Noise(sd=0.4, month_correlation=0.3),
        ),
        sales=rc.Sales(stock_days=10, acceptance_days=rc.Pert(5, 20, 60)),
        costs=[rc.Cost("wages", rates=rate(300_000), bought_in=False)],
        investments=[rc.Investment("hall", amount=200_000, on=dt.date(2024, 6, 1))],
        tranches=[
            rc.Tranche(
                "bank",
                amount=500_000,
                on=dt.date(2024, 2, 1),
                rate_per_year=0.05,
                grace_days=180,
                repaid_by=dt.date(2026, 6, 30),
            )
        ],
        cash=rc.Cash(
            opening=1_000_000,
            credit_line=rc.LogNormal(13, 0.5),
            material_days=rc.Pert(-30, 0, 30),
            material_stock_days=15,
            advance_share=rc.Pert(0, 0.1, 0.4),
            advance_days=45,
            collection_days=rc.Pert(60, 120, 210),
            discounted_share=rc.Pert(0, 0.3, 0.7),
        ),
    )


def seconds(plant: rc.Plant) -> float:
    times = []
    for seed in (1, 2, 3):
        began = time.perf_counter()
        rc.forecast(
            plant,
            rc.Timeline(START, END),
            paths=PATHS,
            seed=seed,
            threads=1,
            metrics=["units", "gross_output_value"],
            steps=["month"],
        )
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def main() -> int:
    none, every = seconds(free()), seconds(constrained())
    print(f"{PATHS:,} paths x 36 months, one thread, median of 3 ({rc.engine.variant})")
    print(f"no constraint    {none:7.3f} s")
    print(f"all constraints  {every:7.3f} s")
    print(f"ratio            {every / none:7.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
