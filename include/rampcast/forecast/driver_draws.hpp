#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "rampcast/core/names.hpp"
#include "rampcast/forecast/driver_correlation.hpp"
#include "rampcast/forecast/given_draws.hpp"
#include "rampcast/forecast/setup.hpp"
#include "rampcast/uncertainty/philox.hpp"
#include "rampcast/uncertainty/sobol.hpp"

namespace rampcast::detail {

/// The names that streams are addressed by: shared ones do not carry the plant.
class StreamNames {
public:
    explicit StreamNames(const Plant& plant) : begin_(plant.id + "/"), shared_(plant.shared) {}
    std::string of(const std::string& name) const {
        return shared_.find(name) ? name : begin_ + name;
    }

private:
    std::string begin_;
    Names shared_;
};

/// Independent standard normal draws of the drivers, a dimension each, then correlated.
template <class T> class DriverDraws {
public:
    DriverDraws(const Setup& setup, const Plant& plant) : setup_(setup), correlation_(setup) {
        const StreamNames names(plant);
        for (const std::string& name : setup.names)
            streams_.emplace_back(setup.options.seed, names.of(name));
        z.resize(setup.names.size());
        sobol_.resize(setup.names.size());
    }

    std::vector<T> z; ///< the drivers' standard normal values, by dimension

    void begin_scramble(int scramble) {
        if (setup_.options.sampling == Sampling::plain) return;
        for (std::size_t d = 0; d < z.size(); ++d)
            sobol_[d] =
                ScrambledSobol(setup_.directions[d],
                               streams_[d].words(static_cast<std::uint32_t>(scramble), 1)[0]);
    }
    /// @param point index of the first path within its scramble
    /// @param path index of the first path in the run
    void draw(std::uint32_t point, std::uint32_t path) {
        constexpr int lanes = T::size;
        std::uint32_t words[4][lanes];
        for (std::size_t d = 0; d < z.size(); ++d) {
            if (setup_.options.sampling == Sampling::plain)
                streams_[d].template words<lanes>(path, 0, words);
            else sobol_[d].template coordinates<lanes>(point, words[0]);
            z[d] = normal_of_bits<typename T::scalar, lanes>(words[0]);
        }
        correlation_.apply(z);
    }
    /// Takes those that are given for the paths from `path` on.
    void take(const GivenDraws& given, std::uint32_t path) {
        constexpr int lanes = T::size;
        typename T::scalar values[lanes];
        for (std::size_t d = 0; d < z.size(); ++d) {
            for (int i = 0; i < lanes; ++i)
                values[i] = given.row(path + static_cast<std::uint32_t>(i))[d];
            z[d] = T::load(values);
        }
        correlation_.apply(z);
    }

private:
    const Setup& setup_;
    DriverCorrelation correlation_;
    std::vector<Stream> streams_;
    std::vector<ScrambledSobol> sobol_;
};

} // namespace rampcast::detail
