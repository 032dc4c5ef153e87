#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rampcast/core/nearest.hpp"
#include "rampcast/launch/network.hpp"
#include "rampcast/line/at_medians.hpp"
#include "rampcast/line/validate_line.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/find.hpp"
#include "rampcast/plant/plant.hpp"

/// What must hold of each part of a plant.
namespace rampcast::detail {

/// Numbers already found right, so that combinations of alternatives do not check them again.
class CheckedNumbers {
public:
    /// True the first time a number stands at a path.
    bool is_new(const std::string& path, const Uncertain& number) {
        std::vector<Uncertain>& here = seen_[path];
        if (std::find(here.begin(), here.end(), number) != here.end()) return false;
        here.push_back(number);
        return true;
    }

private:
    std::map<std::string, std::vector<Uncertain>> seen_{};
};

/// Holds the names of a list to the rules for names and to being unique.
template <class List> void check_names(const List& list, const std::string& at) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < list.size(); ++i) {
        check_name(list[i].name, joined(at, element_key(list[i], i)));
        if (!seen.insert(list[i].name).second)
            refuse_value(joined(at, list[i].name), "name", detail::quoted(list[i].name),
                         "which stands twice; names must be unique");
    }
}

/// Names a calendar may go by: those stated, and the one every plant has.
inline std::vector<std::string> calendar_names(const Plant& plant) {
    std::vector<std::string> names = names_of(plant.calendars);
    names.emplace_back(round_the_clock);
    return names;
}

/// Refuses the name of a calendar that does not exist; empty stands for the default.
inline void check_calendar(const std::string& name, const Plant& plant,
                           const std::string& container) {
    if (!name.empty())
        check_reference(name, calendar_names(plant), container, "calendar", "a calendar");
}

/// Refuses a date or milestone that is not stated or does not exist.
inline void check_when(const When& when, const Plant& plant, const std::string& container,
                       std::string_view key) {
    const auto* name = std::get_if<std::string>(&when);
    if (!name) return;
    if (name->empty())
        refuse_parameter(container, key, "is not stated, must be a date or a milestone's name");
    check_reference(*name, names_of(plant.milestones), container, key, "a milestone");
}

inline void check_day(Date day, const std::string& container, std::string_view key) {
    const NumberInfo info{key, "date", {}, {}};
    check_plain(days_since_epoch(day), info, container, key);
}

/// Every number within its range; values in changes are checked with what they change.
inline void check_numbers(const Plant& plant, CheckedNumbers& checked) {
    walk(plant, "", [&](const std::string& path, const NumberInfo& info, const auto& number) {
        if (info.name == "set" || info.name == "add" || path.starts_with("calendar.")) return;
        if (!checked.is_new(path, Uncertain(number))) return;
        const auto [container, key] = split_last(path);
        check_number(number, info, container, key);
    });
}

inline void check_milestones(const Plant& plant) {
    for (const Milestone& each : plant.milestones) {
        const std::string at = "milestone." + each.name;
        const bool has_days = each.days || each.working_days;
        if (each.on && !each.after.empty())
            throw Error(at, "on and after are both stated, must be one of them");
        if (!each.on && each.after.empty())
            throw Error(at, "neither on nor after is stated, must be one of them");
        if (each.days && each.working_days)
            throw Error(at, "days and working_days are both stated, must be one of them");
        if (!each.on && !has_days)
            throw Error(at, "neither days nor working_days is stated, must be one of them");
        if (each.on && has_days)
            throw Error(at, "has a date (on) and days; days count from the milestones in after");
        if (!each.calendar.empty() && !each.working_days)
            refuse_parameter(at, "calendar", "is stated without working_days");
        check_calendar(each.calendar, plant, at);
        for (std::size_t i = 0; i < each.after.size(); ++i)
            if (std::find(each.after.begin() + static_cast<std::ptrdiff_t>(i) + 1, each.after.end(),
                          each.after[i]) != each.after.end())
                refuse_parameter(at, "after", "names " + detail::quoted(each.after[i]) + " twice");
    }
    static_cast<void>(network_order(plant.milestones));
}

/// A station's name must not be taken for a parameter of its line.
inline void check_station_name(const Station& station, const std::string& at) {
    for_each_param<Line>([&](const auto& p) {
        if (station.name == p.name)
            refuse_value(at, "name", detail::quoted(station.name),
                         "which is also a parameter of a line; choose another");
    });
}

