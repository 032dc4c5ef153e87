#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/plant/changeovers.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/limits.hpp"
#include "rampcast/plant/milestone_days.hpp"

/// What `explain` takes out of a plant, and in which order it is put back.
namespace rampcast::detail {

/// Takes something out of a prepared plant. What stays uncertain keeps its name.
using Ideal = std::function<void(Plant&)>;

/// A step of the walk from lines without limits to the forecast: what is no longer taken out.
struct IdealStep {
    std::string name;
    Ideal ideal;
};

inline void skip_ramps(Plant& plant) {
    for (Line& line : plant.lines) {
        line.ramp = Curve{};
        for (Change& change : line.changes) change.ramp.reset();
    }
    for (Product& product : plant.products) product.ramp.reset();
}
inline void lose_nothing(Plant& plant) {
    constexpr std::string_view name = "first_pass_yield";
    for (Line& line : plant.lines) {
        for (Station& station : line.stations) station.first_pass_yield = 1;
        for (Change& change : line.changes)
            for (auto* settings : {&change.set, &change.add})
                std::erase_if(*settings,
                              [&](const auto& entry) { return entry.first.ends_with(name); });
    }
}
inline void keep_prices(Plant& plant) {
    for (Product& product : plant.products) {
        if (!product.price) continue;
        product.price->erosion_per_year = 0;
        product.price->volatility_per_year = 0;
        product.price->learning_rate.reset();
        product.price->noise.reset();
    }
}
/// Keeps the mix of the first point.
inline void keep_mix(Plant& plant) {
    if (plant.mix.size() > 1) plant.mix.erase(plant.mix.begin() + 1, plant.mix.end());
}

/// Everything a plant's lines wait for, as if it had happened before the first day of a forecast:
/// milestones, starts and changes, these in the order in which they are expected.
class EarlyDates {
public:
    /// @param plant as written @param first the first day of the forecast
    EarlyDates(const Plant& plant, Date first) : day_(days_since_epoch(first) - 3) {
        const std::vector<MilestoneDay> days = milestone_days(plant, 0.5);
        for (std::size_t l = 0; l < plant.lines.size(); ++l)
            for (std::size_t c = 0; c < plant.lines[l].changes.size(); ++c) {
                const Change& change = plant.lines[l].changes[c];
                double day = value_at(change.lag_days, 0.5);
                if (const auto* name = std::get_if<std::string>(&change.on)) {
                    for (std::size_t m = 0; m < days.size(); ++m)
                        if (plant.milestones[m].name == *name) day += days[m].day;
                } else {
                    const auto& on = std::get<Uncertain>(change.on);
                    day += on.is_uncertain() ? quantile(on.distribution(), 0.5) : on.number();
                }
                changes_.push_back({l, c, day});
            }
        std::stable_sort(changes_.begin(), changes_.end(),
                         [](const Due& a, const Due& b) { return a.day < b.day; });
    }

    struct Due {
        std::size_t line, change;
        double day; ///< expected, from 1970-01-01
    };
    /// All changes in the order in which they are expected.
    const std::vector<Due>& changes() const { return changes_; }

    void hasten_milestone(Plant& plant, std::size_t index) const {
        Milestone& milestone = plant.milestones[index];
        if (milestone.on) hasten(*milestone.on);
        milestone.days.reset();
        milestone.working_days.reset();
        milestone.chance = 1;
        for (std::size_t rank = 0; rank < changes_.size(); ++rank) {
            Change& change = due(plant, rank);
            const auto* name = std::get_if<std::string>(&change.on);
            if (name && *name == milestone.name && change.lag_days == Uncertain(0))
                change.lag_days = order(rank);
        }
    }
    void hasten_starts(Plant& plant) const {
        for (Line& line : plant.lines) {
            if (auto* date = std::get_if<Uncertain>(&line.starts)) hasten(*date);
            line.lag_days = 0;
        }
        for (Product& product : plant.products)
            if (auto* date = std::get_if<Uncertain>(&product.starts)) hasten(*date);
    }
    /// Lags stand for dates: an uncertain number in a change goes by the change's date.
    void hasten_change(Plant& plant, std::size_t rank) const {
        Change& change = due(plant, rank);
        const auto* date = std::get_if<Uncertain>(&change.on);
        if (!date) {
            if (change.lag_days != Uncertain(0)) change.lag_days = order(rank);
            return;
        }
        const double latest =
            date->is_uncertain() ? quantile_z(date->distribution(), reach_z) : date->number();
        if (latest > day_ || change.lag_days.is_uncertain() || change.lag_days.number() > 0)
            change.lag_days = std::min(day_ - latest, 0.0) + order(rank);
    }

private:
    Change& due(Plant& plant, std::size_t rank) const {
        return plant.lines[changes_[rank].line].changes[changes_[rank].change];
    }
    /// Parts of a day that keep changes of the same day in order.
    static double order(std::size_t rank) { return 0x1p-10 * static_cast<double>(rank + 1); }
    void hasten(Uncertain& date) const {
        if (date.is_uncertain() || date.number() > day_) date = day_;
    }

