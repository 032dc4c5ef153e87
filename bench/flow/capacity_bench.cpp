#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "mixed_lines.hpp"
#include "rampcast/flow/capacity.hpp"
#include "rampcast/flow/sample_path.hpp"
#include "rampcast/flow/simulate.hpp"

/// How often the intervals of `capacity` hold what a simulation eight times as long finds (its own
/// interval allowed for), how wide they are, what they cost, and how far the formula alone is off:
/// random lines that mix all features, by what they have (a line counts in every row that it fits).
/// Arguments: lines (200), seed (1).
namespace {

using namespace rampcast;
using Clock = std::chrono::steady_clock;

struct Judged {
    LineOf<double> line;
    bool recursion, exact, checked;
    bool throughput_held, work_held, lead_held, has_work;
    double width, formula_error, ms;
};

double half(const Interval& interval) { return (interval.high - interval.low) / 2; }
bool held(const Interval& a, const Interval& b) {
    return std::abs(a.low + a.high - b.low - b.high) / 2 <= std::hypot(half(a), half(b));
}

Judged judge(const LineOf<double>& line, std::uint64_t seed) {
    const std::vector<Calendar> calendars = samples::mixed_calendars();
    const auto begin = Clock::now();
    const LineCapacity c = capacity(line, calendars, {.seed = seed, .gains = false});
    const std::chrono::duration<double, std::milli> took = Clock::now() - begin;
    const bool recursion = sample_path_covers(line);
    const double pieces = 8 * (recursion ? 2.5e6 : 5e5) / 32 / double(line.stations.size());
    const Simulation s = simulate(
        line, {.pieces = static_cast<std::int64_t>(pieces), .seed = seed + 1'000'000}, calendars);
    Judged j{.line = line,
             .recursion = recursion,
             .exact = c.throughput_interval.low == c.throughput_interval.high,
             .checked = c.checked,
             .throughput_held = held(c.throughput_interval, s.throughput_interval),
             .work_held = true,
             .lead_held = true,
             .has_work = c.work_in_process_interval && s.work_in_process_interval,
             .width = 2 * half(c.throughput_interval) / s.throughput_per_h,
             .formula_error = std::abs(c.formula_per_h / s.throughput_per_h - 1),
             .ms = took.count()};
    if (j.has_work) {
        j.work_held = held(*c.work_in_process_interval, *s.work_in_process_interval);
        j.lead_held = held(*c.lead_time_interval, *s.lead_time_interval);
    }
    return j;
}

double quantile_of(std::vector<double> values, double p) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(p * double(values.size() - 1))];
}

void print_row(const char* name, const std::vector<Judged>& all,
               const std::function<bool(const Judged&)>& fits) {
    std::vector<double> widths, errors, ms;
    int lines = 0, work = 0, throughput_held = 0, work_held = 0, lead_held = 0;
    double error = 0;
    for (const Judged& j : all) {
        if (!fits(j)) continue;
        ++lines;
        throughput_held += j.throughput_held;
        work += j.has_work;
        work_held += j.has_work && j.work_held;
        lead_held += j.has_work && j.lead_held;
        widths.push_back(100 * j.width);
        errors.push_back(100 * j.formula_error);
        ms.push_back(j.ms);
        error += 100 * j.formula_error;
    }
    if (lines == 0) return;
    std::printf("%-26s %5d %8.1f %8.1f %8.1f %9.2f %9.2f %9.2f %8.1f %8.0f\n", name, lines,
                100. * throughput_held / lines, work ? 100. * work_held / work : 0,
                work ? 100. * lead_held / work : 0, quantile_of(widths, .5), error / lines,
                quantile_of(errors, .95), quantile_of(errors, 1), quantile_of(ms, .5));
}

bool any(const LineOf<double>& line, bool (*has)(const StationOf<double>&)) {
    return std::any_of(line.stations.begin(), line.stations.end(), has);
}

} // namespace

int main(int count, char** arguments) {
    if (count > 1 && arguments[1][0] == '-') return 0; // options of the timing benchmarks
    const int lines = count > 1 ? std::max(std::atoi(arguments[1]), 1) : 200;
    const auto seed =
        static_cast<std::uint32_t>(count > 2 ? std::strtoul(arguments[2], nullptr, 10) : 1);
    std::vector<Judged> all;
    for (int i = 0; i < lines; ++i) {
        all.push_back(judge(samples::mixed_line(seed, static_cast<std::uint32_t>(i)),
                            static_cast<std::uint64_t>(i + 1)));
        if (i % 20 == 19) std::fprintf(stderr, "%d of %d lines\r", i + 1, lines);
    }
    using S = StationOf<double>;
    std::printf("%-26s %5s %8s %8s %8s %9s %9s %9s %8s %8s\n", "lines", "", "rate in", "pieces",
                "lead", "width %", "formula", "its 95th", "its most", "median");
    std::printf("%-26s %5s %8s %8s %8s %9s %9s %9s %8s %8s\n", "", "", "95 %", "95 %", "95 %",
                "median", "mean %", "%", "%", "ms");
    print_row("all not exact", all, [](auto& j) { return !j.exact; });
    print_row("exact by formula", all, [](auto& j) { return j.exact; });
    print_row("by recursion", all, [](auto& j) { return j.recursion && !j.exact; });
    print_row("by events", all, [](auto& j) { return !j.recursion && !j.exact; });
    print_row("all times fixed", all, [](auto& j) {
        return !j.exact && !any(j.line, [](const S& s) { return s.cycle_time_scv > 0; });
    });
    print_row("blocked before service", all,
              [](auto& j) { return !j.exact && j.line.blocking == Blocking::before; });
    print_row("parallel places", all, [](auto& j) {
        return !j.exact && any(j.line, [](const S& s) { return s.places > 1; });
    });
    print_row("failures", all, [](auto& j) {
        return !j.exact && any(j.line, [](const S& s) { return s.mtbf_h.has_value(); });
    });
    print_row("failures by the clock", all, [](auto& j) {
        return !j.exact &&
               any(j.line, [](const S& s) { return s.mtbf_h && s.failures == Failures::time; });
    });
    print_row("repairers", all, [](auto& j) { return !j.exact && j.line.repairers.has_value(); });
    print_row("yields below 1", all, [](auto& j) {
        return !j.exact && any(j.line, [](const S& s) { return s.first_pass_yield < 1; });
    });
    print_row("off-line rework", all,
              [](auto& j) { return !j.exact && !j.line.rework_stations.empty(); });
    print_row("batches", all, [](auto& j) {
        return !j.exact && any(j.line, [](const S& s) { return s.batch > 1; });
    });
    print_row("crews", all, [](auto& j) { return !j.exact && !j.line.crews.empty(); });
    print_row("sequences", all, [](auto& j) { return !j.exact && !j.line.sequence.empty(); });
    print_row("calendars", all, [](auto& j) { return !j.exact && !j.line.calendar.empty(); });
    print_row("a calendar of its own", all, [](auto& j) {
        return !j.exact && any(j.line, [](const S& s) { return !s.calendar.empty(); });
    });
}
