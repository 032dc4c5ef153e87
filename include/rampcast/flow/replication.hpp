#pragma once

#include <vector>

namespace rampcast {

/// Hours that the places of a station spent in each state, all places together, within the
/// measured window of one replication. They sum to places × hours of the window.
struct PlaceHours {
    double busy{}, down{}, blocked{}, starved{}, off_shift{};
    bool operator==(const PlaceHours&) const = default;
};

/// A part of a replication, told one by one.
struct RunBlock {
    double good{};        ///< pieces that left good
    double hours{};       ///< that it took
    double piece_hours{}; ///< time integral of the pieces on the line
    double lead_hours{};  ///< sum over the good pieces of the time each was on the line
    bool operator==(const RunBlock&) const = default;
};

/// What one replication of a simulated line did within its measured window, warm-up left out.
/// Pieces are conserved: in_process_before + started = good + scrapped + joined + in_process_after.
struct Replication {
    double hours{};             ///< length of the window
    double started{};           ///< pieces that entered the line
    double good{};              ///< pieces that left it good
    double scrapped{};          ///< pieces that left it scrapped, at any station
    double joined{};            ///< pieces that became part of another, where stations assemble
    double in_process_before{}; ///< pieces on the line at the window's begin
    double in_process_after{};  ///< and at its end
    double piece_hours{};       ///< time integral of the pieces on the line
    double lead_hours{};        ///< sum over the good pieces of the time each was on the line
    std::vector<PlaceHours> stations{}; ///< by station, the rework stations after the others
    std::vector<double>
        buffer_hours{}; ///< time integral of the pieces waiting before station i + 1, or by feed
    /// The parts asked for, from the start to the window's end; what does not fill one is left out.
    std::vector<RunBlock> blocks{};
    bool operator==(const Replication&) const = default;
};

} // namespace rampcast