/// One new value of a change: of a number or a calendar that exists and may change.
inline void check_changed(Line& line, const Plant& plant, const std::string& at,
                          const std::string& path,
                          const std::variant<std::string, Uncertain>& value,
                          CheckedNumbers& checked, bool added = false) {
    const std::string place = at + (added ? ".add" : ".set");
    Dead dead;
    std::string stored;
    const bool exists = find_member<false>(
        line, "", path, dead, [&](auto&, const Spot& spot) { stored = short_path(spot.path()); });
    if (!exists) {
        if (!dead.missing.empty())
            refuse_parameter(place, path, "cannot change, it is not stated for the line itself");
        refuse_parameter(
            place, path,
            "is not a parameter of the line; the nearest is " +
                detail::quoted(short_path(joined(dead.container, nearest(dead.part, dead.known)))));
    }
    for (const std::string_view fixed : {"ramp", "starts", "noise", "name", "lag_days", "changes"})
        if (stored == fixed || stored.starts_with(std::string(fixed) + "."))
            refuse_parameter(place, path,
                             "cannot change while a line runs; add a second line instead");
    if (const auto found = find_parameter(line, path)) {
        const auto* number = std::get_if<Uncertain>(&value);
        if (!number)
            refuse_value(place, path, detail::quoted(std::get<std::string>(value)),
                         "must be a number");
        if (added && found->info.bounds.has_upper())
            refuse_parameter(place, path, "has an upper limit; give its new value with set");
        if (checked.is_new(joined(place, path), *number)) {
            const auto [inner, key] = split_last(path);
            NumberInfo info = found->info;
            if (added) info.bounds = bounds::non_negative;
            check_number(*number, info, joined(place, inner), key, found->factor);
        }
    } else if (find_calendar(line, path)) {
        const auto* name = std::get_if<std::string>(&value);
        if (added) refuse_parameter(place, path, "is a calendar; give its new name with set");
        if (!name) refuse_parameter(place, path, "is a number, must be the name of a calendar");
        check_reference(*name, calendar_names(plant), place, path, "a calendar");
    } else {
        refuse_parameter(place, path,
                         "cannot change: only numbers stated for the line and calendars can");
    }
}

/// A line by itself, whenever it starts: its names, and the rules of lines at the medians of its
/// numbers.
inline void check_line_alone(const Line& line, const Plant& plant) {
    const std::string at = "line." + line.name;
    check_names(line.stations, at + ".stations");
    for (const Station& station : line.stations)
        check_station_name(station, at + ".stations." + station.name);
    for (const Station& station : line.rework_stations)
        check_station_name(station, at + ".rework_stations." + station.name);
    validate(at_medians(line), names_of(plant.calendars), LineUse::forecast);
}

inline void check_line(const Line& line, const Plant& plant, CheckedNumbers& checked) {
    const std::string at = "line." + line.name;
    check_when(line.starts, plant, at, "starts");
    check_line_alone(line, plant);

    if (line.changes.empty()) return;
    Line target = line;
    for (std::size_t i = 0; i < line.changes.size(); ++i) {
        const Change& change = line.changes[i];
        const std::string place = at + ".changes." + element_key(change, i);
        check_when(change.on, plant, place, "on");
        if (change.set.empty() && change.add.empty())
            refuse_parameter(place, "set",
                             "is empty, must name new values (or add, what is added)");
        for (const auto& entry : change.set)
            check_changed(target, plant, place, entry.first, entry.second, checked);
        for (const auto& entry : change.add)
            check_changed(target, plant, place, entry.first, entry.second, checked, true);
    }
}

/// Each date is after the one before.
template <class List> void check_order(const List& list, const std::string& at) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string place = joined(at, element_key(list[i], i));
        check_day(list[i].from, place, "from");
        if (i > 0 && !(list[i].from > list[i - 1].from))
            refuse_value(place, "from", text(list[i].from),
                         "must be after the one before, " + text(list[i - 1].from));
    }
}

/// Rates by date make sense.
/// @param key the member that holds them
inline void check_arrivals(const std::vector<Arrival>& arrivals, const std::string& at,
                           const std::string& key = "arrivals") {
    if (arrivals.empty()) refuse_parameter(at, key, "is empty, must have a rate from some date on");
    for (std::size_t i = 0; i < arrivals.size(); ++i) {
        const std::string place = joined(at, key + "." + element_key(arrivals[i], i));
        const Arrival& each = arrivals[i];
        if (each.per_year.has_value() == each.growth.has_value())
            throw Error(place, each.growth
                                   ? "per_year and growth are both stated, must be one of them"
                                   : "neither per_year nor growth is stated, must be one of them");
        if (i == 0 && each.growth)
            throw Error(place, "growth is stated for the first rate, which needs per_year");
    }
    check_order(arrivals, joined(at, key));
}

