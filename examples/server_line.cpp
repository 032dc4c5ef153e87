// A line from a file: what it can make by formula, and piece by piece with an interval.
#include <iostream>
#include <rampcast/io/io.hpp>
#include <rampcast/rampcast.hpp>

int main() {
    using namespace rampcast;
    const io::LineFile file = io::load_lines("examples/server_line.toml");
    const Line& line = file.lines.front();
    const LineCapacity found = capacity(line, file.calendars);
    std::cout << line.name << ": " << found.throughput_per_day << " a day by " << found.method
              << ", held back by " << found.bottleneck << '\n';
    for (const CapacityGain& gain : found.gains)
        if (gain.per_day > 0.5) std::cout << gain.what << ": +" << gain.per_day << " a day\n";

    const Simulation run =
        simulate(line, {.pieces = 500, .replications = 8}, file.calendars, date(2024, 1, 1));
    const double hours = run.throughput_per_day / run.throughput_per_h;
    std::cout << "piece by piece: " << run.throughput_per_day << " a day, "
              << run.throughput_interval.low * hours << " to "
              << run.throughput_interval.high * hours << " (95 %), " << run.method << '\n';
}
