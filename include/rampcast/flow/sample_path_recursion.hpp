#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "rampcast/core/lanes.hpp"
#include "rampcast/flow/piece_draws.hpp"
#include "rampcast/flow/replication.hpp"
#include "rampcast/flow/run_request.hpp"
#include "rampcast/line/line.hpp"

namespace rampcast {

namespace detail {

/// A line's sample paths, `N` replications side by side: the recursion
///     s(j) = max(D_before(j), D(j - c)),  D(j) = max(K(j), D_behind(j - b - c_behind))
/// of starts s, order statistics K of the completions s + service and departures D, for pieces
/// in the order in which they arrive and leave; blocked before service, the last term bounds the
/// start instead. A station of c places knows its j-th completion when piece j + c - 1 has begun,
/// since no later piece can be done before, so it runs c - 1 pieces behind its input.
/// A piece that waits on a free place for room behind it is blocked, not in the buffer before it.
/// Times are in seconds from the empty start. What a lane does depends on its replication only.
/// Within the window all figures are exact but two: the lead time pairs the n-th piece to leave
/// with the n-th to enter, and of a service that the window cuts, the part within counts as down
/// in the proportion of the whole (as busy, if it is overtaken meanwhile).
template <int N> class SamplePath {
    using L = Lanes<double, N>;

public:
    SamplePath(const LineOf<double>& line, std::uint64_t seed, std::uint32_t first_replication)
        : replication_(first_replication), blocks_before_(line.blocking == Blocking::before) {
        const std::size_t count = line.stations.size();
        const bool limited = !line.buffers.empty();
        stations_.reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
            const StationOf<double>& station = line.stations[i];
            Station made{StationDraws(seed, station_stream(i), station)};
            made.pending.assign(static_cast<std::size_t>(station.places) - 1, L(0));
            made.offset = offset_;
            offset_ += static_cast<std::int64_t>(station.places) - 1;
            if (i > 0 && limited) {
                std::size_t lag = static_cast<std::size_t>(line.buffers[i - 1]);
                if (blocks_before_)
                    lag -= static_cast<std::size_t>(line.stations[i - 1].places) - 1;
                made.room_size = lag + 1;
                made.room.assign(std::min(made.room_size, room_at_first), L(0));
            }
            stations_.push_back(std::move(made));
        }
        entries_.assign(static_cast<std::size_t>(offset_) + 1, L(0));
    }

    /// Pieces wait in the buffers at the start: as if those ahead of each station had taken it no
    /// time.
    void fill(const std::vector<std::int64_t>& waiting) {
        std::int64_t ahead = 0;
        for (std::size_t i = waiting.size(); i-- > 0;) stations_[i].ahead = ahead += waiting[i];
    }

    /// The replications of the lanes.
    std::vector<Replication> run(const RunRequest& run) {
        run_ = &run;
        const std::int64_t end = run.warm_up_pieces + run.pieces;
        fill(run.waiting);
        while (begun_ < run.warm_up_pieces) recorded(step<Count::nothing>());
        window_begin_ = run.warm_up_pieces > 0 ? time_after(offset_) : L(0);
        for (Station& station : stations_)
            for (const L& done : station.pending) station.total += max(L(0), done - window_begin_);
        bool inside = false;
        while (begun_ < end && !inside) {
            recorded(step<Count::clipped>());
            inside = begun_ > run.warm_up_pieces + offset_ && count(earliest_ < window_begin_) == 0;
        }
        while (begun_ < end) recorded(step<Count::all>());
        window_end_ = time_after(offset_);
        for (Station& station : stations_)
            for (const L& done : station.pending) station.total -= max(L(0), done - window_end_);
        do recorded(step<Count::clipped>());
        while (begun_ < end + offset_ || count(earliest_ < window_end_) > 0);
        std::vector<Replication> result;
        for (int lane = 0; lane < N; ++lane) result.push_back(replication(lane));
        return result;
    }

private:
    /// What a step counts: nothing, all of it, or what lies within the window.
    enum class Count { nothing, all, clipped };
    static constexpr std::size_t room_at_first = 1024;

    struct Station {
        StationDraws draws;
        L times[4]{}; ///< of four consecutive pieces, repairs included
        L down[4]{};  ///< the repairs within them
        bool any_down = false;
        L last{}; ///< the latest departure
        std::vector<L>
            pending{};         ///< completions not yet passed on, ascending, one less than places
        std::vector<L> room{}; ///< the latest departures, as the station before waits for them
        std::size_t at = 0;    ///< the oldest of them
        std::size_t room_size = 0; ///< it grows up to that as pieces come
        std::int64_t ahead = 0;    ///< pieces that were past it at the start
        std::int64_t offset = 0;   ///< pieces this station's starts are behind those of the first
        L total{}, down_total{}, blocked{}, waiting{};
    };

