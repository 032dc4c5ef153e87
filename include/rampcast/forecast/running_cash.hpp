#pragma once

#include "rampcast/core/math.hpp"

namespace rampcast {

/// Cash from cell to cell where VAT credits are carried forward or what is drawn of the credit
/// line bears interest.
///
/// With V the VAT due so far, less that on purchases, max(0, V so far) has been paid: what is
/// above V is carried forward. Interest of a cell is on the mean of what is drawn at its begin and
/// at its end, and paid at its end.
template <class X> struct RunningCash {
    X moved = X(0);    ///< by units made, without VAT where that is carried
    X vat = X(0);      ///< on units made, received less due
    X paid = X(0);     ///< VAT paid so far, where it is carried
    X carried = X(0);  ///< VAT credit carried forward
    X interest = X(0); ///< paid so far
    X drawn = X(0);    ///< of the credit line

    /// Moves on over a cell. @returns cash at its end
    /// @param decided cash moved so far whatever is made @param decided_vat likewise
    /// @param moves of units in the cell @param vat_moves likewise
    /// @param rate interest for the length of the cell
    X next(const X& decided, const X& decided_vat, const X& moves, const X& vat_moves,
           const X& rate) {
        moved += moves;
        vat += vat_moves;
        const X due = -(decided_vat + vat);
        paid = max(paid, due);
        carried = paid - due;
        const X before = decided + moved - paid - interest;
        const X charge = rate * X(0.5) * (drawn + max(-before, X(0)));
        interest += charge;
        drawn = max(charge - before, X(0));
        return before - charge;
    }
};

} // namespace rampcast
