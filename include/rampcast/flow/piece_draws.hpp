#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rampcast/core/watch.hpp"
#include "rampcast/flow/time_shape.hpp"
#include "rampcast/line/station.hpp"
#include "rampcast/uncertainty/philox.hpp"

namespace rampcast {

/// The random words of one use at one station, as a pure function of (seed, use, replication,
/// index, part): the counter is (replication, index / 4, part, its high bits) and index mod 4
/// picks the word, so that four consecutive indices share a block.
class PieceStream {
public:
    PieceStream() = default;
    /// @param use such as `stations.2.service`
    PieceStream(std::uint64_t seed, std::string_view use) {
        const std::uint64_t hash = name_hash(use);
        key_ = {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(hash >> 32)};
        const std::uint64_t mixed = (seed ^ (seed >> 31)) * 0x9e3779b97f4a7c15u;
        key_[0] ^= static_cast<std::uint32_t>(mixed);
        key_[1] ^= static_cast<std::uint32_t>(mixed >> 32);
    }

    /// 32 random bits.
    /// @param part tells further draws of one index apart
    std::uint32_t bits(std::uint32_t replication, std::uint64_t index,
                       std::uint32_t part = 0) const {
        return block(replication, index / 4, part)[index % 4];
    }
    /// The bits of the four indices from 4 × quad.
    std::array<std::uint32_t, 4> block(std::uint32_t replication, std::uint64_t quad,
                                       std::uint32_t part = 0) const {
        return philox(counter(replication, quad, part), key_);
    }
    /// Uniform in (0, 1): the middle of one of 2^32 equal steps.
    double uniform(std::uint32_t replication, std::uint64_t index, std::uint32_t part = 0) const {
        return detail::uniform_of(bits(replication, index, part));
    }
    /// Exponential with mean 1.
    double exponential(std::uint32_t replication, std::uint64_t index,
                       std::uint32_t part = 0) const {
        return -detail::lane_log(uniform(replication, index, part));
    }
    /// The bits of the four indices from 4 × quad, of `N` consecutive replications.
    template <int N>
    void words(std::uint32_t first_replication, std::uint64_t quad,
               std::uint32_t (&out)[4][N]) const {
        const auto at = counter(first_replication, quad, 0);
        philox_block<N>(at[0], {at[1], at[2], at[3]}, key_, out);
    }

private:
    std::array<std::uint32_t, 2> key_{};

    static std::array<std::uint32_t, 4> counter(std::uint32_t replication, std::uint64_t quad,
                                                std::uint32_t part) {
        return {replication, static_cast<std::uint32_t>(quad), part,
                static_cast<std::uint32_t>(quad >> 32)};
    }
};

/// The times a place of a station works on one piece (or batch) after the other: the n-th begun
/// at the station, from 0. Each takes one uniform number, by the inverse of the distribution, so
/// that variants of a line share their luck: a larger mean makes every time longer.
class ServiceDraws {
public:
    /// @param stream what names the station's draws: see `station_stream`
    ServiceDraws(std::uint64_t seed, const std::string& stream, const StationOf<double>& station)
        : stream_(seed, stream + ".service"),
          shape_(station.cycle_time_scv, station.cycle_time_shape, station.observed_times_s),
          cycle_s_(station.cycle_time_s),
          handling_s_(station.handling_time_s),
          performance_(station.performance) {}

    /// True where all times are equal.
    bool is_fixed() const { return shape_.is_fixed(); }

    /// The n-th time over its mean.
    double shape(std::uint32_t replication, std::uint64_t n) const {
        return is_fixed() ? 1 : shape_.of(stream_.bits(replication, n));
    }
    /// The times 8 × eight to 8 × eight + 7 over their mean.
    std::array<double, 8> shapes(std::uint32_t replication, std::uint64_t eight) const {
        std::uint32_t words[8];
        for (std::uint64_t k = 0; k < 2; ++k) {
            const auto block = stream_.block(replication, 2 * eight + k);
            std::copy(block.begin(), block.end(), words + 4 * k);
        }
        std::array<double, 8> values;
        shape_.of<8>(words).store(values.data());
        return values;
    }
    /// The n-th time in seconds: (cycle time × shape + handling) / performance.
    double seconds(std::uint32_t replication, std::uint64_t n) const {
        return seconds(replication, n, cycle_s_);
    }
    /// The same where the mean cycle time is another, as by product.
    double seconds(std::uint32_t replication, std::uint64_t n, double cycle_time_s) const {
        return seconds_of(shape(replication, n), cycle_time_s);
    }
    /// The same of a time over its mean.
    double seconds_of(double shape, double cycle_time_s) const {
        return (cycle_time_s * shape + handling_s_) / performance_;
    }
    /// The times 4 × quad to 4 × quad + 3 in seconds, of `N` consecutive replications.
    template <int N>
    void seconds(std::uint32_t first_replication, std::uint64_t quad,
                 Lanes<double, N> (&times)[4]) const {
        const bool plain = handling_s_ == 0 && performance_ == 1;
        if (is_fixed()) {
            for (auto& time : times) time = (cycle_s_ + handling_s_) / performance_;
            return;
        }
        std::uint32_t words[4][N];
        stream_.words<N>(first_replication, quad, words);
        for (std::size_t k = 0; k < 4; ++k) {
            const Lanes<double, N> shapes = shape_.of<N>(words[k]);
            times[k] = plain ? shapes * cycle_s_
                             : (shapes * cycle_s_ + handling_s_) / Lanes<double, N>(performance_);
        }
    }

private:
    PieceStream stream_{};
    TimeShape shape_{};
    double cycle_s_{}, handling_s_{}, performance_ = 1;
};

/// The failures of one mode: times up and repair times.
/// Failures that follow work and whose times up are exponential: index = n of the service within
/// which the mode fails, counted from 0 in the order services begin at the station; part = 0, 1, ..
/// of that service's failures. The up time is of work, from the start of the service or the end of
/// the last repair; as the exponential forgets, every service begins it anew.
/// Others, and failures that follow the clock: index = 0, 1, .. of a place's failures, part = the
/// place. The up time is from the end of the last repair, whatever services are begun.
class FailureDraws {
public:
    FailureDraws(std::uint64_t seed, const std::string& stream, const FailureModeOf<double>& mode)
        : up_(seed, stream + ".up"),
          repair_(seed, stream + ".repair"),
          up_shape_(mode.mtbf_scv, CycleTimeShape::gamma, {}),
          repair_shape_(mode.mttr_scv, CycleTimeShape::gamma, mode.observed_stops_h),
          mean_up_s_(3600 * mode.mtbf_h),
          mean_repair_s_(3600 * mode.mttr_h) {}

