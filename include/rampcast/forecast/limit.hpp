#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "rampcast/forecast/ledger.hpp"
#include "rampcast/forecast/plant_lines.hpp"
#include "rampcast/forecast/products.hpp"
#include "rampcast/forecast/shock.hpp"
#include "rampcast/forecast/work_pace.hpp"

namespace rampcast {

/// What allows any number of units.
inline constexpr double unlimited = 1e30;

/// What may limit the output of a plant besides its lines, on a path, cell by cell.
template <class T> class Limit {
public:
    Limit() = default;
    Limit(const Limit&) = delete;
    Limit& operator=(const Limit&) = delete;
    virtual ~Limit() = default;

    /// Begins a path: reads its numbers.
    virtual void start() = 0;
    /// Units of cell k that it allows, given the products' shares and money. Asked for each cell, in
    /// order, and again where shares are others.
    virtual T allowed(std::size_t k, Products<T>& products) = 0;
    /// Takes what is made in the cell just asked for: units in all, and by product.
    virtual void take(std::size_t k, const T& units, const Products<T>& products) = 0;
    /// What it has left after the cell: pieces, or orders. 0 where nothing is kept.
    virtual T stock() const { return T(0); }
    /// True for what is asked last, when shares are those of what is made.
    virtual bool goes_by_final_shares() const { return false; }
};

template <class T> class Demand;

template <class T> using Limits = std::vector<std::unique_ptr<Limit<T>>>;

/// What the limits of a projection are made from; all of it outlives them.
template <class T> struct LimitBasis {
    const Plant& stated;     ///< the plant as written
    const PlantOf<T>& plant; ///< on the projection's scalar
    const Grid& grid;
    const Grid& booked; ///< the same and longer: the cells in which money moves
    const PathDates<T>& dates;
    const WorkPace& pace;
    const PlantLines<T>& lines;
    const Products<T>& products;
    Shocks<T>& shocks;
    Ledger<T>* ledger;           ///< null where no cash is kept
    Demand<T>* demand = nullptr; ///< null where all that is made is wanted

    RateBasis<T> rates() const { return {stated, grid, dates}; }
};

} // namespace rampcast
