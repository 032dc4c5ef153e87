"""Plants: construction, text, copies, errors, dates, and parts that read back."""

import copy
import datetime
import pickle
import re
import subprocess
import sys

import pytest
import rampcast as rc

AS_OF = datetime.date(2024, 3, 22)


def evaluate(text):
    return eval(text, {"datetime": datetime, **{name: getattr(rc, name) for name in rc.__all__}})


def sample_plant():
    """A valid plant with something of everything."""
    return rc.Plant(
        "天水 AI servers",
        id="tianshui",
        unit="server",
        as_of=AS_OF,
        vat_rate=0.13,
        timeline=rc.Timeline(datetime.date(2024, 1, 1), datetime.date(2027, 1, 1)),
        targets=[
            rc.Target(
                "announced",
                from_=datetime.date(2025, 1, 1),
                units_per_year=20_000,
                value_per_year=5e9,
                kind="fact",
                source="newspaper",
                known_on=AS_OF,
            )
        ],
        actuals=[rc.Actual(period="2023", units=914)],
        milestones=[
            rc.Milestone(
                "trial run", on=rc.Stated(datetime.date(2023, 11, 24), kind="fact", source="news")
            ),
            rc.Milestone("phase 2 power", after=["trial run"], days=rc.Pert(180, 300, 540)),
        ],
        calendars=[
            rc.Calendar(
                "one shift",
                hours_per_shift=10,
                workdays=["Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
                closed=[rc.Closure(from_=datetime.date(2024, 2, 9), to=datetime.date(2024, 2, 17))],
                extra_workdays=[datetime.date(2024, 2, 4)],
            )
        ],
        lines=[
            rc.Line(
                "L1",
                starts="trial run",
                calendar="one shift",
                stations=[
                    rc.Station("assembly", cycle_time_s=600, first_pass_yield=0.99),
                    rc.Station(
                        "burn-in",
                        cycle_time_s=rc.Pert(86_400, 172_800, 259_200),
                        places=rc.Stated(rc.Pert(8, 16, 40), kind="assumption", source="guess"),
                        calendar="round the clock",
                        on_failure="restart",
                    ),
                ],
                ramp=rc.Logistic(midpoint_days=rc.Metalog(60, 150, 320), rise_days=200),
                noise=rc.Noise(sd=0.2, month_correlation=0.8),
                changes=[
                    rc.Change(on="phase 2 power", set={"burn-in.places": rc.Pert(56, 116, 280)}),
                    rc.Change(on=datetime.date(2026, 1, 1), set={"calendar": "round the clock"}),
                ],
            ),
            rc.Line(
                "L2",
                starts=datetime.date(2024, 10, 1),
                nameplate=rc.Nameplate(units_per_year=10_000),
                ramp=rc.Exponential(time_constant_days=120),
            ),
        ],
        components=[
            rc.Component(
                "card",
                arrivals=[
                    rc.Arrival(
                        from_=datetime.date(2024, 1, 1), per_year=rc.LogNormal.p10_p90(5e3, 4e4)
                    ),
                    rc.Arrival(from_=datetime.date(2025, 1, 1), growth=1.5),
                ],
            )
        ],
        products=[
            rc.Product(
                "training",
                price=rc.Price(start=rc.Pert(850e3, 1.1e6, 1.55e6), on=AS_OF),
                components={"card": 8},
            ),
            rc.Product(
                "inference",
                price=rc.Price(start=220e3, erosion_per_year=0.1, includes_vat=True),
                components={"card": 4},
            ),
        ],
        orders=rc.Orders(
            arrivals=[
                rc.Arrival(
                    from_=datetime.date(2024, 1, 1), per_year=rc.LogNormal.p10_p90(700, 5200)
                )
            ]
        ),
        alternatives=[
            rc.Alternatives(
                "product mix",
                options=[
                    rc.Option("training leads", weight=0.6, set={"mix": {"training": 0.8}}),
                    rc.Option(
                        "inference leads",
                        weight=0.4,
                        set={"mix": [rc.MixPoint(shares={"training": 0.3, "inference": 0.7})]},
                    ),
                ],
            ),
            rc.Alternatives(
                "reading of 914",
                options=[
                    rc.Option("as stated", weight=0.5),
                    rc.Option(
                        "a rate",
                        weight=0.5,
                        set={
                            "line.L1.ramp": rc.Logistic(
                                midpoint_days=rc.Uniform(9, 60), rise_days=80
                            ),
                            "line.L2.calendar": "one shift",
                            "line.L1.burn-in.cycle_time_h": 50,
                        },
                    ),
                ],
            ),
        ],
        correlations=[
            rc.Correlation(
                between=[
                    "component.card.arrivals.2024-01-01.per_year",
                    "orders.arrivals.2024-01-01.per_year",
                ],
                rank=0.4,
            )
        ],
    )


def parts(plant):
    """Every object of the sample."""
    return [
        plant,
        plant.timeline,
        *plant.targets,
        *plant.actuals,
        *plant.milestones,
        *plant.calendars,
        *plant.calendars[0].closed,
        *plant.lines,
        *plant.lines[0].stations,
        *plant.lines[0].changes,
        plant.lines[0].noise,
        plant.lines[1].nameplate,
        *plant.components,
        *plant.components[0].arrivals,
        *plant.products,
        plant.products[0].price,
        plant.orders,
        *plant.alternatives,
        *plant.alternatives[0].options,
        *plant.alternatives[1].options,
        *plant.correlations,
    ]


@pytest.mark.parametrize("part", parts(sample_plant()), ids=lambda part: type(part).__name__)
def test_text_pickle_and_copies_give_an_equal_one(part):
    assert evaluate(repr(part)) == part
    assert pickle.loads(pickle.dumps(part)) == part
    assert copy.copy(part) == part
    assert copy.deepcopy([part]) == [part]


def test_the_sample_is_valid_and_survives_a_file(tmp_path):
    plant = sample_plant()
    rc.validate(plant)
    assert rc.combination_count(plant) == 4
    rc.save_plant(plant, tmp_path / "plant.toml")
    assert rc.load_plant(str(tmp_path / "plant.toml")) == plant
    assert rc.parse_plant(rc.to_toml(plant)) == plant


def test_text_leaves_out_what_is_as_usual():
    assert repr(rc.Station("packing", cycle_time_s=480, places=2)) == (
        "Station('packing', cycle_time_s=480.0, places=2.0)"
    )
    assert repr(rc.Closure(from_=AS_OF, to=AS_OF)) == (
        "Closure(from_=datetime.date(2024, 3, 22), to=datetime.date(2024, 3, 22))"
    )


def test_dates_read_back_as_dates():
    plant = sample_plant()
    assert plant.as_of == AS_OF
    assert plant.lines[0].starts == "trial run"
    assert plant.lines[1].starts == datetime.date(2024, 10, 1)
    assert plant.milestones[0].on.value == datetime.date(2023, 11, 24)
    assert plant.products[0].price.on == AS_OF
    assert rc.Milestone("m", on=datetime.datetime(2024, 3, 22)).on == AS_OF
    uncertain = rc.Uniform(AS_OF, datetime.date(2024, 3, 23))
    assert uncertain.high - uncertain.low == 1
    assert rc.Milestone("m", on=uncertain).on == uncertain


def test_words_and_absent_parts():
    station = rc.Station("s", cycle_time_s=60)
    assert station.on_failure == "repair"
    assert station.mtbf_h is None
    assert rc.Line("L", starts=AS_OF).ramp == rc.Line("L", starts=AS_OF, ramp=None).ramp
    assert rc.Timeline(AS_OF, datetime.date(2025, 1, 1)).step == "month"
    assert rc.Timeline(AS_OF, datetime.date(2025, 1, 1), step="half-year").step == "half-year"


def test_provenance_of_targets_is_by_keywords():
    target = sample_plant().targets[0]
    assert (target.kind, target.source, target.known_on) == ("fact", "newspaper", AS_OF)


def test_parts_are_copies_and_assigning_replaces():
    plant = sample_plant()
    lines = plant.lines
    lines[0].calendar = ""
    assert plant.lines[0].calendar == "one shift"
    plant.lines = lines
    assert plant.lines[0].calendar == ""
    station = rc.Station("s", cycle_time_s=60)
    with pytest.raises(ValueError, match='Station "s": places is 0'):
        station.places = 0
    assert station.places == 1
    with pytest.raises(AttributeError):
        station.place = 2


def test_replace_changes_what_is_deep():
    plant = sample_plant()
    late = plant.replace("milestone.phase 2 power.days", rc.Pert(300, 420, 600))
    assert late.milestones[1].days == rc.Pert(300, 420, 600)
    assert plant == sample_plant()
    assert (
        plant.replace("line.L1.burn-in.cycle_time_h", 2).lines[0].stations[1].cycle_time_s == 7200
    )
    assert plant.replace("line.L2.starts", AS_OF).lines[1].starts == AS_OF
    assert plant.replace("line.L2.starts", "trial run").lines[1].starts == "trial run"
    assert plant.replace("line.L2.ramp", rc.Step(delay_days=9)).lines[1].ramp == rc.Step(
        delay_days=9
    )
    assert plant.replace("mix", {"training": 0.5}).mix == [rc.MixPoint(shares={"training": 0.5})]
    assert plant.replace("product.training.price.includes_vat", True).products[0].price.includes_vat
    stated = rc.Stated(0.9, kind="fact")
    assert (
        plant.replace("line.L1.assembly.performance", stated).lines[0].stations[0].performance
        == stated
    )
    with pytest.raises(ValueError, match="the nearest is"):
        plant.replace("line.L1.rampp", 3)
    day = datetime.date(2024, 5, 6)
    assert plant.replace("line.L2.starts", "2024-05-06").lines[1].starts == day
    with pytest.raises(ValueError, match="places is -1"):
        plant.replace("line.L1.burn-in.places", -1)
    with pytest.raises(TypeError, match="must be a number, a date, a distribution"):
        plant.replace("line.L1.burn-in.places", object())


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (
            lambda: rc.Station("burn-in", cycle_time_s=-3),
            '^Station "burn-in": cycle_time_s is -3, must be greater than 0$',
        ),
        (lambda: rc.Station("s", cycle_time_s=float("nan")), "cycle_time_s is nan"),
        (lambda: rc.Station("s", cycle_time_s=1e300), "larger than any quantity"),
        (
            lambda: rc.Station("s", cycle_time_s=1, first_pass_yield=rc.Normal(0.9, 0.1)),
            r"first_pass_yield \(normal\) can be",
        ),
        (
            lambda: rc.Station("s", cycle_time_s=1, on_failure="ignore"),
            '"ignore", must be "repair", "restart" or "scrap"',
        ),
        (lambda: rc.Timeline(AS_OF, AS_OF), "start is 2024-03-22, must be before end"),
        (lambda: rc.Timeline(AS_OF, datetime.date(2300, 1, 1)), "1900 to 2200"),
        (lambda: rc.Timeline(AS_OF, AS_OF, step="fortnight"), 'step is "fortnight"'),
        (lambda: rc.Calendar("c", hours_per_shift=12, shifts_per_day=3), 'Calendar "c": '),
        (lambda: rc.Calendar("c", workdays=["Monday"]), "Monday"),
        (lambda: rc.Correlation(between=["a", "a"], rank=0.5), "two different numbers"),
        (lambda: rc.Correlation(between=["a", "b"], rank=1), "rank is 1"),
        (lambda: rc.Milestone("m", on=datetime.datetime(2024, 1, 1, 12)), "without a time"),
        (lambda: rc.Plant("\ud800", id="x", lines=[]), "surrogates"),
        (lambda: rc.MixPoint(shares={"a": 2}), r"shares\['a'\] is 2"),
    ],
)
def test_values_that_are_refused(make, words):
    with pytest.raises(ValueError, match=words):
        make()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: rc.Nameplate(), "Nameplate: units_per_year is missing"),
        (
            lambda: rc.Station("s", cycle_time=1),
            'Station "s": there is no parameter "cycle_time"; the nearest is "cycle_time_s"',
        ),
        (lambda: rc.Station("s", 60), "only name may be given by position"),
        (lambda: rc.Station("s", name="t", cycle_time_s=1), "name is given twice"),
        (
            lambda: rc.Station("s", cycle_time_s="60"),
            "cycle_time_s must be a number, a distribution or Stated, not str",
        ),
        (lambda: rc.Station(3, cycle_time_s=60), "name must be str, not int"),
        (lambda: rc.Milestone("m", on=[2024]), "on must be a date, a distribution"),
        (lambda: rc.Milestone("m", after="trial run"), "after must be a list of str, not str"),
        (lambda: rc.Line("L", starts=AS_OF, ramp=3), "ramp must be a ramp curve or None, not int"),
        (
            lambda: rc.Line("L", starts=AS_OF, stations=[3]),
            r"stations\[0\] must be Station, not int",
        ),
        (lambda: rc.Price(start=1, includes_vat=1), "includes_vat must be True or False, not int"),
        (lambda: rc.Product("p", components=[8]), "components must be a dict, not list"),
        (lambda: rc.Plant(id="x"), "Plant: lines is missing"),
    ],
)
def test_types_that_are_refused(make, words):
    with pytest.raises(TypeError, match=words):
        make()


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(OSError, match=r"missing\.toml"):
        rc.load_plant(tmp_path / "missing.toml")
    with pytest.raises(ValueError, match=r"^scenario:1:\d+: "):
        rc.parse_plant("[plan]\n")


