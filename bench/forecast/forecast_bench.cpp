#include <benchmark/benchmark.h>

#include "rampcast/io/io.hpp"
#include "rampcast/rampcast.hpp"

namespace {

using namespace rampcast;

void one_line_36_months(benchmark::State& state) {
    const Plant plant{
        .id = "bench",
        .as_of = date(2024, 1, 1),
        .lines = {Line{
            .name = "L1",
            .starts = date(2024, 1, 1),
            .nameplate = Nameplate{.units_per_year = Pert{8000, 10000, 11000}},
            .ramp = Logistic{.midpoint_days = Normal{180, 30}, .rise_days = LogNormal{5.48, .3}},
            .noise = Noise{.sd = .1, .month_correlation = 0}}},
        .products = {
            Product{.name = "unit", .price = Price{.start = 1000, .volatility_per_year = .1}}}};
    const Timeline timeline{.start = date(2024, 1, 1), .end = date(2027, 1, 1)};
    const ForecastOptions options{.paths = 1 << 16,
                                  .threads = 1,
                                  .metrics = {Metric::gross_output_value},
                                  .steps = {Frequency::month}};
    for (auto _ : state) {
        const Forecast f = forecast(plant, timeline, options);
        benchmark::DoNotOptimize(f);
    }
    state.SetItemsProcessed(state.iterations() * 65536 * 36); // path-months
}

void scenario_file(benchmark::State& state, const char* file) {
    const Plant plant = io::load_plant(file);
    for (auto _ : state) {
        const Forecast f = forecast(plant, {.threads = 1});
        benchmark::DoNotOptimize(f);
    }
}

BENCHMARK(one_line_36_months)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scenario_file, one_line, "examples/one_line.toml")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scenario_file, tianshui, "examples/tianshui.toml")->Unit(benchmark::kMillisecond);

} // namespace
