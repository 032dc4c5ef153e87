#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "rampcast/core/math.hpp"

namespace rampcast {

/// What a line's mature rate by formula is multiplied by, as found by simulation at points spread
/// over its uncertain numbers: the exponential of a polynomial of the second degree in
/// x = log(value + shift) - centre of these, held within the points' range.
struct RateCorrection {
    struct Number {
        std::string path{}; ///< within the line
        double shift{}, centre{}, low{}, high{};
        bool operator==(const Number&) const = default;
    };
    struct Term {
        std::size_t first{};  ///< of `numbers`
        std::size_t second{}; ///< that it is multiplied by; no position: none
        double coefficient{};
        bool operator==(const Term&) const = default;
    };
    static constexpr std::size_t none = ~std::size_t{0};

    double level{}; ///< logarithm of the factor at the centre
    std::vector<Number> numbers{};
    std::vector<Term> terms{};
    double error{}; ///< standard error of the factor's logarithm, by leaving points out
    int points{};   ///< simulated

    /// What the formula's rate is multiplied by where the numbers are these, one each.
    template <class T> T factor(const std::vector<const T*>& at) const {
        std::vector<T> x(at.size());
        for (std::size_t j = 0; j < x.size(); ++j) {
            const Number& number = numbers[j];
            x[j] = log(*at[j] + T(number.shift)) - T(number.centre);
            x[j] = min(max(x[j], T(number.low)), T(number.high));
        }
        T sum(level);
        for (const Term& term : terms) {
            const T once = T(term.coefficient) * x[term.first];
            sum += term.second == none ? once : once * x[term.second];
        }
        return exp(sum);
    }
    bool operator==(const RateCorrection&) const = default;
};

/// The correction a line carries to a forecast. It follows from the line, and makes no line unlike
/// another.
struct CarriedCorrection {
    std::shared_ptr<const RateCorrection> found{}; ///< null: the formula stands as it is
    bool operator==(const CarriedCorrection&) const { return true; }
};

} // namespace rampcast