def test_stated_numbers_are_listed_in_order():
    rows = rc.stated_numbers(sample_plant())
    paths = [row["path"] for row in rows]
    assert paths.index("milestone.trial run.on") < paths.index("line.L1.stations.burn-in.places")
    by_path = {row["path"]: row for row in rows}
    milestone = by_path["milestone.trial run.on"]
    assert milestone["value"] == datetime.date(2023, 11, 24)
    assert (milestone["kind"], milestone["source"], milestone["uncertain"]) == (
        "fact",
        "news",
        False,
    )
    places = by_path["line.L1.stations.burn-in.places"]
    assert places["value"] == rc.Pert(8, 16, 40)
    assert places["uncertain"]
    assert places["alternatives"] == ""
    midpoints = [row for row in rows if row["path"] == "line.L1.ramp.midpoint_days"]
    assert [row["alternatives"] for row in midpoints] == ["", "reading of 914: a rate"]
    assert by_path["target.announced.units_per_year"]["known_on"] == AS_OF


def test_small_functions():
    assert rc.parse_period("2025-Q1") == (
        "quarter",
        datetime.date(2025, 1, 1),
        datetime.date(2025, 4, 1),
    )
    with pytest.raises(ValueError, match="is not a period"):
        rc.parse_period("2025-Q5")
    plant = sample_plant()
    assert rc.default_timeline(plant) == plant.timeline
    plant.timeline = None
    assert rc.default_timeline(plant) == rc.Timeline(
        datetime.date(2024, 3, 1), datetime.date(2028, 1, 1)
    )
    record = rc.oee(planned_busy_time_h=8, down_time_h=1, ideal_cycle_s=60, made=400, rejected=20)
    assert record.oee == pytest.approx(60 * 380 / (8 * 3600), rel=1e-14)
    assert rc.memory_bytes(plant, threads=1) > 1e5
    kept = rc.memory_bytes(plant, paths=1 << 20, keep_paths=True)
    assert kept - rc.memory_bytes(plant) >= 2 * 4 * 36 * (1 << 20)
    with pytest.raises(TypeError, match='no option "path"; the nearest is "paths"'):
        rc.memory_bytes(plant, path=3)
    nothing = rc.oee(planned_busy_time_h=8, down_time_h=1, ideal_cycle_s=60, made=0, rejected=0)
    assert (nothing.availability, nothing.oee, nothing.teep) == (7 / 8, 0, 0)
    assert rc.warnings(sample_plant()) == rc.warnings(sample_plant())
    assert '"$schema"' in rc.json_schema()


