// Embedding: a scenario from memory, progress, a way to stop, errors with their place.
#include <iostream>
#include <rampcast/io/io.hpp>
#include <rampcast/rampcast.hpp>
#include <stop_token>

int main() {
    using namespace rampcast;
    try {
        io::parse_plant("[plant]\nid = \"x\"\n[[line]]\nname = \"L1\"\nstarts = 2024-01-01\n"
                        "nameplate = { units_per_year = -3 }\n",
                        "mistake.toml");
    } catch (const Error& error) {
        std::cout << error.what() << '\n';
    }

    const Plant plant = io::parse_plant(R"(
        [plant]
        id    = "embedded"
        as_of = 2024-01-01
        [[line]]
        name      = "L1"
        starts    = 2024-02-01
        nameplate = { units_per_year = { pert = [800, 1_000, 1_300] } }
    )");
    std::stop_source stop;
    double seen = 0;
    const Forecast f =
        forecast(plant, {.paths = 1 << 14, .stop = stop.get_token(), .progress = [&](double share) {
                             seen = share;
                         }});
    std::cout << "done " << 100 * seen << " %, 2025 P50 " << f.at(Metric::units, year(2025)).p50
              << '\n';

    stop.request_stop();
    try {
        forecast(plant, {.paths = 1 << 24, .stop = stop.get_token()});
    } catch (const Stopped& stopped) {
        std::cout << stopped.what() << '\n';
    }
    return seen == 1 ? 0 : 1;
}
