#include <benchmark/benchmark.h>

#include <cmath>

#include "rampcast/core/math.hpp"
#include "rampcast/uncertainty/philox.hpp"

namespace {

using namespace rampcast;

template <class S, class F> void on_lanes(benchmark::State& state, F function) {
    using L = Lanes<S, 64>;
    L x;
    for (int i = 0; i < 64; ++i) x.set(i, static_cast<S>(0.007 * (i + 1)));
    for (auto _ : state) {
        benchmark::DoNotOptimize(x);
        L y = function(x);
        benchmark::DoNotOptimize(y);
    }
    state.SetItemsProcessed(state.iterations() * 64);
}
template <class F> void on_std(benchmark::State& state, F function) {
    float x[64], y[64];
    for (int i = 0; i < 64; ++i) x[i] = 0.007f * static_cast<float>(i + 1);
    for (auto _ : state) {
        benchmark::DoNotOptimize(x);
        for (int i = 0; i < 64; ++i) y[i] = function(x[i]);
        benchmark::DoNotOptimize(y);
    }
    state.SetItemsProcessed(state.iterations() * 64);
}

void exp_lanes_float(benchmark::State& s) {
    on_lanes<float>(s, [](auto x) { return exp(x); });
}
void exp_std_float(benchmark::State& s) {
    on_std(s, [](float x) { return std::exp(x); });
}
void exp_lanes_double(benchmark::State& s) {
    on_lanes<double>(s, [](auto x) { return exp(x); });
}
void log1p_lanes_float(benchmark::State& s) {
    on_lanes<float>(s, [](auto x) { return log1p(x); });
}
void log1p_std_float(benchmark::State& s) {
    on_std(s, [](float x) { return std::log1p(x); });
}
void inverse_normal_lanes_float(benchmark::State& s) {
    on_lanes<float>(s, [](auto x) { return inverse_normal_lower(x); });
}
void philox_words(benchmark::State& state) {
    const Stream stream(1, "bench");
    std::uint32_t words[4][64], path = 0;
    for (auto _ : state) {
        stream.words<64>(path += 64, 7, words);
        benchmark::DoNotOptimize(words);
    }
    state.SetItemsProcessed(state.iterations() * 256);
}

BENCHMARK(exp_lanes_float);
BENCHMARK(exp_std_float);
BENCHMARK(exp_lanes_double);
BENCHMARK(log1p_lanes_float);
BENCHMARK(log1p_std_float);
BENCHMARK(inverse_normal_lanes_float);
BENCHMARK(philox_words);

} // namespace