    /// Whether the time up that is left does not depend on the time gone by.
    bool forgets() const { return up_shape_.is_exponential(); }
    double up_s(std::uint32_t replication, std::uint64_t index, std::uint32_t part) const {
        return mean_up_s_ * up_shape_.of(up_.bits(replication, index, part));
    }
    double repair_s(std::uint32_t replication, std::uint64_t index, std::uint32_t part) const {
        return mean_repair_s_ * repair_shape_.of(repair_.bits(replication, index, part));
    }
    /// The down time within the n-th service, whose work takes `work_s`, of a mode that forgets.
    /// @param poll asked now and then
    double down_s(std::uint32_t replication, std::uint64_t n, double work_s,
                  const detail::Poll& poll = {}) const {
        double worked = 0, down = 0;
        for (std::uint32_t part = 0;; ++part) {
            if (part % 4096 == 4095) poll(0);
            worked += up_s(replication, n, part);
            if (!(worked < work_s)) return down;
            down += repair_s(replication, n, part);
        }
    }
    /// Bounds from below, cheap: the first up time of the services 4 × quad to 4 × quad + 3 is at
    /// least this, in seconds, by 1 - u <= -log u.
    template <int N>
    void least_up_s(std::uint32_t first_replication, std::uint64_t quad,
                    Lanes<double, N> (&bound)[4]) const {
        std::uint32_t words[4][N];
        up_.words<N>(first_replication, quad, words);
        for (std::size_t k = 0; k < 4; ++k)
            bound[k] = (Lanes<double, N>(1) - detail::uniform_of<N>(words[k])) * mean_up_s_;
    }
    double mean_up_s() const { return mean_up_s_; }
    double mean_repair_s() const { return mean_repair_s_; }

private:
    PieceStream up_{}, repair_{};
    TimeShape up_shape_{}, repair_shape_{};
    double mean_up_s_{}, mean_repair_s_{};
};

/// All that chance decides at one station of a line. `clock_failures` follow the clock, with
/// draws by (place, failure); `work_failures` follow work, with draws by service. The mode of the
/// station's own mtbf_h comes before the listed ones.
struct StationDraws {
    ServiceDraws service;
    std::vector<FailureDraws> work_failures{};
    std::vector<FailureDraws> clock_failures{};
    /// `passes.uniform(replication, n)` is below the first-pass yield where the n-th completion
    /// of a piece at the station is good.
    PieceStream passes{};
    /// `ways.uniform(replication, n)` says by which of several ways that piece goes on.
    PieceStream ways{};

    /// @param stream what names the station's draws: see `station_stream`
    StationDraws(std::uint64_t seed, const std::string& stream, const StationOf<double>& station)
        : service(seed, stream, station),
          passes(seed, stream + ".passes"),
          ways(seed, stream + ".ways") {
        const auto add = [&](const std::string& of, const FailureModeOf<double>& mode) {
            auto& list = mode.failures == Failures::operation ? work_failures : clock_failures;
            list.emplace_back(seed, stream + of, mode);
        };
        if (const auto own = own_failures(station)) add(".failures", *own);
        for (std::size_t i = 0; i < station.failure_modes.size(); ++i)
            add(".failure_modes." + std::to_string(i + 1), station.failure_modes[i]);
    }
};

/// What names the draws of a station: its position, in series or among the rework stations, from
/// 0. Names of lines, stations and failures have no part in them, so what is renamed keeps its luck.
inline std::string station_stream(std::size_t position, bool off_line_rework = false) {
    return (off_line_rework ? "rework_stations." : "stations.") + std::to_string(position + 1);
}

} // namespace rampcast
