#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "rampcast/core/names.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/plant/certain_day.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/orders_use.hpp"
#include "rampcast/plant/plant.hpp"
#include "rampcast/plant/validate_names.hpp"
#include "rampcast/ramp/shares.hpp"

/// Prices and the mix of products.
namespace rampcast::detail {

/// Prices stay within what any quantity may be, from one end of the timeline to the other.
inline void check_prices(const Plant& plant) {
    if (!plant.as_of && !plant.timeline) return;
    const Timeline timeline = plant.timeline ? *plant.timeline : default_timeline(*plant.as_of);
    const auto end_of = [](const Uncertain& number, const Bounds& range, double z) {
        return number.is_uncertain() ? quantile_z(bounded(number.distribution(), range), z)
                                     : number.number();
    };
    for (const Product& product : plant.products) {
        if (!product.price) continue;
        const Price& price = *product.price;
        const double start = end_of(price.start, bounds::non_negative, reach_z);
        if (!(start > 0)) continue;
        double growth = 0;
        Date where = timeline.start;
        const auto look = [&](double z_of_erosion, double z_of_day, Date date) {
            const double erosion = end_of(price.erosion_per_year, bounds::any, z_of_erosion);
            const double from = price.on      ? end_of(*price.on, bounds::any, z_of_day)
                                : plant.as_of ? days_since_epoch(*plant.as_of)
                                              : days_since_epoch(timeline.start);
            const double now = std::log1p(-std::min(erosion, 1.0)) *
                               (days_since_epoch(date) - from) / days_per_year;
            if (!(now > growth)) return;
            growth = now;
            where = date;
        };
        for (const double z_of_erosion : {-reach_z, reach_z})
            for (const double z_of_day : {-reach_z, reach_z})
                for (const Date date : {timeline.start, timeline.end})
                    look(z_of_erosion, z_of_day, date);
        if (!(std::log(start) + growth <= std::log(largest_number)))
            refuse_parameter("product." + path_part(product.name) + ".price", "erosion_per_year",
                             "makes the price of " + text(where) +
                                 " larger than any quantity here (1e15)");
    }
}

/// The shares of one point: of known products, summing to 1.
inline void check_shares(const MixPoint& point, const Names& products, const std::string& at) {
    if (point.shares.empty() && products.list().size() > 1)
        refuse_parameter(at, "shares", "is empty, must name the products");
    bool uncertain = false;
    double sum = 0, greatest = 0;
    for (const auto& entry : point.shares) {
        check_reference(entry.first, products, at, "shares", "a product");
        uncertain = uncertain || entry.second.is_uncertain();
        sum += entry.second.median();
        greatest += entry.second.is_uncertain()
                        ? quantile_z(bounded(entry.second.distribution(), bounds::share), reach_z)
                        : entry.second.number();
    }
    const std::size_t left_out = products.list().size() - point.shares.size();
    if (left_out > 1) {
        std::string words;
        for (const std::string& each : products.list())
            if (!point.shares.count(each))
                words += (words.empty() ? "" : ", ") + detail::quoted(each);
        refuse_parameter(at, "shares",
                         "leaves out " + words +
                             "; at most one product may be left out and takes the rest");
    }
    if (left_out == 0 && uncertain)
        refuse_parameter(at, "shares",
                         "has uncertain shares for all products; leave one out, it takes the rest");
    if (left_out == 0 && !(std::abs(sum - 1) <= 1e-9))
        refuse_parameter(at, "shares", "sum to " + short_text(sum) + ", must sum to 1");
    if (left_out == 1 && !(greatest <= 1 + 1e-9))
        refuse_parameter(at, "shares",
                         "sum to as much as " + short_text(greatest) +
                             " without the product left out, must be at most 1");
}

inline void check_mix(const Plant& plant) {
    const Names products(names_of(plant.products));
    if (plant.mix.empty()) {
        if (plant.products.size() > 1 && !orders_name_products(plant))
            throw Error("mix", "is not stated; with several products, shares of units are needed, "
                               "or orders that are each for one product");
        return;
    }
    if (plant.products.empty()) throw Error("mix", "is stated without products");
    for (std::size_t i = 0; i < plant.mix.size(); ++i) {
        const MixPoint& point = plant.mix[i];
        const std::string at = "mix." + element_key(point, i);
        check_shares(point, products, at);
        if (point.on) check_day(*point.on, at, "on");
        if (plant.mix.size() == 1) continue;
        if (!point.on) refuse_parameter(at, "on", "is not stated; several points need dates");
        if (i > 0 && !(*point.on > *plant.mix[i - 1].on))
            refuse_value(at, "on", text(*point.on),
                         "must be after the point before, " + text(*plant.mix[i - 1].on));
    }
}

/// When products start, and how they ramp up.
inline void check_product_starts(const Plant& plant, const CertainDays& days) {
    for (const Product& product : plant.products) {
        const std::string at = "product." + path_part(product.name);
        if (has_start(product)) check_when(product.starts, days, at, "starts");
        else if (product.ramp) throw Error(at, "ramp is stated and starts is not, must be both");
        if (product.ramp && learns_by_experience(*product.ramp))
            refuse_parameter(
                at, "ramp",
                "goes by experience; of a product it must go by time, since lines make "
                "others too");
    }
}

/// What lines make: products of the plant, each by some line, and each line something of the mix.
inline void check_makers(const Plant& plant) {
    constexpr std::size_t most = 10;       // whose sets are gone over in every period
    constexpr std::size_t most_kinds = 64; // of lines, by what they make
    std::set<std::set<std::string>> kinds;
    const Names products(names_of(plant.products));
    std::vector<bool> made(plant.products.size()), mixed(plant.products.size());
    for (std::size_t p = 0; p < made.size(); ++p) {
        const std::string& name = plant.products[p].name;
        mixed[p] = plant.mix.empty();
        for (const MixPoint& point : plant.mix) {
            const auto found = point.shares.find(name);
            mixed[p] = mixed[p] || found == point.shares.end() || found->second.is_uncertain() ||
                       found->second.number() > 0;
        }
        const auto ordered = [&](const Orders& orders) {
            return orders.product == name ||
                   std::any_of(orders.contracts.begin(), orders.contracts.end(),
                               [&](const Contract& each) { return each.product == name; });
        };
        mixed[p] = mixed[p] || (plant.orders && ordered(*plant.orders)) ||
                   std::any_of(plant.product_orders.begin(), plant.product_orders.end(), ordered);
    }
    for (const Line& line : plant.lines) {
        kinds.insert({line.products.begin(), line.products.end()});
        const std::string at = "line." + path_part(line.name);
        Names own;
        bool makes_some = line.products.empty();
        for (const std::string& name : line.products) {
            check_reference(name, products, at, "products", "a product");
            if (!own.add(name))
                refuse_value(at, "products", detail::quoted(name), "which stands twice");
            made[*products.find(name)] = true;
            makes_some = makes_some || mixed[*products.find(name)];
        }
        if (line.products.empty()) made.assign(made.size(), true);
        if (!makes_some)
            refuse_parameter(at, "products",
                             "names nothing of what is wanted: their shares in the mix are 0");
    }
    constexpr std::size_t most_in_turn = 64;
    if (plant.sharing != Sharing::mix && names_products(plant) &&
        products.list().size() > most_in_turn)
        throw Error("product",
                    "there are " + std::to_string(products.list().size()) +
                        " products; where orders are for products and sharing is " +
                        detail::quoted(sharing_names[static_cast<std::size_t>(plant.sharing)]) +
                        " there may be " + std::to_string(most_in_turn) + " at most");
    if (!lines_differ(plant)) return;
    if (kinds.size() > most_kinds)
        throw Error("line", "there are lines of " + std::to_string(kinds.size()) +
                                " kinds by what they make, may be " + std::to_string(most_kinds) +
                                " at most");
    if (products.list().size() > most)
        throw Error("product", "there are " + std::to_string(products.list().size()) +
                                   " products; where lines make only some of them there may be " +
                                   std::to_string(most) + " at most");
    for (std::size_t p = 0; p < made.size(); ++p)
        if (!made[p])
            throw Error("product." + path_part(plant.products[p].name), "no line makes it");
}

} // namespace rampcast::detail
