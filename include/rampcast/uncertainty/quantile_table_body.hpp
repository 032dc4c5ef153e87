#pragma once

#include <variant>

#include "rampcast/uncertainty/quantile_knots.hpp"
#include "rampcast/uncertainty/quantile_table.hpp"

/// What `quantile_table.hpp` declares.
namespace rampcast {

struct QuantileTable::Make {
    Form operator()(const Normal& d) const { return Affine{d.mean, d.sd}; }
    Form operator()(const LogNormal& d) const { return Exponential{{d.log_mean, d.log_sd}}; }
    Form operator()(const Discrete& d) const {
        return detail::StepTable(detail::Steps(d.values, d.weights));
    }
    Form operator()(const Empirical& d) const {
        return detail::StepTable(detail::Steps(d.values, {}));
    }
    template <class D> Form operator()(const D& d) const { return detail::hermite_table(d); }
};

RAMPCAST_INLINE QuantileTable::QuantileTable(const Distribution& distribution)
    : form_(std::visit(Make{}, distribution)) {}

} // namespace rampcast
