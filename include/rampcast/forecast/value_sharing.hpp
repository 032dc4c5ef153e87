#pragma once

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <vector>

#include "rampcast/core/lane.hpp"
#include "rampcast/core/linear_program.hpp"
#include "rampcast/forecast/component_limit.hpp"
#include "rampcast/forecast/line_routing.hpp"
#include "rampcast/forecast/sharing_rule.hpp"

namespace rampcast {

/// Scarce components, and lines where these differ in what they make, go to the products that bring
/// the most output value together: the optimum of a linear program, path by path and cell by cell.
///
/// Of each product no more is made than it has of the units that all else allows. Products without
/// a price come last.
template <class T> class ValueSharing final : public SharingRule<T> {
public:
    /// @param limits of the projection, components among them; they must outlive this object
    /// @param routing null where every line makes every product
    ValueSharing(const Limits<T>& limits, std::size_t products, LineRouting<T>* routing)
        : routing_(routing), products_(products) {
        for (std::size_t i = 0; i < limits.size(); ++i)
            if (const auto* found = dynamic_cast<const ComponentLimit<T>*>(limits[i].get()))
                components_.push_back({i, found, T(0)});
        sets_cut_.resize(routing ? routing->sets() : 0);
    }

    /// A component, or a line, binds where more of it would bring something.
    T share_out(std::size_t k, const T& units, const T& most, Products<T>& products,
                std::vector<T>& allowed) override {
        const std::size_t rows = products_ + components_.size() + sets_cut_.size() + 1;
        if (routing_) routing_->begin_serving(k);
        for (Component& each : components_) each.cuts = T(0);
        std::fill(sets_cut_.begin(), sets_cut_.end(), T(0));
        most_cuts_ = T(0);
        std::vector<T> made(products_);
        std::vector<X> x(products_);
        for (std::size_t lane = 0; lane < detail::lane_count<T>(); ++lane) {
            if (suffices(lane, most, products)) {
                for (std::size_t p = 0; p < products_; ++p)
                    detail::set_lane(made[p], lane, detail::in_lane(products.runs[p].now, lane));
                continue;
            }
            program_.begin(products_, rows);
            fill(lane, most, products);
            program_.solve();
            program_.read(x);
            for (std::size_t p = 0; p < products_; ++p)
                detail::set_lane(made[p], lane, detail::lane_t<T>(x[p]));
            note(lane);
        }
        T output(0);
        for (std::size_t p = 0; p < products_; ++p) {
            products.runs[p].now = max(made[p], T(0));
            output += products.runs[p].now;
        }
        auto cut = units < T(0);
        for (std::size_t s = 0; s < sets_cut_.size(); ++s) {
            routing_->note_cut(s, sets_cut_[s] > T(0));
            cut = either(cut, sets_cut_[s] > T(0));
        }
        this->note_lines_cut(cut);
        for (const Component& each : components_) cut = either(cut, each.cuts > T(0));
        output = select(most_cuts_ > T(0), most, select(cut, output, units));
        for (const Component& each : components_)
            allowed[each.row] = select(each.cuts > T(0), output, T(unlimited));
        for (ProductPath<T>& run : products.runs)
            run.share = select(output > T(0), run.now / max(output, T(1e-20)), run.share);
        return output;
    }

private:
    /// What programs are solved on: a double for lanes of floats.
    using X = std::conditional_t<is_lanes<T>, double, T>;
    using Program = detail::LinearProgram<X>;
    struct Component {
        std::size_t row; ///< among the limits
        const ComponentLimit<T>* limit;
        T cuts; ///< above 0 where it holds some product back
    };
    static X in(const T& x, std::size_t lane) { return X(detail::in_lane(x, lane)); }

    /// True where all that is wanted can be made.
    bool suffices(std::size_t lane, const T& most, const Products<T>& products) const {
        X all(0);
        for (const ProductPath<T>& run : products.runs) all += in(run.now, lane);
        if (all > in(most, lane)) return false;
        for (const Component& each : components_) {
            X need(0);
            for (const auto& [product, pieces] : each.limit->uses())
                need += in(products.runs[product].now, lane) *
                        in(each.limit->with_spares(*pieces), lane);
            if (need > in(each.limit->stock(), lane)) return false;
        }
        for (std::size_t s = 0; s < sets_cut_.size(); ++s) {
            X need(0);
            for (std::size_t p = 0; p < products_; ++p)
                if (routing_->is_in(s, p))
                    need += in(products.runs[p].now, lane) * in(products.work(p), lane);
            if (need > in(routing_->room(s), lane)) return false;
        }
        return true;
    }
    void fill(std::size_t lane, const T& most, const Products<T>& products) {
        std::size_t row = 0;
        double dearest = 1e-30;
        for (const ProductPath<T>& run : products.runs)
            dearest = std::max(dearest, Program::number(in(run.unit.value, lane)));
        for (std::size_t p = 0; p < products_; ++p, ++row) {
            program_.coefficient(row, p) = X(1);
            program_.bound(row) = in(max(products.runs[p].now, T(0)), lane);
            // Relative to the dearest, and a little for what has no price.
            program_.set_gain(p, in(products.runs[p].unit.value, lane) * X(1 / dearest) + X(1e-9));
        }
        for (const Component& each : components_) {
            for (const auto& [product, pieces] : each.limit->uses())
                program_.coefficient(row, product) = in(each.limit->with_spares(*pieces), lane);
            program_.bound(row++) = in(max(each.limit->stock(), T(0)), lane);
        }
        for (std::size_t s = 0; s < sets_cut_.size(); ++s) {
            for (std::size_t p = 0; p < products_; ++p)
                if (routing_->is_in(s, p))
                    program_.coefficient(row, p) = in(products.work(p), lane);
            program_.bound(row++) = in(max(routing_->room(s), T(0)), lane);
        }
        program_.bound(row) = X(1);
        if (in(most, lane) >= X(unlimited)) return;
        for (std::size_t p = 0; p < products_; ++p) program_.coefficient(row, p) = X(1);
        program_.bound(row) = in(max(most, T(0)), lane);
    }
    /// Notes what holds back in a lane.
    void note(std::size_t lane) {
        std::size_t row = products_;
        const auto note_row = [&](T& cuts) {
            if (program_.worth(row++) > tiny_) detail::set_lane(cuts, lane, detail::lane_t<T>(1));
        };
        for (Component& each : components_) note_row(each.cuts);
        for (T& cuts : sets_cut_) note_row(cuts);
        note_row(most_cuts_);
    }

    static constexpr double tiny_ = 1e-12;
    LineRouting<T>* routing_;
    std::size_t products_;
    std::vector<Component> components_{};
    T most_cuts_{};             ///< above 0 where all else allows no more
    std::vector<T> sets_cut_{}; ///< above 0 where a set of products is held back by its lines
    Program program_{};
};

} // namespace rampcast
