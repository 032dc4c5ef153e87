#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "rampcast/core/names.hpp"
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
    DriverDraws(const Setup& setup, const Plant& plant) : setup_(setup) {
        const StreamNames names(plant);
        for (const std::string& name : setup.names)
            streams_.emplace_back(setup.options.seed, names.of(name));
        for (std::size_t i = 0; i < setup.correlated.size(); ++i)
            for (std::size_t j = 0; j <= i; ++j)
                if (const double share =
                        setup.factor(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
                    share != 0)
                    shares_.push_back({setup.correlated[i], setup.correlated[j], share});
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
        // From the last on, since each takes those before it as drawn.
        for (std::size_t end = shares_.size(); end > 0;) {
            std::size_t first = end;
            while (first > 0 && shares_[first - 1].of == shares_[end - 1].of) --first;
            T sum(0);
            for (std::size_t i = first; i < end; ++i)
                sum += z[shares_[i].taken] * T(shares_[i].share);
            z[shares_[first].of] = sum;
            end = first;
        }
    }

private:
    /// How much of a dimension's draw goes into another's correlated value.
    struct Share {
        std::size_t of, taken;
        double share;
    };

    const Setup& setup_;
    std::vector<Share> shares_; ///< but those of 0
    std::vector<Stream> streams_;
    std::vector<ScrambledSobol> sobol_;
};

} // namespace rampcast::detail
