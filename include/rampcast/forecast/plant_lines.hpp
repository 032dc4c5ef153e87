#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <string>
#include <vector>

#include "rampcast/core/names.hpp"
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
        : dates_(dates), grid_(grid) {
        for (std::size_t k = 0; k < grid.cells.size();) {
            std::size_t end = k + 1;
            while (end < grid.cells.size() && !grid.cells[end].opens) ++end;
            months_.resize(end, {grid.cells[k].start_day, grid.cells[end - 1].end_day, end - k});
            k = end;
        }
        for (const Line& line : stated.lines) {
            const auto day = dates.certain.of(line.starts, line.lag_days);
            if (day && *day - days_since_epoch(grid.reference) <= grid.cells.front().start_day)
                starts_inside_ = false;
            note_closing(line, clocks);
        }
        const Names names(detail::LineLimits::names(stated));
        sources_.resize(names.list().size());
        for (std::size_t l = 0; l < stated.lines.size(); ++l) {
            const Line& line = stated.lines[l];
            lines_.emplace_back(line, plant.lines[l], grid, clocks,
                                shocks.on(plant.lines[l].noise, "line." + path_part(line.name)));
            const std::size_t count = std::max<std::size_t>(1, line.stations.size());
            stations_.push_back(count);
            for (std::size_t s = 0; s < count; ++s) {
                const std::string name = line.stations.empty() ? "lines" : line.stations[s].name;
                sources_[*names.find(name)].push_back({l, s, count == 1});
            }
        }
    }

    /// Begins a path, its dates known: what each line can make in each cell, noise left out.
    void start() {
        for (Run& run : lines_) {
            moments_.clear();
            for (const auto& change : run.line.changes)
                moments_.push_back(dates_.at(change.on, change.lag_days));
            run.start = dates_.at(run.line.starts, run.line.lag_days);
            run.output.run(run.start, moments_);
        }
        first_start_ = lines_.front().start;
        for (const Run& run : lines_) first_start_ = min(first_start_, run.start);
    }
    /// The part of what is for all of a cell that falls after the first line's
    /// start within the cell's month.
    T while_running(std::size_t k, const T& amount) const {
        if (!starts_inside_) return amount;
        const Month& month = months_[k];
        const T share =
            (T(month.end_day) - first_start_) * T(1 / (month.end_day - month.start_day));
        return amount * min(max(share, T(0)), T(1));
    }
    /// What is for a cell, were the days of a month alike, as the lines can make
    /// of it.
    T shared_in_month(std::size_t k, const T& amount) const {
        if (months_[k].cells == 1) return amount;
        const Cell& cell = grid_.cells[k];
        const double days =
            (months_[k].end_day - months_[k].start_day) / (cell.end_day - cell.start_day);
        return amount * potential(k) * T(days) / max(of_month_, T(1e-12));
    }
    /// True where each cell is a month of its own, all of it after the first line's start.
    bool months_are_whole() const {
        return !starts_inside_ && std::all_of(months_.begin(), months_.end(),
                                              [](const Month& each) { return each.cells == 1; });
    }
    /// Moves on to a cell, its shocks known. @returns units that the lines can
    /// make in it
    T enter(std::size_t k) {
        const T now = potential(k);
        if (grid_.cells[k].opens && months_[k].cells > 1) {
            of_month_ = now;
            for (std::size_t j = k + 1; j < k + months_[k].cells; ++j) of_month_ += potential(j);
        }
        return now;
    }
    /// Units that the lines can make in a cell.
    T potential(std::size_t k) const {
        T sum = potential_of(0, k);
        for (std::size_t l = 1; l < lines_.size(); ++l) sum += potential_of(l, k);
        return sum;
    }
    /// The same of one line.
    T potential_of(std::size_t line, std::size_t k) const {
        const Run& run = lines_[line];
        return run.shock ? run.output.units[k] * *run.shock : run.output.units[k];
    }
    /// The moment of a line's first piece, and its rates, on the path begun last.
    const T& start_of(std::size_t line) const { return lines_[line].start; }
    const LineStretches<T>& stretches_of(std::size_t line) const {
        return lines_[line].output.stretches();
    }
    /// Where a line that has started is closed all through a cell.
    bits_t<T> closed(std::size_t k) const {
        bits_t<T> any{};
        for (std::size_t l = 0; l < lines_.size(); ++l)
            if (may_close_[l][k]) {
                const auto started = lines_[l].start <= T(grid_.cells[k].start_day);
                any = either(any, bits_of(both(started, lines_[l].output.closed(k))));
            }
        return any;
    }
    /// True where some line may be closed all through some cell.
    bool closes() const { return closes_; }
    /// How many constraints the lines have: stations, or "lines".
    std::size_t constraints() const { return sources_.size(); }
    /// Where a constraint of the lines binds. @param line_binds line_binds(line): where that line does
    template <class LineBinds>
    bits_t<T> binds(std::size_t constraint, std::size_t k, LineBinds&& line_binds) const {
        bits_t<T> any{};
        for (const Source& each : sources_[constraint])
            any = either(any, holds_back(each, k, line_binds(each.line)));
        return any;
    }
    /// Calls count(index, bits) with where each station of each line binds, or a line without.
    template <class LineBinds, class Count>
    void each_binds(std::size_t k, LineBinds&& line_binds, Count&& count) const {
        std::size_t index = 0;
        for (std::size_t l = 0; l < lines_.size(); ++l) {
            const bits_t<T> bits = both(line_binds(l), bits_of(potential_of(l, k) > T(0)));
            for (std::size_t s = 0; s < stations_[l]; ++s)
                count(index++, holds_back({l, s, stations_[l] == 1}, k, bits));
        }
    }

