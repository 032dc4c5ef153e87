// What limits output: a line, components and orders in one plant, and the share of months each binds.
#include <iomanip>
#include <iostream>
#include <rampcast/rampcast.hpp>

int main() {
    using namespace rampcast;
    const Plant plant{
        .id = "binds",
        .as_of = date(2024, 6, 1),
        .milestones = {{.name = "power", .on = date(2024, 5, 2)},
                       {.name = "first piece", .after = {"power"}, .days = Pert{60, 90, 200}}},
        .lines = {{.name = "L1",
                   .starts = "first piece",
                   .stations = {{.name = "assembly", .cycle_time_s = 1800, .performance = .7},
                                {.name = "test",
                                 .cycle_time_s = Pert{60'000, 90'000, 150'000},
                                 .places = 30,
                                 .first_pass_yield = Beta{30, 3}}},
                   .ramp = Gompertz{.midpoint_days = 120, .rise_days = 160},
                   .noise = Noise{.sd = .15, .month_correlation = .7}}},
        .components = {{.name = "board",
                        .arrivals = {{.from = date(2024, 6, 1),
                                      .per_year = LogNormal::p10_p90(8'000, 40'000)}}}},
        .products = {{.name = "unit", .components = {{"board", 2}}}},
        .orders = Orders{
            .arrivals = {{.from = date(2024, 6, 1), .per_year = Triangular{4'000, 9'000, 16'000}}},
            .noise = Noise{.sd = .5, .month_correlation = .3}}};
    const Forecast f = forecast(plant);
    std::cout << std::fixed << std::setprecision(1);
    for (const BindingRow& row : f.binding(Frequency::year))
        if (row.share > 0.001)
            std::cout << row.period << "  " << std::setw(12) << std::left << row.constraint
                      << std::right << std::setw(6) << 100 * row.share << " %\n";
}
