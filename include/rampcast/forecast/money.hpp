#pragma once

namespace rampcast {

/// Money that goes with units made, without VAT.
template <class T> struct MoneyOf {
    T value{};      ///< gross industrial output value, which is also what customers are invoiced
    T revenue{};    ///< the same without material bought from the customer and sold back with it
    T bought{};     ///< material bought
    T paid{};       ///< of that, what is paid with the unit: not for components that have a price
    T components{}; ///< what these cost as they arrive

    MoneyOf& operator+=(const MoneyOf& more) {
        value += more.value;
        revenue += more.revenue;
        bought += more.bought;
        paid += more.paid;
        components += more.components;
        return *this;
    }
    MoneyOf& operator*=(const T& factor) {
        value *= factor;
        revenue *= factor;
        bought *= factor;
        paid *= factor;
        components *= factor;
        return *this;
    }
    friend MoneyOf operator*(MoneyOf money, const T& factor) { return money *= factor; }
};

} // namespace rampcast