/// Caps and people make sense.
inline void check_caps_and_labour(const Plant& plant) {
    for (const Cap& cap : plant.caps) check_arrivals(cap.limits, "cap." + cap.name, "limits");
    for (const Labour& labour : plant.labour) {
        const std::string at = "labour." + labour.name;
        if (labour.headcount.empty())
            refuse_parameter(at, "headcount", "is empty, must have the people on some day");
        check_order(labour.headcount, joined(at, "headcount"));
        if (!labour.hires.empty()) check_arrivals(labour.hires, at, "hires");
    }
}

/// Orders and contracts make sense.
inline void check_orders(const Orders& orders) {
    if (orders.contracts.empty() || !orders.arrivals.empty())
        check_arrivals(orders.arrivals, "orders");
    check_names(orders.contracts, "orders.contracts");
    if (orders.unfilled == Unfilled::lost && orders.cancelled_per_year != Uncertain(0))
        refuse_parameter("orders", "cancelled_per_year",
                         "is stated, but orders not filled are lost");
}

/// Money is the plant's.
inline void check_currency(const std::string& stated, const Plant& plant, const std::string& at) {
    if (!stated.empty() && stated != plant.currency)
        refuse_value(at, "currency", detail::quoted(stated),
                     "must be the plant's, " + plant.currency);
}

/// A tranche is drawn before it is repaid.
inline void check_tranche(const Tranche& tranche, const std::string& at) {
    if (!tranche.repaid_by) return;
    if (tranche.kind == TrancheKind::equity)
        refuse_parameter(at, "repaid_by", "is stated, but equity is not repaid");
    const auto* drawn = std::get_if<Uncertain>(&tranche.on);
    const double grace_over =
        drawn ? drawn->median() + tranche.lag_days.median() + tranche.grace_days.median() : 0;
    if (drawn && !(tranche.repaid_by->median() >= grace_over))
        refuse_value(at, "repaid_by", number_words(tranche.repaid_by->median(), "date"),
                     "must not be before it is drawn and its grace is over, " +
                         number_words(grace_over, "date"));
}

/// Costs, investments, tranches and terms make sense.
inline void check_money(const Plant& plant) {
    for (const Product& product : plant.products)
        if (product.price)
            check_currency(product.price->currency, plant, "product." + product.name + ".price");
    for (const Cost& cost : plant.costs) {
        const std::string at = "cost." + cost.name;
        check_currency(cost.currency, plant, at);
        if (!cost.rates.empty()) check_arrivals(cost.rates, at, "rates");
    }
    for (const Investment& each : plant.investments) {
        const std::string at = "investment." + each.name;
        check_currency(each.currency, plant, at);
        check_when(each.on, plant, at, "on");
        if (!plant.cash) throw Error(at, "is stated without the plant's cash");
    }
    for (const Tranche& each : plant.tranches) {
        const std::string at = "tranche." + each.name;
        check_currency(each.currency, plant, at);
        check_when(each.on, plant, at, "on");
        check_tranche(each, at);
        if (!plant.cash) throw Error(at, "is stated without the plant's cash");
    }
    const bool priced = has_value(plant);
    if (plant.cash) check_currency(plant.cash->currency, plant, "cash");
    const auto needs_price = [&](bool stated, const std::string& at) {
        if (stated && !priced) throw Error(at, "is stated, but no product has a price");
    };
    needs_price(plant.cash.has_value(), "cash");
    needs_price(plant.sales.has_value(), "sales");
    needs_price(!plant.costs.empty(), "cost");
}

/// What limits output goes by names that tell one limit from another.
inline void check_limit_names(const Plant& plant) {
    std::map<std::string, std::string> places{{"orders", "the orders"},
                                              {"cash", "the cash"},
                                              {"lines", "the lines"},
                                              {"not started", "what is not running yet"}};
    const auto check = [&](const std::string& name, const std::string& place,
                           const std::string& words = {}) {
        const auto [at, fresh] = places.emplace(name, words.empty() ? place : words);
        if (!fresh)
            throw Error(place, "the name " + detail::quoted(name) + " is that of " + at->second +
                                   " too; limits need names of their own");
    };
    std::set<std::string> stations; // of several lines may be named alike: they bind together
    for (const Line& line : plant.lines)
        for (const Station& station : line.stations) {
            const std::string place = "line." + line.name + ".stations." + station.name;
            if (stations.insert(station.name).second)
                check(station.name, place, "a station of line." + line.name);
        }
    for (const Cap& each : plant.caps) check(each.name, "cap." + each.name);
    for (const Labour& each : plant.labour) check(each.name, "labour." + each.name);
    for (const Component& each : plant.components) check(each.name, "component." + each.name);
}