    double day_; ///< long enough before the first that a day more is still before it
    std::vector<Due> changes_{};
};

/// True for the milestones on which a line's start or change waits, by themselves or through others.
inline std::vector<bool> waited_for(const Plant& plant) {
    std::vector<bool> waited(plant.milestones.size());
    const auto name = [&](const auto& held) {
        if (const auto* text = std::get_if<std::string>(&held))
            for (std::size_t m = 0; m < waited.size(); ++m)
                if (plant.milestones[m].name == *text) waited[m] = true;
    };
    for (const Line& line : plant.lines) {
        name(line.starts);
        for (const Change& change : line.changes) name(change.on);
    }
    for (const Product& product : plant.products) name(product.starts);
    for (const Alternatives& set : plant.alternatives)
        for (const Option& option : set.options)
            for (const auto& entry : option.set) name(entry.second);
    const auto before = followed(plant.milestones);
    const std::vector<std::size_t> order = network_order(plant.milestones);
    for (auto m = order.rbegin(); m != order.rend(); ++m)
        if (waited[*m])
            for (const std::size_t earlier : before[*m]) waited[earlier] = true;
    return waited;
}

/// What a change is called: its line, what it changes, and when.
inline std::string change_words(const Line& line, const Change& change, double day) {
    std::string words;
    for (const auto* settings : {&change.set, &change.add})
        for (const auto& entry : *settings) words += (words.empty() ? "" : ", ") + entry.first;
    words = line.name + ": " + words;
    if (const auto* name = std::get_if<std::string>(&change.on)) return words + ", after " + *name;
    return words + (std::get<Uncertain>(change.on).is_uncertain() ? ", about " : ", ") +
           number_words(day, "date");
}

/// What is taken out to begin with, in the order in which it is put back.
/// @param plant as written @param first the first day of the forecast
/// @param reported whether periods of it were reported
inline std::vector<IdealStep> ideal_steps(const Plant& plant, Date first, bool reported) {
    const EarlyDates early(plant, first);
    std::vector<IdealStep> steps;
    if (reported) steps.push_back({"reported", [](Plant& each) { each.actuals.clear(); }});
    const std::vector<bool> waited = waited_for(plant);
    for (const std::size_t m : network_order(plant.milestones))
        if (waited[m])
            steps.push_back(
                {plant.milestones[m].name, [early, m](Plant& p) { early.hasten_milestone(p, m); }});
    steps.push_back({"start date", [early](Plant& p) { early.hasten_starts(p); }});
    for (std::size_t rank = 0; rank < early.changes().size(); ++rank) {
        const EarlyDates::Due& due = early.changes()[rank];
        const Line& line = plant.lines[due.line];
        steps.push_back({change_words(line, line.changes[due.change], due.day),
                         [early, rank](Plant& p) { early.hasten_change(p, rank); }});
    }
    steps.push_back({"ramp", skip_ramps});
    steps.push_back({"yield", lose_nothing});
    steps.push_back({"planned stops", [](Plant& each) {
                         for (Line& line : each.lines) line.stops.clear();
                     }});
    if (std::none_of(plant.lines.begin(), plant.lines.end(),
                     [](const Line& line) { return !line.stops.empty(); }))
        steps.pop_back();
    const auto sets_changeovers = [](const Option& option) {
        return std::any_of(option.set.begin(), option.set.end(), [](const auto& entry) {
            return entry.first.ends_with("changeover_h") || entry.first.ends_with("runs_per_month");
        });
    };
    const bool changes_over =
        std::any_of(plant.lines.begin(), plant.lines.end(), has_changeovers) ||
        std::any_of(
            plant.alternatives.begin(), plant.alternatives.end(), [&](const Alternatives& set) {
                return std::any_of(set.options.begin(), set.options.end(), sets_changeovers);
            });
    if (changes_over)
        steps.push_back({"changeovers", [](Plant& each) {
                             for (Line& line : each.lines) skip_changeovers(line);
                         }});
    for_each_limit_kind([&](const auto& kind) {
        std::string names;
        for (const std::string& name : kind.names(plant))
            names += (names.empty() ? "" : ", ") + name;
        if (!names.empty()) steps.push_back({names, [kind](Plant& each) { kind.remove(each); }});
    });
    return steps;
}

} // namespace rampcast::detail
