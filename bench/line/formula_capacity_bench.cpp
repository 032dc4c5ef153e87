#include "rampcast/core/walk.hpp"
#include "rampcast/line/formula_capacity.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace rampcast;

LineOf<double> line_of(int stations, double scv, bool fails) {
    LineOf<double> line;
    for (int i = 0; i < stations; ++i) {
        StationOf<double> s;
        s.name = "s" + std::to_string(i);
        s.cycle_time_s = 3600 * (1 - .03 * (i % 4));
        s.cycle_time_scv = scv;
        if (fails) {
            s.mtbf_h = 90;
            s.mttr_h = 6 + i % 3;
        }
        line.stations.push_back(s);
    }
    line.buffers.assign(static_cast<std::size_t>(stations - 1), 4);
    return line;
}

void block(benchmark::State& state) {
    double speed = 1.1;
    for (auto _ : state)
        benchmark::DoNotOptimize(
            two_machine_continuous(speed += 1e-9, .01, .1, 1, .02, .15, 10).throughput);
}

template <bool spreads, bool fails> void rate(benchmark::State& state) {
    LineOf<double> line = line_of(static_cast<int>(state.range(0)), spreads ? .4 : 0, fails);
    for (auto _ : state) {
        line.stations[0].cycle_time_s *= 1 + 1e-9;
        benchmark::DoNotOptimize(buffered_rate_per_h(line));
    }
}
void rate_on_lanes(benchmark::State& state) {
    using L = Lanes<float, 64>;
    const LineOf<L> line =
        converted<LineOf<L>>(line_of(static_cast<int>(state.range(0)), .4, false),
                             [](const NumberInfo&, double x) { return L(x); });
    for (auto _ : state) benchmark::DoNotOptimize(buffered_rate_per_h(line));
    state.SetItemsProcessed(state.iterations() * 64);
}
void whole_capacity(benchmark::State& state) {
    const LineOf<double> line = line_of(static_cast<int>(state.range(0)), .4, true);
    for (auto _ : state) benchmark::DoNotOptimize(formula_capacity(line).throughput_per_h);
}

} // namespace

BENCHMARK(block);
BENCHMARK(rate<true, false>)->Arg(3)->Arg(10);
BENCHMARK(rate<false, true>)->Arg(3)->Arg(10);
BENCHMARK(rate<true, true>)->Arg(3)->Arg(10);
BENCHMARK(rate_on_lanes)->Arg(3)->Arg(10);
BENCHMARK(whole_capacity)->Arg(3)->Arg(10);