private:
    /// The month of a cell, as far as nothing that limits the plant changes in
    /// it.
    struct Month {
        double start_day, end_day;
        std::size_t cells;
    };
    struct Run {
        Run(const Line& stated, LineOf<T>& bound, const Grid& grid, const Clocks& clocks,
            const T* factor)
            : line(bound), output(stated, bound, grid, clocks), shock(factor) {}
        const LineOf<T>& line;
        LineOutput<T> output;
        const T* shock; ///< on its output; null for none
        T start{};      ///< the moment of its first piece
    };
    struct Source {
        std::size_t line, station;
        bool alone; ///< the line has no other
    };

    /// Notes the cells in which some calendar of a line has no hour.
    void note_closing(const Line& line, const Clocks& clocks) {
        std::vector<const Clock*> calendars{&clocks[clocks.index(line.calendar, line.name)]};
        for (const Change& change : line.changes)
            if (const auto found = change.set.find("calendar"); found != change.set.end())
                calendars.push_back(
                    &clocks[clocks.index(std::get<std::string>(found->second), line.name)]);
        std::vector<bool>& closed = may_close_.emplace_back();
        for (std::size_t k = 0; k < grid_.cells.size(); ++k)
            closed.push_back(
                std::any_of(calendars.begin(), calendars.end(), [&](const Clock* calendar) {
                    return calendar->at_boundary(k) == calendar->at_boundary(k + 1);
                }));
        closes_ = closes_ || std::find(closed.begin(), closed.end(), true) != closed.end();
    }

    bits_t<T> holds_back(const Source& source, std::size_t k, const bits_t<T>& lines_bind) const {
        if (source.alone) return lines_bind;
        const T& slowest = lines_[source.line].output.bottleneck(k);
        return both(lines_bind, bits_of(slowest == T(static_cast<double>(source.station))));
    }

    const PathDates<T>& dates_;
    const Grid& grid_;
    bool closes_ = false;
    bool starts_inside_ = true;   ///< the first line may start after the first cell
    std::vector<Month> months_{}; ///< by cell
    T of_month_{};                ///< what the lines can make in the month of the cell entered
                                  ///< last
    T first_start_{};             ///< of any line
    std::vector<std::vector<bool>> may_close_{}; ///< by line and cell
    std::deque<Run> lines_{};
    std::vector<T> moments_{};                   ///< of the line at hand's changes
    std::vector<std::vector<Source>> sources_{}; ///< by constraint
    std::vector<std::size_t> stations_{};        ///< by line; 1 for a nameplate
};

} // namespace rampcast
