#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include <Eigen/Core>

#include "rampcast/calibrate/condition.hpp"
#include "rampcast/core/lanes.hpp"
#include "rampcast/core/math.hpp"
#include "rampcast/core/watch.hpp"
#include "rampcast/uncertainty/philox.hpp"
#include "rampcast/uncertainty/sobol.hpp"

/// What estimators share: for bodies.
namespace rampcast::detail {

inline constexpr double impossible = -std::numeric_limits<double>::infinity();

/// A likelihood, asked block by block.
class ConditionTarget {
public:
    ConditionTarget(LogLikelihood log_likelihood, Eigen::Index dimensions, const Poll& poll)
        : log_likelihood_(log_likelihood), dimensions_(dimensions), poll_(poll) {}
    Eigen::Index dimensions() const { return dimensions_; }
    std::size_t evaluations() const { return evaluations_; }

    /// Of points, a column each.
    Eigen::VectorXd likelihood(const Eigen::MatrixXd& points) {
        constexpr Eigen::Index block = 16384;
        Eigen::VectorXd found(points.cols());
        for (Eigen::Index from = 0; from < points.cols(); from += block) {
            poll_(done_);
            const Eigen::Index count = std::min(block, points.cols() - from);
            Eigen::VectorXd part = Eigen::VectorXd::Constant(count, impossible);
            if (count == points.cols()) log_likelihood_(points, part);
            else log_likelihood_(points.middleCols(from, count), part);
            found.segment(from, count) = part;
        }
        evaluations_ += static_cast<std::size_t>(points.cols());
        for (double& each : found)
            if (!std::isfinite(each)) each = impossible;
        return found;
    }
    /// With the prior's, but for what is the same everywhere.
    Eigen::VectorXd posterior(const Eigen::MatrixXd& points) {
        return likelihood(points) - .5 * points.colwise().squaredNorm().transpose();
    }
    /// What is told to who watches.
    void done(double share) { done_ = share; }

private:
    LogLikelihood log_likelihood_;
    Eigen::Index dimensions_;
    Poll poll_;
    std::size_t evaluations_ = 0;
    double done_ = 0;
};

/// Scrambled Sobol' points as standard normal numbers, `rows` of them a point. Dimensions beyond the
/// tabulated ones are random.
class NormalPoints {
public:
    NormalPoints(Eigen::Index rows, std::uint64_t seed, std::string_view name)
        : rows_(rows), stream_(seed, name) {
        const auto tabulated = static_cast<std::size_t>(std::min<Eigen::Index>(rows, 3667));
        const auto directions = sobol_directions(tabulated);
        for (std::size_t i = 0; i < tabulated; ++i)
            points_.emplace_back(directions[i], stream_.words(static_cast<std::uint32_t>(i), 0)[0]);
    }
    /// `count` points from `first`, which is a multiple of 64.
    Eigen::MatrixXd of(std::size_t first, Eigen::Index count) const {
        Eigen::MatrixXd made(rows_, count);
        for (Eigen::Index row = 0; row < rows_; ++row)
            for (Eigen::Index at = 0; at < count; at += 64) {
                const auto point =
                    static_cast<std::uint32_t>(first) + static_cast<std::uint32_t>(at);
                std::uint32_t bits[64];
                if (static_cast<std::size_t>(row) < points_.size())
                    points_[static_cast<std::size_t>(row)].coordinates(point, bits);
                else
                    for (std::uint32_t i = 0; i < 64; ++i)
                        bits[i] = stream_.words(point + i, 1 + static_cast<std::uint32_t>(row))[1];
                double z[64];
                normal_of_bits<double, 64>(bits).store(z);
                for (Eigen::Index i = 0; i < 64 && at + i < count; ++i) made(row, at + i) = z[i];
            }
        return made;
    }

private:
    Eigen::Index rows_;
    Stream stream_;
    std::vector<ScrambledSobol> points_{};
};

/// Independent standard normal numbers by point and turn.
inline Eigen::MatrixXd random_normals(const Stream& stream, std::uint32_t turn, Eigen::Index rows,
                                      Eigen::Index count) {
    Eigen::MatrixXd made(rows, count);
    const Eigen::Index quads = (rows + 3) / 4;
    for (Eigen::Index at = 0; at < count; at += 64)
        for (Eigen::Index quad = 0; quad < quads; ++quad) {
            std::uint32_t words[4][64];
            stream.words(
                static_cast<std::uint32_t>(at),
                turn * static_cast<std::uint32_t>(quads) + static_cast<std::uint32_t>(quad), words);
            for (Eigen::Index k = 0; k < 4 && 4 * quad + k < rows; ++k) {
                double z[64];
                normal_of_bits<double, 64>(words[k]).store(z);
                for (Eigen::Index i = 0; i < 64 && at + i < count; ++i)
                    made(4 * quad + k, at + i) = z[i];
            }
        }
    return made;
}

} // namespace rampcast::detail