/// Components exist, are used, and their arrivals make sense.
inline void check_components(const Plant& plant) {
    const std::vector<std::string> names = names_of(plant.components);
    std::set<std::string> used;
    for (const Product& product : plant.products)
        for (const auto& entry : product.components) {
            check_reference(entry.first, names, "product." + product.name, "components",
                            "a component");
            used.insert(entry.first);
        }
    for (const Component& component : plant.components) {
        const std::string at = "component." + component.name;
        check_arrivals(component.arrivals, at);
        if (!used.count(component.name)) throw Error(at, "no product uses this component");
    }
}

/// The shares of one point: of known products, summing to 1.
inline void check_shares(const MixPoint& point, const std::vector<std::string>& products,
                         const std::string& at) {
    if (point.shares.empty() && products.size() > 1)
        refuse_parameter(at, "shares", "is empty, must name the products");
    bool uncertain = false;
    double sum = 0, greatest = 0;
    for (const auto& entry : point.shares) {
        check_reference(entry.first, products, at, "shares", "a product");
        uncertain = uncertain || entry.second.is_uncertain();
        sum += entry.second.median();
        greatest += entry.second.is_uncertain()
                        ? quantile_z(bounded(entry.second.distribution(), bounds::share), reach_z)
                        : entry.second.number();
    }
    const std::size_t left_out = products.size() - point.shares.size();
    if (left_out > 1) {
        std::string words;
        for (const std::string& each : products)
            if (!point.shares.count(each))
                words += (words.empty() ? "" : ", ") + detail::quoted(each);
        refuse_parameter(at, "shares",
                         "leaves out " + words +
                             "; at most one product may be left out and takes the rest");
    }
    if (left_out == 0 && uncertain)
        refuse_parameter(at, "shares",
                         "has uncertain shares for all products; leave one out, it takes the rest");
    if (left_out == 0 && !(std::abs(sum - 1) <= 1e-9))
        refuse_parameter(at, "shares", "sum to " + short_text(sum) + ", must sum to 1");
    if (left_out == 1 && !(greatest <= 1 + 1e-9))
        refuse_parameter(at, "shares",
                         "sum to as much as " + short_text(greatest) +
                             " without the product left out, must be at most 1");
}

inline void check_mix(const Plant& plant) {
    const std::vector<std::string> products = names_of(plant.products);
    if (plant.mix.empty()) {
        if (products.size() > 1)
            throw Error("mix", "is not stated; with several products, shares of units are needed");
        return;
    }
    if (products.empty()) throw Error("mix", "is stated without products");
    for (std::size_t i = 0; i < plant.mix.size(); ++i) {
        const MixPoint& point = plant.mix[i];
        const std::string at = "mix." + element_key(point, i);
        check_shares(point, products, at);
        if (point.on) check_day(*point.on, at, "on");
        if (plant.mix.size() == 1) continue;
        if (!point.on) refuse_parameter(at, "on", "is not stated; several points need dates");
        if (i > 0 && !(*point.on > *plant.mix[i - 1].on))
            refuse_value(at, "on", text(*point.on),
                         "must be after the point before, " + text(*plant.mix[i - 1].on));
    }
}

inline void check_targets(const Plant& plant) {
    const bool priced = has_value(plant);
    for (const Target& target : plant.targets) {
        const std::string at = "target." + target.name;
        check_day(target.from, at, "from");
        if (!target.units_per_year && !target.value_per_year)
            throw Error(at, "neither units_per_year nor value_per_year is stated, must be at "
                            "least one of them");
        if (target.value_per_year && !priced)
            throw Error(at, "value_per_year is stated, but no product has a price");
    }
}

inline void check_actuals(const Plant& plant) {
    std::set<std::string> seen;
    for (const Actual& actual : plant.actuals) {
        const std::string at = "actual." + actual.period;
        try {
            static_cast<void>(parse_period(actual.period));
        } catch (const Error& error) {
            throw Error(at, "actual", "period: " + error.message());
        }
        if (!actual.units && !actual.value)
            throw Error(at, "neither units nor value is stated, must be at least one of them");
        if (!seen.insert(actual.period).second) throw Error(at, "the period stands twice");
    }
}

/// The plant's own texts and dates.
inline void check_plant(const Plant& plant) {
    check_name(plant.id, "", "id");
    check_text(plant.name, "", "name");
    check_text(plant.unit, "", "unit");
    if (plant.unit.empty()) throw Error("unit", "", "unit is empty, must be given");
    const bool code =
        plant.currency.size() == 3 && std::all_of(plant.currency.begin(), plant.currency.end(),
                                                  [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!code)
        refuse_value("", "currency", detail::quoted(plant.currency),
                     "must be three capital letters (ISO 4217), such as CNY");
    if (plant.as_of) check_day(*plant.as_of, "", "as_of");
    if (plant.timeline) validate(*plant.timeline);
    else if (plant.as_of) validate(default_timeline(*plant.as_of));
}

} // namespace rampcast::detail
