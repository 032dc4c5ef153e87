#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/function_ref.hpp"
#include "rampcast/core/watch.hpp"

namespace rampcast {

/// The log likelihood of points, a column each, of standard normal numbers: fills one number a
/// point. What is not finite counts as impossible.
using LogLikelihood = FunctionRef<void(const Eigen::MatrixXd& points, Eigen::VectorXd& out)>;

/// Whether points are tempered.
enum class Tempered {
    if_needed, ///< where weights cannot be trusted
    always,    ///< for comparison
    never      ///< weights are taken as they are
};
inline constexpr std::array<std::string_view, 3> tempered_names{"if_needed", "always", "never"};

/// How standard normal numbers are conditioned.
struct ConditionOptions {
    std::size_t draws = 2000; ///< equally weighted draws that are given
    std::uint64_t seed = 1;
    /// the first points, of which the search begins at the best
    std::size_t starts = 64;
    /// proposals go on to at most so many times the draws, where few carry the weight
    std::size_t most_proposals = 4;
    /// Tempering takes over above this k-hat ...
    double most_k_hat = .7;
    /// ... or below so many effective draws.
    double least_effective = 100;
    Tempered temper = Tempered::if_needed;
    bool only_mode = false; ///< no draws: mode and evidence by it alone
    /// a further point to begin the search at; empty: none
    std::vector<double> start{};
    /// A better likelihood that costs more, or an unbiased estimate of it: asked only of points that
    /// the other proposes, and what they are weighed by.
    std::optional<LogLikelihood> exact{};
};

/// Standard normal numbers given what their likelihood says.
struct Conditioned {
    Eigen::MatrixXd draws{};          ///< a column each, all of one weight
    Eigen::VectorXd log_likelihood{}; ///< of the draws
    Eigen::VectorXd mode{};
    /// Estimate of the tail index of the weights: below .7 their means can be trusted.
    double k_hat = 0;
    double effective_draws = 0;      ///< how many independent draws tell as much
    double log_evidence = 0;         ///< ln of the mean likelihood before
    double laplace_log_evidence = 0; ///< the same by the mode alone
    bool tempered = false;           ///< whether the draws come from tempering
    std::size_t evaluations = 0;     ///< points whose likelihood was asked for
};

/// Conditions independent standard normal numbers on what was observed.
///
/// The mode is sought from the best of the first points by Newton's method on central differences.
/// About it quasi-random points are proposed: from a multivariate t of 5 degrees of freedom along
/// what the likelihood tells of, a quarter of them twice as wide, from the normal along the rest; then
/// from what these show, each point weighed by the mixture of all proposals (Cornuet et al. 2012).
/// Weights are smoothed (Vehtari et al. 2024); where few carry the weight even so, points are tempered
/// from before to after by preconditioned Crank-Nicolson moves. The same for the same seed.
/// @throws Error where no point is possible, or an option makes no sense; Stopped when `watch` asks
RAMPCAST_INLINE Conditioned condition(LogLikelihood log_likelihood, std::size_t dimensions,
                                      const ConditionOptions& options = {},
                                      const Watch& watch = {});

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/calibrate/condition_body.hpp"
#endif
