#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "rampcast/launch/network.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/driver_walk.hpp"
#include "rampcast/plant/validate.hpp"

/// The warnings `validate.hpp` declares.
namespace rampcast {

namespace detail {

/// A number's P10, and whether it is uncertain.
struct EarlyDay {
    double day = 0;
    bool uncertain = false;
};

inline double low_value(const std::optional<Uncertain>& number) {
    if (!number) return 0;
    return number->is_uncertain()
               ? quantile(bounded(number->distribution(), bounds::non_negative), 0.1)
               : number->number();
}

/// Early dates of the milestones: all days of the network at their P10.
inline std::vector<EarlyDay> early_days(const Plant& plant) {
    std::vector<EarlyDay> days(plant.milestones.size());
    const auto before = followed(plant.milestones);
    for (const std::size_t i : network_order(plant.milestones)) {
        const Milestone& each = plant.milestones[i];
        EarlyDay& early = days[i];
        if (each.on) {
            early.uncertain = each.on->is_uncertain();
            early.day =
                early.uncertain ? quantile(each.on->distribution(), 0.1) : each.on->number();
            continue;
        }
        for (std::size_t k = 0; k < before[i].size(); ++k) {
            const EarlyDay& earlier = days[before[i][k]];
            early.day = k == 0 ? earlier.day : std::max(early.day, earlier.day);
            early.uncertain = early.uncertain || earlier.uncertain;
        }
        double stretch = 1;
        for (const Calendar& calendar : plant.calendars)
            if (calendar.name == each.calendar) stretch = 1 / mean_workdays_per_day(calendar);
        early.day += low_value(each.days) + stretch * low_value(each.working_days);
        early.uncertain = early.uncertain || (each.days && each.days->is_uncertain()) ||
                          (each.working_days && each.working_days->is_uncertain());
    }
    return days;
}

inline void warn_of_milestones(const Plant& plant, std::vector<std::string>& list) {
    if (!plant.as_of) return;
    const double as_of = days_since_epoch(*plant.as_of);
    const std::vector<EarlyDay> early = early_days(plant);
    for (std::size_t i = 0; i < early.size(); ++i)
        if (early[i].uncertain && early[i].day < as_of)
            list.push_back(spoken_place("milestone." + plant.milestones[i].name) +
                           ": is uncertain and could lie before the as-of date, " +
                           text(*plant.as_of) + " (about " + number_words(early[i].day, "date") +
                           " if early); what lies before it should be known");
}

/// A plant that has been running brings receivables and the like into its projection.
inline void warn_of_opening(const Plant& plant, std::vector<std::string>& list) {
    if (plant.opening || (!plant.as_of && !plant.timeline)) return;
    const auto stated = [](const Uncertain& days) {
        return days.is_uncertain() || days.number() > 0;
    };
    const bool lags = (plant.sales &&
                       (stated(plant.sales->stock_days) || stated(plant.sales->acceptance_days))) ||
                      (plant.cash && stated(plant.cash->collection_days));
    if (!lags) return;
    Date begins = plant.as_of ? month_start(month_index(*plant.as_of)) : plant.timeline->start;
    if (plant.timeline) begins = std::min(begins, plant.timeline->start);
    const std::vector<EarlyDay> early = early_days(plant);
    for (const Line& line : plant.lines) {
        double starts = line.lag_days.median();
        if (const auto* day = std::get_if<Uncertain>(&line.starts)) starts += day->median();
        else
            for (std::size_t i = 0; i < plant.milestones.size(); ++i)
                if (plant.milestones[i].name == *std::get_if<std::string>(&line.starts))
                    starts += early[i].day;
        if (starts < days_since_epoch(begins)) {
            list.push_back(spoken_place("line." + line.name) + ": started on " +
                           number_words(starts, "date") + ", before the projection begins on " +
                           text(begins) +
                           ", and the plant's opening is not stated: no receivables, no finished "
                           "stock and no payables are brought along; state amounts or steady");
            return;
        }
    }
}

inline void warn_of_prices(const Plant& plant, std::vector<std::string>& list) {
    const bool priced = has_value(plant);
    for (const Product& product : plant.products) {
        const std::string at = spoken_place("product." + product.name);
        if (!product.price && priced)
            list.push_back(at + ": has no price; it adds units and no value");
        if (product.price && product.price->includes_vat && plant.vat_rate == 0)
            list.push_back(at +
                           ": its price includes VAT, but vat_rate is 0; nothing is taken out");
    }
}

inline void warn_of_numbers(Plant& plant, std::vector<std::string>& list) {
    walk_uncertain(plant, [&](const std::string& path, const NumberInfo& info, Uncertain& number) {
        const auto [container, key] = split_last(path);
        const std::string at =
            container.empty() ? key + " " : spoken_place(container) + ": " + key + " ";
        const auto& known_on = number.provenance().known_on;
        if (known_on && plant.as_of && *known_on > *plant.as_of)
            list.push_back(at + "was known on " + text(*known_on) + ", after the as-of date, " +
                           text(*plant.as_of));
        if (!number.is_uncertain()) return;
        const Distribution used = bounded(number.distribution(), info.bounds);
        if (!(quantile_z(used, -reach_z) < quantile_z(used, reach_z)))
            list.push_back(at + "is a distribution without spread; write the number");
    });
}

inline void warn_of_actuals(const Plant& plant, std::vector<std::string>& list) {
    for (const Actual& actual : plant.actuals)
        if (plant.as_of && parse_period(actual.period).period.end > *plant.as_of)
            list.push_back(spoken_place("actual." + actual.period) +
                           ": ends after the as-of date, " + text(*plant.as_of));
}

/// Calendars that nothing in the plant or its alternatives refers to.
inline void warn_of_calendars(const Plant& plant, std::vector<std::string>& list) {
    std::vector<std::string> used;
    const auto use = [&](const auto& setting) {
        if (const auto* name = std::get_if<std::string>(&setting)) used.push_back(*name);
    };
    for (const Milestone& each : plant.milestones) used.push_back(each.calendar);
    for (const Line& line : plant.lines) {
        used.push_back(line.calendar);
        if (line.nameplate) used.push_back(line.nameplate->calendar);
        for (const Station& station : line.stations) used.push_back(station.calendar);
        for (const Change& change : line.changes)
            for (const auto& entry : change.set) use(entry.second);
    }
    for (const Alternatives& set : plant.alternatives)
        for (const Option& option : set.options)
            for (const auto& entry : option.set) use(entry.second);
    for (const Calendar& calendar : plant.calendars)
        if (std::find(used.begin(), used.end(), calendar.name) == used.end())
            list.push_back(spoken_place("calendar." + calendar.name) + ": nothing uses it");
}

inline void warn_of_alternatives(const Plant& plant, std::vector<std::string>& list) {
    std::vector<std::pair<std::string, std::string>> set_by;
    for (const Alternatives& set : plant.alternatives)
        for (const Option& option : set.options) {
            if (option.weight == 0)
                list.push_back(
                    spoken_place("alternatives." + set.name + ".options." + option.name) +
                    ": its weight is 0");
            for (const auto& entry : option.set) {
                for (const auto& other : set_by)
                    if (other.first == entry.first && other.second != set.name)
                        list.push_back(spoken_place("alternatives." + set.name) + ": sets " +
                                       entry.first + ", as " + detail::quoted(other.second) +
                                       " does; the later one counts");
                set_by.emplace_back(entry.first, set.name);
            }
        }
}

} // namespace detail

RAMPCAST_INLINE std::vector<std::string> warnings(const Plant& plant) {
    std::vector<std::string> all;
    detail::for_each_combination(plant, [&](Combination& combination) {
        Plant& each = combination.plant;
        detail::settle_changes(each);
        detail::warn_of_milestones(each, all);
        detail::warn_of_opening(each, all);
        detail::warn_of_prices(each, all);
        detail::warn_of_numbers(each, all);
    });
    detail::warn_of_actuals(plant, all);
    detail::warn_of_calendars(plant, all);
    detail::warn_of_alternatives(plant, all);
    std::vector<std::string> list;
    for (const std::string& each : all)
        if (std::find(list.begin(), list.end(), each) == list.end()) list.push_back(each);
    return list;
}

} // namespace rampcast