def test_dates_may_be_text():
    day, last = datetime.date(2024, 7, 1), datetime.date(2025, 7, 1)
    assert rc.Timeline("2024-07-01", "2025-07-01") == rc.Timeline(day, last)
    assert rc.Line("L1", starts="2024-07-01").starts == day
    assert rc.Milestone("m", on="2024-07-01").on == day
    assert rc.Milestone("m", on=rc.Uniform("2024-07-01", "2025-07-01")).on == rc.Uniform(day, last)
    assert rc.Stated("2024-07-01", known_on="2024-07-01").value == day
    assert rc.Change(on="2024-07-01", set={"s.places": 2}).on == day
    assert rc.Line("L1", starts="trial run").starts == "trial run"
    plant = sample_plant()
    plant.as_of = "2024-07-01"
    assert plant.as_of == day
    with pytest.raises(ValueError, match='as_of: "1 July" is not a date; write it like 2025-03-05'):
        plant.as_of = "1 July"
    with pytest.raises(ValueError, match="day 31 is not a date"):
        rc.Line("L1", starts="2024-06-31")


def test_money_without_end_is_refused_in_fitting_words():
    with pytest.raises(ValueError, match="start is inf, must be a finite number, at least 0"):
        rc.Price(start=float("inf"))


def test_near_names_look_at_parts_of_names():
    plant = sample_plant()
    plant.milestones = [
        rc.Milestone("power", on="2024-01-01"),
        rc.Milestone("module lines work", after=["power"], days=30),
    ]
    with pytest.raises(ValueError, match=r'the nearest is "milestone\.module lines work"'):
        plant.replace("milestone.module.days", 3)


