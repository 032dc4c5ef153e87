#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace rampcast {

/// Whose figures: the plant's, those of each product, or of each line.
enum class By { plant, product, line };
inline constexpr std::array<std::string_view, 3> by_names{"plant", "product", "line"};

inline std::string text(By by) { return std::string(by_names[static_cast<std::size_t>(by)]); }

/// Whose figure: the whole plant's, or that of one product or line.
struct Segment {
    By by = By::plant;
    std::string name{}; ///< of the product or line
    bool operator==(const Segment&) const = default;
};

} // namespace rampcast
