#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "rampcast/flow/piece_draws.hpp"
#include "rampcast/flow/shifts.hpp"

namespace rampcast::detail {

inline constexpr std::int64_t no_limit = std::int64_t{1} << 60;
inline constexpr std::size_t no_position = ~std::size_t{0};

/// A way from one station to another, with its waiting places.
struct EventFeedPlan {
    std::size_t from = 0, to = 0;
    std::int64_t buffer = no_limit; ///< waiting places
    std::int64_t pieces = 1;        ///< that go into each piece of `to`
    std::size_t part = 0;           ///< of those that `to` needs
};

/// A station as the event-driven engine needs it: numbers whole, names resolved.
struct EventStationPlan {
    std::string name{};
    StationDraws draws;
    bool off_line = false; ///< a rework station
    std::size_t places = 1, batch = 1;
    double batch_wait_h = std::numeric_limits<double>::infinity();
    double yield = 1;
    bool scraps = false;
    std::size_t rework = no_position; ///< station that mends what fails
    std::int64_t most_passes = no_limit;
    std::size_t crew = no_position;
    double operators = 1;
    double set_up_h = 0;
    std::vector<double> cycle_s{};    ///< mean time by product
    std::size_t shifts = no_position; ///< pattern of its calendar
    double down_ratio = 0;            ///< sum of MTTR / MTBF over its modes
    std::size_t parts = 0;            ///< that it is fed; 0: its material is always there
    bool assembles = false;           ///< needs several pieces for each of its own
    bool chooses = false;             ///< several feeds bring it the same part
    /// Where several ways lead on: the share of pieces that go by each or those before it.
    std::vector<double> shares{};
};

/// A line made ready for the event-driven engine; one serves any number of replications.
struct EventPlan {
    std::string path{};
    std::vector<EventStationPlan> stations{}; ///< the line's own first, then the rework stations
    std::vector<EventFeedPlan> feeds{};
    bool blocks_before = false;
    double repairers = std::numeric_limits<double>::infinity();
    std::vector<double> crews{};
    std::vector<ShiftPattern> shifts{};
    std::size_t line_shifts = no_position; ///< pattern of the line's calendar
    std::vector<std::int64_t> run_ends{};  ///< of the runs of the sequence, in pieces
    std::vector<int> run_products{};
    double patience_h = 0; ///< a line from which nothing leaves for so long makes nothing

    int product_of(std::int64_t piece) const {
        if (run_ends.size() < 2) return 0;
        const std::int64_t at = piece % run_ends.back();
        const auto found = std::upper_bound(run_ends.begin(), run_ends.end(), at);
        return run_products[static_cast<std::size_t>(found - run_ends.begin())];
    }
};

} // namespace rampcast::detail
