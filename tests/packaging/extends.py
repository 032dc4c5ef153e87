"""Adds a ramp curve and a metric as CONTRIBUTING.md says, in a copy, builds and runs them.

    python tests/packaging/extends.py FOLDER

FOLDER takes the copy and its build and is reused, so that a second run compiles what changed. Fails
where more files than CONTRIBUTING.md names had to be touched, or the result is wrong.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COPIED = ["CMakeLists.txt", "LICENSE", "cmake", "include", "src", "examples/one_line.toml"]

CURVE = """#pragma once

#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"
#include "rampcast/ramp/shares.hpp"

namespace rampcast {

/// A ramp that rises ever more slowly, 1 - (1 - t / rise)^2, and is mature after the rise.
template <class T> struct EasedOf {
    T rise_days{}; ///< days from the start to the mature rate

    using scalar = T;
    template <class U> using rebind = EasedOf<U>;
    static constexpr std::string_view type_name = "Eased";
    static constexpr std::string_view tag = "eased";
    static constexpr std::string_view meaning = "A ramp that rises ever more slowly.";
    static constexpr auto params() {
        return std::tuple{param("rise_days", &EasedOf::rise_days, "days", bounds::positive,
                                "days from the start to the mature rate")
                              .needed()};
    }

    T share(const T& t_days) const {
        const T left = T(1.0) - risen(t_days);
        return T(1.0) - left * left;
    }
    T area(const T& t_days) const {
        const T x = risen(t_days);
        const T rise = detail::duration(rise_days);
        return rise * x * x * (T(1.0) - x * T(1.0 / 3)) + max(t_days - rise, T(0.0));
    }
    T integral(const T& a_days, const T& b_days) const { return area(b_days) - area(a_days); }
    T time_to(const T& share) const {
        const T left = T(1.0) - detail::clamped(share, T(0.0), T(1.0));
        return detail::duration(rise_days) * (T(1.0) - sqrt(left));
    }

    bool operator==(const EasedOf&) const = default;

private:
    T risen(const T& t_days) const {
        return detail::clamped(t_days / detail::duration(rise_days), T(0.0), T(1.0));
    }
};

} // namespace rampcast
"""

METRIC = """    metric_row({Metric::pairs, "pairs", Nature::flow, Measure::count, Book::output,
                "pairs of good units made", "pairs a {step}", "成对（{step}）"},
               [](const auto& path) -> const auto& { return path.units; }),
"""

PROGRAM = """#include <rampcast/io/io.hpp>
#include <rampcast/rampcast.hpp>

#include <cmath>
#include <iostream>

int main() {
    using namespace rampcast;
    const Plant plant = io::parse_plant(R"(
        [plant]
        id = "copy"
        [[line]]
        name = "L"
        starts = 2024-01-01
        nameplate = { units_per_year = 3650 }
        ramp = { curve = "eased", rise_days = 366 }
    )");
    const Timeline timeline{.start = date(2024, 1, 1), .end = date(2026, 1, 1)};
    const Forecast f = forecast(plant, timeline, {.paths = 1024, .metrics = {Metric::pairs}});
    const double first = f.at(Metric::pairs, year(2024)).mean;
    const double second = f.at(Metric::pairs, year(2025)).mean;
    std::cout << first << ' ' << second << '\\n';
    // Ten a day when mature; the ramp's first year is two thirds of it.
    const bool right = std::abs(first - 10 * 366 * 2 / 3.) < 1e-2 * first;
    return right && std::abs(second - 3650) < 1 ? 0 : 1;
}
"""


def copied(folder: Path) -> None:
    """The sources in a folder; a file that is there and the same keeps its time."""
    wanted = set()
    for name in COPIED:
        top = ROOT / name
        for path in [top] if top.is_file() else sorted(p for p in top.rglob("*") if p.is_file()):
            wanted.add(write(folder / path.relative_to(ROOT), path.read_text(encoding="utf-8")))
    for path in folder.rglob("*"):
        if path.is_file() and path not in wanted and "build" not in path.parts:
            path.unlink()


def write(path: Path, text: str) -> Path:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return path


class Edits:
    """Changes of a copy, and the files they touch."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts: dict[str, str] = {}

    def add(self, name: str, text: str) -> None:
        self.texts[name] = text

    def insert(self, name: str, before: str, text: str) -> None:
        old = self.texts.get(name) or (ROOT / name).read_text(encoding="utf-8")
        if old.count(before) != 1:
            sys.exit(f"{name} holds {before!r} {old.count(before)} times, must be once")
        self.texts[name] = old.replace(before, text + before)


def main() -> None:
    folder = Path(sys.argv[1]).resolve()
    curve = Edits(folder)
    curve.add("include/rampcast/ramp/eased.hpp", CURVE)
    ramp = "include/rampcast/ramp/ramp.hpp"
    curve.insert(
        ramp, '#include "rampcast/ramp/exponential.hpp"', '#include "rampcast/ramp/eased.hpp"\n'
    )
    curve.insert(ramp, "More...>;\n} // namespace detail", "EasedOf<T>, ")
    metric = Edits(folder)
    table = "include/rampcast/plant/metric.hpp"
    metric.insert(table, "\n};\n\n/// How a metric of a longer period", ",\n    pairs")
    metric.insert(table, "};\n\ntemplate <class Take>", METRIC)
    print(f"a curve touches {len(curve.texts)} files: {', '.join(curve.texts)}")
    print(f"a metric touches {len(metric.texts)} files: {', '.join(metric.texts)}")
    if len(curve.texts) > 2 or len(metric.texts) > 1:
        sys.exit("CONTRIBUTING.md promises two files for a curve and one for a metric")

    folder.mkdir(parents=True, exist_ok=True)
    copied(folder)
    for name, text in {**curve.texts, **metric.texts}.items():
        write(folder / name, text)
    write(folder / "use.cpp", PROGRAM)
    lists = (folder / "CMakeLists.txt").read_text(encoding="utf-8")
    write(
        folder / "CMakeLists.txt",
        lists + "\nadd_executable(use use.cpp)\ntarget_link_libraries(use PRIVATE rampcast_io)\n",
    )
    build = folder / "build"
    ninja = shutil.which("ninja") or str(Path(sys.executable).with_name("ninja"))
    configure = ["cmake", "-S", str(folder), "-B", str(build), "-G", "Ninja"]
    configure += [
        "-DCMAKE_BUILD_TYPE=None",
        "-DCMAKE_CXX_FLAGS=-O0",
        "-DRAMPCAST_FAST_OPTIONS=",
        f"-DCMAKE_MAKE_PROGRAM={ninja}",
    ]
    subprocess.run(configure, check=True)
    # A jobserver's client asks it for places.
    jobs = [] if "MAKEFLAGS" in os.environ else ["-j", str(os.cpu_count())]
    subprocess.run([ninja, "-C", str(build), *jobs, "use"], check=True)
    sys.exit(subprocess.run([str(build / "use")], check=False).returncode)


if __name__ == "__main__":
    main()
