// One line from its first day to the end of the third following year, in twenty lines.
#include <iostream>
#include <rampcast/rampcast.hpp>

int main() {
    using namespace rampcast;
    const Plant plant{
        .id = "one-line",
        .lines = {Line{.name = "L1",
                       .starts = date(2023, 12, 3),
                       .nameplate = Nameplate{.units_per_year = 10'000},
                       .ramp = Logistic{.midpoint_days = Pert{90, 180, 400}, .rise_days = 240}}}};
    const Forecast f = forecast(plant, Timeline{.start = date(2024, 1, 1), .end = date(2028, 1, 1)},
                                {.paths = 1 << 16, .seed = 1});
    std::cout << f << "median of 2025: " << f.at(Metric::units, year(2025)).p50
              << ", probability of 9,900: " << f.probability(Metric::units, 9'900, year(2025))
              << '\n';
}
