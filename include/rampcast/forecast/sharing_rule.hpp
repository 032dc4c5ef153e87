#pragma once

#include <cstddef>
#include <vector>

#include "rampcast/core/math.hpp"
#include "rampcast/forecast/products.hpp"

namespace rampcast {

/// Who gets what does not suffice for all products: components, and lines where these differ in
/// what they make.
template <class T> class SharingRule {
public:
    SharingRule() = default;
    SharingRule(const SharingRule&) = delete;
    SharingRule& operator=(const SharingRule&) = delete;
    virtual ~SharingRule() = default;

    /// Makes of each product what it gets allows.
    /// @param k the cell @param units wanted in all, split by product
    /// @param most units that all else allows of them together, `unlimited` where it allows all
    /// @param allowed of each limit, set for the components: the output where one holds some product
    ///   back
    /// @returns the units made
    virtual T share_out(std::size_t k, const T& units, const T& most, Products<T>& products,
                        std::vector<T>& allowed) = 0;
    /// Where lines held some product back.
    const mask_t<T>& lines_cut() const { return lines_cut_; }

protected:
    void note_lines_cut(const mask_t<T>& cut) { lines_cut_ = cut; }

private:
    mask_t<T> lines_cut_{};
};

} // namespace rampcast
