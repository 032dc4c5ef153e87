#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "rampcast/core/refuse.hpp"
#include "rampcast/launch/milestone.hpp"

namespace rampcast {

namespace detail {

/// Positions of the milestones each one follows.
/// @throws Error where a name is not known
template <class T>
std::vector<std::vector<std::size_t>> followed(const std::vector<MilestoneOf<T>>& milestones) {
    std::vector<std::string> names;
    names.reserve(milestones.size());
    for (const auto& each : milestones) names.push_back(each.name);
    std::vector<std::vector<std::size_t>> result(milestones.size());
    for (std::size_t i = 0; i < milestones.size(); ++i)
        for (const std::string& name : milestones[i].after) {
            const auto found = std::find(names.begin(), names.end(), name);
            if (found == names.end())
                throw Error("milestone." + path_part(names[i]),
                            "after names " + detail::quoted(name) + ", which is not a milestone" +
                                nearest_words(name, names, "there are none"));
            result[i].push_back(static_cast<std::size_t>(found - names.begin()));
        }
    return result;
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
    std::vector<std::size_t> order;
    std::vector<bool> done(count, false);
    for (bool moved = true; moved;) {
        moved = false;
        for (std::size_t i = 0; i < count; ++i) {
            if (done[i]) continue;
            const bool ready = std::all_of(before[i].begin(), before[i].end(),
                                           [&](std::size_t k) { return bool(done[k]); });
            if (!ready) continue;
            order.push_back(i);
            done[i] = moved = true;
        }
    }
    if (order.size() == count) return order;

    // From any milestone that is left, going back through those left, one comes round.
    std::vector<std::size_t> trail{
        static_cast<std::size_t>(std::find(done.begin(), done.end(), false) - done.begin())};
    for (;;) {
        const auto& earlier = before[trail.back()];
        const std::size_t k =
            *std::find_if(earlier.begin(), earlier.end(), [&](std::size_t e) { return !done[e]; });
        const bool round = std::find(trail.begin(), trail.end(), k) != trail.end();
        trail.push_back(k);
        if (!round) continue;
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
