#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "rampcast/flow/exact_stations.hpp"

namespace rampcast::detail {

/// The states of a line and the steps between them. By station a state counts: pieces waiting
/// before it, places free and up, places at work by phase, places up with a finished piece, and
/// places under repair by failure mode and by what they hold. Where repairers are few, the places
/// waiting for one follow, in the order in which they failed.
class ExactStates {
public:
    using Counts = std::vector<std::uint32_t>;
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// Positions of a station's counts.
    struct Layout {
        std::size_t waiting = none, free{}, work{}, finished = none;
        std::vector<std::size_t> downs{}; ///< indices of its kinds of being down
    };
    /// A way of being down: of a station, in a mode, holding what it held when it failed.
    struct Down {
        std::size_t station{}, mode{};
        std::size_t position{};     ///< of those under repair
        std::size_t up{};           ///< position it returns to
        std::size_t emptied = none; ///< kind it becomes where its finished piece leaves
    };

    explicit ExactStates(const ExactModel& model) : model_(model), layout_(model.stations.size()) {
        std::uint64_t can_fail = 0;
        for (std::size_t i = 0; i < layout_.size(); ++i) {
            lay_out(i);
            if (!model.stations[i].modes.empty()) can_fail += model.stations[i].places;
        }
        queue_ = greatest_.size();
        if (model.repairers > 0 && can_fail > model.repairers)
            for (std::uint64_t i = model.repairers; i < can_fail; ++i)
                position(static_cast<std::uint32_t>(downs_.size()));
        limited_ = queue_ < greatest_.size();
    }

    const Counts& greatest() const { return greatest_; }
    const std::vector<Layout>& layout() const { return layout_; }

    /// The empty line, its first station at work.
    Counts start() const {
        Counts state(greatest_.size(), 0);
        for (std::size_t i = 0; i < layout_.size(); ++i)
            state[layout_[i].free] = model_.stations[i].places;
        settle(state);
        return state;
    }

    /// Calls `emit(rate, next state, good pieces made)` for each step from `state`.
    template <class Emit> void operator()(std::span<const std::uint32_t> state, const Emit& emit) {
        for (std::size_t i = 0; i < layout_.size(); ++i) {
            work_steps(state, i, emit);
            failure_steps(state, i, emit);
        }
        for (std::size_t kind = 0; kind < downs_.size(); ++kind) {
            const Down& down = downs_[kind];
            if (state[down.position] == 0) continue;
            begin(state);
            --to_[down.position];
            ++to_[down.up];
            if (limited_ && to_[queue_] != 0) {
                ++to_[downs_[to_[queue_] - 1].position];
                leave_queue(to_, queue_);
            }
            finish(state[down.position] * mode(down).repaired, 0, emit);
        }
    }

    std::uint32_t working(std::span<const std::uint32_t> state, std::size_t station) const {
        std::uint32_t sum = 0;
        for (std::uint32_t k = 0; k < model_.stations[station].work_kinds(); ++k)
            sum += state[layout_[station].work + k];
        return sum;
    }
    std::uint32_t finished(std::span<const std::uint32_t> state, std::size_t station) const {
        return layout_[station].finished == none ? 0 : state[layout_[station].finished];
    }
    std::uint32_t waiting(std::span<const std::uint32_t> state, std::size_t station) const {
        return layout_[station].waiting == none ? 0 : state[layout_[station].waiting];
    }
    std::uint32_t down(std::span<const std::uint32_t> state, std::size_t station) const {
        return model_.stations[station].places - state[layout_[station].free] -
               working(state, station) - finished(state, station);
    }
    /// Places that hold a piece.
    std::uint32_t held(std::span<const std::uint32_t> state, std::size_t station) const {
        std::uint32_t empty = state[layout_[station].free];
        for (const std::size_t kind : layout_[station].downs)
            if (downs_[kind].up == layout_[station].free)
                empty += state[downs_[kind].position] + queued(state, kind);
        return model_.stations[station].places - empty;
    }
    std::uint32_t pieces(std::span<const std::uint32_t> state, std::size_t station) const {
        return waiting(state, station) + held(state, station);
    }

private:
    std::size_t position(std::uint32_t greatest) {
        greatest_.push_back(greatest);
        return greatest_.size() - 1;
    }
    bool is_last(std::size_t station) const { return station + 1 == layout_.size(); }
    const ExactMode& mode(const Down& down) const {
        return model_.stations[down.station].modes[down.mode];
    }

