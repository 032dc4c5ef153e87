#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/forecast/explain_steps.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/forecast_data.hpp"
#include "rampcast/forecast/need.hpp"
#include "rampcast/forecast/prepare.hpp"

/// The explanation `forecast.hpp` declares.
namespace rampcast {

namespace detail {

/// Mean units and output value of a period.
struct Made {
    double units = 0, value = 0;
    double unit_value() const { return units > 0 ? value / units : 0; }
};

/// Runs a plant with something taken out of it; plants that are the same are run once.
template <class Run> class EditedRuns {
public:
    /// @param make prepares a run, as make(edit) @param run gives what a prepared run makes
    template <class Make>
    EditedRuns(Make make, Run run) : make_(std::move(make)), run_(std::move(run)) {}

    Made operator()(const Ideal& edit) {
        std::shared_ptr<Setup> setup = make_(edit);
        const auto same = [](const Scenario& a, const Scenario& b) { return a.plant == b.plant; };
        for (const auto& [known, made] : known_)
            if (std::equal(known->scenarios.begin(), known->scenarios.end(),
                           setup->scenarios.begin(), setup->scenarios.end(), same))
                return made;
        const Made made = run_(setup);
        known_.emplace_back(std::move(setup), made);
        return made;
    }

private:
    std::function<std::shared_ptr<Setup>(const Ideal&)> make_;
    Run run_;
    std::vector<std::pair<std::shared_ptr<const Setup>, Made>> known_{};
};
template <class Make, class Run> EditedRuns(Make, Run) -> EditedRuns<Run>;

/// A walk, in which steps that move nothing are left out.
class Walk {
public:
    std::vector<ExplainRow> rows{};

    void begin(const std::string& name, double units, double value) {
        rows.push_back({name, 0, units, 0, value});
    }
    void to(const std::string& name, double units, double value, bool always = false) {
        if (rows.empty()) return begin(name, units, value);
        const ExplainRow& last = rows.back();
        const bool moved = moves(last.units, units) || moves(last.value, value);
        if (moved || always)
            rows.push_back(
                {name, change(last.units, units), units, change(last.value, value), value});
    }

private:
    /// Single precision on the way to a sum leaves this much.
    static bool moves(double from, double to) {
        return std::abs(to - from) > 1e-6 * std::max(std::abs(from), std::abs(to));
    }
    static double change(double from, double to) { return std::isnan(from) ? 0 : to - from; }
};

/// The first target that holds for a year and says what the walk is about: a value, or
/// units where nothing has one.
inline const Target* announced(const Plant& plant, Period period, const FiscalYear& years) {
    if (period != period_of(Frequency::year, period.start, years)) return nullptr;
    const Target* units = nullptr;
    for (const Target& target : plant.targets) {
        if (target.at_least || !target.product.empty() || period.start < *target.from) continue;
        if (target.value_per_year && has_value(plant)) return &target;
        if (target.units_per_year && !units) units = &target;
    }
    return units;
}

} // namespace detail

RAMPCAST_INLINE std::vector<ExplainRow> Forecast::explain(Period period) const {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    std::size_t index = 0;
    const bool valued = has_value(plant());
    const Frequency step = block_of(Metric::units, period, View::period, {}, index).frequency;
    ForecastOptions options = this->options();
    options.metrics = {Metric::units};
    if (valued) options.metrics.push_back(Metric::gross_output_value);
    options.steps = {step};
    options.views = {View::period};
    options.by = {};
    options.keep_paths = false;
    options.paths = paths() * weights_.size();
    detail::EditedRuns made(
        [&](const detail::Ideal& edit) {
            return detail::make_setup(plant(), timeline(), options, drivers(), edit);
        },
        [&](const std::shared_ptr<detail::Setup>& setup) {
            Forecast done = run(plant(), timeline(), setup, detail::run_setup(*setup));
            done.weights_ = weights_;
            return detail::Made{done.at(Metric::units, period).mean,
                                valued ? done.at(Metric::gross_output_value, period).mean
                                       : unknown};
        });

    const detail::Made whole = made({});
    const detail::Made first = valued ? made([](Plant& each) {
        detail::keep_prices(each);
        detail::keep_mix(each);
    })
                                      : whole;
    double unit_value = first.unit_value();
    detail::Walk walk;
    bool repriced = false;
    if (const Target* target = detail::announced(plant(), period, fiscal_year(timeline()))) {
        const auto &units = target->units_per_year, &value = target->value_per_year;
        repriced = valued && units && value;
        if (repriced) unit_value = *value / *units;
        walk.begin(target->name, units ? *units : unknown,
                   !valued ? unknown
                   : value ? *value
                           : *units * unit_value);
    }
    const std::vector<Cell>& cells = data_->setup->grid.cells;
    const std::vector<detail::IdealStep> steps = detail::ideal_steps(
        plant(), cells.front().days.start,
        std::any_of(cells.begin(), cells.end(), [](const Cell& each) { return each.reported; }));
    for (std::size_t put_back = 0; put_back < steps.size(); ++put_back) {
        const double units = made([&](Plant& each) {
                                 for (std::size_t i = put_back; i < steps.size(); ++i)
                                     steps[i].ideal(each);
                             }).units;
        walk.to(put_back == 0 ? "what the lines could make" : steps[put_back - 1].name, units,
                units * unit_value, put_back == 0);
    }
    walk.to(steps.back().name, whole.units, whole.units * unit_value);
    if (valued) {
        if (repriced) walk.to("value a unit", whole.units, whole.units * first.unit_value());
        walk.to("mix", whole.units, whole.units * made(detail::keep_prices).unit_value());
        walk.to("price", whole.units, whole.value);
    }
    return std::move(walk.rows);
}

} // namespace rampcast
