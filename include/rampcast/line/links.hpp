#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/core/error.hpp"
#include "rampcast/core/math.hpp"
#include "rampcast/line/line.hpp"

/// Which station of a line feeds which.
namespace rampcast::detail {

/// A feed by numbers of stations.
template <class T> struct Link {
    std::size_t from{}, to{};
    std::optional<T> buffer{}; ///< waiting places; none: there is always room
    T share = T(1);            ///< of the pieces of `from`
    T pieces = T(1);           ///< for each piece of `to`
    std::size_t part{};        ///< number, of the parts that `to` is fed
};

template <class T> std::size_t station_number(const LineOf<T>& line, const std::string& name) {
    for (std::size_t i = 0; i < line.stations.size(); ++i)
        if (line.stations[i].name == name) return i;
    throw Error("line." + path_part(line.name), "there is no station " + detail::quoted(name));
}

/// The feeds of a line as stated; without any, from each station to the next.
/// @throws Error where a feed names a station the line has not
template <class T> std::vector<Link<T>> links(const LineOf<T>& line) {
    std::vector<Link<T>> result;
    for (std::size_t i = 1; line.feeds.empty() && i < line.stations.size(); ++i) {
        result.push_back({.from = i - 1, .to = i});
        if (!line.buffers.empty()) result.back().buffer = line.buffers[i - 1];
    }
    std::vector<std::string> parts;
    for (const FeedOf<T>& feed : line.feeds) {
        Link<T> link{station_number(line, feed.from), station_number(line, feed.to), feed.buffer,
                     feed.share, feed.pieces};
        T all(0);
        for (const FeedOf<T>& other : line.feeds)
            if (other.from == feed.from) all += other.share;
        link.share = link.share / all;
        const std::string& part = feed.part_brought();
        for (std::size_t i = 0; i < result.size(); ++i) {
            if (result[i].to != link.to) continue;
            if (parts[i] == part) {
                link.part = result[i].part;
                break;
            }
            link.part = std::max(link.part, result[i].part + 1);
        }
        parts.push_back(part);
        result.push_back(link);
    }
    return result;
}

/// Stations, each after those that feed it; fewer than there are where they feed each other in a
/// circle.
template <class T>
std::vector<std::size_t> in_order(const std::vector<Link<T>>& links, std::size_t stations) {
    std::vector<std::size_t> open(stations, 0), order;
    for (const Link<T>& link : links) ++open[link.to];
    for (std::size_t i = 0; i < stations; ++i)
        if (open[i] == 0) order.push_back(i);
    for (std::size_t k = 0; k < order.size(); ++k)
        for (const Link<T>& link : links)
            if (link.from == order[k] && --open[link.to] == 0) order.push_back(link.to);
    return order;
}

/// How many pieces arrive at each station, where stations feed each other. Stations that depend on
/// each other's pieces are of one group, whose numbers are in proportion; where parts are put
/// together, groups become one.
template <class T> struct FeedFlow {
    std::vector<T> arrivals{};         ///< for each good piece of the line
    T started{};                       ///< pieces that enter it for each good one
    std::vector<std::size_t> groups{}; ///< of stations, at the end
    std::vector<bool> ends{};          ///< stations that feed none: from them good pieces leave
    /// Two feeds, by their numbers, whose pieces are not free to wait for each other: parts of one
    /// group that are needed each.
    std::optional<std::pair<std::size_t, std::size_t>> bound{};
    /// Two feeds that bring the same from groups of their own, in no fixed proportion.
    std::optional<std::pair<std::size_t, std::size_t>> loose{};
};

/// @param good pieces that go on for each that arrives, by station
template <class T>
FeedFlow<T> feed_flow(const std::vector<Link<T>>& links, const std::vector<T>& good) {
    const std::size_t k = good.size();
    FeedFlow<T> result{.arrivals = std::vector<T>(k, T(1)),
                       .groups = std::vector<std::size_t>(k),
                       .ends = std::vector<bool>(k, true)};
    std::vector<std::size_t>& groups = result.groups;
    for (std::size_t i = 0; i < k; ++i) groups[i] = i;
    std::vector<bool> source(k, true);
    for (const Link<T>& link : links) {
        source[link.to] = false;
        result.ends[link.from] = false;
    }
    const auto supply = [&](const Link<T>& link) {
        return result.arrivals[link.from] * good[link.from] * link.share / link.pieces;
    };
    const auto join = [&](std::size_t from, std::size_t into, const T& scale) {
        for (std::size_t i = 0; i < k; ++i) {
            if (groups[i] != from) continue;
            result.arrivals[i] = result.arrivals[i] * scale;
            groups[i] = into;
        }
    };
    for (const std::size_t station : in_order(links, k)) {
        std::vector<std::size_t> firsts; // a feed of each part
        std::vector<T> supplies;
        for (std::size_t f = 0; f < links.size(); ++f) {
            if (links[f].to != station) continue;
            const std::size_t part = links[f].part;
            if (part >= firsts.size()) {
                firsts.push_back(f);
                supplies.push_back(supply(links[f]));
                continue;
            }
            supplies[part] += supply(links[f]);
            if (groups[links[f].from] != groups[links[firsts[part]].from])
                result.loose = {firsts[part], f};
        }
        if (firsts.empty()) continue;
        result.arrivals[station] = supplies[0];
        const std::size_t group = groups[links[firsts[0]].from];
        groups[station] = group;
        for (std::size_t part = 1; part < firsts.size(); ++part) {
            const std::size_t other = groups[links[firsts[part]].from];
            if (other == group) result.bound = {firsts[0], firsts[part]};
            else join(other, group, supplies[0] / supplies[part]);
        }
    }
    T leaves(0);
    for (std::size_t i = 0; i < k; ++i)
        if (result.ends[i]) leaves += result.arrivals[i] * good[i];
    result.started = T(0);
    for (std::size_t i = 0; i < k; ++i) {
        result.arrivals[i] = result.arrivals[i] / leaves;
        if (source[i]) result.started += result.arrivals[i];
    }
    return result;
}

} // namespace rampcast::detail