    void lay_out(std::size_t i) {
        const ExactStation& station = model_.stations[i];
        Layout& at = layout_[i];
        if (i > 0) at.waiting = position(station.room);
        at.free = position(station.places);
        at.work = position(station.places);
        for (std::uint32_t k = 1; k < station.work_kinds(); ++k) position(station.places);
        if (model_.blocking_after && !is_last(i)) at.finished = position(station.places);
        const auto add = [&](std::size_t mode, std::size_t up, std::size_t emptied) {
            at.downs.push_back(downs_.size());
            downs_.push_back({i, mode, position(station.places), up, emptied});
        };
        for (std::size_t m = 0; m < station.modes.size(); ++m) {
            for (std::uint32_t k = 0; k < station.work_kinds(); ++k) add(m, at.work + k, none);
            if (!station.modes[m].by_clock) continue;
            add(m, at.free, none);
            if (at.finished != none) add(m, at.finished, downs_.size() - 1);
        }
    }

    void begin(std::span<const std::uint32_t> state) { to_.assign(state.begin(), state.end()); }
    template <class Emit> void finish(double rate, double output, const Emit& emit) {
        settle(to_);
        emit(rate, std::span<const std::uint32_t>(to_), output);
    }

    template <class Emit>
    void work_steps(std::span<const std::uint32_t> state, std::size_t i, const Emit& emit) {
        const ExactStation& station = model_.stations[i];
        const Layout& at = layout_[i];
        for (std::uint32_t k = 0; k < station.work_kinds(); ++k) {
            const std::size_t here = at.work + k;
            if (state[here] == 0) continue;
            const double rate = state[here] * station.phase_rate;
            const auto move = [&](std::size_t to) {
                begin(state);
                --to_[here];
                ++to_[to];
            };
            if ((k + 1) % station.phases != 0) {
                move(here + 1);
                finish(rate, 0, emit);
                continue;
            }
            if (at.finished != none) {
                move(at.finished);
            } else {
                move(at.free);
                if (!is_last(i)) ++to_[layout_[i + 1].waiting];
            }
            finish(rate * station.pass_yield, is_last(i) ? 1 : 0, emit);
            if (!(station.pass_yield < 1)) continue;
            const bool last_pass = k + 1 == station.work_kinds();
            if (station.scraps_at_once || (station.last_pass_scraps && last_pass)) move(at.free);
            else move(last_pass ? at.work : here + 1);
            finish(rate * (1 - station.pass_yield), 0, emit);
        }
    }

    template <class Emit>
    void failure_steps(std::span<const std::uint32_t> state, std::size_t i, const Emit& emit) {
        for (const std::size_t kind : layout_[i].downs) {
            const Down& down = downs_[kind];
            if (state[down.up] == 0) continue;
            begin(state);
            --to_[down.up];
            if (!limited_ || under_repair(state) < model_.repairers) {
                ++to_[down.position];
            } else {
                std::size_t end = queue_;
                while (to_[end] != 0) ++end;
                to_[end] = static_cast<std::uint32_t>(kind + 1);
            }
            finish(state[down.up] * mode(down).fails, 0, emit);
        }
    }

