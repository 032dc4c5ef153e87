#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "rampcast/flow/capacity.hpp"
#include "rampcast/flow/simulate.hpp"

/// How far `capacity` is from long simulations, kind of line by kind of line: random lines of 3 to
/// 7 stations, whose rates lie within 30 % of each other, with buffers of up to 12 places.
/// Arguments: lines a kind (16), seed (1), a single kind.
namespace {

using namespace rampcast;

class RandomLines {
public:
    explicit RandomLines(std::uint64_t seed) : generator_(seed) {}

    double between(double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(generator_);
    }
    int whole(int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(generator_);
    }

    /// Stations of about one piece an hour.
    LineOf<double> line(double least_scv, double most_scv) {
        LineOf<double> result;
        result.name = "L1";
        const int stations = whole(3, 7);
        for (int i = 0; i < stations; ++i) {
            StationOf<double> s;
            s.name = "s" + std::to_string(i + 1);
            s.cycle_time_s = 3600 * between(.75, 1);
            s.cycle_time_scv = between(least_scv, most_scv);
            result.stations.push_back(s);
        }
        for (int i = 0; i + 1 < stations; ++i) result.buffers.push_back(whole(0, 12));
        return result;
    }
    void make_parallel(LineOf<double>& line) {
        for (auto& s : line.stations)
            if (whole(0, 1) == 1) {
                s.places = whole(2, 10);
                s.cycle_time_s *= s.places;
            }
    }
    void make_fail(LineOf<double>& line, Failures follow) {
        for (auto& s : line.stations) {
            const double available = between(.82, .97);
            s.mttr_h = std::exp(between(std::log(2.), std::log(40.)));
            s.mtbf_h = *s.mttr_h * available / (1 - available);
            s.failures = follow;
        }
    }
    StationOf<double>& any(LineOf<double>& line) {
        return line.stations[static_cast<std::size_t>(
            whole(0, static_cast<int>(line.stations.size()) - 1))];
    }

private:
    std::mt19937_64 generator_;
};

struct LineKind {
    const char* name;
    std::function<LineOf<double>(RandomLines&)> make;
};

std::vector<LineKind> kinds() {
    using R = RandomLines;
    return {
        {"exponential times", [](R& r) { return r.line(1, 1); }},
        {"scv below 1", [](R& r) { return r.line(.02, .6); }},
        {"scv above 1", [](R& r) { return r.line(1.2, 4); }},
        {"failing, times fixed",
         [](R& r) {
             auto line = r.line(0, 0);
             r.make_fail(line, Failures::operation);
             return line;
         }},
        {"failing, times spread",
         [](R& r) {
             auto line = r.line(.02, 1);
             r.make_fail(line, Failures::operation);
             return line;
         }},
        {"failing by the clock",
         [](R& r) {
             auto line = r.whole(0, 1) == 1 ? r.line(0, 0) : r.line(.02, 1);
             r.make_fail(line, Failures::time);
             return line;
         }},
        {"parallel places",
         [](R& r) {
             auto line = r.line(.05, 1);
             r.make_parallel(line);
             return line;
         }},
        {"parallel places, failing",
         [](R& r) {
             auto line = r.whole(0, 1) == 1 ? r.line(0, 0) : r.line(.02, 1);
             r.make_parallel(line);
             r.make_fail(line, Failures::operation);
             return line;
         }},
        {"scrap",
         [](R& r) {
             auto line = r.line(.05, 1);
             for (auto& s : line.stations) {
                 s.first_pass_yield = r.between(.85, 1);
                 s.on_failure = OnFailure::scrap;
             }
             return line;
         }},
        {"done again on the spot",
         [](R& r) {
             auto line = r.line(.05, 1);
             for (auto& s : line.stations) s.first_pass_yield = r.between(.8, 1);
             return line;
         }},
        {"off-line rework",
         [](R& r) {
             auto line = r.line(.05, 1);
             auto& from = r.any(line);
             from.first_pass_yield = r.between(.75, .95);
             from.rework_at = "debug";
             StationOf<double> debug;
             debug.name = "debug";
             debug.places = r.whole(1, 3);
             debug.cycle_time_s = 3600 * r.between(.5, 3);
             debug.cycle_time_scv = 1;
             line.rework_stations = {debug};
             return line;
         }},
        {"batches",
         [](R& r) {
             auto line = r.line(.05, 1);
             auto& s = r.any(line);
             s.batch = r.whole(2, 6);
             s.cycle_time_s *= s.batch;
             for (auto& places : line.buffers) places += s.batch;
             return line;
         }},
        {"crews",
         [](R& r) {
             auto line = r.line(.05, 1);
             r.make_parallel(line);
             double needed = 0;
             for (auto& s : line.stations) {
                 s.crew = "people";
                 needed += s.cycle_time_s / 3600;
             }
             line.crews = {{"people", std::ceil(needed * r.between(.85, 1.5))}};
             return line;
         }},
        {"repairers",
         [](R& r) {
             auto line = r.whole(0, 1) == 1 ? r.line(0, 0) : r.line(.02, 1);
             r.make_fail(line, Failures::operation);
             line.repairers = r.whole(1, 2);
             return line;
         }},
        {"sequences",
         [](R& r) {
             auto line = r.line(0, .5);
             line.sequence = {{"A", static_cast<double>(r.whole(5, 40))},
                              {"B", static_cast<double>(r.whole(5, 40))}};
             for (auto& s : line.stations) {
                 s.changeover_time_s = 3600 * r.between(0, 4);
                 s.product_times_s = {{"B", s.cycle_time_s * r.between(.7, 1.2)}};
             }
             return line;
         }},
        {"much of it at once",
         [](R& r) {
             auto line = r.line(.05, 1);
             r.make_parallel(line);
             r.make_fail(line, Failures::operation);
             double needed = 0;
             for (auto& s : line.stations) {
                 s.crew = "people";
                 s.first_pass_yield = r.between(.9, 1);
                 needed += s.cycle_time_s / 3600;
             }
             line.crews = {{"people", std::ceil(needed * r.between(1, 1.5))}};
             line.repairers = r.whole(2, 3);
             auto& s = r.any(line);
             s.batch = r.whole(2, 4);
             s.cycle_time_s *= s.batch;
             for (auto& places : line.buffers) places += s.batch;
             return line;
         }},
        {"calendars of their own",
         [](R& r) {
             auto line = r.line(.05, 1);
             line.calendar = "two shifts";
             auto& s = r.any(line);
             s.calendar = "round the clock";
             s.cycle_time_s *= 24. / 16;
             for (auto& places : line.buffers) places += 4;
             return line;
         }},
    };
}

} // namespace

