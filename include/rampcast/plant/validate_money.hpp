#pragma once

#include <string>
#include <variant>

#include "rampcast/plant/check.hpp"
#include "rampcast/plant/plant.hpp"
#include "rampcast/plant/validate_limits.hpp"
#include "rampcast/plant/validate_names.hpp"

/// Costs, investments, tranches and terms of payment.
namespace rampcast::detail {

/// Money is the plant's.
inline void check_currency(const std::string& stated, const Plant& plant, const std::string& at) {
    if (!stated.empty() && stated != currency_of(plant))
        refuse_value(at, "currency", detail::quoted(stated),
                     "must be the plant's, " + currency_of(plant));
}

/// A tranche is drawn before it is repaid.
inline void check_tranche(const Tranche& tranche, const std::string& at) {
    if (!tranche.repaid_by) return;
    if (tranche.kind == TrancheKind::equity)
        refuse_parameter(at, "repaid_by", "is stated, but equity is not repaid");
    const auto* drawn = std::get_if<Uncertain>(&tranche.on);
    const double grace_over =
        drawn ? drawn->median() + tranche.lag_days.median() + tranche.grace_days.median() : 0;
    if (drawn && !(tranche.repaid_by->median() >= grace_over))
        refuse_value(at, "repaid_by", number_words(tranche.repaid_by->median(), "date"),
                     "must not be before it is drawn and its grace is over, " +
                         number_words(grace_over, "date"));
}

/// What a plant brings along is stated as amounts or as steady, where there are books for it.
inline void check_opening(const Plant& plant) {
    if (!plant.opening) return;
    const Opening& opening = *plant.opening;
    if (opening.steady && (opening.receivables || opening.finished_stock || opening.payables))
        throw Error("opening", "states amounts and steady, must state one of the two");
    if (!plant.cash && (opening.receivables || opening.payables))
        throw Error("opening", std::string(opening.receivables ? "receivables" : "payables") +
                                   " is stated without the plant's cash");
}

/// A cost for people goes by groups that there are.
inline void check_people(const Cost& cost, const Plant& plant, const std::string& at) {
    const bool counts =
        cost.per_person_per_year.is_uncertain() || cost.per_person_per_year.number() != 0;
    if (counts && plant.labour.empty())
        refuse_parameter(at, "per_person_per_year", "is stated, but the plant states no labour");
    if (cost.people.empty()) return;
    for (const Labour& group : plant.labour)
        if (group.name == cost.people) return;
    refuse_value(at, "people", detail::quoted(cost.people),
                 "must be a group of the plant's labour");
}

/// Costs, investments, tranches and terms make sense.
inline void check_money(const Plant& plant, const CertainDays& days) {
    for (const Product& product : plant.products)
        if (product.price)
            check_currency(product.price->currency, plant,
                           "product." + path_part(product.name) + ".price");
    for (const Cost& cost : plant.costs) {
        const std::string at = "cost." + path_part(cost.name);
        check_currency(cost.currency, plant, at);
        if (!cost.rates.empty()) check_arrivals(cost.rates, days, at, "rates");
        check_people(cost, plant, at);
    }
    for (const Investment& each : plant.investments) {
        const std::string at = "investment." + path_part(each.name);
        check_currency(each.currency, plant, at);
        check_when(each.on, days, at, "on");
        if (!plant.cash) throw Error(at, "is stated without the plant's cash");
    }
    for (const Tranche& each : plant.tranches) {
        const std::string at = "tranche." + path_part(each.name);
        check_currency(each.currency, plant, at);
        check_when(each.on, days, at, "on");
        check_tranche(each, at);
        if (!plant.cash) throw Error(at, "is stated without the plant's cash");
    }
    check_opening(plant);
    for (const Component& each : plant.components)
        if (!plant.cash && (each.price.is_uncertain() || each.price.number() != 0))
            refuse_parameter("component." + path_part(each.name), "price",
                             "is stated without the plant's cash");
    const bool priced = has_value(plant);
    if (plant.cash) check_currency(plant.cash->currency, plant, "cash");
    const auto needs_price = [&](bool stated, const std::string& at) {
        if (stated && !priced) throw Error(at, "is stated, but no product has a price");
    };
    needs_price(plant.cash.has_value(), "cash");
    needs_price(plant.sales.has_value(), "sales");
    needs_price(!plant.costs.empty(), "cost");
    needs_price(plant.opening.has_value(), "opening");
}

} // namespace rampcast::detail