    std::uint32_t under_repair(std::span<const std::uint32_t> state) const {
        std::uint32_t sum = 0;
        for (const Down& down : downs_) sum += state[down.position];
        return sum;
    }
    std::uint32_t queued(std::span<const std::uint32_t> state, std::size_t kind) const {
        std::uint32_t sum = 0;
        for (std::size_t i = queue_; i < state.size() && state[i] != 0; ++i)
            if (state[i] == kind + 1) ++sum;
        return sum;
    }
    static void leave_queue(Counts& state, std::size_t at) {
        state.erase(state.begin() + static_cast<std::ptrdiff_t>(at));
        state.push_back(0);
    }

    /// What happens at once: finished pieces leave where there is room, free places begin.
    void settle(Counts& state) const {
        if (model_.blocking_after)
            for (std::size_t i = layout_.size() - 1; i-- > 0;)
                while (pieces(state, i + 1) < model_.stations[i + 1].room && release(state, i))
                    ++state[layout_[i + 1].waiting];
        for (std::size_t i = 0; i < layout_.size(); ++i) {
            std::uint32_t begun = std::min(state[layout_[i].free],
                                           i == 0 ? state[layout_[i].free] : waiting(state, i));
            if (!model_.blocking_after && !is_last(i))
                begun = std::min(begun, model_.stations[i + 1].room - pieces(state, i + 1) -
                                            held(state, i));
            state[layout_[i].free] -= begun;
            state[layout_[i].work] += begun;
            if (i > 0) state[layout_[i].waiting] -= begun;
        }
    }

    /// Takes a finished piece from a place: from one that is up, else one under repair, else the
    /// first in the queue. False where there is none.
    bool release(Counts& state, std::size_t station) const {
        const Layout& at = layout_[station];
        if (state[at.finished] > 0) {
            --state[at.finished];
            ++state[at.free];
            return true;
        }
        for (const std::size_t kind : at.downs) {
            const Down& down = downs_[kind];
            if (down.emptied == none || state[down.position] == 0) continue;
            --state[down.position];
            ++state[downs_[down.emptied].position];
            return true;
        }
        for (std::size_t i = queue_; i < state.size() && state[i] != 0; ++i) {
            const Down& down = downs_[state[i] - 1];
            if (down.station != station || down.emptied == none) continue;
            state[i] = static_cast<std::uint32_t>(down.emptied + 1);
            return true;
        }
        return false;
    }

    const ExactModel& model_;
    std::vector<Layout> layout_;
    std::vector<Down> downs_{};
    Counts greatest_{}, to_{};
    std::size_t queue_{};
    bool limited_{};
};

/// Counts the states of a line without making them, by what each station needs of the next: room,
/// or that it is full. None where it cannot be known so: where places queue for repairers, or
/// where counting itself is long.
class ExactCount {
public:
    explicit ExactCount(const ExactModel& model) : model_(model) {}

    std::optional<double> operator()() {
        std::uint64_t can_fail = 0;
        for (const ExactStation& station : model_.stations) {
            if (!station.modes.empty()) can_fail += station.places;
            if (station.room > most_room || station.places > most_room) return {};
        }
        if (model_.repairers > 0 && can_fail > model_.repairers) return {};
        const std::optional<double> fitting = model_.blocking_after ? after() : before();
        if (!fitting) return {};
        return *fitting - never_entered();
    }

private:
    static constexpr std::uint32_t most_room = 1'000'000;
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
        return station.work_kinds() * (1 + static_cast<std::uint32_t>(station.modes.size()));
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
            ways *= shared_out(station.places, station.clock_modes());
            if (i > 0) ways *= station.room - (model_.blocking_after ? 0.0 : 1.0);
        }
        return ways;
    }

    std::optional<double> after() {
        double full_from = 0, other_from = 1;
        for (std::size_t i = model_.stations.size(); i-- > 0;) {
            const ExactStation& station = model_.stations[i];
            const bool last = is_last(i), first = i == 0;
            const std::uint32_t clock = station.clock_modes(), c = station.places;
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
            const std::uint32_t clock = station.clock_modes(), c = station.places;
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
