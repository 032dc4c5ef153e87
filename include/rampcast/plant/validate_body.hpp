#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rampcast/core/names.hpp"
#include "rampcast/core/shared.hpp"
#include "rampcast/plant/driver_walk.hpp"
#include "rampcast/plant/drivers.hpp"
#include "rampcast/plant/noise_streams.hpp"
#include "rampcast/plant/validate.hpp"
#include "rampcast/plant/validate_launch.hpp"
#include "rampcast/plant/validate_limits.hpp"
#include "rampcast/plant/validate_lines.hpp"
#include "rampcast/plant/validate_money.hpp"
#include "rampcast/plant/validate_names.hpp"
#include "rampcast/plant/validate_numbers.hpp"
#include "rampcast/plant/validate_products.hpp"
#include "rampcast/plant/validate_reports.hpp"
#include "rampcast/plant/validate_texts.hpp"
#include "rampcast/uncertainty/correlation.hpp"

/// The validation `validate.hpp` declares.
namespace rampcast {

namespace detail {

/// The plant's own texts and dates.
inline void check_plant(const Plant& plant) {
    check_name(plant.id, "", "id");
    check_text(plant.name, "", "name");
    check_text(plant.unit, "", "unit");
    if (plant.unit.empty()) throw Error("unit", "", "unit is empty, must be given");
    const std::string currency = currency_of(plant);
    const bool code =
        currency.size() == 3 &&
        std::all_of(currency.begin(), currency.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!code)
        refuse_value("", "currency", detail::quoted(plant.currency),
                     "must be three capital letters (ISO 4217), such as CNY");
    if (plant.as_of) check_day(*plant.as_of, "", "as_of");
    if (plant.timeline) validate(*plant.timeline);
    else if (plant.as_of) validate(default_timeline(*plant.as_of));
}

/// One plant, as one combination of alternatives makes it.
inline void check_combination(const Plant& plant, CheckedNumbers& checked) {
    check_plant(plant);
    check_names(plant.milestones, "milestone");
    check_names(plant.calendars, "calendar");
    check_names(plant.lines, "line");
    check_names(plant.caps, "cap");
    check_names(plant.labour, "labour");
    check_names(plant.components, "component");
    check_limit_names(plant);
    check_names(plant.products, "product");
    check_names(plant.costs, "cost");
    check_names(plant.investments, "investment");
    check_names(plant.tranches, "tranche");
    check_names(plant.targets, "target");
    check_numbers(plant, checked);
    for (const Calendar& calendar : plant.calendars)
        validate(calendar, "calendar." + path_part(calendar.name));
    check_milestones(plant);
    const CertainDays days(plant);
    if (plant.lines.empty()) throw Error("line", "a plant needs at least one line");
    for (const Line& line : plant.lines) check_line(line, plant, days, checked);
    check_components(plant, days);
    check_caps_and_labour(plant, days);
    check_demand(plant, days);
    check_money(plant, days);
    check_prices(plant);
    check_product_starts(plant, days);
    check_mix(plant);
    check_makers(plant);
    check_targets(plant);
    check_actuals(plant);

    std::set<std::string> drivers;
    Plant settled = plant;
    settle_changes(settled);
    walk_uncertain(settled, [&](const std::string& path, const NumberInfo&, const Uncertain& u) {
        if (u.is_uncertain() && !drivers.insert(path).second)
            throw Error(path, "two uncertain numbers stand under this name; changes at the same "
                              "milestone must not change the same number");
    });
}

/// The question, its options, their weights and what they may set.
inline void check_alternatives(const Plant& plant) {
    check_names(plant.alternatives, "alternatives");
    for (const Alternatives& set : plant.alternatives) {
        const std::string at = "alternatives." + path_part(set.name);
        check_names(set.options, at + ".options");
        if (set.options.empty())
            refuse_parameter(at, "options", "is empty, must have at least one");
        double sum = 0;
        for (const Option& option : set.options) {
            const std::string place = at + ".options." + path_part(option.name);
            check_plain(option.weight, {"weight", "1", bounds::share, {}}, place, "weight");
            sum += option.weight;
            for (const auto& entry : option.set) {
                const std::string root = entry.first.substr(0, entry.first.find('.'));
                for (const std::string_view fixed :
                     {"id", "name", "currency", "unit", "as_of", "timeline", "target", "targets",
                      "actual", "actuals", "alternatives", "correlation", "correlations", "shared"})
                    if (root == fixed)
                        refuse_parameter(place + ".set", entry.first,
                                         "is the same in all alternatives and cannot be set");
            }
        }
        if (!(std::abs(sum - 1) <= 1e-9))
            throw Error(at, "weights sum to " + short_text(sum) + ", must sum to 1");
    }
}

inline std::string combination_words(const Plant& plant, const Combination& combination) {
    std::string words;
    for (std::size_t i = 0; i < combination.options.size(); ++i)
        words += (i == 0 ? "" : ", ") + plant.alternatives[i].name + ": " + combination.options[i];
    return words;
}

/// Correlations are of drivers and possible together; shared names are drivers.
inline void check_driver_names(const Plant& plant) {
    if (plant.correlations.empty() && plant.shared.empty()) return;
    Names drivers, shocks, named, named_shocks, shared;
    for (const Stated& each : uncertain_numbers(plant)) drivers.add(each.path);
    for (const std::string& name : stream_names(plant))
        if (name.ends_with(".noise")) shocks.add(name);
    const auto check = [&](const std::string& name, const std::string& at, std::string_view key) {
        check_reference(name, drivers, at, key, "the name of an uncertain number");
    };
    std::vector<RankCorrelation> of_numbers, of_shocks;
    for (std::size_t i = 0; i < plant.correlations.size(); ++i) {
        const RankCorrelation& pair = plant.correlations[i];
        const std::string at = "correlation." + std::to_string(i + 1);
        pair.validate(at);
        (is_of_shocks(pair) ? of_shocks : of_numbers).push_back(pair);
        for (const std::string& name : pair.between) {
            if (is_of_shocks(pair)) {
                check_reference(name, shocks, at, "between", "the name of a monthly shock");
                named_shocks.add(name);
            } else {
                check(name, at, "between");
                named.add(name);
            }
        }
    }
    const auto check_possible = [](const Names& names, const std::vector<RankCorrelation>& pairs) {
        static_cast<void>(cholesky_or_refuse(names.list(), gaussian_copula(names.list(), pairs)));
    };
    check_possible(named, of_numbers);
    check_possible(named_shocks, of_shocks);
    for (const std::string& name : plant.shared) {
        check(name, "", "shared");
        if (!shared.add(name))
            refuse_value("", "shared", detail::quoted(name), "which stands twice");
    }
}

} // namespace detail

RAMPCAST_INLINE void validate_lines(const std::vector<Line>& lines,
                                    const std::vector<Calendar>& calendars) {
    Plant around;
    around.lines = lines;
    around.calendars = calendars;
    detail::check_texts(around);
    detail::check_names(lines, "line");
    detail::check_names(calendars, "calendar");
    detail::CheckedNumbers checked;
    detail::check_numbers(around, checked);
    for (const Calendar& calendar : calendars)
        validate(calendar, "calendar." + path_part(calendar.name));
    for (const Line& line : lines) detail::check_line_alone(line, around);
}

RAMPCAST_INLINE void validate(const Plant& plant) {
    // Reading a file, forecasting and asking for more all validate: the same plant is not looked
    // at twice in a row.
    static detail::Shared<std::optional<Plant>> last_valid;
    if (last_valid.use([&](const auto& last) { return last == plant; })) return;
    detail::check_texts(plant);
    detail::check_plant(plant);
    detail::check_alternatives(plant);
    detail::CheckedNumbers checked;
    detail::for_each_combination(plant, [&](const Combination& combination) {
        try {
            detail::check_combination(combination.plant, checked);
        } catch (const Error& error) {
            if (plant.alternatives.empty()) throw;
            Plant stated = plant;
            stated.alternatives.clear();
            detail::CheckedNumbers afresh;
            std::string own_fault;
            try {
                detail::check_combination(stated, afresh);
            } catch (const Error& of_stated) {
                own_fault = of_stated.what();
            }
            if (own_fault == error.what()) throw;
            throw Error(error.place(), "",
                        std::string(error.what()) + " (where " +
                            detail::combination_words(plant, combination) + ")");
        }
    });
    detail::check_driver_names(plant);
    last_valid.use([&](auto& last) { last = plant; });
}

} // namespace rampcast
