#pragma once

namespace rampcast {

/// Money that goes with units made, without VAT.
template <class T> struct MoneyOf {
    T value{};      ///< gross industrial output value, which is also what customers are invoiced
    T revenue{};    ///< the same without material bought from the customer and sold back with it
    T bought{};     ///< material bought
    T paid{};       ///< of that, what is paid with the unit: not for components that have a price
    T components{}; ///< what these cost as they arrive
};

} // namespace rampcast
