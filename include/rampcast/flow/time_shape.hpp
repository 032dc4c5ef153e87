#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include "rampcast/line/observed.hpp"
#include "rampcast/line/station.hpp"
#include "rampcast/uncertainty/quantile_table.hpp"

namespace rampcast {

namespace detail {
/// The logarithm that lanes compute, bit for bit, of one number.
inline double lane_log(double x) { return chunk_log<double>(ChunkTypes<double>::V{} + x)[0]; }

/// 32 random bits as a number in (0, 1): the middle of one of 2^32 equal steps.
inline double uniform_of(std::uint32_t bits) { return (static_cast<double>(bits) + 0.5) * 0x1p-32; }
template <int N> Lanes<double, N> uniform_of(const std::uint32_t (&bits)[N]) {
    double u[N];
    for (int i = 0; i < N; ++i) u[i] = uniform_of(bits[i]);
    return Lanes<double, N>::load(u);
}
} // namespace detail

/// How single times spread, their mean being 1. Each takes 32 random bits, by the inverse of the
/// distribution, so that variants of a line share their luck: a larger mean makes every time longer.
class TimeShape {
public:
    /// Always 1.
    TimeShape() = default;
    /// @param observed times, of any mean, that take the place of scv and shape; empty: none
    TimeShape(double scv, CycleTimeShape shape, const std::vector<double>& observed) {
        if (!observed.empty()) {
            form_ = Form::observed;
            observed_ = observed;
            std::sort(observed_.begin(), observed_.end());
            const double mean = detail::mean_of(observed_);
            for (double& time : observed_) time /= mean;
        } else if (!(scv > detail::least_scv)) {
            form_ = Form::fixed;
        } else if (shape == CycleTimeShape::lognormal) {
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

    bool is_fixed() const { return form_ == Form::fixed; }
    bool is_exponential() const { return form_ == Form::exponential; }

    double of(std::uint32_t bits) const {
        return is_exponential() ? -detail::lane_log(detail::uniform_of(bits)) : other(bits);
    }
    template <int N> Lanes<double, N> of(const std::uint32_t (&bits)[N]) const {
        if (form_ == Form::fixed) return Lanes<double, N>(1);
        if (form_ == Form::observed) {
            double values[N];
            for (int i = 0; i < N; ++i) values[i] = observed(bits[i]);
            return Lanes<double, N>::load(values);
        }
        const Lanes<double, N> u = detail::uniform_of<N>(bits);
        if (form_ == Form::exponential) return -log(u);
        const Lanes<double, N> z = inverse_normal_lower(min(u, Lanes<double, N>(1) - u));
        return table_->at(select(u < Lanes<double, N>(0.5), -z, z));
    }

private:
    enum class Form { fixed, exponential, table, observed };
    static constexpr int lane_count = detail::ChunkTypes<double>::width;

    Form form_ = Form::fixed;
    std::optional<QuantileTable> table_{};
    std::vector<double> observed_{};

    /// The standard normal variable with probability u above it.
    static double normal_above(double u) {
        const double z = inverse_normal_lower(std::min(u, 1 - u));
        return u < 0.5 ? -z : z;
    }
    double other(std::uint32_t bits) const {
        if (form_ == Form::fixed) return 1;
        if (form_ == Form::observed) return observed(bits);
        // The value of one lane, so that the bits are those of the lanes.
        const double z = normal_above(detail::uniform_of(bits));
        return table_->at(Lanes<double, lane_count>(z))[0];
    }
    double observed(std::uint32_t bits) const {
        return observed_[(std::uint64_t{~bits} * observed_.size()) >> 32];
    }
};

} // namespace rampcast
