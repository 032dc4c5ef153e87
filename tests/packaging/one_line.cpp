// What a program of headers alone may be after: a line's capacity and its ramp.
#include <iostream>

#include <rampcast/line/formula_capacity.hpp>
#include <rampcast/ramp/curves.hpp>

int main() {
    rampcast::LineOf<double> line{.name = "L1"};
    for (const char* name : {"assembly", "test"}) {
        rampcast::StationOf<double> station{.name = name, .cycle_time_s = 600};
        station.cycle_time_scv = 1;
        line.stations.push_back(station);
    }
    line.buffers = {2};
    const double per_day = rampcast::formula_capacity(line).throughput_per_day;
    const rampcast::LogisticOf<double> ramp{.midpoint_days = 180, .rise_days = 240};
    std::cout << per_day << " a day when mature, " << per_day * ramp.share(180.) << " on day 180\n";
    return per_day > 100 && per_day < 144 ? 0 : 1;
}
