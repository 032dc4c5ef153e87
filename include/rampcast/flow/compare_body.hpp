#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iomanip>
#include <optional>
#include <ostream>
#include <vector>

#include "rampcast/core/attention.hpp"
#include "rampcast/core/error.hpp"
#include "rampcast/flow/compare.hpp"
#include "rampcast/flow/statistics.hpp"
#include "rampcast/flow/steady_run.hpp"
#include "rampcast/line/argument.hpp"

/// What `compare.hpp` declares.
namespace rampcast {

namespace detail {

/// One quantity over another in each replication of two runs, times a factor of each run's.
struct PairedRatio {
    double Replication::* top;
    double Replication::* bottom;
    double a_factor = 1, b_factor = 1;

    Estimate difference(const std::vector<Replication>& a, const std::vector<Replication>& b,
                        double confidence) const {
        return paired_difference(ratio(a, a_factor), ratio(b, b_factor), confidence);
    }
    double of(const Replication& one, double factor) const {
        return factor * one.*top / (one.*bottom);
    }

private:
    Ratio ratio(const std::vector<Replication>& all, double factor) const {
        std::vector<double> tops = column(all, top);
        for (double& each : tops) each *= factor;
        return ratio_of(tops, column(all, bottom));
    }
};

/// Both lines in runs of one length, the longer of what each needs.
inline void simulate_pair(LineComparison& result, const LineOf<double>& a, const LineOf<double>& b,
                          const SimulationOptions& options, const std::vector<Calendar>& calendars,
                          Date start, const Poll& poll) {
    check_options(options);
    for (const auto* line : {&a, &b}) validate(*line, valid_names(calendars), LineUse::pieces);
    const PartOf first(poll, 0, .5), second(poll, .5, .5);
    SteadyRun run_a(a, options, calendars, start, first.poll());
    SteadyRun run_b(b, options, calendars, start, second.poll());
    run_a.as_long_as(run_b);
    run_b.as_long_as(run_a);
    result.a = run_a.result();
    result.b = run_b.result();
}

} // namespace detail

RAMPCAST_INLINE LineComparison compare(const LineOf<double>& a, const LineOf<double>& b,
                                       const SimulationOptions& options,
                                       const std::vector<Calendar>& calendars, Date start,
                                       const Watch& watch) {
    detail::check_argument("compare", "replications", options.replications, {.lower = 2});
    if (options.precision)
        throw Error("compare", "precision is stated, must be left out: both lines are given the "
                               "replications and pieces asked for");
    LineComparison result;
    const detail::Attention attention(watch);
    detail::simulate_pair(result, a, b, options, calendars, start, attention.poll());
    result.confidence = options.confidence;

    const std::vector<Replication>&of_a = result.a.by_replication, &of_b = result.b.by_replication;
    const auto hourly = [](const Simulation& run) {
        return run.throughput_per_h * run.hours / run.good;
    };
    const auto daily = [](const Simulation& run) {
        return run.throughput_per_day * run.hours / run.good;
    };
    const detail::PairedRatio rate{&Replication::good, &Replication::hours, hourly(result.a),
                                   hourly(result.b)};
    const detail::PairedRatio by_day{&Replication::good, &Replication::hours, daily(result.a),
                                     daily(result.b)};
    const detail::PairedRatio held{&Replication::piece_hours, &Replication::hours};
    const detail::PairedRatio lead{&Replication::lead_hours, &Replication::good};
    const Estimate per_h = rate.difference(of_a, of_b, options.confidence);
    const Estimate per_day = by_day.difference(of_a, of_b, options.confidence);
    result.difference_per_h = per_h.value;
    result.interval = per_h.interval();
    result.difference_per_day = per_day.value;
    result.interval_per_day = per_day.interval();
    result.work_in_process_difference = result.b.work_in_process - result.a.work_in_process;
    result.lead_time_difference_h = result.b.lead_time_h - result.a.lead_time_h;
    if (std::isfinite(result.work_in_process_difference)) {
        result.work_in_process_interval =
            held.difference(of_a, of_b, options.confidence).interval();
        result.lead_time_interval = lead.difference(of_a, of_b, options.confidence).interval();
    }
    for (std::size_t i = 0; i < of_a.size(); ++i)
        result.by_replication.push_back({.a_per_h = rate.of(of_a[i], rate.a_factor),
                                         .b_per_h = rate.of(of_b[i], rate.b_factor),
                                         .a_work_in_process = held.of(of_a[i], 1),
                                         .b_work_in_process = held.of(of_b[i], 1),
                                         .a_lead_time_h = lead.of(of_a[i], 1),
                                         .b_lead_time_h = lead.of(of_b[i], 1)});
    return result;
}

RAMPCAST_INLINE std::ostream& operator<<(std::ostream& out, const LineComparison& found) {
    const auto row = [&](const char* figure, double a, double b, double difference,
                         const std::optional<Interval>& interval) {
        const double largest = std::max(std::abs(a), std::abs(b));
        const double digits = largest > 0 && std::isfinite(largest)
                                  ? std::clamp(4 - std::floor(std::log10(largest)), 0., 9.)
                                  : 0;
        out << std::left << std::setw(28) << figure << std::right << std::fixed
            << std::setprecision(static_cast<int>(digits)) << std::setw(12) << a << std::setw(12)
            << b << std::showpos << std::setw(12) << difference;
        if (interval) out << "   " << interval->low << " to " << interval->high;
        out << std::noshowpos << '\n';
    };
    const Simulation &a = found.a, &b = found.b;
    const std::streamsize precision = out.precision();
    out << std::defaultfloat << std::left << std::setw(28) << "" << std::right << std::setw(12)
        << "a" << std::setw(12) << "b" << std::setw(12) << "b - a"
        << "   " << 100 * found.confidence << " % interval\n";
    row("good pieces an hour at work", a.throughput_per_h, b.throughput_per_h,
        found.difference_per_h, found.interval);
    row("good pieces a calendar day", a.throughput_per_day, b.throughput_per_day,
        found.difference_per_day, found.interval_per_day);
    row("work in process", a.work_in_process, b.work_in_process, found.work_in_process_difference,
        found.work_in_process_interval);
    row("lead time, h", a.lead_time_h, b.lead_time_h, found.lead_time_difference_h,
        found.lead_time_interval);
    return out << std::defaultfloat << std::setprecision(static_cast<int>(precision));
}

} // namespace rampcast
