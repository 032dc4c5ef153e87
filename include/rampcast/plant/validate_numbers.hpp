#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "rampcast/core/walk.hpp"
#include "rampcast/plant/check.hpp"
#include "rampcast/plant/types.hpp"

/// Every number within its range.
namespace rampcast::detail {

/// Numbers already found right, so that combinations of alternatives do not check them again.
class CheckedNumbers {
public:
    /// True the first time a number stands at a path.
    bool is_new(const std::string& path, const Uncertain& number) {
        std::vector<Uncertain>& here = seen_[path];
        if (std::find(here.begin(), here.end(), number) != here.end()) return false;
        here.push_back(number);
        return true;
    }

private:
    std::map<std::string, std::vector<Uncertain>> seen_{};
};

/// Every number within its range; of values in changes, whose range is that of what they change, only
/// that they make sense by themselves.
inline void check_numbers(const Plant& plant, CheckedNumbers& checked) {
    walk(plant, "", [&](const std::string& path, const NumberInfo& info, const auto& number) {
        if (info.name == "set" || info.name == "add") {
            if constexpr (requires { number.is_uncertain(); })
                if (number.is_uncertain()) validate(number.distribution(), path);
            return;
        }
        if (path.starts_with("calendar.")) return;
        if (!info.stand_in.empty() && Uncertain(number) == Uncertain(0)) return;
        if (!checked.is_new(path, Uncertain(number))) return;
        const auto [container, key] = split_last(path);
        check_number(number, info, container, key);
    });
}

} // namespace rampcast::detail
