#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/core/names.hpp"
#include "rampcast/core/refuse.hpp"
#include "rampcast/forecast/grid.hpp"
#include "rampcast/forecast/money.hpp"
#include "rampcast/forecast/path_dates.hpp"
#include "rampcast/forecast/shock.hpp"
#include "rampcast/line/mature_rate.hpp"
#include "rampcast/plant/noise_streams.hpp"
#include "rampcast/ramp/experience.hpp"

namespace rampcast {

/// A product as a projection runs it.
template <class T> struct ProductPath {
    const ProductOf<T>* product = nullptr;
    const T* shock = nullptr;                 ///< factor on its price
    std::optional<std::size_t> walk_stream{}; ///< of its volatility, where it has some
    T walk{}, made{}, log_fall{}, learning{}, share{};
    T now{};                ///< units of the cell
    std::vector<T> paces{}; ///< share of the lines' rate by cell; none where it does not ramp up
    T work{};               ///< of the lines that a unit takes in the cell, where it does
    MoneyOf<T> unit{};      ///< money of one of them
    std::vector<const T*>
        mixed{}; ///< its share at each point of the mix; null where it is the rest
    /// components: pieces a unit takes, and the component
    std::vector<std::pair<const T*, const ComponentOf<T>*>> taken{};
    /// those of them that have a price
    std::vector<std::pair<const T*, const ComponentOf<T>*>> priced{};
};

/// The products of a projection: their shares of what is made, and what a unit of each brings.
template <class T> class Products {
public:
    std::vector<ProductPath<T>> runs{};
    /// by component: each product that takes it, in their order, and how many pieces a unit takes
    std::vector<std::vector<std::pair<std::size_t, const T*>>> takers{};

    /// @param plant as written @param bound the plant on the projection's scalar; it must outlive
    ///   this object @param all what a unit brings besides output value is wanted too
    Products(const Plant& plant, const PlantOf<T>& bound, const Grid& grid, Shocks<T>& shocks,
             bool all)
        : takers(plant.components.size()),
          plant_(bound),
          grid_(grid),
          all_(all),
          first_month_(month_index(grid.reference)) {
        const Names components(detail::names_of(plant.components));
        for (std::size_t i = 0; i < plant.products.size(); ++i) {
            const std::string name = "product." + path_part(plant.products[i].name) + ".price";
            ProductPath<T> run;
            run.product = &bound.products[i];
            if (plant.products[i].price) {
                run.shock = shocks.on(bound.products[i].price->noise, name);
                if (is_used(plant.products[i].price->volatility_per_year))
                    run.walk_stream = shocks.stream(name + ".volatility");
            }
            for (const auto& point : bound.mix) {
                const auto found = point.shares.find(run.product->name);
                run.mixed.push_back(found == point.shares.end() ? nullptr : &found->second);
            }
            for (const auto& [component, pieces] : bound.products[i].components)
                if (const auto found = components.find(component)) {
                    takers[*found].emplace_back(i, &pieces);
                    run.taken.emplace_back(&pieces, &bound.components[*found]);
                }
            if (has_start(plant.products[i])) run.paces.resize(grid.cells.size());
            works_ = works_ || plant.products[i].line_work != Uncertain(1) || !run.paces.empty();
            runs.push_back(std::move(run));
        }
        for (std::size_t c = 0; all && c < takers.size(); ++c) {
            if (!is_used(plant.components[c].price)) continue;
            for (const auto& [product, pieces] : takers[c])
                runs[product].priced.emplace_back(pieces, &bound.components[c]);
            priced_ = priced_ || !takers[c].empty();
        }
        place_mix(plant, grid);
    }

    /// True where a lone product makes up all units of all cells.
    bool is_one() const { return runs.size() == 1 && plant_.mix.empty(); }

    /// Begins a path, its dates known.
    void start(const PathDates<T>& dates) {
        for (ProductPath<T>& run : runs) {
            run.walk = T(0);
            run.made = T(0);
            if (!run.paces.empty()) find_paces(run, dates.at(run.product->starts, T(0)));
            if (!run.product->price) continue;
            const PriceOf<T>& price = *run.product->price;
            run.log_fall = log1p(-price.erosion_per_year);
            if (price.learning_rate) run.learning = detail::learning_exponent(*price.learning_rate);
        }
    }

    /// Moves the prices on to a month.
    template <class Draws> void next_month(Draws& draws, int month) {
        for (ProductPath<T>& run : runs)
            if (run.walk_stream && month > first_month_)
                run.walk = fused(
                    [](const auto& walk, const auto& volatility, const auto& now) {
                        const auto sd = volatility * 0.28867513459481287;
                        return walk + (sd * now - 0.5 * sd * sd);
                    },
                    run.walk, run.product->price->volatility_per_year,
                    draws.noise(*run.walk_stream, month));
    }

    /// True where shares by the mix may be others than in the cell before.
    bool mix_moves(std::size_t k) const {
        return goes_by_orders_ || k == 0 || mix_[k] != mix_[k - 1];
    }
    /// Says that shares are those of what is wanted, which moves.
    void go_by_orders() { goes_by_orders_ = true; }

    /// Each product's share of the units of cell k.
    void find_shares(std::size_t k) {
        for (ProductPath<T>& run : runs)
            if (!run.paces.empty()) run.work = run.product->line_work / max(run.paces[k], T(1e-9));
        if (is_one()) runs[0].share = T(1);
        if (runs.empty() || is_one()) return;
        if (plant_.mix.empty()) {
            for (ProductPath<T>& run : runs) run.share = T(1 / static_cast<double>(runs.size()));
            return;
        }
        const MixPlace& place = mix_[k];
        T rest(1);
        ProductPath<T>* takes_rest = nullptr;
        for (ProductPath<T>& run : runs) {
            const T* before = run.mixed[place.before];
            const T* after = run.mixed[place.after];
            if (!before || !after) {
                takes_rest = &run;
                continue;
            }
            run.share = place.before == place.after
                            ? *before
                            : *before + (*after - *before) * T(place.weight_after);
            rest -= run.share;
        }
        if (takes_rest) takes_rest->share = max(rest, T(0));
    }

    /// What a unit of each product brings in the middle of a cell. Experience counts the units
    /// made before the cell.
    void find_prices(const Cell& cell) {
        const double middle = 0.5 * (cell.start_day + cell.end_day);
        for (ProductPath<T>& run : runs) {
            if (!run.product->price) continue;
            const PriceOf<T>& price = *run.product->price;
            by_parts<T>([&](const auto part) {
                using X = part_t<decltype(part), T>;
                const X since = price.on ? X(middle) - part(*price.on) : X(middle);
                X growth = part(run.log_fall) * since * X(1 / days_per_year) + part(run.walk);
                if (price.learning_rate)
                    growth +=
                        part(run.learning) * log1p(part(run.made) / part(price.units_at_start));
                // A path's price stays within what any quantity may be.
                X level =
                    min(part(price.start) * exp(min(growth, X(80))), X(detail::largest_number));
                if (run.shock) level *= part(*run.shock);
                if (price.includes_vat) level /= X(1 + plant_.vat_rate);
                set_money(part, run, level);
            });
        }
    }

    /// Multiplies what a unit of each product brings and costs in material in the
    /// cell.
    void scale_prices(const T& factor) {
        for (ProductPath<T>& run : runs) {
            run.unit.value *= factor;
            run.unit.revenue *= factor;
            run.unit.bought *= factor;
            if (priced_) run.unit.paid = max(run.unit.bought - run.unit.components, T(0));
        }
    }
    /// Money of one unit of the cell, all products by their shares: value and material bought.
    const MoneyOf<T>& money_a_unit() {
        if (is_one()) return runs[0].unit;
        by_parts<T>([&](const auto part) {
            using X = part_t<decltype(part), T>;
            X value(0), bought(0);
            for (const ProductPath<T>& run : runs) {
                value += part(run.share) * part(run.unit.value);
                bought += part(run.share) * part(run.unit.bought);
            }
            part.set(mean_.value, value);
            part.set(mean_.bought, bought);
            if (!priced_) return;
            X paid(0), components(0);
            for (const ProductPath<T>& run : runs) {
                paid += part(run.share) * part(run.unit.paid);
                components += part(run.share) * part(run.unit.components);
            }
            part.set(mean_.paid, paid);
            part.set(mean_.components, components);
        });
        return mean_;
    }

    /// Work of the lines that a unit of a product takes, of those their rates count.
    const T& work(std::size_t product) const {
        const ProductPath<T>& run = runs[product];
        return run.paces.empty() ? run.product->line_work : run.work;
    }
    /// True where some product takes other work than the units the lines' rates count.
    bool differ_in_work() const { return works_; }
    /// The same of a unit by the shares.
    T work_a_unit() const {
        T sum(0);
        for (std::size_t p = 0; p < runs.size(); ++p) sum += runs[p].share * work(p);
        return sum;
    }
    /// Pieces of all components that units of a product take, those lost to repair included.
    T components_used(const ProductPath<T>& run, const T& units) const {
        T sum(0);
        for (const auto& [pieces, component] : run.taken)
            sum += *pieces * (T(1) + component->spare_share);
        return sum * units;
    }
    /// The same of all units of the cell.
    T components_used() const {
        T sum(0);
        for (const ProductPath<T>& run : runs) sum += components_used(run, run.now);
        return sum;
    }

    /// Splits the units of the cell by the shares.
    void split(const T& units) {
        for (ProductPath<T>& run : runs) run.now = units * run.share;
    }

    /// Money of the units counted last.
    const MoneyOf<T>& made() const { return made_; }
    /// Counts the units of the cell. @returns their money, or only their output value
    const MoneyOf<T>& make(bool all) {
        by_parts<T>([&](const auto part) {
            using X = part_t<decltype(part), T>;
            X value(0), revenue(0), bought(0);
            for (ProductPath<T>& run : runs) {
                if (!run.product->price) continue;
                const X now = part(run.now);
                value += now * part(run.unit.value);
                if (all) {
                    revenue += now * part(run.unit.revenue);
                    bought += now * part(run.unit.bought);
                }
                if (run.product->price->learning_rate) part.set(run.made, part(run.made) + now);
            }
            part.set(made_.value, value);
            if (!all) return;
            part.set(made_.revenue, revenue);
            part.set(made_.bought, bought);
            if (!priced_) return;
            X paid(0), components(0);
            for (const ProductPath<T>& run : runs) {
                paid += part(run.now) * part(run.unit.paid);
                components += part(run.now) * part(run.unit.components);
            }
            part.set(made_.paid, paid);
            part.set(made_.components, components);
        });
        return made_;
    }

private:
    struct MixPlace {
        std::size_t before = 0, after = 0;
        double weight_after = 0;
        bool operator==(const MixPlace&) const = default;
    };

    /// Finds at what share of the lines' rate a product is made in each cell, on average.
    void find_paces(ProductPath<T>& run, const T& starts) const {
        const auto pace = [&](const auto& days) {
            for (std::size_t k = 0; k < run.paces.size(); ++k) {
                const Cell& cell = grid_.cells[k];
                const T since = max(T(cell.start_day) - starts, T(0));
                const T upto = max(T(cell.end_day) - starts, T(0));
                run.paces[k] =
                    max(days(since, upto), T(0)) * T(1 / (cell.end_day - cell.start_day));
            }
        };
        if (!run.product->ramp) pace([](const T& since, const T& upto) { return upto - since; });
        else
            std::visit(
                [&](const auto& curve) {
                    pace([&](const T& since, const T& upto) -> T {
                        return curve.integral(since, upto);
                    });
                },
                *run.product->ramp);
        for (T& each : run.paces) each = min(each, T(1));
    }
    /// Finds where in the mix the middle of each cell lies.
    void place_mix(const Plant& plant, const Grid& grid) {
        std::size_t after = 0;
        for (const Cell& cell : grid.cells) {
            MixPlace& place = mix_.emplace_back();
            if (plant.mix.size() < 2) continue;
            const double middle = 0.5 * (cell.start_day + cell.end_day);
            while (after < plant.mix.size() && grid.day(*plant.mix[after].on) <= middle) ++after;
            if (after == 0) continue;
            place.before = after - 1;
            place.after = std::min(after, plant.mix.size() - 1);
            if (place.after == place.before) continue;
            const double a = grid.day(*plant.mix[place.before].on);
            const double b = grid.day(*plant.mix[place.after].on);
            place.weight_after = (middle - a) / (b - a);
        }
    }

    /// The money of a unit at a price, by whose material it is.
    template <class Part, class X>
    void set_money(const Part& part, ProductPath<T>& run, const X& price) const {
        const ProductOf<T>& product = *run.product;
        X value = price, revenue = price;
        if (all_ || product.material == Material::consigned) {
            X bought = price * part(product.material_share);
            if (product.material != Material::own) {
                const X customers = bought * part(product.customer_share);
                revenue = price - customers;
                if (product.material == Material::consigned) {
                    value = revenue;
                    bought = bought - customers;
                }
            }
            part.set(run.unit.revenue, revenue);
            part.set(run.unit.bought, bought);
            if (priced_) {
                X components(0);
                for (const auto& [pieces, component] : run.priced)
                    components += part(*pieces) * (X(1) + part(component->spare_share)) *
                                  part(component->price);
                part.set(run.unit.components, components);
                part.set(run.unit.paid, max(bought - components, X(0)));
            }
        }
        part.set(run.unit.value, value);
    }

    const PlantOf<T>& plant_;
    const Grid& grid_;
    bool all_, priced_ = false, works_ = false, goes_by_orders_ = false;
    int first_month_;
    std::vector<MixPlace> mix_{};
    MoneyOf<T> mean_{}, made_{}; ///< of a unit, and of the units of the cell
};

} // namespace rampcast