def test_what_may_be_a_slip_draws_a_warning():
    line = rc.Line("L1", starts="2030-01-01", nameplate=rc.Nameplate(units_per_year=100))
    plant = rc.Plant(id="p", as_of="2024-01-01", lines=[line])
    plant.products = [rc.Product("a", price=rc.Price(start=1))]
    late, money = sorted(rc.warnings(plant), reverse=True)
    assert late.startswith('line "L1": starts on 2030-01-01 at the earliest, when the timeline is')
    assert money == "currency is left out; money is taken to be CNY"
    plant.currency = "EUR"
    plant.lines = [rc.Line("L1", starts="2023-01-01", nameplate=rc.Nameplate(units_per_year=100))]
    assert not [each for each in rc.warnings(plant) if "starts" in each or "currency" in each]


def test_a_subinterpreter_is_refused(tmp_path):
    pytest.importorskip("_xxsubinterpreters")
    inner = tmp_path / "inner.py"
    inner.write_text(f"import sys\nsys.path[:0] = {sys.path!r}\nimport rampcast._core\n")
    outer = tmp_path / "outer.py"
    outer.write_text(
        "import _xxsubinterpreters as interpreters\n"
        "made = interpreters.create(isolated=False)\n"
        "try:\n"
        f"    interpreters.run_string(made, open({str(inner)!r}).read())\n"
        "except interpreters.RunFailedError as error:\n"
        "    print(error)\n"
    )
    # In a process of its own, which is stopped should it hang.
    run = subprocess.run(
        [sys.executable, str(outer)], capture_output=True, text=True, timeout=60, check=False
    )
    assert "rampcast cannot be imported in a subinterpreter" in run.stdout, run.stderr


