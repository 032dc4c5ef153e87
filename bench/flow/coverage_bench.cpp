#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "rampcast/flow/exact.hpp"
#include "rampcast/flow/simulate.hpp"

/// How often the intervals of `simulate`, as it chooses its own runs, hold the truth: ten lines, among
/// them large buffers and failures days apart. The truth is an exact chain's where there is one, else
/// a run fifty times as long from an empty start whose warm-up is ten times as long. Arguments: seeds
/// (200), and of which lines, by a part of their name (all).
namespace {

using namespace rampcast;

struct Row {
    const char* name;
    LineOf<double> line;
};

LineOf<double> line_of(std::vector<double> cycles_s, std::vector<double> buffers, double scv = 1) {
    LineOf<double> line;
    line.name = "L";
    for (std::size_t i = 0; i < cycles_s.size(); ++i) {
        StationOf<double> s;
        s.name = "s" + std::to_string(i + 1);
        s.cycle_time_s = cycles_s[i];
        s.cycle_time_scv = scv;
        line.stations.push_back(s);
    }
    line.buffers = std::move(buffers);
    return line;
}
LineOf<double> failing(LineOf<double> line, double mtbf_h, double mttr_h, Failures follow) {
    for (auto& s : line.stations) {
        s.mtbf_h = mtbf_h;
        s.mttr_h = mttr_h;
        s.failures = follow;
    }
    return line;
}

std::vector<Row> rows() {
    std::vector<Row> all;
    all.push_back({"60 / 61 s, buffer 200", line_of({60, 61}, {200})});
    all.push_back({"61 / 60 s, buffer 200", line_of({61, 60}, {200})});
    all.push_back({"60 / 60 s, buffer 50", line_of({60, 60}, {50})});
    all.push_back({"five stations, buffers 4", line_of({60, 58, 60, 57, 60}, {4, 4, 4, 4}, .4)});
    all.push_back({"MTBF 96 h, buffers 20",
                   failing(line_of({300, 290, 300}, {20, 20}, .2), 96, 4, Failures::operation)});
    all.push_back({"MTBF 96 h by the clock",
                   failing(line_of({600, 580, 600}, {10, 10}, 0), 96, 4, Failures::time)});
    all.push_back({"no limit on buffers", line_of({75, 60, 65}, {})});
    auto crew = line_of({60, 60, 60, 60}, {3, 3, 3}, .5);
    for (auto& s : crew.stations) s.crew = "team";
    crew.crews = {{"team", 3}};
    all.push_back({"three people at four", crew});
    auto day = line_of({600, 2520, 600}, {20, 20}, .2);
    day.calendar = "day";
    day.stations[1].calendar = "round the clock";
    all.push_back({"day shift and nights", day});
    auto scrap = line_of({60, 60, 60}, {5, 5}, .5);
    for (auto& s : scrap.stations) {
        s.first_pass_yield = .95;
        s.on_failure = OnFailure::scrap;
    }
    all.push_back({"scrap", scrap});
    return all;
}

struct Truth {
    double throughput_per_h, work_in_process, lead_time_h;
};
Truth truth_of(const LineOf<double>& line, const std::vector<Calendar>& calendars) {
    bool chain = line.calendar.empty() && line.crews.empty() && !line.buffers.empty();
    for (const auto& s : line.stations)
        chain = chain && s.cycle_time_scv == 1 && !s.mtbf_h && s.first_pass_yield == 1;
    if (chain) {
        const ExactLine found = exact(line);
        return {found.throughput_per_h, found.work_in_process, found.lead_time_h};
    }
    const Simulation first = simulate(line, {.seed = 1'000'001}, calendars);
    const Simulation found = simulate(line,
                                      {.pieces = 50 * first.pieces,
                                       .replications = 16,
                                       .seed = 1'000'002,
                                       .warm_up_pieces = 10 * first.warm_up_pieces},
                                      calendars);
    return {found.throughput_per_h, found.work_in_process, found.lead_time_h};
}

} // namespace

int main(int count, char** arguments) {
    if (count > 1 && arguments[1][0] == '-') return 0; // options of the timing benchmarks
    const int seeds = count > 1 ? std::max(std::atoi(arguments[1]), 2) : 200;
    const std::vector<Calendar> calendars{
        {.name = "day", .hours_per_shift = 8, .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"}}};
    std::printf("%-26s %10s %10s %10s %12s\n", "intervals of 95 % hold", "throughput", "pieces",
                "lead time", "measured");
    for (const Row& row : rows()) {
        if (count > 2 && std::string(row.name).find(arguments[2]) == std::string::npos) continue;
        const Truth truth = truth_of(row.line, calendars);
        int throughput = 0, work = 0, lead = 0;
        double pieces = 0;
        for (int seed = 1; seed <= seeds; ++seed) {
            const Simulation s =
                simulate(row.line, {.seed = static_cast<std::uint64_t>(seed)}, calendars);
            const auto holds = [](const Interval& interval, double value) {
                return interval.low <= value && value <= interval.high;
            };
            throughput += holds(s.throughput_interval, truth.throughput_per_h);
            work += holds(*s.work_in_process_interval, truth.work_in_process);
            lead += holds(*s.lead_time_interval, truth.lead_time_h);
            pieces += double(s.pieces) / seeds;
        }
        std::printf("%-26s %10.1f %10.1f %10.1f %12.0f\n", row.name, 100. * throughput / seeds,
                    100. * work / seeds, 100. * lead / seeds, pieces);
        std::fflush(stdout);
    }
}
