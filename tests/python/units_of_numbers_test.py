"""Every number has its unit, and says what it is where it is left out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import rampcast as rc
from rampcast import _core

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.toml"))
PLANTS = [path for path in EXAMPLES if "[plant]" in path.read_text(encoding="utf-8")]

MONEY = {
    "currency",
    "currency/year",
    "currency/unit",
    "currency/piece",
    "currency/person/year",
}
COUNTS = {"units", "units/day", "units/year", "pieces", "pieces/unit", "pieces/year"}
PEOPLE = {"people", "people/year"}
TIMES = {"s", "min", "h", "days", "working days", "h/month", "h/unit", "date"}
RATES = {"1", "1/month", "1/year", "1/year^0.5", "units or currency"}
CLOSED = MONEY | COUNTS | PEOPLE | TIMES | RATES

#: What a name ends with, and what its unit then ends with; the first that fits holds.
ENDINGS = [
    ("volatility_per_year", "1/year^0.5"),
    ("per_person_per_year", "currency/person/year"),
    ("units_per_year", "units/year"),
    ("value_per_year", "currency/year"),
    ("_per_year", "1/year"),
    ("per_year", "/year"),
    ("shifts_per_day", "1"),
    ("per_unit", "/unit"),
    ("per_month", "/month"),
    ("per_day", "/day"),
    ("working_days", "working days"),
    ("days", "days"),
    ("_h", "h"),
    ("_min", "min"),
    ("_s", "s"),
    ("_share", "1"),
    ("_yield", "1"),
    ("_scv", "1"),
    ("growth", "1"),
    ("multiplier", "1"),
    ("_rate", "1"),
    ("amount", "currency"),
    ("credit_line", "currency"),
    ("people", "people"),
    ("operators", "people"),
    ("opening_stock", "pieces"),
    ("opening_backlog", "units"),
    ("build_ahead_units", "units"),
    ("units_at_start", "units"),
    ("fiscal_year_starts", "1"),
    ("starts", "date"),
    ("repaid_by", "date"),
]
#: Rates of arrival, by what they are of.
OWNERS = {
    "cost": "currency/year",
    "orders": "units/year",
    "product_orders": "units/year",
    "component": "pieces/year",
    "labour": "people/year",
    "cap": "units/year",
}

EVERYTHING = """
[plant]
id = "all"
currency = "EUR"
as_of = 2024-01-01
vat_rate = 0.1
[[line]]
name = "L"
starts = 2024-02-01
stations = [{ name = "A", cycle_time_min = 10, mtbf_h = 90, mttr_h = 2 }]
ramp = { curve = "linear", rise_days = 90 }
noise = { sd = 0.1 }
changes = [{ on = 2025-01-01, lag_days = { pert = [1, 2, 4] }, set = { A.places = 2 } }]
[[cap]]
name = "power"
limits = [{ from = 2024-01-01, per_year = { pert = [8_000, 9_000, 9_500] } },
          { from = 2025-01-01, growth = { pert = [1, 1.1, 1.2] } }]
