#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/core/refuse.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/line/links.hpp"

namespace rampcast::detail {

/// The rules of a line's feeds: each between two of its stations, none in a circle, every part free
/// to wait for the others, and all pieces in a fixed proportion.
class FeedRules {
public:
    /// @param place dotted path of the line
    FeedRules(const LineOf<double>& line, std::string place)
        : line_(line), place_(std::move(place)) {}

    void check() const {
        if (line_.feeds.empty()) return;
        if (!line_.buffers.empty())
            throw Error(place_,
                        "buffers and feeds are both stated; feeds have buffers of their own");
        if (!line_.sequence.empty())
            throw Error(place_, "sequence and feeds are both stated; products are made in sequence "
                                "by stations in series");
        check_each();
        const std::vector<Link<double>> ways = links(line_);
        check_order(ways);
        check_proportions(ways);
        check_parting(ways);
    }

private:
    const LineOf<double>& line_;
    std::string place_;

    std::string at(std::size_t feed) const { return place_ + ".feeds." + std::to_string(feed + 1); }
    std::string name(std::size_t feed) const {
        return detail::quoted(line_.feeds[feed].from) + " to " +
               detail::quoted(line_.feeds[feed].to);
    }

    void check_each() const {
        const std::vector<std::string> stations = names_of(line_.stations);
        for (std::size_t i = 0; i < line_.feeds.size(); ++i) {
            const FeedOf<double>& feed = line_.feeds[i];
            check_reference(feed.from, stations, at(i), "from", "a station of the line");
            check_reference(feed.to, stations, at(i), "to", "a station of the line");
            if (feed.from == feed.to)
                refuse_parameter(at(i), "to",
                                 "is " + detail::quoted(feed.to) + ", which feeds itself");
            for (std::size_t j = 0; j < i; ++j) {
                const FeedOf<double>& other = line_.feeds[j];
                if (other.from == feed.from && other.to == feed.to)
                    throw Error(at(i), "from " + name(i) +
                                           " stands twice; must stand once, with "
                                           "pieces for how many are needed");
                if (other.to == feed.to && other.part_brought() == feed.part_brought() &&
                    other.pieces != feed.pieces)
                    refuse_value(at(i), "pieces", number_text(feed.pieces),
                                 "must be " + number_text(other.pieces) + ", as of the feed from " +
                                     detail::quoted(other.from) + " that brings the same");
            }
        }
    }

    void check_order(const std::vector<Link<double>>& ways) const {
        std::vector<bool> reached(line_.stations.size(), false);
        for (const std::size_t i : in_order(ways, line_.stations.size())) reached[i] = true;
        for (std::size_t i = 0; i < ways.size(); ++i)
            if (!reached[ways[i].from] && !reached[ways[i].to])
                throw Error(at(i), "from " + name(i) +
                                       " stations feed each other in a circle; "
                                       "pieces must come to an end");
    }

    void check_proportions(const std::vector<Link<double>>& ways) const {
        const FeedFlow<double> flow =
            feed_flow(ways, std::vector<double>(line_.stations.size(), 1.));
        if (flow.bound)
            throw Error(at(flow.bound->second),
                        "from " + name(flow.bound->second) + " and from " +
                            name(flow.bound->first) +
                            " bring parts that come from one station, so that each would have to "
                            "wait for what the other gets; must come from stations of their own, "
                            "or bring the same part");
        if (flow.loose)
            throw Error(at(flow.loose->second),
                        "from " + name(flow.loose->second) + " and from " +
                            name(flow.loose->first) +
                            " bring the same part from stations that have nothing in common, in "
                            "no fixed proportion; must be parted by a station before them");
        std::size_t last = flow.ends.size();
        for (std::size_t i = 0; i < flow.ends.size(); ++i) {
            if (!flow.ends[i]) continue;
            if (last < flow.ends.size() && flow.groups[i] != flow.groups[last])
                throw Error(place_, "feeds leave stations " +
                                        detail::quoted(line_.stations[last].name) + " and " +
                                        detail::quoted(line_.stations[i].name) +
                                        " nothing in common; must be one line");
            last = i;
        }
    }

    /// Where no piece is begun before there is room, it must be known where it goes.
    void check_parting(const std::vector<Link<double>>& ways) const {
        if (line_.blocking == Blocking::after) return;
        for (std::size_t i = 0; i < ways.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j)
                if (ways[i].from == ways[j].from)
                    throw Error(at(i), "from " + name(i) + " station " +
                                           detail::quoted(line_.feeds[i].from) +
                                           " parts its pieces, but blocking is before; must be "
                                           "after");
            const StationOf<double>&from = line_.stations[ways[i].from],
                  &to = line_.stations[ways[i].to];
            const double room =
                ways[i].buffer.value_or(greatest_room) + to.places * to.batch * ways[i].pieces;
            if (from.batch > room)
                refuse_parameter(place_ + ".stations." + path_part(from.name), "batch",
                                 "is " + number_text(from.batch) + ", but only " +
                                     number_text(room) +
                                     " pieces can ever be behind it; must be at most that");
        }
    }
    static constexpr double greatest_room = 1e12;
};

} // namespace rampcast::detail
