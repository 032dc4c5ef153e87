#pragma once

#include <algorithm>
#include <string>

#include "rampcast/core/error.hpp"
#include "rampcast/flow/sample_path.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/line/validate_line.hpp"
#include "rampcast/line/visits.hpp"

/// What a simulated run needs, known before it begins.
namespace rampcast::detail {

/// Visits of pieces to stations above this are not simulated.
inline constexpr double most_visits = 2e9;
/// Places above this are not simulated.
inline constexpr double most_places = 1e6;
/// Bytes above this are not taken for what buffers hold.
inline constexpr double most_bytes = 4e9;

/// Refuses a run that would hardly end, or not find room.
/// @param good_pieces of all replications
/// @param replications side by side, as the recursion runs them
inline void check_run(const LineOf<double>& line, double good_pieces, double replications) {
    const double work = good_pieces * visits_per_good(visits(line));
    if (!(work <= most_visits))
        throw Error(line_place(line), number_text(good_pieces) + " good pieces take " +
                                          number_text(good_pieces * visits(line).started) +
                                          " that are begun and " + number_text(work) +
                                          " visits of stations; at most " +
                                          number_text(most_visits) + " are simulated");
    double places = 0;
    for (const auto* stations : {&line.stations, &line.rework_stations})
        for (const StationOf<double>& station : *stations) places += station.places;
    if (!(places <= most_places))
        throw Error(line_place(line), "has " + number_text(places) + " places; at most " +
                                          number_text(most_places) + " are simulated");
    if (!sample_path_covers(line)) return;
    double held = 0;
    for (const double buffer : line.buffers)
        held += std::min(buffer, good_pieces / replications) * std::min(replications, 16.);
    if (!(held * sizeof(double) <= most_bytes))
        throw Error(line_place(line), "buffers take " + number_text(held * sizeof(double)) +
                                          " bytes in a run so long; at most " +
                                          number_text(most_bytes) +
                                          " are taken (smaller buffers, or fewer pieces)");
}

} // namespace rampcast::detail
