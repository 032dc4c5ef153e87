#include <rampcast/rampcast.hpp>

#include <iostream>

// The program of the README's last door, compiled against the library and with the headers alone.
int main() {
    using namespace rampcast;
    const Plant plant{
        .id = "one-line",
        .lines = {Line{.name = "L1",
                       .starts = date(2023, 12, 3),
                       .nameplate = Nameplate{.units_per_year = 10'000},
                       .ramp = Logistic{.midpoint_days = Pert{90, 180, 400}, .rise_days = 240}}}};
    const Timeline timeline{.start = date(2024, 1, 1), .end = date(2028, 1, 1)};
    const Forecast f = forecast(plant, timeline, {.paths = 4096, .seed = 1});
    const double p50 = f.at(Metric::units, year(2025)).p50;
    std::cout << p50 << '\n';
    return p50 > 0 && p50 < 10'000 ? 0 : 1;
}
