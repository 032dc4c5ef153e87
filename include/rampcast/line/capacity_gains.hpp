#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/line/formula_capacity.hpp"
#include "rampcast/line/line.hpp"

namespace rampcast::detail {

/// A line with one change.
struct LineVariant {
    std::string what{};
    LineOf<double> line{};
    bool of_people = false; ///< the formula only caps by them, and sees no waiting
};

/// The single changes a planner may think of.
inline std::vector<LineVariant> single_changes(const LineOf<double>& line) {
    std::vector<LineVariant> all;
    const auto add = [&](const std::string& what, auto change, bool of_people = false) {
        LineOf<double> changed = line;
        change(changed);
        all.push_back({what, std::move(changed), of_people});
    };
    const auto stations = [&](std::vector<StationOf<double>> LineOf<double>::* list) {
        for (std::size_t i = 0; i < (line.*list).size(); ++i) {
            const StationOf<double>& station = (line.*list)[i];
            const std::string name = station.name + ": ";
            add(name + "one more place", [&](auto& l) { (l.*list)[i].places += 1; });
            add(name + "1 % less cycle time", [&](auto& l) {
                (l.*list)[i].cycle_time_s *= .99;
                for (auto& [product, time] : (l.*list)[i].product_times_s) time *= .99;
            });
            if (station.mtbf_h)
                add(name + "1 % more time between failures",
                    [&](auto& l) { *(l.*list)[i].mtbf_h *= 1.01; });
            if (station.mttr_h)
                add(name + "1 % less time to repair",
                    [&](auto& l) { *(l.*list)[i].mttr_h *= .99; });
            for (std::size_t j = 0; j < station.failure_modes.size(); ++j) {
                const std::string mode = name + station.failure_modes[j].name + ", ";
                add(mode + "1 % more time between failures",
                    [&](auto& l) { (l.*list)[i].failure_modes[j].mtbf_h *= 1.01; });
                add(mode + "1 % less time to repair",
                    [&](auto& l) { (l.*list)[i].failure_modes[j].mttr_h *= .99; });
            }
        }
    };
    stations(&LineOf<double>::stations);
    stations(&LineOf<double>::rework_stations);
    for (std::size_t i = 0; i < line.buffers.size(); ++i) {
        const std::string name =
            "buffer " + line.stations[i].name + " / " + line.stations[i + 1].name + ": ";
        add(name + "one more place", [&](auto& l) { l.buffers[i] += 1; });
        add(name + "ten more places", [&](auto& l) { l.buffers[i] += 10; });
    }
    for (std::size_t i = 0; i < line.feeds.size(); ++i) {
        if (!line.feeds[i].buffer) continue;
        const std::string name = "buffer " + line.feeds[i].from + " / " + line.feeds[i].to + ": ";
        add(name + "one more place", [&](auto& l) { *l.feeds[i].buffer += 1; });
        add(name + "ten more places", [&](auto& l) { *l.feeds[i].buffer += 10; });
    }
    for (std::size_t i = 0; i < line.crews.size(); ++i)
        add(
            "crew " + line.crews[i].name + ": one more person",
            [&](auto& l) { l.crews[i].people += 1; }, true);
    if (line.repairers) add("repairers: one more", [](auto& l) { *l.repairers += 1; }, true);
    return all;
}

inline void sort_gains(std::vector<CapacityGain>& gains) {
    std::stable_sort(gains.begin(), gains.end(), [](const CapacityGain& a, const CapacityGain& b) {
        return a.per_day > b.per_day;
    });
}

} // namespace rampcast::detail
