#pragma once

#include <memory>
#include <string>
#include <vector>

namespace rampcast {

/// What a line's mature rate by formula is multiplied by, as found by simulation at points spread
/// over its uncertain numbers: exp(level + Σ slope_j x_j + curve_j x_j²) with
/// x_j = log(value_j + shift_j) - centre_j, held within the points' range.
struct RateCorrection {
    struct Term {
        std::string path{}; ///< of the number within the line
        double shift{}, centre{}, low{}, high{};
        double slope{}, curve{};
        bool operator==(const Term&) const = default;
    };
    double level{}; ///< logarithm of the factor at the centre
    std::vector<Term> terms{};
    double error{}; ///< standard error of the factor's logarithm, by leaving points out
    int points{};   ///< simulated
    bool operator==(const RateCorrection&) const = default;
};

/// The correction a line carries to a forecast. It follows from the line, and makes no line unlike
/// another.
struct CarriedCorrection {
    std::shared_ptr<const RateCorrection> found{}; ///< null: the formula stands as it is
    bool operator==(const CarriedCorrection&) const { return true; }
};

} // namespace rampcast