[[component]]
name = "card"
arrivals = [{ from = 2024-01-01, per_year = { pert = [8_000, 9_000, 9_500] } }]
price = { pert = [1, 2, 3] }
[[labour]]
name = "crew"
headcount = [{ from = 2024-01-01, people = { pert = [8, 9, 10] } }]
hires = [{ from = 2024-01-01, per_year = { pert = [8, 9, 10] } }]
hours_per_unit = { pert = [1, 2, 3] }
[orders]
arrivals = [{ from = 2024-01-01, per_year = { pert = [8_000, 9_000, 9_500] } }]
contracts = [{ name = "C", on = 2024-05-01, units = { pert = [8, 9, 10] }, chance = 0.5 }]
[[product]]
name = "P"
material_share = 0.5
components = { card = { pert = [1, 2, 3] } }
price = { start = { pert = [8, 9, 10] } }
[sales]
stock_days = { pert = [8, 9, 10] }
[[cost]]
name = "wages"
bought_in = false
rates = [{ from = 2024-01-01, per_year = { pert = [8_000, 9_000, 9_500] } }]
per_unit = { pert = [1, 2, 3] }
per_person_per_year = { pert = [1, 2, 3] }
[cash]
opening = { pert = [8, 9, 10] }
"""


def plants() -> list[rc.Plant]:
    return [rc.load_plant(path) for path in PLANTS] + [rc.parse_plant(EVERYTHING)]


def fits(path: str, name: str, unit: str) -> bool:
    if name == "per_year" and path:
        return unit == OWNERS[path.split(".")[0]]
    for ending, wanted in ENDINGS:
        if name.endswith(ending):
            return unit.endswith(wanted) if wanted[0] == "/" else unit == wanted
    return True


@pytest.mark.parametrize("plant", plants(), ids=lambda plant: plant.id)
def test_units_of_a_plants_numbers(plant):
    rows = [*rc.stated_numbers(plant), *_core.default_numbers(plant)]
    assert rows
    for row in rows:
        name = row["path"].rsplit(".", 1)[-1].strip('"')
        assert row["unit"] in CLOSED, row
        assert fits(row["path"], name, row["unit"]), row


def test_rates_of_arrival_are_of_what_arrives():
    rows = {row["path"]: row["unit"] for row in rc.stated_numbers(rc.parse_plant(EVERYTHING))}
    assert rows["cost.wages.rates.2024-01-01.per_year"] == "currency/year"
    assert rows["cost.wages.per_person_per_year"] == "currency/person/year"
    assert rows["orders.arrivals.2024-01-01.per_year"] == "units/year"
    assert rows["component.card.arrivals.2024-01-01.per_year"] == "pieces/year"
    assert rows["cap.power.limits.2024-01-01.per_year"] == "units/year"
    assert rows["cap.power.limits.2025-01-01.growth"] == "1"
    assert rows["labour.crew.hires.2024-01-01.per_year"] == "people/year"
    assert rows["product.P.components.card"] == "pieces/unit"


def test_check_says_what_is_left_at_its_default(capsys, tmp_path):
    from rampcast.cli import main

    path = tmp_path / "all.toml"
    path.write_text(EVERYTHING)
    assert main(["check", str(path)]) == 0
    out = capsys.readouterr().out
    left = out.split("at their defaults")[1]
    cells = {line.split()[0]: line.split()[1:] for line in left.splitlines()[2:] if line.strip()}
    assert cells["line.L.lag_days"] == ["0", "days"]
    assert cells["cash.credit_line"] == ["0", "currency"]
    assert cells["line.L.stations.A.places"] == ["1", "1"]
    assert cells["labour.crew.hours_per_month"][1] == "h/month"
    assert "line.L.starts" not in cells
    assert "line.L.stations.A.mtbf_h" not in cells


SCHEMA = json.loads(_core.json_schema())["$defs"]
CURVES = {name for name in SCHEMA if "curve" in SCHEMA[name].get("properties", {})}


def example(key: str, schema: dict) -> object:
    """Something that a parameter may be, so that an object can be made."""
    schema = (schema.get("oneOf") or [schema])[0]
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("format") == "date":
        return "2024-01-01"
    if schema.get("type") == "number":
        low = schema.get("minimum", schema.get("exclusiveMinimum", 0.0))
        high = schema.get("maximum", schema.get("exclusiveMaximum", low + 2.0))
        return (low + high) / 2
    if schema.get("type") == "boolean":
        return True
    if schema.get("type") == "array":
        return []
    return "06:00" if key == "starts" else "x"


def made(name: str) -> object | None:
    """An object of a class with nothing but what it needs; None where that takes more."""
    definition = SCHEMA[name]
    needed = [key for key in definition.get("required", []) if key != "curve"]
    needed += [each["oneOf"][0]["required"][0] for each in definition.get("allOf", [])]
    given = {key: example(key, definition["properties"][key]) for key in needed}
    given = {key + "_" if key in ("from", "in") else key: value for key, value in given.items()}
    try:
        return getattr(rc, name)(**given)
    except (ValueError, TypeError):
        return None


def test_defaults_of_the_schema_are_those_of_objects():
    looked_at = 0
    for name, definition in SCHEMA.items():
        if not hasattr(rc, name):
            continue
        whole = made(name)
        if whole is None:
            continue
        needed = set(definition.get("required", []))
        for key, schema in definition["properties"].items():
            if key in needed or not hasattr(whole, key):
                continue
            value = getattr(whole, key)
            plain = type(value) in (float, bool, str) and value != ""
            if "default" in schema:
                assert schema["default"] == value, f"{name}.{key}"
                looked_at += 1
            elif plain:
                # Only what must be given, or follows from another, has no default.
                words = getattr(rc, name).__doc__
                assert re.search(rf"\n{key} : [^\n]*", words), f"{name}.{key}"
    assert looked_at > 60


def test_units_of_the_schema():
    looked_at = 0
    for name, definition in SCHEMA.items():
        for key, schema in definition.get("properties", {}).items():
            unit = re.search(r" \[([^\]]+)\]$", schema.get("description", ""))
            if unit is None:
                continue
            looked_at += 1
            assert unit[1] in CLOSED, f"{name}.{key}"
            assert fits("", key, unit[1]), f"{name}.{key}: {unit[1]}"
    assert looked_at > 60


def test_help_states_every_default():
    looked_at = 0
    for name, definition in SCHEMA.items():
        cls = getattr(rc, name, None)
        if cls is None:
            continue
        for key, schema in definition["properties"].items():
            if "default" not in schema or not hasattr(cls, key):
                continue
            line = re.search(rf"\n{key} : ([^\n]*)", cls.__doc__)
            assert line is not None, f"{name}.{key}"
            told = re.search(r"default (.*)$", line[1])
            assert told is not None, f"{name}.{key}: {line[1]}"
            value = schema["default"]
            wanted = repr(value) if isinstance(value, (str, bool)) else value
            found = told[1] if isinstance(value, (str, bool)) else float(told[1])
            assert found == wanted, f"{name}.{key}"
            assert f"{key}: " in cls.__init__.__doc__
            looked_at += 1
    assert looked_at > 60
