#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "rampcast/flow/exact_model.hpp"

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

} // namespace rampcast::detail
