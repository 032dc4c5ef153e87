#pragma once

#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/core/shared.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/flow/capacity_check.hpp"
#include "rampcast/flow/sample_path.hpp"
#include "rampcast/forecast/rate_correction.hpp"
#include "rampcast/line/capacity_error.hpp"
#include "rampcast/line/daily_flow.hpp"
#include "rampcast/line/line_hours.hpp"
#include "rampcast/line/validate_line.hpp"
#include "rampcast/plant/find.hpp"

/// What `rate_correction.hpp` declares.
namespace rampcast {

namespace detail {

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

/// Points of a line's uncertain numbers and stretches, evenly spread: the additive recurrence of
/// the generalised golden ratio (Roberts 2018).
class RatePoints {
public:
    RatePoints(const Line& line, std::size_t count) : line_(line), count_(count) {
        std::size_t dimensions = 1;
        walk(line, "", [&](const std::string&, const NumberInfo&, const auto& number) {
            if constexpr (std::same_as<std::remove_cvref_t<decltype(number)>, Uncertain>)
                dimensions += number.is_uncertain();
        });
        double root = 2;
        for (int i = 0; i < 60; ++i)
            root = std::pow(1 + root, 1 / (static_cast<double>(dimensions) + 1));
        for (std::size_t j = 0; j < dimensions; ++j)
            steps_.push_back(std::pow(root, -static_cast<double>(j + 1)));
    }

