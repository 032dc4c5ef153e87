#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <string>
#include <vector>

#include "rampcast/forecast/line_output.hpp"
#include "rampcast/forecast/path_dates.hpp"
#include "rampcast/forecast/shock.hpp"
#include "rampcast/plant/limits.hpp"

namespace rampcast {

/// All lines of a plant on a path: what they can make together, and what holds each of them back.
template <class T> class PlantLines {
public:
    /// @param stated the plant as written @param plant on the projection's scalar; it must outlive
    ///   this object, as the rest
    PlantLines(const Plant& stated, PlantOf<T>& plant, const Grid& grid, const Clocks& clocks,
               const PathDates<T>& dates, Shocks<T>& shocks)
        : dates_(dates) {
        const std::vector<std::string> names = detail::LineLimits::names(stated);
        sources_.resize(names.size());
        for (std::size_t l = 0; l < stated.lines.size(); ++l) {
            const Line& line = stated.lines[l];
            lines_.emplace_back(line, plant.lines[l], grid, clocks,
                                shocks.on(plant.lines[l].noise, "line." + path_part(line.name)));
            const std::size_t count = std::max<std::size_t>(1, line.stations.size());
            for (std::size_t s = 0; s < count; ++s) {
                const std::string name = line.stations.empty() ? "lines" : line.stations[s].name;
                const auto found = std::find(names.begin(), names.end(), name);
                sources_[static_cast<std::size_t>(found - names.begin())].push_back(
                    {l, s, count == 1});
            }
        }
    }

    /// Begins a path, its dates known: what each line can make in each cell, noise left out.
    void start() {
        for (Run& run : lines_) {
            moments_.clear();
            for (const auto& change : run.line.changes)
                moments_.push_back(dates_.at(change.on, change.lag_days));
            run.output.run(dates_.at(run.line.starts, run.line.lag_days), moments_);
        }
    }
    /// Units that the lines can make in a cell.
    T potential(std::size_t k) const {
        T sum(0);
        for (const Run& run : lines_)
            sum += run.shock ? run.output.units[k] * *run.shock : run.output.units[k];
        return sum;
    }
    /// How many constraints the lines have: stations, or "lines".
    std::size_t constraints() const { return sources_.size(); }
    /// Where a constraint of the lines binds. @param lines_bind where the lines do
    bits_t<T> binds(std::size_t constraint, std::size_t k, const bits_t<T>& lines_bind) const {
        bits_t<T> any{};
        for (const Source& each : sources_[constraint])
            any = either(any, holds_back(each, k, lines_bind));
        return any;
    }

private:
    struct Run {
        Run(const Line& stated, LineOf<T>& bound, const Grid& grid, const Clocks& clocks,
            const T* factor)
            : line(bound), output(stated, bound, grid, clocks), shock(factor) {}
        const LineOf<T>& line;
        LineOutput<T> output;
        const T* shock; ///< on its output; null for none
    };
    struct Source {
        std::size_t line, station;
        bool alone; ///< the line has no other
    };

    bits_t<T> holds_back(const Source& source, std::size_t k, const bits_t<T>& lines_bind) const {
        if (source.alone) return lines_bind;
        const T& slowest = lines_[source.line].output.bottleneck(k);
        return both(lines_bind, bits_of(slowest == T(static_cast<double>(source.station))));
    }

    const PathDates<T>& dates_;
    std::deque<Run> lines_{};
    std::vector<T> moments_{};                   ///< of the line at hand's changes
    std::vector<std::vector<Source>> sources_{}; ///< by constraint
};

} // namespace rampcast
