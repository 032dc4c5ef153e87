#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace rampcast {

/// What happens to a piece while it is on a place.
enum class StayState { busy, down, blocked, waiting, off_shift };
inline constexpr std::array<std::string_view, 5> stay_state_names{"busy", "down", "blocked",
                                                                  "waiting", "off_shift"};

/// A stretch of time that a piece was on a place in one state: a bar of a Gantt chart.
struct PieceStay {
    std::int64_t piece{};  ///< number of the piece in the order of entering the line, from 0
    std::size_t station{}; ///< the rework stations after the others
    std::size_t place{};
    double start_h{}, end_h{};
    StayState state = StayState::busy; ///< waiting: for people
    bool operator==(const PieceStay&) const = default;
};

namespace detail {
/// What the event-driven engine writes down beyond a replication's sums.
struct EventRecord {
    std::int64_t pieces = 0; ///< first pieces whose stays are kept
    std::vector<PieceStay> stays{};
    /// Hours of the window that the buffer before station i + 1, or that of a feed, held 0, 1, 2,
    /// ... pieces.
    std::vector<std::vector<double>> level_hours{};
};
} // namespace detail
} // namespace rampcast
