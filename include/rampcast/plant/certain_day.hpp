#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "rampcast/core/names.hpp"
#include "rampcast/core/refuse.hpp"
#include "rampcast/launch/network.hpp"
#include "rampcast/plant/plant.hpp"

namespace rampcast {

/// True where a milestone may never come.
inline bool may_fail(const Milestone& milestone) {
    return milestone.chance.is_uncertain() || milestone.chance.number() != 1;
}

/// The days from 1970-01-01 of a plant's milestones about which nothing is uncertain and no
/// working days are counted.
class CertainDays {
public:
    explicit CertainDays(const Plant& plant)
        : names_(detail::names_of(plant.milestones)), days_(plant.milestones.size()) {
        std::vector<std::vector<std::size_t>> before(days_.size());
        std::vector<bool> known(days_.size(), true);
        for (std::size_t i = 0; i < days_.size(); ++i)
            for (const std::string& name : plant.milestones[i].after) {
                const std::optional<std::size_t> found = names_.find(name);
                if (found) before[i].push_back(*found);
                else known[i] = false;
            }
        for (const std::size_t i : detail::in_order(before)) {
            const Milestone& each = plant.milestones[i];
            if (may_fail(each)) continue;
            if (each.on && !each.on->is_uncertain()) days_[i] = each.on->number();
            if (each.on || !each.days || each.days->is_uncertain() || !known[i]) continue;
            std::optional<double> latest;
            for (const std::size_t k : before[i]) {
                if (!days_[k]) latest.reset();
                if (!days_[k]) break;
                latest = latest ? std::max(*latest, *days_[k]) : *days_[k];
            }
            if (latest) days_[i] = *latest + each.days->number();
        }
    }

    const Names& milestones() const { return names_; }
    /// A milestone's day; none where it is not certain or there is no such milestone.
    std::optional<double> of(const std::string& milestone) const {
        const std::optional<std::size_t> found = names_.find(milestone);
        return found ? days_[*found] : std::nullopt;
    }
    /// The day so many days after a date or milestone, where it is certain.
    std::optional<double> of(const When& when, const Uncertain& lag_days) const {
        if (lag_days.is_uncertain()) return {};
        std::optional<double> day;
        if (const auto* name = std::get_if<std::string>(&when)) day = of(*name);
        else if (const auto& on = std::get<Uncertain>(when); !on.is_uncertain()) day = on.number();
        return day ? std::optional(*day + lag_days.number()) : day;
    }

private:
    Names names_;
    std::vector<std::optional<double>> days_;
};

} // namespace rampcast
