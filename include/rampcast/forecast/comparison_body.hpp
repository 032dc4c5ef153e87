#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>

#include "rampcast/core/refuse.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/forecast_data.hpp"
#include "rampcast/forecast/need.hpp"
#include "rampcast/forecast/simulator.hpp"

namespace rampcast {

namespace detail {

/// True where two plans report the same figures of the same periods.
inline bool same_figures(const SeriesPlan& a, const SeriesPlan& b) {
    if (a.blocks.size() != b.blocks.size() || a.size != b.size) return false;
    for (std::size_t i = 0; i < a.blocks.size(); ++i)
        if (a.blocks[i].metric != b.blocks[i].metric || a.blocks[i].view != b.blocks[i].view ||
            a.blocks[i].frequency != b.blocks[i].frequency || a.blocks[i].by != b.blocks[i].by ||
            a.blocks[i].member != b.blocks[i].member ||
            a.blocks[i].groups.size() != b.blocks[i].groups.size())
            return false;
    return true;
}

} // namespace detail

RAMPCAST_INLINE Forecast Forecast::change_from(const Forecast& base) const {
    check_whole();
    base.check_whole();
    const detail::Setup& now = *data_->setup;
    const detail::Setup& then = *base.data_->setup;
    const auto refuse = [](const std::string& what) {
        throw Error("forecast", "the two forecasts differ in " + what +
                                    "; run the changed plant with like = the base");
    };
    for (const By by : options().by)
        if (by == By::product
                ? detail::names_of(plant().products) != detail::names_of(base.plant().products)
                : detail::names_of(plant().lines) != detail::names_of(base.plant().lines))
            refuse("their " + text(by) + "s, by which figures are collected");
    if (timeline() != base.timeline()) refuse("their timelines");
    if (paths() != base.paths() || options().seed != base.options().seed ||
        options().sampling != base.options().sampling ||
        options().common_draws != base.options().common_draws)
        refuse("paths, seed, sampling or draws");
    if (plant().id != base.plant().id) refuse("the plant's id");
    if (options().sampling == Sampling::sobol)
        for (std::size_t d = 0; d < std::min(now.names.size(), then.names.size()); ++d)
            if (now.names[d] != then.names[d]) refuse("the dimensions of their draws");
    if (combinations() != base.combinations()) refuse("their alternatives");
    if (!detail::same_figures(now.plan, then.plan)) refuse("the figures collected");
    detail::require_memory(now);
    Forecast change =
        run(plant(), timeline(), data_->setup, detail::simulator().difference(now, then));
    change.weights_ = weights_;
    change.base_ = std::make_shared<const Forecast>(base);
    return change;
}

} // namespace rampcast
