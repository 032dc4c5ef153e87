#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/core/names.hpp"
#include "rampcast/core/threshold.hpp"
#include "rampcast/plant/changeovers.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/driver_walk.hpp"
#include "rampcast/plant/milestone_days.hpp"
#include "rampcast/plant/orders_use.hpp"
#include "rampcast/plant/unmet_shares.hpp"
#include "rampcast/plant/validate.hpp"

/// The warnings `validate.hpp` declares.
namespace rampcast {

namespace detail {

inline void warn_of_milestones(const Plant& plant, std::vector<std::string>& list) {
    if (!plant.as_of) return;
    const double as_of = days_since_epoch(*plant.as_of);
    const std::vector<MilestoneDay> early = milestone_days(plant, 0.1);
    for (std::size_t i = 0; i < early.size(); ++i)
        if (early[i].uncertain && early[i].day < as_of)
            list.push_back(spoken_place("milestone." + path_part(plant.milestones[i].name)) +
                           ": is uncertain and could lie before the as-of date, " +
                           text(*plant.as_of) + " (about " + number_words(early[i].day, "date") +
                           " if early); it is taken not to have happened by then: if it has, state "
                           "its date (on)");
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
    const std::vector<MilestoneDay> expected = milestone_days(plant, 0.5);
    const Names milestones(names_of(plant.milestones));
    for (const Line& line : plant.lines) {
        double starts = line.lag_days.median();
        if (const auto* day = std::get_if<Uncertain>(&line.starts)) starts += day->median();
        else if (const auto m = milestones.find(*std::get_if<std::string>(&line.starts)))
            starts += expected[*m].day;
        if (starts < days_since_epoch(begins)) {
            list.push_back(spoken_place("line." + path_part(line.name)) + ": started on " +
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
        const std::string at = spoken_place("product." + path_part(product.name));
        if (!product.price && priced)
            list.push_back(at + ": has no price; it adds units and no value");
        if (product.price && product.price->includes_vat && plant.vat_rate == 0)
            list.push_back(at +
                           ": its price includes VAT, but vat_rate is 0; nothing is taken out");
    }
}

inline void warn_of_currency(const Plant& plant, std::vector<std::string>& list) {
    if (plant.currency.empty() &&
        (has_value(plant) || plant.cash || !plant.costs.empty() || !plant.investments.empty()))
        list.push_back("currency is left out; money is taken to be CNY");
}

/// Lines that even if early start when the timeline is over.
inline void warn_of_starts(const Plant& plant, std::vector<std::string>& list) {
    if (!plant.timeline && !plant.as_of) return;
    const Date end = plant.timeline ? plant.timeline->end : default_timeline(*plant.as_of).end;
    const std::vector<MilestoneDay> early = milestone_days(plant, 0.1);
    const Names milestones(names_of(plant.milestones));
    for (const Line& line : plant.lines) {
        double day = value_at(line.lag_days, 0.1);
        if (const auto* name = std::get_if<std::string>(&line.starts)) {
            if (const auto m = milestones.find(*name)) day += early[*m].day;
        } else {
            const auto& on = std::get<Uncertain>(line.starts);
            day += on.is_uncertain() ? quantile(on.distribution(), 0.1) : on.number();
        }
        if (day >= days_since_epoch(end))
            list.push_back(spoken_place("line." + path_part(line.name)) + ": starts on " +
                           number_words(day, "date") +
                           " at the earliest, when the timeline is over (" + text(end) +
                           "); it makes nothing");
    }
}

/// Shares of the mix that no line can make for a time, as dates are expected.
inline void warn_of_shares(const Plant& plant, std::vector<std::string>& list) {
    if (!plant.timeline && !plant.as_of) return;
    const Timeline timeline = plant.timeline ? *plant.timeline : default_timeline(*plant.as_of);
    for (const UnmetShare& each : unmet_shares(plant, timeline, 0.5))
        list.push_back(spoken_place("product." + path_part(plant.products[each.product].name)) +
                       ": " + unmet_words(plant, each));
}

/// Planned stops outside the timeline, and changeovers of lines that make one product.
/// By the mix, a component that is short cuts products that take none of it too.
inline void warn_of_sharing(const Plant& plant, std::vector<std::string>& list) {
    if (plant.sharing != Sharing::mix || !names_products(plant)) return;
    for (const Component& component : plant.components) {
        const auto takes = [&](const Product& product) {
            const auto found = product.components.find(component.name);
            return found != product.components.end() && found->second != Uncertain(0);
        };
        const auto without = std::find_if_not(plant.products.begin(), plant.products.end(), takes);
        if (without == plant.products.end() ||
            std::none_of(plant.products.begin(), plant.products.end(), takes))
            continue;
        list.push_back(spoken_place("component." + path_part(component.name)) +
                       ": where it is short, all products are cut alike, " +
                       detail::quoted(without->name) +
                       " too, which takes none; where products have orders of their own, sharing "
                       "listed or value lets the others go on");
        return;
    }
}

inline void warn_of_losses(const Plant& plant, std::vector<std::string>& list) {
    for (const Line& line : plant.lines) {
        const std::string at = "line." + path_part(line.name);
        if (products_made(line, plant) < 2 && has_changeovers(line))
            list.push_back(spoken_place(at) +
                           ": changeover_h is stated, but it makes one product only; nothing is "
                           "lost to changeovers");
        if (!plant.timeline) continue;
        for (const PlannedStop& stop : line.stops)
            if (stop.from >= plant.timeline->end)
                list.push_back(spoken_place(at + ".stops." + path_part(stop.name)) + ": from is " +
                               text(stop.from) + ", not before the timeline ends on " +
                               text(plant.timeline->end) + "; it takes nothing");
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

/// Mean times that look like single times.
inline void warn_of_times(const Line& line, std::vector<std::string>& list) {
    constexpr std::size_t few = 5;
    const std::string at = line.name.empty() ? "line" : "line." + path_part(line.name);
    const auto warn = [&](const Uncertain& mean, const std::string& place, const char* key,
                          const char* words) {
        if (!mean.is_uncertain()) return;
        const auto* times = std::get_if<Empirical>(&mean.distribution());
        if (times && times->values.size() > few)
            list.push_back(spoken_place(place) + ": " + key + " is one of " +
                           std::to_string(times->values.size()) +
                           " values, each as an uncertain mean of all " + words);
    };
    for (const auto& [stations, key] : {std::pair{&line.stations, ".stations."},
                                        std::pair{&line.rework_stations, ".rework_stations."}})
        for (const Station& station : *stations) {
            const std::string place = at + key + path_part(station.name);
            constexpr const char* stops = "repairs; single repair times belong in observed_stops_h";
            warn(station.cycle_time_s, place, "cycle_time_s",
                 "pieces; times of single pieces belong in observed_times_s");
            if (station.mttr_h) warn(*station.mttr_h, place, "mttr_h", stops);
            for (const FailureMode& mode : station.failure_modes)
                warn(mode.mttr_h, place + ".failure_modes." + path_part(mode.name), "mttr_h",
                     stops);
        }
}

inline void warn_of_actuals(const Plant& plant, std::vector<std::string>& list) {
    for (const Actual& actual : plant.actuals)
        if (plant.as_of && parse_period(actual.period, years_of(plant)).period.end > *plant.as_of)
            list.push_back(spoken_place("actual." + actual.period) +
                           ": ends after the as-of date, " + text(*plant.as_of));
}

/// Reported periods of which those within report more.
inline void warn_of_contradictions(const Plant& plant, std::vector<std::string>& list) {
    const FiscalYear years = years_of(plant);
    std::vector<Period> periods;
    for (const Actual& each : plant.actuals)
        periods.push_back(parse_period(each.period, years).period);
    const auto look = [&](std::optional<double> Actual::* figure, const std::string& words) {
        // From the earliest on, of those that begin together the longest first.
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < periods.size(); ++i)
            if (plant.actuals[i].*figure) order.push_back(i);
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return periods[a].start != periods[b].start ? periods[a].start < periods[b].start
                                                        : periods[a].end > periods[b].end;
        });
        std::vector<std::pair<std::size_t, std::string>> found;
        for (std::size_t w = 0; w < order.size(); ++w) {
            const Period& whole = periods[order[w]];
            const double reported = *(plant.actuals[order[w]].*figure);
            double sum = 0;
            const Period* longest = nullptr; // of those within it, the one that reaches farthest
            for (std::size_t p = w + 1; p < order.size() && periods[order[p]].start < whole.end;
                 ++p) {
                const Period& part = periods[order[p]];
                if (part.end > whole.end || part == whole) continue;
                if (!longest || *longest == part || longest->end < part.end)
                    sum += *(plant.actuals[order[p]].*figure);
                if (!longest || longest->end < part.end) longest = &part;
            }
            if (sum > reported * (1 + threshold_tolerance))
                found.emplace_back(order[w],
                                   spoken_place("actual." + plant.actuals[order[w]].period) + ": " +
                                       words + " is " + number_words(reported, words) +
                                       ", less than the periods within it report together, " +
                                       number_words(sum, words) + "; these count");
        }
        std::sort(found.begin(), found.end());
        for (auto& each : found) list.push_back(std::move(each.second));
    };
    look(&Actual::units, "units");
    look(&Actual::value, "value");
}

/// Targets of which no period lies in the timeline.
inline void warn_of_targets(const Plant& plant, std::vector<std::string>& list) {
    if (!plant.timeline) return;
    const Date start = plant.timeline->start, end = plant.timeline->end;
    for (const Target& target : plant.targets) {
        const std::string place = spoken_place("target." + path_part(target.name));
        if (target.from && *target.from >= end)
            list.push_back(place + ": from is " + text(*target.from) +
                           ", not before the timeline ends on " + text(end) +
                           "; nothing is said of it");
        if (target.by && *target.by <= start)
            list.push_back(place + ": by is " + text(*target.by) +
                           ", not after the timeline starts on " + text(start) +
                           "; nothing is said of it");
    }
}

/// Calendars that nothing in the plant or its alternatives refers to.
inline void warn_of_calendars(const Plant& plant, std::vector<std::string>& list) {
    Names used;
    const auto use = [&](const auto& setting) {
        if (const auto* name = std::get_if<std::string>(&setting)) used.add(*name);
    };
    for (const Milestone& each : plant.milestones) used.add(each.calendar);
    for (const Cap& cap : plant.caps) used.add(cap.calendar);
    for (const Labour& labour : plant.labour) used.add(labour.calendar);
    for (const Line& line : plant.lines) {
        used.add(line.calendar);
        if (line.nameplate) used.add(line.nameplate->calendar);
        for (const Station& station : line.stations) used.add(station.calendar);
        for (const Change& change : line.changes)
            for (const auto& entry : change.set) use(entry.second);
    }
    for (const Alternatives& set : plant.alternatives)
        for (const Option& option : set.options)
            for (const auto& entry : option.set) use(entry.second);
    for (const Calendar& calendar : plant.calendars)
        if (!used.find(calendar.name))
            list.push_back(spoken_place("calendar." + path_part(calendar.name)) +
                           ": nothing uses it");
}

inline void warn_of_alternatives(const Plant& plant, std::vector<std::string>& list) {
    std::vector<std::pair<std::string, std::string>> set_by;
    for (const Alternatives& set : plant.alternatives)
        for (const Option& option : set.options) {
            if (option.weight == 0)
                list.push_back(spoken_place("alternatives." + path_part(set.name) + ".options." +
                                            path_part(option.name)) +
                               ": its weight is 0");
            for (const auto& entry : option.set) {
                for (const auto& other : set_by)
                    if (other.first == entry.first && other.second != set.name)
                        list.push_back(spoken_place("alternatives." + path_part(set.name)) +
                                       ": sets " + entry.first + ", as " +
                                       detail::quoted(other.second) +
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
        detail::warn_of_currency(each, all);
        detail::warn_of_starts(each, all);
        detail::warn_of_losses(each, all);
        detail::warn_of_shares(each, all);
        detail::warn_of_sharing(each, all);
        detail::warn_of_numbers(each, all);
        for (const Line& line : each.lines) detail::warn_of_times(line, all);
    });
    detail::warn_of_actuals(plant, all);
    detail::warn_of_contradictions(plant, all);
    detail::warn_of_targets(plant, all);
    detail::warn_of_calendars(plant, all);
    detail::warn_of_alternatives(plant, all);
    Names list;
    for (const std::string& each : all) list.add(each);
    return list.list();
}

RAMPCAST_INLINE std::vector<std::string> warnings(const Line& line) {
    std::vector<std::string> list;
    detail::warn_of_times(line, list);
    return list;
}

} // namespace rampcast
