#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rampcast/line/station.hpp"
#include "rampcast/uncertainty/philox.hpp"
#include "rampcast/uncertainty/quantile_table.hpp"

namespace rampcast {

namespace detail {
/// The logarithm that lanes compute, bit for bit, of one number.
inline double lane_log(double x) { return chunk_log<double>(ChunkTypes<double>::V{} + x)[0]; }
} // namespace detail

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
        const auto block = philox(counter(replication, index / 4, part), key_);
        return block[index % 4];
    }
    /// Uniform in (0, 1): the middle of one of 2^32 equal steps.
    double uniform(std::uint32_t replication, std::uint64_t index, std::uint32_t part = 0) const {
        return uniform_of(bits(replication, index, part));
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

    static double uniform_of(std::uint32_t bits) {
        return (static_cast<double>(bits) + 0.5) * 0x1p-32;
    }
    template <int N> static Lanes<double, N> uniform_of(const std::uint32_t (&bits)[N]) {
        double u[N];
        for (int i = 0; i < N; ++i) u[i] = (static_cast<double>(bits[i]) + 0.5) * 0x1p-32;
        return Lanes<double, N>::load(u);
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
          cycle_s_(station.cycle_time_s),
          handling_s_(station.handling_time_s),
          performance_(station.performance) {
        const double scv = station.cycle_time_scv;
        if (!station.observed_times_s.empty()) {
            form_ = Form::observed;
            observed_ = station.observed_times_s;
            std::sort(observed_.begin(), observed_.end());
            double mean = 0;
            for (const double time : observed_) mean += time;
            mean /= static_cast<double>(observed_.size());
            for (double& time : observed_) time /= mean;
        } else if (!(scv > 0)) {
            form_ = Form::fixed;
        } else if (station.cycle_time_shape == CycleTimeShape::lognormal) {
            const double variance = std::log1p(scv);
            table_ = QuantileTable(LogNormal{-0.5 * variance, std::sqrt(variance)});
            form_ = Form::table;
        } else if (scv == 1) {
            form_ = Form::exponential;
        } else {
            table_ = QuantileTable(Gamma{1 / scv, scv});
            form_ = Form::table;
        }
    }

    /// True where all times are equal.
    bool is_fixed() const { return form_ == Form::fixed; }

    /// The n-th time over its mean.
    double shape(std::uint32_t replication, std::uint64_t n) const {
        if (form_ == Form::fixed) return 1;
        const std::uint32_t bits = stream_.bits(replication, n);
        if (form_ == Form::observed) return observed(bits);
        const double u = PieceStream::uniform_of(bits);
        if (form_ == Form::exponential) return -detail::lane_log(u);
        // The value of one lane, so that the bits are those of the lanes.
        return table_->at(Lanes<double, lane_count>(normal_above(u)))[0];
    }
    /// The n-th time in seconds: (cycle time × shape + handling) / performance.
    double seconds(std::uint32_t replication, std::uint64_t n) const {
        return seconds(replication, n, cycle_s_);
    }
    /// The same where the mean cycle time is another, as by product.
    double seconds(std::uint32_t replication, std::uint64_t n, double cycle_time_s) const {
        return (cycle_time_s * shape(replication, n) + handling_s_) / performance_;
    }
    /// The times 4 × quad to 4 × quad + 3 in seconds, of `N` consecutive replications.
    template <int N>
    void seconds(std::uint32_t first_replication, std::uint64_t quad,
                 Lanes<double, N> (&times)[4]) const {
        const bool plain = handling_s_ == 0 && performance_ == 1;
        if (form_ == Form::fixed) {
            for (auto& time : times) time = (cycle_s_ + handling_s_) / performance_;
            return;
        }
        std::uint32_t words[4][N];
        stream_.words<N>(first_replication, quad, words);
        for (std::size_t k = 0; k < 4; ++k) {
            const Lanes<double, N> shapes = lanes_of<N>(words[k]);
            times[k] = plain ? shapes * cycle_s_
                             : (shapes * cycle_s_ + handling_s_) / Lanes<double, N>(performance_);
        }
    }

private:
    enum class Form { fixed, exponential, table, observed };
    static constexpr int lane_count = detail::ChunkTypes<double>::width;

    PieceStream stream_{};
    Form form_ = Form::fixed;
    std::optional<QuantileTable> table_{};
    std::vector<double> observed_{};
    double cycle_s_{}, handling_s_{}, performance_ = 1;

    /// The standard normal variable with probability u above it.
    static double normal_above(double u) {
        const double z = inverse_normal_lower(std::min(u, 1 - u));
        return u < 0.5 ? -z : z;
    }
    double observed(std::uint32_t bits) const {
        return observed_[(std::uint64_t{~bits} * observed_.size()) >> 32];
    }
    template <int N> Lanes<double, N> lanes_of(const std::uint32_t (&bits)[N]) const {
        if (form_ == Form::observed) {
            double values[N];
            for (int i = 0; i < N; ++i) values[i] = observed(bits[i]);
            return Lanes<double, N>::load(values);
        }
        const Lanes<double, N> u = PieceStream::uniform_of<N>(bits);
        if (form_ == Form::exponential) return -log(u);
        const Lanes<double, N> z = inverse_normal_lower(min(u, Lanes<double, N>(1) - u));
        return table_->at(select(u < Lanes<double, N>(0.5), -z, z));
    }
};

/// The failures of one mode: exponential times up and repair times.
/// Failures that follow work: index = n of the service within which the mode fails, counted from
/// 0 in the order services begin at the station; part = 0, 1, .. of that service's failures. The
/// up time is of work, from the start of the service or the end of the last repair; as the
/// exponential forgets, every service begins it anew.
/// Failures that follow the clock: index = 0, 1, .. of a place's failures, part = the place.
class FailureDraws {
public:
    FailureDraws(std::uint64_t seed, const std::string& stream, double mtbf_h, double mttr_h)
        : up_(seed, stream + ".up"),
          repair_(seed, stream + ".repair"),
          mean_up_s_(3600 * mtbf_h),
          mean_repair_s_(3600 * mttr_h) {}

    double up_s(std::uint32_t replication, std::uint64_t index, std::uint32_t part) const {
        return mean_up_s_ * up_.exponential(replication, index, part);
    }
    double repair_s(std::uint32_t replication, std::uint64_t index, std::uint32_t part) const {
        return mean_repair_s_ * repair_.exponential(replication, index, part);
    }
    /// The down time within the n-th service, whose work takes `work_s`.
    double down_s(std::uint32_t replication, std::uint64_t n, double work_s) const {
        double worked = 0, down = 0;
        for (std::uint32_t part = 0;; ++part) {
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
            bound[k] = (Lanes<double, N>(1) - PieceStream::uniform_of<N>(words[k])) * mean_up_s_;
    }
    double mean_up_s() const { return mean_up_s_; }
    double mean_repair_s() const { return mean_repair_s_; }

private:
    PieceStream up_{}, repair_{};
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

    /// @param stream what names the station's draws: see `station_stream`
    StationDraws(std::uint64_t seed, const std::string& stream, const StationOf<double>& station)
        : service(seed, stream, station), passes(seed, stream + ".passes") {
        const auto add = [&](const std::string& of, double mtbf_h, double mttr_h,
                             Failures failures) {
            auto& list = failures == Failures::operation ? work_failures : clock_failures;
            list.emplace_back(seed, stream + of, mtbf_h, mttr_h);
        };
        if (station.mtbf_h && station.mttr_h)
            add(".failures", *station.mtbf_h, *station.mttr_h, station.failures);
        for (std::size_t i = 0; i < station.failure_modes.size(); ++i) {
            const auto& mode = station.failure_modes[i];
            add(".failure_modes." + std::to_string(i + 1), mode.mtbf_h, mode.mttr_h, mode.failures);
        }
    }
};

/// What names the draws of a station: its position, in series or among the rework stations, from
/// 0. Names of lines, stations and failures have no part in them, so what is renamed keeps its luck.
inline std::string station_stream(std::size_t position, bool off_line_rework = false) {
    return (off_line_rework ? "rework_stations." : "stations.") + std::to_string(position + 1);
}

} // namespace rampcast
