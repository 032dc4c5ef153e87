#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <Eigen/IterativeLinearSolvers>
#include <Eigen/SparseCore>
#include <Eigen/SparseLU>

#include "rampcast/core/error.hpp"
#include "rampcast/core/parallel.hpp"
#include "rampcast/flow/stationary.hpp"

/// What `stationary.hpp` declares.
namespace rampcast {

namespace detail {

/// By state: true where the chain returns to it for ever. Throws Error where the chain may end up
/// in one of several sets of states.
inline std::vector<char> recurrent_states(const Chain& chain, const std::string& place,
                                          const Poll& poll) {
    const std::size_t states = chain.states.size();
    std::size_t searched = 0;
    const auto reached = [&](std::uint32_t from, bool forward) {
        std::vector<std::size_t> begin(states + 1, 0);
        std::vector<std::uint32_t> neighbour(chain.steps.size());
        poll(0);
        for (const ChainStep& step : chain.steps) ++begin[forward ? step.from : step.to];
        std::exclusive_scan(begin.begin(), begin.end(), begin.begin(), std::size_t(0));
        auto at = begin;
        for (const ChainStep& step : chain.steps)
            neighbour[at[forward ? step.from : step.to]++] = forward ? step.to : step.from;
        std::vector<char> seen(states, 0);
        std::vector<std::uint32_t> open{from};
        seen[from] = 1;
        while (!open.empty()) {
            const std::uint32_t state = open.back();
            open.pop_back();
            if (++searched % 16'384 == 0) poll(0);
            for (std::size_t i = begin[state]; i < begin[state + 1]; ++i)
                if (!seen[neighbour[i]]) {
                    seen[neighbour[i]] = 1;
                    open.push_back(neighbour[i]);
                }
        }
        return seen;
    };
    for (std::uint32_t state = 0;;) {
        std::vector<char> after = reached(state, true);
        const std::vector<char> before = reached(state, false);
        const auto leaves =
            std::mismatch(after.begin(), after.end(), before.begin(),
                          [](char is_after, char is_before) { return !is_after || is_before; });
        if (leaves.first != after.end()) {
            state = static_cast<std::uint32_t>(leaves.first - after.begin());
            continue;
        }
        if (std::find(before.begin(), before.end(), char(0)) != before.end())
            throw Error(place, "the chain may end up in several sets of states that it never "
                               "leaves; its long run depends on chance");
        return after;
    }
}

/// A preconditioner that asks whether to go on each time it is used.
class PolledIncompleteLut : public Eigen::IncompleteLUT<double> {
public:
    void set_poll(const Poll& poll) { poll_ = poll; }
    template <class Right> auto solve(const Eigen::MatrixBase<Right>& right) const {
        poll_(0);
        return Eigen::IncompleteLUT<double>::solve(right);
    }

private:
    Poll poll_{};
};

/// A solver and the matrix it is made for.
template <class Solver> struct Prepared {
    explicit Prepared(const Eigen::SparseMatrix<double>& equations) : matrix(equations) {}

    Eigen::SparseMatrix<double> matrix;
    Solver solver{};
    void operator()() { solver.compute(matrix); }
};

/// The equations of balance of the recurrent states, those of one state left out.
class BalanceEquations {
public:
    using Matrix = Eigen::SparseMatrix<double>;
    static constexpr std::uint32_t none = 0xFFFFFFFFU;

    BalanceEquations(const Chain& chain, std::string place, Poll poll)
        : chain_(chain),
          place_(std::move(place)),
          poll_(poll),
          row_(chain.states.size(), none),
          leaving_(chain.states.size(), 0) {
        const std::vector<char> recurrent = recurrent_states(chain, place_, poll);
        for (std::uint32_t i = 0; i < row_.size(); ++i)
            if (recurrent[i]) row_[i] = rows_++;
        for (const ChainStep& step : chain.steps)
            if (step.from != step.to) leaving_[step.from] += step.rate;
    }

    /// The stationary probabilities of all states.
    std::vector<double> probabilities() {
        std::vector<double> result(row_.size());
        for (std::size_t i = 0; i < result.size(); ++i) result[i] = row_[i] != none ? 1.0 : 0.0;
        sweep(result, 8);
        for (int attempt = 0; attempt < 4; ++attempt) {
            leave_out(likeliest(result));
            Eigen::VectorXd entering = Eigen::VectorXd::Zero(size());
            for (const ChainStep& step : chain_.steps)
                if (step.from == left_out_ && is_row(step.to)) entering[row(step.to)] -= step.rate;
            Eigen::VectorXd rough(size());
            for (std::uint32_t i = 0; i < row_.size(); ++i)
                if (is_row(i)) rough[row(i)] = leaving_[i] * result[i] / result[left_out_];
            const Eigen::VectorXd solved = solve(matrix(false), entering, rough);
            for (std::uint32_t i = 0; i < row_.size(); ++i)
                result[i] = is_row(i)        ? std::max(solved[row(i)], 0.0) / leaving_[i]
                            : i == left_out_ ? 1.0
                                             : 0.0;
            normalise(result);
            sweep(result, 2);
            if (residual(result) < 1e-12) return result;
        }
        throw Error(place_, "the chain's equations of balance could not be solved to 1e-12");
    }

    /// Solves the chain's generator times x = -values, where the values have mean 0 in the long
    /// run; x is 0 in the likeliest state.
    std::vector<double> deviations(const std::vector<double>& stationary,
                                   const std::vector<double>& values) {
        leave_out(likeliest(stationary));
        Eigen::VectorXd right(size());
        for (std::uint32_t i = 0; i < row_.size(); ++i)
            if (is_row(i)) right[row(i)] = -values[i] / leaving_[i];
        const Eigen::VectorXd solved = solve(matrix(true), right, Eigen::VectorXd::Zero(size()));
        std::vector<double> result(row_.size(), 0.0);
        for (std::uint32_t i = 0; i < row_.size(); ++i)
            if (is_row(i)) result[i] = solved[row(i)];
        return result;
    }

private:
    Eigen::Index size() const { return static_cast<Eigen::Index>(rows_) - 1; }
    bool is_row(std::uint32_t state) const { return row_[state] != none && state != left_out_; }
    Eigen::Index row(std::uint32_t state) const {
        return static_cast<Eigen::Index>(row_[state]) - (row_[state] > row_[left_out_] ? 1 : 0);
    }
    void leave_out(std::uint32_t state) { left_out_ = state; }
    static std::uint32_t likeliest(const std::vector<double>& probabilities) {
        return static_cast<std::uint32_t>(
            std::max_element(probabilities.begin(), probabilities.end()) - probabilities.begin());
    }
    static void normalise(std::vector<double>& values) {
        const double sum = std::accumulate(values.begin(), values.end(), 0.0);
        for (double& value : values) value /= sum;
    }

    /// Improves probabilities by sweeps of Gauss and Seidel, forth and back.
    void sweep(std::vector<double>& result, int sweeps) const {
        std::vector<std::size_t> begin(row_.size() + 1, 0);
        for (const ChainStep& step : chain_.steps) ++begin[step.to];
        std::exclusive_scan(begin.begin(), begin.end(), begin.begin(), std::size_t(0));
        std::vector<std::size_t> entering(chain_.steps.size());
        auto at = begin;
        for (std::size_t i = 0; i < chain_.steps.size(); ++i)
            entering[at[chain_.steps[i].to]++] = i;
        poll_(0);
        const auto update = [&](std::size_t state) {
            if (row_[state] == none || !(leaving_[state] > 0)) return;
            double sum = 0;
            for (std::size_t i = begin[state]; i < begin[state + 1]; ++i) {
                const ChainStep& step = chain_.steps[entering[i]];
                if (step.from != step.to) sum += step.rate * result[step.from];
            }
            result[state] = sum / leaving_[state];
        };
        constexpr std::size_t many = 1 << 16;
        for (int k = 0; k < sweeps; ++k) {
            for (std::size_t i = 0; i < result.size(); ++i) {
                if (i % many == 0) poll_(0);
                update(i);
            }
            for (std::size_t i = result.size(); i-- > 0;) {
                if (i % many == 0) poll_(0);
                update(i);
            }
            normalise(result);
        }
    }

    /// The generator without the state that is left out, each rate over all those of the state it
    /// leads from; transposed for the probabilities, whose unknowns are then times these.
    Matrix matrix(bool forward) const {
        std::vector<Eigen::Triplet<double, Matrix::StorageIndex>> entries;
        entries.reserve(chain_.steps.size() + rows_);
        const auto add = [&entries](Eigen::Index i, Eigen::Index j, double value) {
            entries.emplace_back(static_cast<Matrix::StorageIndex>(i),
                                 static_cast<Matrix::StorageIndex>(j), value);
        };
        for (const ChainStep& step : chain_.steps)
            if (step.from != step.to && is_row(step.from) && is_row(step.to)) {
                const Eigen::Index from = row(step.from), to = row(step.to);
                add(forward ? from : to, forward ? to : from, step.rate / leaving_[step.from]);
            }
        for (std::uint32_t i = 0; i < row_.size(); ++i)
            if (is_row(i)) add(row(i), row(i), -1);
        poll_(0);
        Matrix result(size(), size());
        result.setFromTriplets(entries.begin(), entries.end());
        poll_(0);
        return result;
    }

    /// Solves directly where the equations are few; else by iteration from a rough solution, with
    /// a finer preconditioner should it fail, and directly in the end unless that takes gigabytes.
    Eigen::VectorXd solve(const Matrix& matrix, const Eigen::VectorXd& right,
                          const Eigen::VectorXd& rough) const {
        constexpr Eigen::Index few = 1500, many = 20'000;
        if (matrix.rows() == 0) return right;
        if (matrix.rows() > few)
            for (const auto& [drop, fill] : {std::pair(1e-3, 10), std::pair(1e-5, 40)}) {
                using Iterative = Eigen::BiCGSTAB<Matrix, PolledIncompleteLut>;
                const auto prepared = std::make_shared<Prepared<Iterative>>(matrix);
                Iterative& iterative = prepared->solver;
                iterative.preconditioner().setDroptol(drop);
                iterative.preconditioner().setFillfactor(fill);
                iterative.setTolerance(1e-15);
                iterative.setMaxIterations(300);
                poll_(0);
                run_apart(prepared, poll_);
                iterative.preconditioner().set_poll(poll_);
                if (iterative.info() != Eigen::Success) continue;
                Eigen::VectorXd x = iterative.solveWithGuess(right, rough);
                poll_(0);
                const Eigen::VectorXd finer =
                    x + iterative.solve(Eigen::VectorXd(right - matrix * x));
                if ((matrix * finer - right).norm() < (matrix * x - right).norm()) x = finer;
                const double allowed = 1e-13 * (x.norm() + right.norm());
                if ((matrix * x - right).norm() <= allowed) return x;
            }
        const auto prepared = std::make_shared<Prepared<Eigen::SparseLU<Matrix>>>(matrix);
        Eigen::SparseLU<Matrix>& direct = prepared->solver;
        if (matrix.rows() <= many) run_apart(prepared, poll_);
        if (matrix.rows() > many || direct.info() != Eigen::Success)
            throw Error(place_, "the chain's equations of balance could not be solved");
        Eigen::VectorXd x = direct.solve(right);
        x += direct.solve(Eigen::VectorXd(right - matrix * x));
        return x;
    }

    /// The largest imbalance of a state, relative to the fastest rate out of a state.
    double residual(const std::vector<double>& probabilities) const {
        std::vector<double> balance(row_.size(), 0.0);
        for (const ChainStep& step : chain_.steps)
            if (step.from != step.to) {
                balance[step.from] -= probabilities[step.from] * step.rate;
                balance[step.to] += probabilities[step.from] * step.rate;
            }
        double largest = 0, fastest = 0;
        for (std::size_t i = 0; i < balance.size(); ++i) {
            if (!(std::abs(balance[i]) <= largest)) largest = std::abs(balance[i]);
            fastest = std::max(fastest, leaving_[i]);
        }
        return fastest > 0 ? largest / fastest : largest;
    }

    const Chain& chain_;
    std::string place_;
    Poll poll_;
    std::vector<std::uint32_t> row_;
    std::vector<double> leaving_;
    std::uint32_t rows_ = 0, left_out_ = 0;
};

} // namespace detail

RAMPCAST_INLINE std::vector<double> stationary(const Chain& chain, const std::string& place,
                                               detail::Poll poll) {
    return detail::BalanceEquations(chain, place, poll).probabilities();
}

RAMPCAST_INLINE double output_rate(const Chain& chain, const std::vector<double>& stationary) {
    double sum = 0;
    for (const ChainStep& step : chain.steps)
        sum += stationary[step.from] * step.rate * step.output;
    return sum;
}

RAMPCAST_INLINE double output_variance_rate(const Chain& chain,
                                            const std::vector<double>& stationary,
                                            const std::string& place, detail::Poll poll) {
    const double mean = output_rate(chain, stationary);
    std::vector<double> excess(stationary.size(), -mean);
    for (const ChainStep& step : chain.steps) excess[step.from] += step.rate * step.output;
    for (std::size_t i = 0; i < excess.size(); ++i)
        if (!(stationary[i] > 0)) excess[i] = 0;
    const std::vector<double> later =
        detail::BalanceEquations(chain, place, poll).deviations(stationary, excess);
    double offset = 0, variance = 0;
    for (std::size_t i = 0; i < later.size(); ++i) offset += stationary[i] * later[i];
    for (const ChainStep& step : chain.steps)
        variance += stationary[step.from] * step.rate * step.output *
                    (step.output + 2 * (later[step.to] - offset));
    return variance;
}

} // namespace rampcast