    std::vector<Station> stations_{};
    std::vector<L> entries_{}; ///< when pieces entered the line, until they leave it
    std::size_t entry_at_ = 0;
    std::vector<L> block_ends_{}, block_leads_{};
    L block_lead_{};
    std::uint32_t replication_;
    bool blocks_before_;
    std::int64_t offset_ = 0;
    std::int64_t begun_ = 0; ///< pieces begun at the first station
    const RunRequest* run_ = nullptr;
    L window_begin_{}, window_end_ = 1e300, earliest_{};
    L lead_{}, lead_before_{}, hours_after_{}, before_{}, after_{};

    /// A stretch from `from` to `to` of `length`, as much of it as lies in the window.
    L clipped(const L& length, const L& from, const L& to) const {
        const L outside = max(L(0), window_begin_ - from) + max(L(0), to - window_end_);
        return max(L(0), length - outside);
    }

    /// When the last station's departure of the piece that began latest at the first will be, in
    /// `steps` steps, at which the state is as now.
    L time_after(std::int64_t steps) const {
        if (steps == 0) return stations_.back().last;
        SamplePath ahead = *this;
        for (std::int64_t i = 0; i < steps; ++i) ahead.template step<Count::nothing>();
        return ahead.stations_.back().last;
    }

    /// Draws the times of the four services from `n`, failures and their repairs included.
    void draw(Station& station, std::int64_t n) const {
        const auto quad = static_cast<std::uint64_t>(n) / 4;
        station.draws.service.template seconds<N>(replication_, quad, station.times);
        if (!station.draws.work_failures.empty()) fail(station, quad);
        for (std::int64_t k = 0; k < 4 && n + k < station.ahead; ++k)
            station.times[k] = station.down[k] = 0;
    }
    void fail(Station& station, std::uint64_t quad) const {
        if (station.any_down)
            for (L& down : station.down) down = 0;
        station.any_down = false;
        for (const FailureDraws& mode : station.draws.work_failures) {
            L bound[4];
            mode.template least_up_s<N>(replication_, quad, bound);
            for (std::size_t k = 0; k < 4; ++k) {
                const auto may_fail = bound[k] < station.times[k];
                if (count(may_fail) == 0) continue;
                station.any_down = true;
                for (int lane = 0; lane < N; ++lane)
                    if (may_fail[lane])
                        station.down[k].set(
                            lane,
                            station.down[k][lane] +
                                mode.down_s(replication_ + static_cast<std::uint32_t>(lane),
                                            4 * quad + k, station.times[k][lane], run_->poll));
            }
        }
        if (station.any_down)
            for (std::size_t k = 0; k < 4; ++k) station.times[k] += station.down[k];
    }

    /// Goes back to the oldest departure, or makes room where fewer have been than fit.
    static void turn(Station& station) {
        std::vector<L>& room = station.room;
        if (room.size() == station.room_size) station.at = 0;
        else room.resize(std::min(station.room_size, 2 * room.size()), L(0));
    }

    /// Takes the least of the pending completions and `done` out, keeps the rest in order.
    static L next_completion(std::vector<L>& pending, const L& done) {
        const L least = min(pending[0], done);
        const std::size_t last = pending.size() - 1;
        for (std::size_t k = 0; k < last; ++k)
            pending[k] = min(pending[k + 1], max(pending[k], done));
        pending[last] = max(pending[last], done);
        return least;
    }

    /// One more piece begins at the first station, and each station goes on by one piece.
    /// @returns the departure from the line
    template <Count what> L step() {
        L arrival = 0;
        ++begun_;
        const std::size_t count_of = stations_.size();
        if constexpr (what == Count::clipped) earliest_ = 1e300;
        for (std::size_t i = 0; i < count_of; ++i) {
            Station& station = stations_[i];
            const std::int64_t n = begun_ - 1 - station.offset;
            if (n < 0) return L(0);
            const auto k = static_cast<std::size_t>(n % 4);
            if (k == 0) draw(station, n);
            Station* const behind = i + 1 < count_of ? &stations_[i + 1] : nullptr;
            const bool limited = behind && !behind->room.empty();
            const L& service = station.times[k];
            const L ready = max(arrival, station.last);
            const L start =
                limited && blocks_before_ ? max(ready, behind->room[behind->at]) : ready;
            const L end = start + service;
            const L done = station.pending.empty() ? end : next_completion(station.pending, end);
            const L left = limited && !blocks_before_ ? max(done, behind->room[behind->at]) : done;
            if constexpr (what == Count::all) {
                station.total += service;
                if (station.any_down) station.down_total += station.down[k];
                station.waiting += ready - arrival;
                station.blocked += (left - done) + (start - ready);
            } else if constexpr (what == Count::clipped) {
                const L inside = clipped(service, start, end);
                station.total += inside;
                if (station.any_down) {
                    const L share = select(inside < service, inside / service, L(1));
                    station.down_total += station.down[k] * share;
                }
                station.waiting += clipped(ready - arrival, arrival, ready);
                station.blocked +=
                    clipped(left - done, done, left) + clipped(start - ready, ready, start);
                earliest_ = min(earliest_, min(ready, done));
            }
            if (i == 0) entered<what>(start);
            if (!station.room.empty()) {
                station.room[station.at] = left;
                if (++station.at == station.room.size()) turn(station);
            }
            station.last = left;
            arrival = left;
        }
        leaves<what>(arrival);
        return arrival;
    }