    /// The line at a point, with the first of its changes made; counts as whole numbers.
    LineOf<double> at(std::size_t point) const {
        std::size_t j = 0;
        const auto share = [&] {
            const double at = .5 + static_cast<double>(point) * steps_[j++];
            return count_ == 1 ? .5 : at - std::floor(at);
        };
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
    std::vector<double> steps_{};

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
        for (auto& crew : line.crews) whole(crew.people, 1);
        if (line.repairers) whole(*line.repairers, 1);
        for (auto& run : line.sequence) whole(run.pieces, 1);
    }
};

/// What a point says: the logarithm of the simulated rate over the formula's, and the numbers it
/// was found at.
struct RatePoint {
    double log_ratio;
    double half_width; ///< of its interval of 95 %
    std::vector<double> numbers;
};

inline std::optional<RatePoint> simulated_point(const Line& line, const LineOf<double>& at,
                                                const std::vector<std::string>& paths,
                                                const std::vector<Calendar>& calendars,
                                                std::uint64_t seed, const CheckEffort& effort) {
    RatePoint result{0, 0, {}};
    for (const std::string& path : paths) {
        LineOf<double> copy = at;
        result.numbers.push_back(*follow<double>(copy, way_to_number(line, path)));
    }
    try {
        validate(at, valid_names(calendars), LineUse::pieces);
        const LineHours hours = line_hours(at, calendars);
        const DailyFlow daily = daily_flow(at, hours);
        if (is_exact(at, hours, daily.flow.exact)) return result;
        const CapacityCheck check(at, calendars, seed, effort);
        const Simulation& found = check.found();
        // What leaves while unmended pieces pile up is not what a line makes for years.
        for (const auto& station : at.rework_stations)
            if (station.name == found.piles_up_before) return result;
        result.log_ratio = std::log(found.throughput_per_day / daily.flow.rate);
        result.half_width = (found.throughput_interval.high - found.throughput_interval.low) / 2 /
                            found.throughput_per_h;
        if (!std::isfinite(result.log_ratio)) return std::nullopt;
        return result;
    } catch (const Error&) {
        return std::nullopt;
    }
}

/// A least-squares fit with the error at points left out.
struct PolynomialFit {
    Eigen::VectorXd coefficients{};
    double error = std::numeric_limits<double>::infinity();
};
inline PolynomialFit fitted(const Eigen::MatrixXd& x, const Eigen::VectorXd& y) {
    PolynomialFit result;
    if (2 * x.cols() > x.rows()) return result;
    const Eigen::HouseholderQR<Eigen::MatrixXd> qr(x);
    const Eigen::MatrixXd q = qr.householderQ() * Eigen::MatrixXd::Identity(x.rows(), x.cols());
    result.coefficients = qr.solve(y);
    if (!result.coefficients.allFinite()) return result;
    const Eigen::VectorXd gaps = y - x * result.coefficients;
    double squares = 0;
    for (Eigen::Index i = 0; i < x.rows(); ++i) {
        const double left = gaps[i] / std::max(1 - q.row(i).squaredNorm(), 1e-3);
        squares += left * left;
    }
    result.error = std::sqrt(squares / static_cast<double>(x.rows()));
    return result;
}

/// The smooth fit over the points that predicts those left out best.
inline RateCorrection smooth(const std::vector<RatePoint>& points,
                             const std::vector<std::string>& paths) {
    RateCorrection result;
    const auto rows = static_cast<Eigen::Index>(points.size());
    std::vector<Eigen::VectorXd> columns;
    for (std::size_t j = 0; j < paths.size(); ++j) {
        double least = points.front().numbers[j], largest = least;
        for (const RatePoint& each : points) {
            least = std::min(least, each.numbers[j]);
            largest = std::max(largest, each.numbers[j]);
        }
        if (!(largest > least)) continue;
        RateCorrection::Number number{.path = paths[j]};
        number.shift = least > 0 ? 0 : .1 * largest - least;
        Eigen::VectorXd column(rows);
        for (Eigen::Index i = 0; i < rows; ++i)
            column[i] = std::log(points[static_cast<std::size_t>(i)].numbers[j] + number.shift);
        number.centre = column.mean();
        column.array() -= number.centre;
        number.low = column.minCoeff();
        number.high = column.maxCoeff();
        columns.push_back(std::move(column));
        result.numbers.push_back(std::move(number));
    }
    Eigen::VectorXd y(rows);
    for (Eigen::Index i = 0; i < rows; ++i) y[i] = points[static_cast<std::size_t>(i)].log_ratio;
    // Forward selection: the term that predicts the points left out best comes next, as long as one
    // does so beyond what chance makes of many terms.
    std::vector<RateCorrection::Term> candidates;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        candidates.push_back({i, RateCorrection::none, 0});
        for (std::size_t j = 0; j <= i; ++j) candidates.push_back({i, j, 0});
    }
    const auto fit_of = [&](const std::vector<RateCorrection::Term>& list) {
        Eigen::MatrixXd x = Eigen::MatrixXd::Ones(rows, 1 + static_cast<Eigen::Index>(list.size()));
        for (std::size_t k = 0; k < list.size(); ++k) {
            Eigen::VectorXd column = columns[list[k].first];
            if (list[k].second != RateCorrection::none)
                column.array() *= columns[list[k].second].array();
            x.col(1 + static_cast<Eigen::Index>(k)) = column;
        }
        return fitted(x, y);
    };
    PolynomialFit best = fit_of({});
    for (bool helped = true; helped;) {
        constexpr double ratio_of_squares = 16; // of what a term explains and what is left, each
        helped = false;
        const std::vector<RateCorrection::Term> before = result.terms;
        const double left = static_cast<double>(rows) - static_cast<double>(before.size()) - 2;
        const double bound = best.error / std::sqrt(1 + ratio_of_squares / std::max(left, 1.));
        for (const RateCorrection::Term& next : candidates) {
            if (std::find(before.begin(), before.end(), next) != before.end()) continue;
            std::vector<RateCorrection::Term> longer = before;
            longer.push_back(next);
            PolynomialFit fit = fit_of(longer);
            if (!(fit.error < std::min(bound, best.error))) continue;
            best = std::move(fit);
            result.terms = std::move(longer);
            helped = true;
        }
    }
    result.level = best.coefficients[0];
    result.error = best.error;
    result.points = static_cast<int>(points.size());
    for (std::size_t k = 0; k < result.terms.size(); ++k)
        result.terms[k].coefficient = best.coefficients[1 + static_cast<Eigen::Index>(k)];
    if (result.terms.empty()) result.numbers.clear();
    return result;
}

inline std::shared_ptr<const RateCorrection>
find_rate_correction(const Line& line, const std::vector<Calendar>& calendars) {
    /// Visits of pieces to stations, all points together, by the recursion and by events.
    constexpr double recursion_visits = 9e6, event_visits = 5e5;
    if (line.stations.empty()) return nullptr;
    const std::vector<std::string> paths = varying_paths(line);
    std::size_t count = paths.empty() && line.changes.empty()
                            ? 1
                            : std::clamp<std::size_t>(8 * (paths.size() + 1), 24, 48);
    if (count > 1) {
        // Whole weeks of a fast line cost what they cost: fewer points then.
        const LineOf<double> middle = RatePoints(line, 1).at(0);
        try {
            validate(middle, valid_names(calendars), LineUse::pieces);
        } catch (const Error&) {
            return nullptr;
        }
        const LinePace pace = line_pace(middle, calendars);
        const double a_point = 4 * pace.per_week * pace.visits_per_good;
        const double affordable = std::clamp(2 * event_visits / a_point, 6., 48.);
        if (pace.closes) count = std::min(count, static_cast<std::size_t>(affordable));
    }
    const RatePoints points(line, count);
    std::vector<RatePoint> found;
    bool any = false;
    for (std::size_t i = 0; i < count; ++i) {
        const LineOf<double> at = points.at(i);
        const bool recursion = sample_path_covers(at);
        const double all = recursion ? recursion_visits : event_visits;
        const CheckEffort effort{.visits = all / static_cast<double>(count),
                                 .most_times = count == 1 ? 4. : 2.,
                                 .replications = recursion    ? 16
                                                 : count == 1 ? 8
                                                              : 2};
        const auto point = simulated_point(line, at, paths, calendars, 1 + i, effort);
        if (!point) continue;
        any = any || point->half_width > 0;
        found.push_back(*point);
    }
    if (!any || 2 * found.size() < count) return nullptr;
    RateCorrection result;
    if (count == 1)
        result = {.level = found[0].log_ratio, .error = found[0].half_width / 2, .points = 1};
    else result = smooth(found, paths);
    return std::make_shared<const RateCorrection>(std::move(result));
}

/// Corrections found in this program, the latest last.
class KnownCorrections {
public:
    using Found = std::shared_ptr<const RateCorrection>;

