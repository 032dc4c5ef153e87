#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace rampcast::detail {

/// Maximises c·x over x >= 0 with A x <= b, b >= 0, by the primal simplex method on a dense tableau
/// (Dantzig 1951; Bland's rule once it stalls). Small programs, solved many times: it keeps its
/// memory. On a dual number the solution has the derivatives of its basis.
template <class X> class LinearProgram {
public:
    /// Begins a program of so many variables and rows, all coefficients being 0.
    void begin(std::size_t variables, std::size_t rows) {
        n_ = variables;
        m_ = rows;
        width_ = n_ + m_ + 1;
        cells_.assign((m_ + 1) * width_, X(0));
        basis_.resize(m_);
        for (std::size_t i = 0; i < m_; ++i) {
            cell(i, n_ + i) = X(1);
            basis_[i] = n_ + i;
        }
    }
    X& coefficient(std::size_t row, std::size_t variable) { return cell(row, variable); }
    X& bound(std::size_t row) { return cell(row, width_ - 1); }
    /// What a unit of a variable brings.
    void set_gain(std::size_t variable, const X& gain) { cell(m_, variable) = -gain; }

    void solve() {
        constexpr double tiny = 1e-12;
        const std::size_t most = 50 * (n_ + m_);
        for (std::size_t step = 0; step < most; ++step) {
            std::size_t in = width_;
            double least = -tiny;
            for (std::size_t j = 0; j + 1 < width_; ++j)
                if (number(cell(m_, j)) < least) {
                    in = j;
                    if (step > most / 2) break;
                    least = number(cell(m_, j));
                }
            if (in == width_) return;
            std::size_t out = m_;
            double ratio = std::numeric_limits<double>::infinity();
            for (std::size_t i = 0; i < m_; ++i) {
                if (!(number(cell(i, in)) > tiny)) continue;
                const double own = number(bound(i)) / number(cell(i, in));
                if (own < ratio || (own == ratio && basis_[i] < basis_[out])) {
                    ratio = own;
                    out = i;
                }
            }
            if (out == m_) return; // nothing bounds it: no program of ours
            pivot(out, in);
        }
    }
    /// The variables' values.
    void read(std::span<X> x) const {
        std::fill(x.begin(), x.end(), X(0));
        for (std::size_t i = 0; i < m_; ++i)
            if (basis_[i] < n_) x[basis_[i]] = cells_[i * width_ + width_ - 1];
    }
    /// What a unit more of a row's bound would bring: 0 where it does not bind.
    double worth(std::size_t row) const { return number(cells_[m_ * width_ + n_ + row]); }

    /// The value of a scalar.
    static double number(const X& x) {
        if constexpr (requires { x.value; }) return static_cast<double>(x.value);
        else return static_cast<double>(x);
    }

private:
    X& cell(std::size_t row, std::size_t column) { return cells_[row * width_ + column]; }
    void pivot(std::size_t out, std::size_t in) {
        const X scale = X(1) / cell(out, in);
        for (std::size_t j = 0; j < width_; ++j) cell(out, j) = cell(out, j) * scale;
        for (std::size_t i = 0; i <= m_; ++i) {
            if (i == out || number(cell(i, in)) == 0) continue;
            const X factor = cell(i, in);
            for (std::size_t j = 0; j < width_; ++j)
                cell(i, j) = cell(i, j) - factor * cell(out, j);
        }
        for (std::size_t i = 0; i < m_; ++i)
            if (number(bound(i)) < 0) bound(i) = X(0);
        basis_[out] = in;
    }

    std::size_t n_ = 0, m_ = 0, width_ = 0;
    std::vector<X> cells_{}; ///< rows, then the gains; a column a variable, a row's slack, bounds
    std::vector<std::size_t> basis_{};
};

} // namespace rampcast::detail
