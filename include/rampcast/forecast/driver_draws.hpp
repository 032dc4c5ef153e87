#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "rampcast/forecast/setup.hpp"
#include "rampcast/uncertainty/philox.hpp"
#include "rampcast/uncertainty/sobol.hpp"

namespace rampcast::detail {

/// The name a stream is addressed by: shared ones do not carry the plant.
inline std::string stream_name(const Plant& plant, const std::string& name) {
    for (const std::string& shared : plant.shared)
        if (shared == name) return name;
    return plant.id + "/" + name;
}

/// Independent standard normal draws of the drivers, a dimension each, then correlated.
template <class T> class DriverDraws {
public:
    DriverDraws(const Setup& setup, const Plant& plant) : setup_(setup) {
        for (const std::string& name : setup.names)
            streams_.emplace_back(setup.options.seed, stream_name(plant, name));
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
        for (std::size_t i = setup_.correlated.size(); i-- > 0;) {
            T sum(0);
            for (std::size_t j = 0; j <= i; ++j)
                sum += z[setup_.correlated[j]] *
                       T(setup_.factor(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)));
            z[setup_.correlated[i]] = sum;
        }
    }

private:
    const Setup& setup_;
    std::vector<Stream> streams_;
    std::vector<ScrambledSobol> sobol_;
};

} // namespace rampcast::detail
