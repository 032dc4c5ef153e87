// What a delay costs: two scenarios on the same draws, and their difference path by path.
#include <iostream>
#include <rampcast/io/io.hpp>
#include <rampcast/rampcast.hpp>

int main() {
    using namespace rampcast;
    const Plant plant = io::load_plant("examples/one_line.toml");
    const Forecast base = forecast(plant, {.paths = 1 << 15});

    Plant late = plant;
    late.lines[0].lag_days = Pert{60, 90, 180};
    const Forecast delayed = forecast(late, base.timeline(), {}, &base);
    const Forecast change = delayed.change_from(base);

    for (const int y : {2024, 2025, 2026}) {
        const Summary units = change.at(Metric::units, year(y));
        std::cout << y << ": " << units.p50 << " pumps (P10 " << units.p10 << ", P90 " << units.p90
                  << "), value " << change.at(Metric::gross_output_value, year(y)).p50 << " EUR\n";
    }
}
