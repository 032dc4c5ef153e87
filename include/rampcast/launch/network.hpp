#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "rampcast/core/names.hpp"
#include "rampcast/core/refuse.hpp"
#include "rampcast/launch/milestone.hpp"

namespace rampcast {

namespace detail {

/// Positions of the milestones each one follows.
/// @param names theirs @throws Error where a name is not known
template <class T>
std::vector<std::vector<std::size_t>> followed(const std::vector<MilestoneOf<T>>& milestones,
                                               const Names& names) {
    std::vector<std::vector<std::size_t>> result(milestones.size());
    for (std::size_t i = 0; i < milestones.size(); ++i)
        for (const std::string& name : milestones[i].after) {
            const std::optional<std::size_t> found = names.find(name);
            if (!found)
                throw Error("milestone." + path_part(milestones[i].name),
                            "after names " + detail::quoted(name) + ", which is not a milestone" +
                                nearest_words(name, names.list(), "there are none"));
            result[i].push_back(*found);
        }
    return result;
}
template <class T>
std::vector<std::vector<std::size_t>> followed(const std::vector<MilestoneOf<T>>& milestones) {
    return followed(milestones, Names(names_of(milestones)));
}

/// Positions of what follows something, each after all it follows; what follows itself, by way of
/// others too, is left out, and what follows that.
inline std::vector<std::size_t> in_order(const std::vector<std::vector<std::size_t>>& before) {
    std::vector<std::vector<std::size_t>> after(before.size());
    std::vector<std::size_t> missing(before.size()), order;
    for (std::size_t i = 0; i < before.size(); ++i) {
        missing[i] = before[i].size();
        for (const std::size_t k : before[i]) after[k].push_back(i);
        if (before[i].empty()) order.push_back(i);
    }
    for (std::size_t next = 0; next < order.size(); ++next)
        for (const std::size_t i : after[order[next]])
            if (--missing[i] == 0) order.push_back(i);
    return order;
}

} // namespace detail

/// The order in which a launch network is computed: positions of the milestones, each after all
/// those it follows.
/// @throws Error where a milestone follows an unknown one, and where milestones follow each other
///   in a circle, naming it: `a -> b -> a`
template <class T>
std::vector<std::size_t> network_order(const std::vector<MilestoneOf<T>>& milestones) {
    const auto before = detail::followed(milestones);
    const std::size_t count = milestones.size();
    std::vector<std::size_t> order = detail::in_order(before);
    if (order.size() == count) return order;

    // From any milestone that is left, going back through those left, one comes round.
    std::vector<bool> done(count, false), passed(count, false);
    for (const std::size_t i : order) done[i] = true;
    std::vector<std::size_t> trail{
        static_cast<std::size_t>(std::find(done.begin(), done.end(), false) - done.begin())};
    for (;;) {
        passed[trail.back()] = true;
        const auto& earlier = before[trail.back()];
        const std::size_t k =
            *std::find_if(earlier.begin(), earlier.end(), [&](std::size_t e) { return !done[e]; });
        trail.push_back(k);
        if (!passed[k]) continue;
        std::string words;
        for (std::size_t i = trail.size(); i-- > 0;) {
            words += milestones[trail[i]].name;
            if (i + 1 < trail.size() && trail[i] == k) break;
            words += " -> ";
        }
        throw Error("milestone." + path_part(milestones[k].name),
                    "milestones follow each other in a circle: " + words);
    }
}

} // namespace rampcast
