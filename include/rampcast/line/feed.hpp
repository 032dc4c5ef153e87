#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "rampcast/core/params.hpp"

namespace rampcast {

/// A way from one station of a line to another, with a buffer of its own. A station that several
/// feed assembles: it needs the parts that each of them brings. A station that feeds several parts
/// its pieces among them.
template <class T> struct FeedOf {
    using scalar = T;
    std::string from{}; ///< name of the station that the pieces come from
    std::string to{};   ///< name of the station that they go to
    /// waiting places on the way, those on the stations not counted; left out: there is always room
    std::optional<T> buffer{};
    /// how many pieces of `from` go this way, in proportion to the other feeds from it
    T share = T(1);
    T pieces = T(1); ///< pieces that go into each piece of `to`; a whole number
    /// what it brings: feeds to a station that bring the same stand in for each other, of all else
    /// a station needs each; empty: the name of `from`
    std::string part{};

    const std::string& part_brought() const { return part.empty() ? from : part; }

    static constexpr std::string_view type_name = "Feed";
    static constexpr std::string_view meaning =
        "A way from one station of a line to another: stations that several feed assemble, "
        "stations that feed several part their pieces.";
    static constexpr auto params() {
        return std::tuple{
            param("from", &FeedOf::from, "name of the station that the pieces come from").needed(),
            param("to", &FeedOf::to, "name of the station that they go to").needed(),
            param("buffer", &FeedOf::buffer, "pieces", bounds::non_negative,
                  "waiting places on the way, those on the stations not counted; left out: there "
                  "is always room"),
            param("share", &FeedOf::share, "1", bounds::positive,
                  "how many pieces of `from` go this way, in proportion to the other feeds from "
                  "it"),
            param("pieces", &FeedOf::pieces, "1", Bounds{.lower = 1},
                  "pieces that go into each piece of `to`; a whole number"),
            param("part", &FeedOf::part,
                  "what it brings: feeds to a station that bring the same stand in for each "
                  "other, of all else a station needs each; empty: the name of `from`")};
    }
    bool operator==(const FeedOf&) const = default;
};

} // namespace rampcast
