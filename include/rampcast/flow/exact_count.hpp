#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "rampcast/flow/exact_model.hpp"

namespace rampcast::detail {

/// Counts the states of a line without making them, by what each station needs of the next: room,
/// or that it is full. None where it cannot be known so: where places queue for repairers, or
/// where counting itself is long.
class ExactCount {
public:
    explicit ExactCount(const ExactModel& model) : model_(model) {}

    std::optional<double> operator()() {
        for (const ExactStation& station : model_.stations)
            if (station.places > most_counted ||
                (!model_.blocking_after && station.room > most_counted))
                return {};
        if (model_.repairs_wait()) return {};
        const std::optional<double> fitting = model_.blocking_after ? after() : before();
        if (!fitting) return {};
        return *fitting - never_entered();
    }

private:
    static constexpr std::uint32_t most_counted = 1'000'000;
    static constexpr std::uint64_t most_terms = 20'000'000;

    /// Ways in which `places` alike share out among `kinds`.
    static double shared_out(std::uint32_t places, std::uint32_t kinds) {
        if (kinds == 0) return places == 0 ? 1 : 0;
        double ways = 1;
        const std::uint32_t few = std::min(places, kinds - 1);
        for (std::uint32_t i = 1; i <= few; ++i)
            ways = std::round(ways * (double(places) + kinds - 1 - few + i) / i);
        return ways;
    }
    static std::uint32_t begun_kinds(const ExactStation& station) {
        return station.work_kinds() * station.conditions();
    }
    /// Ways of being down without a piece.
    static std::uint32_t empty_kinds(const ExactStation& station) {
        return station.clock_conditions() - 1;
    }
    bool is_last(std::size_t i) const { return i + 1 == model_.stations.size(); }

    /// States that fit but are never entered: all places of the line down and without a piece,
    /// pieces before every station. The last of them to fail would have been free with a piece at
    /// hand, which before service is so only where the next station is full.
    double never_entered() const {
        if (model_.stations.size() == 1) return 0;
        double ways = 1;
        for (std::size_t i = 0; i < model_.stations.size(); ++i) {
            const ExactStation& station = model_.stations[i];
            ways *= shared_out(station.places, empty_kinds(station));
            if (i > 0) ways *= station.room - (model_.blocking_after ? 0.0 : 1.0);
        }
        return ways;
    }

    std::optional<double> after() {
        double full_from = 0, other_from = 1;
        for (std::size_t i = model_.stations.size(); i-- > 0;) {
            const ExactStation& station = model_.stations[i];
            const bool last = is_last(i), first = i == 0;
            const std::uint32_t clock = empty_kinds(station), c = station.places;
            double full = 0, other = 0;
            for (std::uint32_t finished = 0; finished <= (last ? 0 : c); ++finished) {
                const double after = finished > 0 ? full_from : full_from + other_from;
                const double outer = after * shared_out(finished, 1 + clock);
                for (std::uint32_t begun = 0; begun + finished <= c; ++begun) {
                    const double middle = outer * shared_out(begun, begun_kinds(station));
                    const std::uint32_t empty = c - begun - finished;
                    for (std::uint32_t free = 0; free <= empty; ++free) {
                        if (first && free > 0) break;
                        if (clock == 0) free = empty;
                        if (first && (free > 0 || (last && empty > 0))) break;
                        if (++terms_ > most_terms) return {};
                        const double ways = middle * shared_out(empty - free, clock);
                        const std::uint32_t most =
                            first || free > 0 ? 0 : station.room - begun - finished;
                        const bool fills = !first && begun + finished + most == station.room;
                        if (fills) full += ways;
                        other += ways * (fills ? most : most + 1);
                    }
                }
            }
            full_from = full;
            other_from = other;
        }
        return full_from + other_from;
    }

    std::optional<double> before() {
        std::vector<double> next{}; ///< ways of the stations behind by the pieces of the first
        for (std::size_t i = model_.stations.size(); i-- > 0;) {
            const ExactStation& station = model_.stations[i];
            const bool last = is_last(i), first = i == 0;
            const std::uint32_t clock = empty_kinds(station), c = station.places;
            const std::uint32_t room_behind = last ? c : model_.stations[i + 1].room;
            std::vector<double> up_to(next);
            for (std::size_t n = 1; n < up_to.size(); ++n) up_to[n] += up_to[n - 1];
            std::vector<double> here(first ? 1 : station.room + 1, 0.0);
            for (std::uint32_t begun = 0; begun <= std::min(c, room_behind); ++begun) {
                const double outer = shared_out(begun, begun_kinds(station));
                for (std::uint32_t free = 0; free <= c - begun; ++free) {
                    if (clock == 0) free = c - begun;
                    if (first && last && begun < c) break;
                    const double ways = outer * shared_out(c - begun - free, clock);
                    const double blocked = last ? 0 : next[room_behind - begun];
                    const double any = last ? 1 : up_to[room_behind - begun];
                    const std::uint32_t most =
                        first ? 0 : station.room - std::min(begun, station.room);
                    for (std::uint32_t waiting = 0; waiting <= most; ++waiting) {
                        if (++terms_ > most_terms) return {};
                        const bool ready = free > 0 && (first || waiting > 0);
                        here[first ? 0 : begun + waiting] += ways * (ready ? blocked : any);
                    }
                }
            }
            next = std::move(here);
        }
        double sum = 0;
        for (const double ways : next) sum += ways;
        return sum;
    }

    const ExactModel& model_;
    std::uint64_t terms_ = 0;
};

} // namespace rampcast::detail
