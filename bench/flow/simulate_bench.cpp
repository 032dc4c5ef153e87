#include <benchmark/benchmark.h>

#include <string>

#include "rampcast/flow/sample_path_engine_body.hpp"

namespace {

using namespace rampcast;

LineOf<double> bench_line(int stations, double buffer) {
    LineOf<double> line;
    line.name = "L";
    for (int i = 0; i < stations; ++i) {
        StationOf<double> s;
        s.name = "s" + std::to_string(i);
        s.cycle_time_s = 60;
        s.cycle_time_scv = 1;
        if (i > 0) line.buffers.push_back(buffer);
        line.stations.push_back(s);
    }
    return line;
}
LineOf<double> bench_failing(int stations, double buffer) {
    LineOf<double> line = bench_line(stations, buffer);
    for (auto& station : line.stations) {
        station.mtbf_h = 100. / 60;
        station.mttr_h = 10. / 60;
    }
    return line;
}
LineOf<double> bench_places(double places) {
    LineOf<double> line = bench_line(3, 2);
    line.stations[1].places = places;
    line.stations[1].cycle_time_s *= places;
    return line;
}
LineOf<double> bench_erlang() {
    LineOf<double> line = bench_line(3, 2);
    for (auto& station : line.stations) station.cycle_time_scv = 0.25;
    return line;
}

/// Pieces a second of 32 replications, one thread.
void run_bench(benchmark::State& state, const LineOf<double>& line) {
    const RunRequest run{.replications = 32, .warm_up_pieces = 100, .pieces = 10'000};
    for (auto _ : state)
        benchmark::DoNotOptimize(detail::compiled_sample_path_engine.run(line, run));
    state.SetItemsProcessed(state.iterations() * run.replications *
                            (run.pieces + run.warm_up_pieces));
}

BENCHMARK_CAPTURE(run_bench, three_exponential, bench_line(3, 2))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run_bench, three_erlang, bench_erlang())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run_bench, ten_failing, bench_failing(10, 4))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run_bench, four_places, bench_places(4))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run_bench, hundred_places, bench_places(100))->Unit(benchmark::kMillisecond);

} // namespace
