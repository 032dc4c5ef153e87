#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "rampcast/core/compiled.hpp"
#include "rampcast/core/watch.hpp"
#include "rampcast/forecast/given_draws.hpp"
#include "rampcast/forecast/options.hpp"
#include "rampcast/plant/plant.hpp"
#include "rampcast/plant/segment.hpp"
#include "rampcast/time/period.hpp"
#include "rampcast/time/timeline.hpp"

namespace rampcast {

namespace detail {
struct PathFunctionData;
}

/// Rows of numbers: a path a row.
template <class S>
using PathRows = Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// A plant's figures as a function of independent standard normal numbers: for calibration, rare
/// targets, sensitivity, and whatever else wants to choose the draws of a forecast itself.
///
/// A row holds one number for each driver (uncertain number of the plant), and after them, where
/// noise is to be given too, those of each noise stream, month by month: streams one after the
/// other as `noise()` lists them. Rank correlations are applied inside.
class PathFunction {
public:
    /// One combination of alternatives.
    struct Alternative {
        std::vector<std::string> options; ///< one of each set
        double weight;                    ///< of the combination, all summing to 1
    };
    /// A monthly shock, or luck that is drawn once a path.
    struct Noise {
        std::string name;
        int first_month; ///< absolute month (years times 12 and months from 0); 0 for luck
        int months;      ///< how many numbers it has in a row; 1 for luck
        bool once;       ///< true for luck
    };
    /// What a row of the result holds at one place.
    struct Figure {
        Metric metric;
        View view;
        Segment segment;
        std::string period; ///< label
        Period days;
    };
    /// What a path takes besides its row.
    struct Draws {
        std::uint32_t first_path = 0; ///< noise that is not given is drawn for the paths from here
        bool quiet = false;           ///< true: such noise is at its middle
        Watch watch{};
    };
    /// Figures of one row and their exact derivatives.
    struct Gradient {
        Eigen::VectorXd figures; ///< in the order of `figures()`
        Eigen::MatrixXd slopes;  ///< by each number of the row: figures x dimensions
    };

    /// @param options metrics, steps, views and by say what comes out, seed which noise is drawn;
    ///   the rest is not used
    /// @throws Error for an invalid plant, timeline or option
    RAMPCAST_INLINE PathFunction(const Plant& plant, const Timeline& timeline,
                                 const ForecastOptions& options = {});

    /// Paths of the uncertain numbers, in the order of a row.
    RAMPCAST_INLINE const std::vector<std::string>& drivers() const;
    RAMPCAST_INLINE std::vector<Alternative> alternatives() const;
    /// @throws Error where there is no such alternative
    RAMPCAST_INLINE std::vector<Noise> noise(std::size_t alternative = 0) const;
    /// Length of a row with all noise.
    RAMPCAST_INLINE std::size_t dimensions(std::size_t alternative = 0) const;
    RAMPCAST_INLINE std::vector<Figure> figures() const;
    /// The day from which drivers that are dates are counted in `numbers`.
    RAMPCAST_INLINE Date reference() const;

    /// The figures of each row, in single precision as a forecast has them.
    /// @param z rows of the drivers alone or of all dimensions
    /// @throws Error for rows of another length or numbers that are not finite, Stopped
    RAMPCAST_INLINE PathRows<float> operator()(const PathRows<float>& z, std::size_t alternative,
                                               const Draws& draws) const;
    PathRows<float> operator()(const PathRows<float>& z, std::size_t alternative = 0) const {
        return (*this)(z, alternative, Draws());
    }
    /// The same in double precision; noise that is not given is at its middle.
    RAMPCAST_INLINE PathRows<double> precise(const PathRows<double>& z, std::size_t alternative = 0,
                                             const Watch& watch = {}) const;
    /// Figures and derivatives at one row, in double precision; noise that is not given is at its
    /// middle and is not differentiated by.
    RAMPCAST_INLINE Gradient gradient(const Eigen::VectorXd& z, std::size_t alternative = 0,
                                      const Watch& watch = {}) const;
    /// The drivers' own values in their units: correlated, dates as days from `reference()`. NaN for
    /// numbers that are not uncertain in this alternative.
    RAMPCAST_INLINE PathRows<double> numbers(const PathRows<double>& z,
                                             std::size_t alternative = 0) const;
    /// The drivers' standard normal values as correlations make them.
    RAMPCAST_INLINE PathRows<double> correlated(const PathRows<double>& z) const;
    /// Where a row's noise stands, for draws that a forecast is to take.
    RAMPCAST_INLINE std::vector<GivenNoise> layout(std::size_t alternative = 0) const;

private:
    std::shared_ptr<detail::PathFunctionData> data_;
};

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/forecast/path_function_body.hpp"
#endif
