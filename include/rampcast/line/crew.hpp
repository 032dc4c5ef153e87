#pragma once

#include <string>
#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"

namespace rampcast {

/// People shared between the stations of a line that name the crew.
template <class T> struct CrewOf {
    using scalar = T;
    std::string name{}; ///< what stations refer to it by
    T people = T(1);    ///< people at work at the same time

    static constexpr std::string_view type_name = "Crew";
    static constexpr std::string_view meaning = "People shared between stations of a line.";
    static constexpr auto params() {
        return std::tuple{param("name", &CrewOf::name, "what stations refer to it by").needed(),
                          param("people", &CrewOf::people, "people", bounds::positive,
                                "people at work at the same time")};
    }
    bool operator==(const CrewOf&) const = default;
};

} // namespace rampcast