int main(int count, char** arguments) {
    if (count > 1 && arguments[1][0] == '-') return 0; // options of the timing benchmarks
    const int lines = count > 1 ? std::max(std::atoi(arguments[1]), 1) : 16;
    const std::uint64_t seed = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1;
    const std::string only = count > 3 ? arguments[3] : "";
    Calendar shifts;
    shifts.name = "two shifts";
    shifts.shifts_per_day = 2;
    shifts.hours_per_shift = 8;
    std::printf("%-26s %6s %8s %8s %8s %10s\n", "kind", "lines", "mean %", "bias %", "most %",
                "sim. ± %");
    std::uint64_t stream = seed * 1000;
    for (const LineKind& kind : kinds()) {
        RandomLines random(++stream);
        if (!only.empty() && only != kind.name) continue;
        double sum = 0, signed_sum = 0, most = 0, width = 0;
        for (int i = 0; i < lines; ++i) {
            const LineOf<double> line = kind.make(random);
            SimulationOptions options;
            options.pieces = 20'000;
            options.seed = seed + static_cast<std::uint64_t>(i);
            const Simulation truth = simulate(line, options, {shifts});
            const double error =
                capacity(line, {shifts}).throughput_per_h / truth.throughput_per_h - 1;
            sum += std::abs(error);
            signed_sum += error;
            most = std::max(most, std::abs(error));
            width += (truth.throughput_interval.high - truth.throughput_interval.low) / 2 /
                     truth.throughput_per_h;
        }
        std::printf("%-26s %6d %8.2f %+8.2f %8.2f %10.2f\n", kind.name, lines, 100 * sum / lines,
                    100 * signed_sum / lines, 100 * most, 100 * width / lines);
        std::fflush(stdout);
    }
}
