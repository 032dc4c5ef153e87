#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/forecast/accounts.hpp"
#include "rampcast/forecast/shock.hpp"
#include "rampcast/line/mature_rate.hpp"
#include "rampcast/ramp/experience.hpp"

namespace rampcast {

/// A product as a projection runs it.
template <class T> struct ProductPath {
    const ProductOf<T>* product = nullptr;
    std::optional<Shock<T>> shock;
    std::optional<std::size_t> walk_stream;
    std::vector<std::pair<std::size_t, const T*>> needs; ///< component, pieces a unit
    bool has_volatility = false;
    T walk{}, made{}, log_fall{}, share{};
    T now{};           ///< units of the cell
    MoneyOf<T> unit{}; ///< money of one of them
};

/// The products of a projection: their shares of what is made, and what a unit of each brings.
template <class T> class Products {
public:
    std::vector<ProductPath<T>> runs{};

    /// @param plant as written @param bound the plant on the projection's scalar; it must outlive
    ///   this object, as the grid
    void prepare(const Plant& plant, const PlantOf<T>& bound, const Grid& grid, Streams& streams) {
        plant_ = &bound;
        first_month_ = month_index(grid.reference);
        for (std::size_t i = 0; i < plant.products.size(); ++i) {
            const std::string name = "product." + plant.products[i].name + ".price";
            ProductPath<T> run;
            run.product = &bound.products[i];
            if (plant.products[i].price) {
                const Uncertain& volatility = plant.products[i].price->volatility_per_year;
                run.shock = shock_of(bound.products[i].price->noise, name, streams);
                run.has_volatility = volatility.is_uncertain() || volatility.number() != 0;
                if (run.has_volatility) run.walk_stream = streams.add(name + ".volatility");
            }
            for (const auto& [component, pieces] : bound.products[i].components)
                for (std::size_t c = 0; c < plant.components.size(); ++c)
                    if (plant.components[c].name == component) run.needs.emplace_back(c, &pieces);
            runs.push_back(std::move(run));
        }
        for (const Cell& cell : grid.cells) mix_.push_back(mix_place(plant, grid, cell));
    }

    /// Begins a path.
    void start() {
        for (ProductPath<T>& run : runs) {
            rampcast::start(run.shock);
            run.walk = T(0);
            run.made = T(0);
            if (run.product->price) run.log_fall = log1p(-run.product->price->erosion_per_year);
        }
    }

    /// Moves the prices on to a month.
    template <class Draws> void next_month(Draws& draws, int month) {
        for (ProductPath<T>& run : runs) {
            advance(run.shock, draws, month);
            if (run.has_volatility && month > first_month_) {
                run.walk = fused(
                    [](const auto& walk, const auto& volatility, const auto& now) {
                        const auto sd = volatility * 0.28867513459481287;
                        return walk + (sd * now - 0.5 * sd * sd);
                    },
                    run.walk, run.product->price->volatility_per_year,
                    draws.noise(*run.walk_stream, month));
            }
        }
    }

    /// Each product's share of the units of cell k.
    void find_shares(std::size_t k) {
        const MixPlace& place = mix_[k];
        if (runs.size() == 1 && plant_->mix.empty()) {
            runs[0].share = T(1);
            return;
        }
        if (runs.empty()) return;
        T rest(1);
        ProductPath<T>* takes_rest = nullptr;
        for (ProductPath<T>& run : runs) {
            const auto share = [&](std::size_t point) -> const T* {
                const auto& shares = plant_->mix[point].shares;
                const auto found = shares.find(run.product->name);
                return found == shares.end() ? nullptr : &found->second;
            };
            const T* before = share(place.before);
            const T* after = share(place.after);
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
        const T middle(0.5 * (cell.start_day + cell.end_day));
        for (ProductPath<T>& run : runs) {
            if (!run.product->price) continue;
            const PriceOf<T>& price = *run.product->price;
            const T since = price.on ? middle - *price.on : middle;
            T growth =
                fused([](const auto& log_fall, const auto& days,
                         const auto& walk) { return log_fall * days * (1 / days_per_year) + walk; },
                      run.log_fall, since, run.walk);
            if (price.learning_rate)
                growth += detail::learning_exponent(*price.learning_rate) *
                          log1p(run.made / price.units_at_start);
            T level = fused([](const auto& start, const auto& g) { return start * exp(g); },
                            price.start, growth);
            if (run.shock) level *= run.shock->factor;
            if (price.includes_vat) level /= T(1 + plant_->vat_rate);
            run.unit = money_of(level, *run.product);
        }
    }

private:
    struct MixPlace {
        std::size_t before = 0, after = 0;
        double weight_after = 0;
    };

    static MixPlace mix_place(const Plant& plant, const Grid& grid, const Cell& cell) {
        MixPlace place;
        if (plant.mix.size() < 2) return place;
        const double middle = 0.5 * (cell.start_day + cell.end_day);
        std::size_t after = 0;
        while (after < plant.mix.size() && grid.day(*plant.mix[after].on) <= middle) ++after;
        if (after == 0) return place;
        place.before = after - 1;
        place.after = std::min(after, plant.mix.size() - 1);
        if (place.after > place.before) {
            const double a = grid.day(*plant.mix[place.before].on);
            const double b = grid.day(*plant.mix[place.after].on);
            place.weight_after = (middle - a) / (b - a);
        }
        return place;
    }

    /// The money of a unit at a price, by whose material it is.
    static MoneyOf<T> money_of(const T& price, const ProductOf<T>& product) {
        const T all = price * product.material_share;
        const T customers = all * product.customer_share;
        switch (product.material) {
        case Material::own: return {price, price, all};
        case Material::consigned: return {price - customers, price - customers, all - customers};
        case Material::buy_sell: break;
        }
        return {price, price - customers, all};
    }

    const PlantOf<T>* plant_ = nullptr;
    int first_month_ = 0;
    std::vector<MixPlace> mix_{};
};

} // namespace rampcast
