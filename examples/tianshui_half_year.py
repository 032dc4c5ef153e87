"""The case after a half-year of output that is invented: what it would teach of the plant."""

from pathlib import Path

import rampcast as rc

HERE = Path(__file__).parent


def main() -> None:
    """Prints what was learned, and 2025 before and after."""
    plant = rc.load_plant(HERE / "tianshui.toml")
    found = rc.calibrate(plant, HERE / "tianshui_invented.csv")
    print("The output of 2024-01 to 2024-06 is invented.\n")
    print(found)
    for title, run in (
        ("before", rc.forecast(plant, paths=16384)),
        ("after", found.forecast(paths=16384)),
    ):
        row = run.frame("year").where(metric="units", period="2025")[0]
        print(f"2025 {title}: {row['p10']:,.0f} {row['p50']:,.0f} {row['p90']:,.0f} servers")


if __name__ == "__main__":
    main()
