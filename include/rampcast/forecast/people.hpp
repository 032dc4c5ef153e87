#pragma once

#include <cstddef>
#include <vector>

#include "rampcast/core/math.hpp"
#include "rampcast/forecast/grid.hpp"
#include "rampcast/forecast/inflow.hpp"
#include "rampcast/plant/labour.hpp"

namespace rampcast {

/// The people of a group, cell by cell.
///
/// Over a stretch of t years with h hires a year and attrition a, from N people:
/// N(t) = N e^(-at) + h (1 - e^(-at)) / a, and the person-years are its integral. Before the first
/// headcount there are as many people all the time.
template <class T> class People {
public:
    /// @param stated the group as written @param labour on the projection's scalar; it must outlive
    ///   this object
    People(const Labour& stated, const LabourOf<T>& labour, const RateBasis<T>& basis)
        : labour_(&labour), hires_(stated.hires, labour.hires, basis) {
        const Grid& grid = basis.grid;
        const auto certain = midnights_of(stated.headcount, basis.dates.certain, grid);
        if (!certain) {
            cells_ = &grid.cells;
            dates_ = &basis.dates;
            return;
        }
        const std::vector<double>& days = *certain;
        bool counted = false;
        for (const Cell& cell : grid.cells) {
            const bool first = stretches_.empty();
            auto& stretches = stretches_.emplace_back();
            const double days_a_year = (cell.end_day - cell.start_day) / cell.years;
            double from = cell.start_day;
            std::size_t set_to = none;
            for (std::size_t i = 0; i < days.size() && days[i] < cell.end_day; ++i) {
                if (days[i] < cell.start_day && !first) continue;
                if (days[i] > from) {
                    stretches.push_back({length((days[i] - from) / days_a_year), set_to, counted});
                    from = days[i];
                }
                set_to = i;
                counted = true;
            }
            stretches.push_back({length((cell.end_day - from) / days_a_year), set_to, counted});
        }
        for (const std::vector<Stretch>& cell : stretches_) {
            double& years = years_.emplace_back(0);
            for (const Stretch& each : cell) years += lengths_[each.length].years;
        }
    }

    /// Begins a path: reads its numbers.
    void start() {
        people_ = labour_->headcount.front().people;
        hires_.start(T(1));
        if (dates_) find_moments(labour_->headcount, *dates_, moments_);
        for (Length& each : lengths_) {
            const T x = labour_->attrition_per_year * T(each.years);
            each.left = share_left(x);
            each.gain = mean_gain(x, each.left);
            each.stay = exp(-x);
        }
    }
    /// Person-years of cell k. Asked once for each cell, in order.
    T person_years(std::size_t k) {
        const T hires = hires_.amount(k);
        if (dates_) return by_moments((*cells_)[k], k == 0, hires);
        T result;
        by_parts<T>([&](const auto part) {
            using X = part_t<decltype(part), T>;
            const X hires_per_year = part(hires) / X(years_[k]);
            X person_years(0), people = part(people_);
            for (const Stretch& each : stretches_[k]) {
                if (each.set_to != none) people = part(labour_->headcount[each.set_to].people);
                const Length& length = lengths_[each.length];
                const X t(length.years), gained = hires_per_year * t;
                if (!each.counted) {
                    person_years += t * people;
                    continue;
                }
                person_years += t * (people * part(length.left) + gained * part(length.gain));
                people = people * part(length.stay) + gained * part(length.left);
            }
            part.set(people_, people);
            part.set(result, person_years);
        });
        return result;
    }

private:
    /// Person-years of a cell in which headcounts are set at moments of the path.
    T by_moments(const Cell& cell, bool first, const T& hires) {
        const T hires_per_year = hires * T(1 / cell.years);
        const T years_a_day(cell.years / (cell.end_day - cell.start_day));
        T person_years(0), from(cell.start_day);
        const auto until = [&](const T& day, bool counted) {
            const T t = (day - from) * years_a_day, gained = hires_per_year * t;
            from = day;
            if (!counted) {
                person_years += t * people_;
                return;
            }
            const T x = labour_->attrition_per_year * t, left = share_left(x);
            person_years += t * (people_ * left + gained * mean_gain(x, left));
            people_ = people_ * exp(-x) + gained * left;
        };
        for (std::size_t i = 0; i < moments_.size(); ++i) {
            until(min(max(moments_[i], from), T(cell.end_day)), i > 0);
            const auto ahead = moments_[i] < T(cell.end_day);
            const auto here = first ? ahead : both(ahead, moments_[i] >= T(cell.start_day));
            people_ = select(here, labour_->headcount[i].people, people_);
        }
        until(T(cell.end_day), true);
        return person_years;
    }

    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    struct Stretch {
        std::size_t length; ///< among `lengths_`
        std::size_t set_to; ///< the headcount at its start, or none
        bool counted;       ///< the first headcount is not after it
    };
    /// What attrition does over a stretch of so many years: few lengths serve all months.
    struct Length {
        double years;
        T left{}, gain{}, stay{};
    };

    std::size_t length(double years) {
        for (std::size_t i = 0; i < lengths_.size(); ++i)
            if (lengths_[i].years == years) return i;
        lengths_.push_back({years});
        return lengths_.size() - 1;
    }

    /// (1 - e^-x) / x.
    static T share_left(const T& x) {
        const T series = T(1) - x * (T(0.5) - x * T(1.0 / 6));
        return select(x < T(1e-3), series, -expm1(-x) / max(x, T(1e-3)));
    }
    /// (1 - share_left(x)) / x.
    static T mean_gain(const T& x, const T& left) {
        const T series = T(0.5) - x * (T(1.0 / 6) - x * (T(1.0 / 24) - x * T(1.0 / 120)));
        return select(x < T(0.05), series, (T(1) - left) / max(x, T(0.05)));
    }

    const LabourOf<T>* labour_;
    Inflow<T> hires_;
    std::vector<std::vector<Stretch>> stretches_; ///< by cell
    std::vector<Length> lengths_;
    std::vector<double> years_; ///< of each cell
    // where headcounts have uncertain dates
    const PathDates<T>* dates_ = nullptr;
    const std::vector<Cell>* cells_ = nullptr;
    std::vector<T> moments_{};
    T people_{};
};

} // namespace rampcast
