#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "rampcast/forecast/limit.hpp"
#include "rampcast/forecast/supply.hpp"
#include "rampcast/plant/limits.hpp"

namespace rampcast {

/// A component: the units that its stock suffices for. Unused pieces are kept.
///
/// Where products share by the mix, all are cut alike; else a component allows anything and the
/// `SharingRule` says what it comes to.
template <class T> class ComponentLimit final : public Limit<T> {
public:
    /// Each product that takes the component, and how many pieces a unit of it takes.
    using Uses = std::vector<std::pair<std::size_t, const T*>>;

    /// @param uses of the component; they must outlive this object, as the rest
    ComponentLimit(const Component& stated, const ComponentOf<T>& component, const Uses& uses,
                   const LimitBasis<T>& basis)
        : component_(component),
          shared_out_(basis.plant.sharing != Sharing::mix),
          supply_(stated.arrivals, component.arrivals, {basis.stated, basis.booked, basis.dates},
                  basis.shocks.on(component.noise, "component." + path_part(component.name))),
          cells_(basis.booked.cells.size()),
          ledger_(is_used(stated.price) ? basis.ledger : nullptr),
          uses_(uses) {}

    void start() override {
        supply_.start(component_.multiplier);
        stock_ = component_.opening_stock;
        arrived_ = 0;
        kept_ = T(1) - component_.return_share;
        with_spares_ = T(1) + component_.spare_share;
        if (ledger_)
            for (std::size_t k = 0; k < cells_; ++k)
                ledger_->arrive(k, supply_.planned(k) * kept_ * component_.price);
    }
    T allowed(std::size_t k, Products<T>& products) override {
        if (k == arrived_) {
            const T arriving = supply_.arriving(k);
            stock_ += arriving * kept_;
            if (ledger_ && component_.noise)
                ledger_->arrive(k, (arriving - supply_.planned(k)) * kept_ * component_.price);
            ++arrived_;
        }
        if (shared_out_) return T(unlimited);
        if (products.mix_moves(k)) {
            T pieces(0);
            for (const auto& [product, each] : uses_)
                pieces += products.runs[product].share * *each;
            need_ = pieces * with_spares_;
        }
        return units_from(stock_, need_);
    }
    void take(std::size_t, const T& units, const Products<T>& products) override {
        if (!shared_out_) {
            stock_ = max(stock_ - units * need_, T(0));
            return;
        }
        for (const auto& [product, pieces] : uses_)
            stock_ = max(stock_ - products.runs[product].now * with_spares(*pieces), T(0));
    }
    T stock() const override { return stock_; }

    const Uses& uses() const { return uses_; }
    /// Pieces a unit takes, those lost to repair included.
    T with_spares(const T& pieces) const { return pieces * with_spares_; }
    /// Units that a stock suffices for at so many pieces a unit.
    static T units_from(const T& stock, const T& pieces) {
        return fused(
            [](const auto& all, const auto& each) {
                using X = std::remove_cvref_t<decltype(all)>;
                return select(each > X(0), all / max(each, X(1e-9)), X(unlimited));
            },
            stock, pieces);
    }

private:
    const ComponentOf<T>& component_;
    bool shared_out_;
    Supply<T> supply_;
    std::size_t cells_;
    std::size_t arrived_ = 0; ///< cells whose arrivals have come
    Ledger<T>* ledger_;       ///< where its arrivals are paid; null where it has no price
    const Uses& uses_;
    T stock_{}, kept_{}, with_spares_{};
    T need_{}; ///< pieces a unit of the cell takes
};

template <class T>
void add_limits(detail::ComponentLimits, const LimitBasis<T>& basis, Limits<T>& limits) {
    for (std::size_t i = 0; i < basis.plant.components.size(); ++i)
        limits.push_back(std::make_unique<ComponentLimit<T>>(basis.stated.components[i],
                                                             basis.plant.components[i],
                                                             basis.products.takers[i], basis));
}

} // namespace rampcast
