#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/core/walk.hpp"
#include "rampcast/plant/find.hpp"
#include "rampcast/uncertainty/philox.hpp"
#include "rampcast/uncertainty/sobol.hpp"

/// At which numbers the formula of a line's mature rate is held against simulation.
namespace rampcast::detail {

/// The line as its mature rate sees it.
inline Line mature_part(Line line) {
    line.name = "line";
    line.starts = {};
    line.lag_days = {};
    line.ramp = {};
    line.noise.reset();
    const auto day = [](const auto& change) {
        const auto* on = std::get_if<Uncertain>(&change.on);
        return on ? on->median() + change.lag_days.median()
                  : std::numeric_limits<double>::quiet_NaN();
    };
    if (std::none_of(line.changes.begin(), line.changes.end(),
                     [&](const auto& change) { return std::isnan(day(change)); }))
        std::stable_sort(line.changes.begin(), line.changes.end(),
                         [&](const auto& a, const auto& b) { return day(a) < day(b); });
    for (auto& change : line.changes) {
        change.on = {};
        change.lag_days = {};
        change.ramp.reset();
    }
    return line;
}

/// The numbers of a line that its mature rate depends on and that are uncertain, or change.
inline std::vector<std::string> varying_paths(const Line& line) {
    std::set<std::string> paths;
    walk(line, "", [&](const std::string& path, const NumberInfo&, const auto& number) {
        if constexpr (std::same_as<std::remove_cvref_t<decltype(number)>, Uncertain>)
            if (number.is_uncertain() && !path.starts_with("changes.")) paths.insert(path);
    });
    for (const auto& change : line.changes)
        for (const auto* list : {&change.set, &change.add})
            for (const auto& [path, value] : *list)
                if (std::holds_alternative<Uncertain>(value)) paths.insert(path);
    return {paths.begin(), paths.end()};
}

/// Points of a line's uncertain numbers and stretches, evenly spread: scrambled Sobol', or for one
/// point the medians.
class RatePoints {
public:
    static constexpr int most = 64;

    RatePoints(const Line& line, std::size_t count) : line_(line), count_(count) {
        std::size_t dimensions = 1;
        walk(line, "", [&](const std::string&, const NumberInfo&, const auto& number) {
            if constexpr (std::same_as<std::remove_cvref_t<decltype(number)>, Uncertain>)
                dimensions += number.is_uncertain();
        });
        const auto directions = sobol_directions(dimensions);
        for (std::size_t j = 0; j < dimensions; ++j) {
            const auto number = static_cast<std::uint32_t>(j);
            const ScrambledSobol sobol(directions[j], philox({number, 0, 0, 0}, {1, 1})[0]);
            std::uint32_t fractions[most];
            sobol.coordinates<most>(0, fractions);
            shares_.emplace_back(fractions, fractions + most);
        }
    }

    /// The line at a point, with the first of its changes made; counts as whole numbers.
    LineOf<double> at(std::size_t point) const {
        std::size_t j = 0;
        const auto share = [&] { return count_ == 1 ? .5 : (shares_[j++][point] + .5) * 0x1p-32; };
        const auto stretch =
            static_cast<std::size_t>(share() * static_cast<double>(line_.changes.size() + 1));
        auto made =
            converted<LineOf<double>>(line_, [&](const NumberInfo&, const Uncertain& number) {
                if (!number.is_uncertain()) return number.number();
                return quantile(number.distribution(), std::clamp(share(), .005, .995));
            });
        for (std::size_t c = 0; c < std::min(stretch, made.changes.size()); ++c)
            change(made, made.changes[c]);
        made.changes.clear();
        round(made);
        return made;
    }

private:
    const Line& line_;
    std::size_t count_;
    std::vector<std::vector<std::uint32_t>> shares_{}; ///< by dimension and point

    void change(LineOf<double>& made, const ChangeOf<double>& by) const {
        const auto number = [&](const std::string& path) -> double& {
            return *follow<double>(made, way_to_number(line_, path));
        };
        for (const auto& [path, value] : by.set) {
            if (const auto* amount = std::get_if<double>(&value)) number(path) = *amount;
            else if (path == "calendar") made.calendar = std::get<std::string>(value);
            else
                for (auto& station : made.stations)
                    if (short_path(path) == path_part(station.name) + ".calendar")
                        station.calendar = std::get<std::string>(value);
        }
        for (const auto& [path, value] : by.add)
            if (const auto* amount = std::get_if<double>(&value)) number(path) += *amount;
    }

    static void round(LineOf<double>& line) {
        const auto whole = [](double& count, double least) {
            count = std::max(std::round(count), least);
        };
        for (auto* stations : {&line.stations, &line.rework_stations})
            for (auto& station : *stations) {
                whole(station.places, 1);
                whole(station.batch, 1);
                if (station.most_passes) whole(*station.most_passes, 1);
            }
        for (double& buffer : line.buffers) whole(buffer, 0);
        for (auto& feed : line.feeds) {
            if (feed.buffer) whole(*feed.buffer, 0);
            whole(feed.pieces, 1);
        }
        for (auto& crew : line.crews) whole(crew.people, 1);
        if (line.repairers) whole(*line.repairers, 1);
        for (auto& run : line.sequence) whole(run.pieces, 1);
    }
};

} // namespace rampcast::detail
