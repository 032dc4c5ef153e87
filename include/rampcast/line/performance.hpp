#pragma once

#include <string>
#include <vector>

namespace rampcast {

/// What the places of a station do, as shares of all time; they sum to 1. Where failures follow
/// the clock, a place that is down counts as down whether or not it had a piece.
struct StationPerformance {
    std::string name{};
    double busy{};             ///< at work on a piece (setting up included)
    double down{};             ///< under repair, or waiting for it
    double blocked{};          ///< finished (or ready), with no room behind it
    double starved{};          ///< without a piece, people or a full batch
    double off_shift{};        ///< not at work by its calendar
    double rate_alone_per_h{}; ///< good pieces of the line an hour, were it alone
    double visits_per_good{};  ///< times a place is taken for each good piece of the line

    /// The same with shares of the hours that it works by its calendar: off shift is 0.
    StationPerformance of_hours_worked() const {
        StationPerformance result = *this;
        const double worked = 1 - off_shift;
        for (double* share : {&result.busy, &result.down, &result.blocked, &result.starved})
            *share /= worked;
        result.off_shift = 0;
        return result;
    }
    bool operator==(const StationPerformance&) const = default;
};

/// What a line makes in the long run, however it was found.
struct LinePerformance {
    double throughput_per_h{};   ///< good pieces an hour while the line is at work
    double throughput_per_day{}; ///< good pieces a calendar day on average
    double takt_s{};             ///< working time from one good piece to the next
    std::string bottleneck{};    ///< station whose rate alone is least
    std::vector<StationPerformance> stations{};
    std::vector<double> buffer_levels{}; ///< mean pieces waiting between stations
    double work_in_process{};            ///< mean pieces on the line; infinite where unlimited
    double lead_time_h{};                ///< mean hours a piece is on the line (Little's law)
    /// Station before which pieces pile up without end, where one is: there is no steady state, and
    /// the throughput is what leaves while they do.
    std::string piles_up_before{};
    std::string method{};   ///< how it was found, in words
    double hours_share = 1; ///< of all hours, those that the line works by its own calendar's week
    double days_share = 1;  ///< of all days, those on which it works

    /// Good pieces a working day on average.
    double throughput_per_working_day() const { return throughput_per_day / days_share; }
    /// Mean working hours a piece is on the line: the lead time × hours_share. Exact where pieces
    /// come and go evenly over the week's hours, worked or not; else a mean.
    double lead_time_working_h() const { return lead_time_h * hours_share; }
    bool operator==(const LinePerformance&) const = default;
};

} // namespace rampcast
