#include "rampcast/plant/types.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/core/params.hpp"
#include "rampcast/plant/find.hpp"
#include "rampcast/plant/plant.hpp"
#include "sample_plant.hpp"

namespace rampcast::test {
namespace {

/// Described structs that have been looked at, by name.
using Names = std::set<std::string_view>;

template <class M> struct Look {
    /// Holds that the described members fill the struct: what is not described would be lost where
    /// objects are copied, compared and converted by their descriptions.
    static void at(Names& names) {
        if constexpr (Described<M>) {
            if (!names.insert(M::type_name).second) return;
            const M object{};
            std::vector<std::pair<std::ptrdiff_t, std::ptrdiff_t>> members;
            const auto* base = reinterpret_cast<const char*>(&object);
            for_each_param<M>([&](const auto& p) {
                const auto& member = object.*p.member;
                const auto* begin = reinterpret_cast<const char*>(&member);
                members.emplace_back(begin - base,
                                     begin - base + static_cast<std::ptrdiff_t>(sizeof member));
                Look<typename std::remove_cvref_t<decltype(p)>::member_type>::at(names);
            });
            std::sort(members.begin(), members.end());
            constexpr auto padding = static_cast<std::ptrdiff_t>(alignof(M));
            std::ptrdiff_t end = 0;
            for (const auto& [first, last] : members) {
                EXPECT_LT(first - end, padding) << M::type_name << " at byte " << end;
                end = last;
            }
            // A line carries what a forecast has found of it, which follows from its parameters.
            if constexpr (requires { &M::correction; })
                end += static_cast<std::ptrdiff_t>(sizeof(CarriedCorrection));
            EXPECT_LT(static_cast<std::ptrdiff_t>(sizeof(M)) - end, padding) << M::type_name;
        }
    }
};
template <class X> struct Look<std::optional<X>> : Look<X> {};
template <class X> struct Look<std::vector<X>> : Look<X> {};
template <class X> struct Look<std::map<std::string, X>> : Look<X> {};
template <class... X> struct Look<std::variant<X...>> {
    static void at(Names& names) { (Look<X>::at(names), ...); }
};

TEST(PlantTypes, EveryMemberIsDescribed) {
    Names names;
    Look<Plant>::at(names);
    Look<Distribution>::at(names);
    EXPECT_GT(names.size(), 50U);
    for (const std::string_view known : {"Plant", "Line", "Station", "Logistic", "Pert"})
        EXPECT_TRUE(names.contains(known)) << known;
}

TEST(PlantTypes, AWayLeadsToTheNumberOfAPathOnAnotherScalar) {
    const Plant plant = testing::sample_plant();
    const Line& line = plant.lines.front();
    auto at = converted<LineOf<double>>(
        line, [](const NumberInfo&, const Uncertain& u) { return u.median(); });
    const std::string station = line.stations.front().name;
    const Way way = way_to_number(line, station + ".cycle_time_s");
    EXPECT_EQ(follow<double>(at, way), &at.stations.front().cycle_time_s);
    EXPECT_EQ(follow<double>(at, way_to_number(line, "stations." + station + ".cycle_time_h")),
              &at.stations.front().cycle_time_s);
    EXPECT_THROW(way_to_number(line, station + ".calendar"), Error);
    EXPECT_THROW(way_to_number(line, "nothing"), Error);
}

} // namespace
} // namespace rampcast::test
