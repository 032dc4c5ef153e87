#include "sound.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>

#include "rampcast/core/utf8.hpp"

namespace rampcast::fuzz {
namespace {

/// What single calls of an input may take; sanitizers slow them twenty times.
constexpr std::chrono::seconds budget{1};

void at_least_0(const char* what, double value, bool may_be_infinite = false) {
    if (value >= 0 && (may_be_infinite || std::isfinite(value))) return;
    broken(std::string(what) + " is " + std::to_string(value));
}

void share(const char* what, double value) {
    // Shares of time are made of rounded parts.
    if (value >= -1e-6 && value <= 1 + 1e-6) return;
    broken(std::string(what) + " is " + std::to_string(value));
}

void check_performance(const LinePerformance& found) {
    at_least_0("throughput_per_h", found.throughput_per_h);
    at_least_0("throughput_per_day", found.throughput_per_day);
    at_least_0("takt_s", found.takt_s, found.throughput_per_h == 0);
    at_least_0("work_in_process", found.work_in_process, true);
    at_least_0("lead_time_h", found.lead_time_h, true);
    for (const double level : found.buffer_levels) at_least_0("a buffer level", level, true);
    for (const StationPerformance& s : found.stations) {
        share("busy", s.busy);
        share("down", s.down);
        share("blocked", s.blocked);
        share("starved", s.starved);
        share("off_shift", s.off_shift);
        at_least_0("rate_alone_per_h", s.rate_alone_per_h);
        at_least_0("visits_per_good", s.visits_per_good);
    }
}

/// Metrics that no path can have below 0.
bool is_output(Metric metric) {
    return metric == Metric::units || metric == Metric::line_capacity ||
           metric == Metric::gross_output_value || metric == Metric::unit_value;
}

} // namespace

void broken(const std::string& what) {
    std::fprintf(stderr, "\nbroken: %s\n", what.c_str());
    std::abort();
}

void check_words(const Error& error, std::string_view input) {
    const std::string_view words(error.what());
    if (words.empty() || error.message().empty()) broken("an error without words");
    if (detail::first_invalid_utf8(words) != words.size())
        broken("words that are not UTF-8: " + std::string(words));
    for (const char* leak : {"std::", "boost::", "basic_string", "vector::", "map::", "bad_alloc",
                             "0x", "rampcast::", "lexical"})
        if (words.find(leak) != std::string_view::npos &&
            input.find(leak) == std::string_view::npos &&
            words.find("is not UTF-8 text") == std::string_view::npos)
            broken("words of a library: " + std::string(words));
}

void check_read_error(const Error& error, std::string_view input, std::string_view file_name) {
    check_words(error, input);
    // file:line:column: something
    std::string_view words(error.what());
    const auto lacks_place = [&] { broken("no place: " + std::string(error.what())); };
    if (!words.starts_with(file_name)) lacks_place();
    words.remove_prefix(file_name.size());
    for (int i = 0; i < 2; ++i) {
        const std::size_t digits = words.find_first_not_of("0123456789", 1);
        if (!words.starts_with(':') || digits == std::string_view::npos || digits < 2)
            lacks_place();
        words.remove_prefix(digits);
    }
    if (!words.starts_with(": ") || words.size() < 3) lacks_place();
}

void check_figures(const LineCapacity& capacity) {
    check_performance(capacity);
    at_least_0("formula_per_h", capacity.formula_per_h);
    at_least_0("the interval's low end", capacity.throughput_interval.low);
    at_least_0("the interval's high end", capacity.throughput_interval.high);
    for (const CapacityGain& gain : capacity.gains)
        if (!std::isfinite(gain.per_h) || !std::isfinite(gain.per_day))
            broken("gain of " + gain.what + " is " + std::to_string(gain.per_h));
}

void check_figures(const Simulation& simulation) {
    check_performance(simulation);
    at_least_0("started", simulation.started);
    at_least_0("good", simulation.good);
    at_least_0("scrapped", simulation.scrapped);
    at_least_0("hours", simulation.hours);
    if (std::isnan(simulation.throughput_interval.low) ||
        std::isnan(simulation.throughput_interval.high))
        broken("an interval of NaN");
}

void check_figures(const Forecast& forecast) {
    for (const Frequency step : steps_of(forecast.timeline()))
        if (forecast.has(Metric::units, step))
            for (const Row& row : forecast.rows(step)) {
                const Summary& s = row.summary;
                const bool defined = info_of(row.metric).nature != Nature::ratio;
                for (const double value : {s.mean, s.p10, s.p50, s.p90}) {
                    const bool good = is_output(row.metric) ? value >= 0 : !std::isnan(value);
                    if ((defined || !std::isnan(value)) && (!good || !std::isfinite(value)))
                        broken(text(row.metric) + " of " + row.period + " is " +
                               std::to_string(value));
                }
                if (!(s.p10 <= s.p50 && s.p50 <= s.p90) && (defined || !std::isnan(s.p50)))
                    broken(text(row.metric) + " of " + row.period + ": quantiles not in order");
            }
    for (const TargetRow& row : forecast.targets())
        for (const double p : {row.units, row.value, row.both})
            if (!std::isnan(p) && !(p >= 0 && p <= 1 + 1e-9))
                broken("a probability of " + std::to_string(p));
}

Budget::Budget() {
    clock_ = std::thread([call = call_, done = done_.get_token()]() mutable {
        std::mutex mutex;
        std::condition_variable_any wakes;
        std::unique_lock lock(mutex);
        if (!wakes.wait_for(lock, done, budget, [&] { return done.stop_requested(); }))
            call.request_stop();
    });
}

Budget::~Budget() {
    done_.request_stop();
    clock_.join();
}

} // namespace rampcast::fuzz