    std::optional<Found> find(const Line& line, const std::vector<Calendar>& calendars) {
        for (const Entry& each : entries_)
            if (each.line == line && each.calendars == calendars) return each.found;
        return std::nullopt;
    }
    void add(const Line& line, const std::vector<Calendar>& calendars, Found found) {
        if (entries_.size() == most) entries_.erase(entries_.begin());
        entries_.push_back({line, calendars, std::move(found)});
    }

private:
    static constexpr std::size_t most = 256;
    struct Entry {
        Line line;
        std::vector<Calendar> calendars;
        Found found;
    };
    std::vector<Entry> entries_{};
};

inline Shared<KnownCorrections>& known_corrections() {
    static Shared<KnownCorrections> known;
    return known;
}

} // namespace detail

RAMPCAST_INLINE std::shared_ptr<const RateCorrection>
rate_correction(const Line& line, const std::vector<Calendar>& calendars) {
    if (line.stations.empty()) return nullptr;
    const Line mature = detail::mature_part(line);
    const std::vector<Calendar> weekly = without_closures(calendars);
    auto& known = detail::known_corrections();
    if (const auto before = known.use([&](auto& all) { return all.find(mature, weekly); }))
        return *before;
    auto found = detail::find_rate_correction(mature, weekly);
    known.use([&](auto& all) { all.add(mature, weekly, found); });
    return found;
}

RAMPCAST_INLINE void correct_rates(Plant& plant) {
    for (Line& line : plant.lines) line.correction.found = rate_correction(line, plant.calendars);
}

} // namespace rampcast