def test_names_may_hold_a_dot():
    day = "2023-06-01"
    station = rc.Station("St. 1", cycle_time_s=rc.Pert(500, 600, 900), places=2)
    line = rc.Line(
        "No. 1 line",
        starts="U.S. power",
        calendar="8.5 hours",
        stations=[station],
        ramp=rc.Linear(rise_days=rc.Uniform(10, 90)),
        noise=rc.Noise(sd=0.1),
        changes=[
            rc.Change(on="U.S. power", lag_days=100, set={'"St. 1".places': 3}),
            rc.Change(on="2024-09-01", add={'"St. 1".places': rc.Uniform(0, 1)}),
        ],
    )
    plant = rc.Plant(
        id="v1.0",
        currency="EUR",
        as_of="2024-01-01",
        timeline=rc.Timeline("2024-01-01", "2026-01-01"),
        milestones=[rc.Milestone("U.S. power", on=day)],
        calendars=[rc.Calendar("8.5 hours", hours_per_shift=8.5)],
        lines=[line],
        components=[
            rc.Component(
                "card v1.2", arrivals=[rc.Arrival(from_=day, per_year=rc.Pert(1e5, 2e5, 3e5))]
            )
        ],
        products=[
            rc.Product(
                "A.1", price=rc.Price(start=100), components={"card v1.2": rc.Uniform(1, 2)}
            ),
            rc.Product("B.2", price=rc.Price(start=rc.Uniform(100, 200))),
        ],
        mix={"A.1": rc.Uniform(0.2, 0.8)},
        alternatives=[
            rc.Alternatives(
                "how.so",
                options=[
                    rc.Option("as is", weight=0.5),
                    rc.Option(
                        "v. slow",
                        weight=0.5,
                        set={
                            'line."No. 1 line"."St. 1".performance': 0.5,
                            'product."B.2".price.start': 90,
                        },
                    ),
                ],
            )
        ],
    )
    rc.validate(plant)
    assert not rc.warnings(plant)
    assert rc.parse_plant(rc.to_toml(plant)) == plant
    f = rc.forecast(plant, paths=1024)
    assert 'line."No. 1 line"."St. 1".cycle_time_s' in [
        name.replace("stations.", "") for name in f.drivers
    ]
    for name in f.drivers:
        assert plant.replace(name, 0.5) != plant, name
    plain = rc.parse_plant(
        rc.to_toml(plant)
        .replace("No. 1 line", "L1")
        .replace("St. 1", "S1")
        .replace("U.S. power", "power")
        .replace("card v1.2", "card")
        .replace("A.1", "A")
        .replace("B.2", "B")
        .replace("8.5 hours", "hours")
    )
    again = rc.forecast(plain, paths=65536)
    wanted = again.summary("value", "2025")["mean"]
    assert rc.forecast(plant, paths=65536).summary("value", "2025")["mean"] == pytest.approx(
        wanted, rel=0.01
    )
    with pytest.raises(ValueError, match=r'line "No. 1 line", station "St. 1": .*places is -1'):
        plant.replace('line."No. 1 line"."St. 1".places', -1)
    with pytest.raises(ValueError, match="must have no quote"):
        rc.validate(plant.replace('line."No. 1 line".name', 'a"b'))


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (
            {"metric": "unts", "at_least": 9, "period": "2025"},
            'target "x": metric is "unts", must be one of units, gross_output_value, ',
        ),
        (
            {"metric": "cash", "at_least": 9, "period": "2025"},
            'target "x": cash needs a product with a price',
        ),
        (
            {"metric": "revenue", "at_least": 9, "period": "2025"},
            'target "x": revenue needs a product with a price',
        ),
        (
            {"metric": "revenue", "units_per_year": 9, "from_": "2025-01-01"},
            'target "x": metric is stated beside an amount a year; it goes with at_least',
        ),
    ],
)
def test_metrics_of_targets_are_validated(target, words, tmp_path, capsys):
    from rampcast.cli import main

    plant = rc.Plant(
        id="p",
        as_of="2024-01-01",
        currency="EUR",
        lines=[rc.Line("L", starts="2024-01-01", nameplate=rc.Nameplate(units_per_year=100))],
    )
    rc.validate(plant)
    plant.targets = [rc.Target("x", **target)]
    with pytest.raises(ValueError, match=re.escape(words)):
        rc.validate(plant)
    path = tmp_path / "x.toml"
    lines = [f"{key.rstrip('_')} = {value!r}" for key, value in target.items()]
    lines = [line.replace("'2025-01-01'", "2025-01-01") for line in lines]
    path.write_text(
        '[plant]\nid = "p"\nas_of = 2024-01-01\n'
        '[[line]]\nname = "L"\nstarts = 2024-01-01\nnameplate = { units_per_year = 100 }\n'
        '[[target]]\nname = "x"\n' + "\n".join(lines)
    )
    assert main(["check", str(path)]) == 2
    error = capsys.readouterr().err
    assert words in error
    assert "x.toml:" in error
