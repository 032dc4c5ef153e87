#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <type_traits>
#include <vector>

#include "rampcast/calibrate/many_series.hpp"
#include "rampcast/core/lane.hpp"
#include "rampcast/core/math.hpp"

/// Logistic fits of many series at once, a series a lane.
namespace rampcast::detail {

/// Levenberg-Marquardt in the two numbers of exp(b - k τ), τ the times from 0 to 1, the ceiling
/// solved for at each step (variable projection, in the form of Kaufman 1975). A step takes one
/// pass over the points: sums of products of the share, its slope and y.
/// @tparam gaps whether points may be missing
template <class L, bool gaps> class LogisticLanes {
public:
    explicit LogisticLanes(const ManySeries& all)
        : all_(all), y_(all.points), there_(all.points), turned_(all.points * lane_count<L>()) {
        const double first = all.days[0], last = all.days[all.points - 1];
        range_ = last - first;
        first_ = first;
        for (std::size_t i = 0; i < all.points; ++i) tau_.push_back((all.days[i] - first) / range_);
        const double step = 1 / static_cast<double>(all.points - 1);
        even_ = true;
        for (std::size_t i = 0; i < all.points; ++i)
            even_ = even_ && std::abs(tau_[i] - step * static_cast<double>(i)) < 1e-13;
        step_ = step;
    }

    /// Fits the series from `begin` on, as many as there are lanes.
    void run(std::size_t begin) {
        load(begin);
        start();
        const L most_k(most_steepness), least_k(least_steepness);
        L k = k_, b = b_, lambda(1e-3);
        L before(1.0);            // the size of the step before
        L held_k = k, held_b = b; // the last point that was kept
        Sums held{};
        L low(std::numeric_limits<double>::infinity());
        auto active = low > L(0.0);
        auto converged = low < L(0.0);
        for (int round = 0; round < 60; ++round) {
            const Sums at = sums(k, b);
            const L left = squares_ - at.gy * at.gy / at.gg;
            const auto kept = both(
                active, both(left <= low + L(1e-14) * squares_, both(k > least_k, k < most_k)));
            held = at.where(kept, held);
            held_k = select(kept, k, held_k);
            held_b = select(kept, b, held_b);
            low = select(kept, left, low);
            lambda = select(kept, max(lambda * L(0.05), L(1e-9)), lambda * L(8.0));
            const Step step = held.step(lambda);
            const L size = max(abs(step.k) / abs(held_k), abs(step.b) / (abs(held_b) + L(1.0)));
            // Steps shrink by a steady factor here, so that what is left after one is that part of it.
            const auto near = both(both(kept, lambda < L(1e-2)),
                                   both(size < L(1e-6), size * size < L(3e-9) * before));
            before = size;
            k = select(active, held_k + step.k, k);
            b = select(active, held_b + step.b, b);
            converged = either(converged, both(near, active));
            active = both(active, opposite(near));
            active = both(active, lambda < L(1e12));
            if (count(active) == 0) break;
        }
        finish(begin, held, k, b, k - held_k, b - held_b, low, converged);
    }

private:
    static constexpr double least_steepness = 0.05,
                            most_steepness = 500; // k, by the range of times

    const ManySeries& all_;
    std::vector<double> tau_{};
    std::vector<L> y_, there_;
    std::vector<double> turned_; // y by point, a lane each
    double first_ = 0, range_ = 1, step_ = 1;
    bool even_ = false;
    L k_, b_, scale_, lowest_, squares_, points_, about_;

    struct Step {
        L k, b;
    };
    /// Sums over the points: g the share, d = g (1 - g), t the time.
    struct Sums {
        L gg, gy, gd, gdt, yd, ydt, dd, ddt, ddtt;

        Sums where(const typename L::Mask& mask, const Sums& other) const {
            return {select(mask, gg, other.gg),    select(mask, gy, other.gy),
                    select(mask, gd, other.gd),    select(mask, gdt, other.gdt),
                    select(mask, yd, other.yd),    select(mask, ydt, other.ydt),
                    select(mask, dd, other.dd),    select(mask, ddt, other.ddt),
                    select(mask, ddtt, other.ddtt)};
        }
        L ceiling() const { return gy / gg; }
        // What the information on k and b is, over the ceiling's square.
        L kk() const { return ddtt - gdt * gdt / gg; }
        L kb() const { return gdt * gd / gg - ddt; }
        L bb() const { return dd - gd * gd / gg; }
        Step step(const L& lambda) const {
            const L c = ceiling();
            const L slope_k = (ydt - c * gdt) / c, slope_b = (c * gd - yd) / c;
            const L damped = L(1.0) + lambda;
            const L hkk = kk() * damped, hbb = bb() * damped, hkb = kb();
            const L inverse = L(1.0) / (hkk * hbb - hkb * hkb);
            return {(hbb * slope_k - hkb * slope_b) * inverse,
                    (hkk * slope_b - hkb * slope_k) * inverse};
        }
    };

    void load(std::size_t begin) {
        constexpr auto lanes = lane_count<L>();
        // Written whole before it is read as vectors, which would wait for single numbers.
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const double* row = all_.y + std::min(begin + lane, all_.series - 1) * all_.points;
            for (std::size_t i = 0; i < all_.points; ++i) turned_[i * lanes + lane] = row[i];
        }
        L highest(0.0), lowest(0.0), squares(0.0), points(0.0), total(0.0);
        for (std::size_t i = 0; i < all_.points; ++i) {
            L y = L::load(&turned_[i * lanes]);
            if constexpr (gaps) {
                const auto seen = is_defined(y);
                there_[i] = select(seen, L(1.0), L(0.0));
                y = select(seen, y, L(0.0));
                points += there_[i];
            }
            y_[i] = y;
            highest = max(highest, y);
            lowest = min(lowest, y);
            squares += y * y;
            total += y;
        }
        if constexpr (!gaps) points = L(static_cast<double>(all_.points));
        scale_ = highest;
        lowest_ = lowest;
        squares_ = squares;
        points_ = points;
        about_ = squares - total * total / points;
    }

