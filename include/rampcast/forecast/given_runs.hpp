#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "rampcast/forecast/engine.hpp"
#include "rampcast/forecast/simulator.hpp"

namespace rampcast::detail {

/// The same on a scalar of many lanes.
template <class T> class GivenRunsOn final : public GivenRuns {
public:
    GivenRunsOn(const Setup& setup, std::size_t combination)
        : plan_(setup.plan), runner_(setup, setup.scenarios[combination]) {}

    void run(const GivenDraws& given, float* figures, const Poll& poll) override {
        runner_.give(given);
        for (std::size_t done = 0; done < given.paths; done += T::size) {
            poll(static_cast<double>(done) / static_cast<double>(given.paths));
            runner_.project(0, given.first_path + static_cast<std::uint32_t>(done),
                            [](std::size_t) {});
            const std::size_t lanes = std::min<std::size_t>(T::size, given.paths - done);
            for (const SeriesBlock& block : plan_.blocks)
                runner_.figures().for_each_value(block, [&](std::size_t g, const T& values) {
                    for (std::size_t i = 0; i < lanes; ++i)
                        figures[(done + i) * plan_.size + block.first + g] =
                            values[static_cast<int>(i)];
                });
        }
    }

private:
    const SeriesPlan& plan_;
    Runner<T> runner_;
};

template <class T>
std::unique_ptr<GivenRuns> given_runs(const Setup& setup, std::size_t combination) {
    return std::make_unique<GivenRunsOn<T>>(setup, combination);
}

} // namespace rampcast::detail
