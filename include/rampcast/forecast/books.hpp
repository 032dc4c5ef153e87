#pragma once

#include "rampcast/plant/metric.hpp"

namespace rampcast {

/// Which books a projection keeps besides units and output value.
struct Books {
    bool accounts = true;    ///< revenue, value added, gross profit
    bool cash = true;        ///< kept all the same where cash limits output
    bool components = false; ///< pieces of components used
    bool hours = false;      ///< hours of the lines, and what takes them
    bool orders = false;     ///< what is ordered and not made, and what is built ahead
    bool by_product = false; ///< all of it of each product too, but for cash
    bool by_line = false;    ///< likewise of each line

    /// Keeps what a metric needs.
    void keep(Metric metric, By by) {
        accounts = accounts || info_of(metric).book == Book::accounts;
        cash = cash || info_of(metric).book == Book::cash;
        components = components || metric == Metric::components_used;
        hours = hours || is_of_hours(metric);
        orders = orders || is_of_orders(metric);
        by_product = by_product || by == By::product;
        by_line = by_line || by == By::line;
    }
};

} // namespace rampcast
