#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "rampcast/forecast/component_limit.hpp"
#include "rampcast/forecast/line_routing.hpp"
#include "rampcast/forecast/sharing_rule.hpp"

namespace rampcast {

/// Products take scarce components, and lines where these differ in what they make, in the order
/// they are listed.
template <class T> class ListedSharing final : public SharingRule<T> {
public:
    /// @param limits of the projection, components among them; they must outlive this object
    /// @param routing null where every line makes every product
    ListedSharing(const Limits<T>& limits, std::size_t products, LineRouting<T>* routing)
        : routing_(routing), needs_(products) {
        for (std::size_t i = 0; i < limits.size(); ++i)
            if (const auto* found = dynamic_cast<const ComponentLimit<T>*>(limits[i].get())) {
                for (const auto& [product, pieces] : found->uses())
                    needs_[product].push_back({components_.size(), pieces});
                components_.push_back({i, found, T(0), {}});
            }
    }

    /// A component binds where what it allows a product is what is made of it, and less than was
    /// wanted.
    T share_out(std::size_t k, const T& units, const T& most, Products<T>& products,
                std::vector<T>& allowed) override {
        T made(0), left = most;
        auto cut = units < T(0);
        auto by_lines = cut, by_most = cut;
        if (routing_) routing_->begin_serving(k);
        for (Component& each : components_) {
            each.left = each.limit->stock();
            each.cuts = cut;
        }
        for (std::size_t i = 0; i < needs_.size(); ++i) {
            ProductPath<T>& run = products.runs[i];
            const T wanted = run.now;
            const T room = routing_ ? routing_->room_for(i) : wanted;
            run.now = min(min(run.now, room), left);
            for (const Need& need : needs_[i]) run.now = min(run.now, units_for(need));
            const auto short_of = run.now < wanted;
            for (const Need& need : needs_[i]) {
                Component& from = components_[need.component];
                from.cuts = either(from.cuts, both(short_of, units_for(need) == run.now));
                from.left = max(from.left - run.now * pieces(need), T(0));
            }
            cut = either(cut, short_of);
            by_most = either(by_most, both(short_of, run.now == left));
            left = max(left - run.now, T(0));
            if (routing_) {
                const auto full = both(short_of, run.now == room);
                by_lines = either(by_lines, full);
                routing_->serve(i, run.now, full);
            }
            made += run.now;
        }
        this->note_lines_cut(by_lines);
        const T output = select(cut, select(by_most, most, made), units);
        for (const Component& each : components_)
            allowed[each.row] = select(each.cuts, output, T(unlimited));
        for (ProductPath<T>& run : products.runs)
            run.share = select(output > T(0), run.now / max(output, T(1e-20)), run.share);
        return output;
    }

private:
    struct Component {
        std::size_t row; ///< among the limits
        const ComponentLimit<T>* limit;
        T left;         ///< while products take theirs
        mask_t<T> cuts; ///< where it cuts a product
    };
    struct Need {
        std::size_t component;
        const T* pieces;
    };
    T pieces(const Need& need) const {
        return components_[need.component].limit->with_spares(*need.pieces);
    }
    T units_for(const Need& need) const {
        return ComponentLimit<T>::units_from(components_[need.component].left, pieces(need));
    }

    LineRouting<T>* routing_;
    std::vector<Component> components_{};
    std::vector<std::vector<Need>> needs_; ///< by product
};

} // namespace rampcast