    /// A piece enters the line at `time`.
    template <Count what> void entered(const L& time) {
        entries_[entry_at_] = time;
        if (++entry_at_ == entries_.size()) entry_at_ = 0;
        if constexpr (what == Count::clipped) {
            const L one = 1, zero = 0;
            before_ += select(time < window_begin_, one, zero);
            if (begun_ <= run_->warm_up_pieces + run_->pieces) {
                lead_before_ += max(zero, window_begin_ - time);
            } else {
                after_ += select(time < window_end_, one, zero);
                hours_after_ += max(zero, window_end_ - max(time, window_begin_));
            }
        }
    }
    /// A piece leaves the line at `time`.
    template <Count what> void leaves(const L& time) {
        if constexpr (what == Count::all) lead_ += time - entries_[entry_at_];
        if constexpr (what == Count::clipped) {
            const std::int64_t number = begun_ - offset_;
            if (number > run_->warm_up_pieces && number <= run_->warm_up_pieces + run_->pieces)
                lead_ += time - entries_[entry_at_];
        }
    }

    /// Keeps the departure for the part it falls in.
    void recorded(const L& departure) {
        const std::int64_t number = begun_ - offset_;
        if (begun_ % 64 == 0)
            run_->poll(static_cast<double>(begun_) /
                       static_cast<double>(run_->warm_up_pieces + run_->pieces + offset_));
        if (run_->block == 0 || number <= 0 || number > run_->warm_up_pieces + run_->pieces) return;
        block_lead_ += departure - entries_[entry_at_];
        if (number % run_->block != 0) return;
        block_ends_.push_back(departure);
        block_leads_.push_back(block_lead_);
        block_lead_ = 0;
    }

    Replication replication(int lane) const {
        Replication r;
        const double window = window_end_[lane] - window_begin_[lane];
        r.hours = window / 3600;
        r.good = static_cast<double>(run_->pieces);
        r.in_process_before = before_[lane];
        r.in_process_after = after_[lane];
        r.started = r.good + r.in_process_after - r.in_process_before;
        r.lead_hours = lead_[lane] / 3600;
        r.piece_hours = (lead_[lane] - lead_before_[lane] + hours_after_[lane]) / 3600;
        for (std::size_t i = 0; i < stations_.size(); ++i) {
            const Station& station = stations_[i];
            const double places = static_cast<double>(station.pending.size() + 1);
            const double down = station.down_total[lane];
            const double busy = std::max(0.0, station.total[lane] - down);
            const double blocked = station.blocked[lane];
            const double starved = std::max(0.0, places * window - busy - down - blocked);
            r.stations.push_back({.busy = busy / 3600,
                                  .down = down / 3600,
                                  .blocked = blocked / 3600,
                                  .starved = starved / 3600,
                                  .off_shift = 0});
            if (i > 0) r.buffer_hours.push_back(station.waiting[lane] / 3600);
        }
        // Over a part the pieces on the line are those that leave in it times their lead time, but
        // for what is on the line at its ends.
        double begin = 0;
        for (std::size_t k = 0; k < block_ends_.size(); ++k) {
            const double lead = block_leads_[k][lane] / 3600, end = block_ends_[k][lane] / 3600;
            r.blocks.push_back({static_cast<double>(run_->block), end - begin, lead, lead});
            begin = end;
        }
        return r;
    }
};

/// The replications asked for, `N` at a time.
template <int N>
std::vector<Replication> run_sample_paths(const LineOf<double>& line, const RunRequest& run) {
    std::vector<Replication> result;
    for (int done = 0; done < run.replications; done += N) {
        SamplePath<N> path(line, run.seed,
                           static_cast<std::uint32_t>(run.first_replication + done));
        const int lanes = std::min(N, run.replications - done);
        const PartOf share(run.poll, double(done) / run.replications, double(N) / run.replications);
        RunRequest own = run;
        own.poll = share.poll();
        const std::vector<Replication> part = path.run(own);
        result.insert(result.end(), part.begin(), part.begin() + lanes);
    }
    return result;
}

} // namespace detail
} // namespace rampcast
