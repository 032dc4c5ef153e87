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
/// places down by what they hold and by the modes that have them down: at most one that follows
/// work, any that follow the clock. Where repairers are few, the places waiting for one follow, in
/// the order in which they failed; a place then has one failure at a time.
class ExactStates {
public:
    using Counts = std::vector<std::uint32_t>;
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// Positions of a station's counts: those of places that hold nothing, a piece at work (by
    /// kind) or a finished one, up and (in a row for each, by condition) down.
    struct Layout {
        std::size_t waiting = none, free{}, work{}, finished = none;
        std::size_t free_down{}, work_down{}, finished_down{};
        std::size_t clock_downs{}; ///< ways of being down by the clock alone
    };

    explicit ExactStates(const ExactModel& model)
        : model_(model), layout_(model.stations.size()), limited_(model.repairs_wait()) {
        for (std::size_t i = 0; i < layout_.size(); ++i) lay_out(i);
        queue_ = greatest_.size();
        if (!limited_) return;
        std::uint64_t can_fail = 0;
        for (const ExactStation& station : model.stations)
            if (!station.modes.empty()) can_fail += station.places;
        for (std::uint64_t i = model.repairers; i < can_fail; ++i)
            position(static_cast<std::uint32_t>(queue_));
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
        for (std::size_t i = 0; i < layout_.size(); ++i) work_steps(state, i, emit);
        for (const Step& step : failures_) {
            if (state[step.from] == 0) continue;
            begin(state);
            --to_[step.from];
            if (!limited_ || under_repair(state) < model_.repairers) {
                ++to_[step.to];
            } else {
                std::size_t end = queue_;
                while (to_[end] != 0) ++end;
                to_[end] = static_cast<std::uint32_t>(step.to + 1);
            }
            finish(state[step.from] * step.rate, 0, emit);
        }
        for (const Step& step : repairs_) {
            if (state[step.from] == 0) continue;
            begin(state);
            --to_[step.from];
            ++to_[step.to];
            if (limited_ && to_[queue_] != 0) {
                ++to_[to_[queue_] - 1];
                leave_queue(to_, queue_);
            }
            finish(state[step.from] * step.rate, 0, emit);
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
        const Layout& at = layout_[station];
        std::uint32_t empty = state[at.free];
        for (std::size_t k = 0; k < at.clock_downs; ++k)
            empty += state[at.free_down + k] + queued(state, at.free_down + k);
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

    /// A place's failure or repair.
    struct Step {
        std::size_t from{}, to{};
        double rate{};
    };

    void lay_out(std::size_t i) {
        const ExactStation& station = model_.stations[i];
        Layout& at = layout_[i];
        if (i > 0) at.waiting = position(station.room);
        at.free = position(station.places);
        at.work = position(station.places);
        for (std::uint32_t k = 1; k < station.work_kinds(); ++k) position(station.places);
        if (model_.blocking_after && !is_last(i)) at.finished = position(station.places);
        at.clock_downs = station.clock_conditions() - 1;
        at.work_down = greatest_.size();
        for (std::uint32_t k = 0; k < station.work_kinds(); ++k)
            add_downs(station, at.work + k, station.conditions());
        at.free_down = greatest_.size();
        add_downs(station, at.free, station.clock_conditions());
        at.finished_down = greatest_.size();
        if (at.finished != none) add_downs(station, at.finished, station.clock_conditions());
    }
    /// The conditions of places that hold the same, the first being up: those down by failures that
    /// follow the clock are told by bits, and come again for each mode that follows work.
    void add_downs(const ExactStation& station, std::size_t up, std::uint32_t conditions) {
        const std::size_t first = greatest_.size();
        for (std::uint32_t k = 1; k < conditions; ++k) downs_.push_back(position(station.places));
        const auto at = [&](std::uint32_t condition) {
            return condition == 0 ? up : first + condition - 1;
        };
        const std::uint32_t clocks = station.clock_conditions();
        std::uint32_t bit = 1, fault = clocks;
        for (const ExactMode& mode : station.modes) {
            const std::uint32_t more = mode.by_clock ? bit : fault;
            for (std::uint32_t k = 0; k + more < conditions; ++k) {
                if (mode.by_clock ? (k & bit) != 0 : k >= clocks) continue;
                // What follows work strikes places that are up.
                if (mode.by_clock || k == 0) failures_.push_back({at(k), at(k + more), mode.fails});
                repairs_.push_back({at(k + more), at(k), mode.repaired});
            }
            (mode.by_clock ? bit : fault) += mode.by_clock ? bit : clocks;
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

    std::uint32_t under_repair(std::span<const std::uint32_t> state) const {
        std::uint32_t sum = 0;
        for (const std::size_t down : downs_) sum += state[down];
        return sum;
    }
    std::uint32_t queued(std::span<const std::uint32_t> state, std::size_t position) const {
        std::uint32_t sum = 0;
        for (std::size_t i = queue_; i < state.size() && state[i] != 0; ++i)
            if (state[i] == position + 1) ++sum;
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
        for (std::size_t k = 0; k < at.clock_downs; ++k) {
            if (state[at.finished_down + k] == 0) continue;
            --state[at.finished_down + k];
            ++state[at.free_down + k];
            return true;
        }
        for (std::size_t i = queue_; i < state.size() && state[i] != 0; ++i) {
            const std::size_t down = state[i] - 1;
            if (down < at.finished_down || down >= at.finished_down + at.clock_downs) continue;
            state[i] = static_cast<std::uint32_t>(down - at.finished_down + at.free_down + 1);
            return true;
        }
        return false;
    }

    const ExactModel& model_;
    std::vector<Layout> layout_;
    std::vector<std::size_t> downs_{}; ///< positions of places that are down
    std::vector<Step> failures_{}, repairs_{};
    Counts greatest_{}, to_{};
    std::size_t queue_{};
    bool limited_{};
};

} // namespace rampcast::detail