    /// k and b of the complete ramp from 0 to its ceiling K that has the means seen of y, y² and y³:
    /// K w, K² (w - 1/k) and K³ (w - 3/2k), w the part of the times after the middle.
    void start() {
        L one(0.0), two(0.0), three(0.0), weight(0.0);
        for (std::size_t i = 0; i < all_.points; ++i) {
            const double before = i > 0 ? tau_[i - 1] : 0,
                         after = i + 1 < all_.points ? tau_[i + 1] : 1;
            L width(0.5 * (after - before));
            if constexpr (gaps) width *= there_[i];
            const L y = y_[i] / scale_, area = width * y;
            weight += width;
            one += area;
            two += area * y;
            three += area * y * y;
        }
        one /= weight;
        two /= weight;
        three /= weight;
        const L root = sqrt(max(L(2.25) * two * two - L(2.0) * one * three, L(0.0)));
        const L top = max((L(1.5) * two - root) / one, L(0.5));
        const L late = one / top;
        const L width = min(max(late - two / (top * top), L(0.01)), L(0.3));
        k_ = L(1.0) / width;
        b_ = k_ * (L(1.0) - min(max(late, L(0.02)), L(0.98)));
    }

    Sums sums(const L& k, const L& b) const {
        Sums all{};
        by_parts<L>([&](const auto& part) {
            using P = std::remove_cvref_t<decltype(part(k))>;
            const P pk = part(k), pb = part(b), one(1.0);
            P gg(0.0), gy(0.0), gd(0.0), gdt(0.0), yd(0.0), ydt(0.0), dd(0.0), ddt(0.0), ddtt(0.0);
            const P ratio = exp(-pk * P(step_));
            P e = exp(min(pb, P(700.0)));
            for (std::size_t i = 0; i < all_.points; ++i) {
                const P t(tau_[i]);
                if (!even_) e = exp(pb - pk * t);
                P g = one / (one + e);
                P d = g - g * g;
                if constexpr (gaps) {
                    const P there = part(there_[i]);
                    g *= there;
                    d *= there;
                }
                const P y = part(y_[i]), dt = d * t;
                gg += g * g;
                gy += g * y;
                gd += g * d;
                gdt += g * dt;
                yd += y * d;
                ydt += y * dt;
                dd += d * d;
                ddt += d * dt;
                ddtt += dt * dt;
                if (even_) e *= ratio;
            }
            part.set(all.gg, gg), part.set(all.gy, gy), part.set(all.gd, gd);
            part.set(all.gdt, gdt), part.set(all.yd, yd), part.set(all.ydt, ydt);
            part.set(all.dd, dd), part.set(all.ddt, ddt), part.set(all.ddtt, ddtt);
        });
        return all;
    }

    void finish(std::size_t begin, const Sums& at, const L& k, const L& b, const L& step_k,
                const L& step_b, const L& left, const typename L::Mask& converged) const {
        const L c = at.ceiling();
        const L ceiling = c - c * (at.gdt * step_k - at.gd * step_b) / at.gg;
        const L sum = max(left, L(0.0));
        const L variance = sum / (points_ - L(3.0));
        // The inverse of the information on k and b, then what it means for days and the ceiling.
        const L inverse = L(1.0) / (c * c * (at.kk() * at.bb() - at.kb() * at.kb()));
        const L vkk = at.bb() * inverse, vbb = at.kk() * inverse, vkb = -at.kb() * inverse;
        const L u = c * at.gdt / at.gg, v = -c * at.gd / at.gg;
        const L vcc = L(1.0) / at.gg + u * u * vkk + L(2.0) * u * v * vkb + v * v * vbb;
        const L range(range_), rise = L(log_81) * range / k, middle = b / k;
        const L vmm = (middle * middle * vkk - L(2.0) * middle * vkb + vbb) / (k * k);
        const L results[6] = {ceiling,
                              L(first_) + range * middle,
                              rise,
                              sqrt(variance * vcc),
                              range * sqrt(variance * vmm),
                              rise / k * sqrt(variance * vkk)};
        const auto sensible = both(both(points_ > L(3.0), lowest_ >= L(0.0)), ceiling > L(0.0));
        const auto sure = both(both(converged, sensible), sum < L(0.5) * about_);
        for (std::size_t lane = 0; lane < lane_count<L>() && begin + lane < all_.series; ++lane) {
            const int place = static_cast<int>(lane);
            double* row = all_.results + (begin + lane) * ManySeries::columns;
            for (int j = 0; j < 6; ++j) row[j] = results[j][place];
            row[6] = sum[place];
            all_.converged[begin + lane] = sure[place];
        }
    }
    static constexpr double log_81 = 4.394449154672439;
};

} // namespace rampcast::detail
