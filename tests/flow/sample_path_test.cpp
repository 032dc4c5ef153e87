#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <queue>
#include <random>
#include <string>
#include <vector>

#include "departures.hpp"
#include "rampcast/flow/sample_path_engine_body.hpp"
#include "sample_lines.hpp"

namespace rampcast {
namespace {

constexpr int least_lanes = 2 * detail::ChunkTypes<double>::width;

/// A line of exponential stations with these rates an hour.
LineOf<double> path_line(const std::vector<double>& rates, const std::vector<double>& places,
                         const std::vector<double>& buffers) {
    return samples::exponential_line(rates, buffers, places);
}

/// A covered line at random: stations, places, buffers, spreads, failures, either blocking.
LineOf<double> random_line(std::mt19937_64& random) {
    const auto up_to = [&](int most) {
        return static_cast<int>(random() % std::uint64_t(most + 1));
    };
    const int count = 1 + up_to(4);
    LineOf<double> line;
    line.name = "L";
    if (up_to(3) == 0) line.blocking = Blocking::before;
    for (int i = 0; i < count; ++i) {
        StationOf<double> s;
        s.name = "s" + std::to_string(i);
        s.places = 1 + up_to(3);
        s.cycle_time_s = (20 + up_to(20)) * s.places;
        s.cycle_time_scv = 0.5 * up_to(3);
        if (up_to(1)) s.handling_time_s = 3;
        if (up_to(1)) {
            s.mtbf_h = 0.2;
            s.mttr_h = 0.05;
        }
        if (up_to(2) == 0) s.failure_modes = {{.name = "jam", .mtbf_h = 0.1, .mttr_h = 0.01}};
        line.stations.push_back(s);
    }
    const bool unlimited = up_to(4) == 0;
    for (int i = 0; i + 1 < count && !unlimited; ++i) {
        line.buffers.push_back(up_to(5));
        if (line.blocking == Blocking::before)
            line.buffers.back() += line.stations[static_cast<std::size_t>(i)].places - 1;
    }
    return line;
}

double total_places(const Replication& r) {
    double sum = 0;
    for (const PlaceHours& s : r.stations) sum += s.busy + s.down + s.blocked + s.starved;
    return sum;
}

/// One replication by an event calendar and lists of all that happened, as plain as can be: the
/// oracle of the recursion. Pieces are moved until nothing can move, then time goes on.
struct PlainSimulation {
    struct Stretch {
        double from = 0, to = 0;
        double inside(double begin, double end) const {
            return std::max(0.0, std::min(to, end) - std::max(from, begin));
        }
    };
    struct Service {
        Stretch stretch;
        double down = 0;
    };
    struct Stop {
        std::vector<Service> services;
        std::vector<Stretch> blocked, waiting;
    };
    std::vector<Stop> stops;
    std::vector<double> entered, left;

    PlainSimulation(const LineOf<double>& line, std::uint64_t seed, std::uint32_t replication,
                    std::size_t pieces)
        : stops(line.stations.size()) {
        const std::size_t count = line.stations.size();
        const bool before = line.blocking == Blocking::before;
        std::vector<StationDraws> draws;
        for (const auto& s : line.stations)
            draws.emplace_back(seed, station_stream(draws.size()), s);
        using Times = std::priority_queue<double, std::vector<double>, std::greater<>>;
        std::vector<Times> working(count);
        std::vector<std::queue<double>> done(count), waiting(count);
        double now = 0;
        const auto inside = [&](std::size_t i) { return working[i].size() + done[i].size(); };
        // Room behind station i, a free place of the next station counted.
        const auto room = [&](std::size_t i) {
            if (i + 1 == count || line.buffers.empty()) return true;
            const std::size_t coming = before ? working[i].size() : 0;
            return static_cast<double>(waiting[i + 1].size() + inside(i + 1) + coming) <
                   line.buffers[i] + line.stations[i + 1].places;
        };
        const auto move = [&] {
            for (std::size_t i = count; i-- > 0;) {
                if (!done[i].empty() && (before || room(i))) {
                    stops[i].blocked.push_back({done[i].front(), now});
                    done[i].pop();
                    if (i + 1 < count) waiting[i + 1].push(now);
                    else left.push_back(now);
                    return true;
                }
                const bool piece = i == 0 || !waiting[i].empty();
                if (!piece || inside(i) >= static_cast<std::size_t>(line.stations[i].places))
                    continue;
                if (before && !room(i)) continue;
                if (i == 0) entered.push_back(now);
                else {
                    stops[i].waiting.push_back({waiting[i].front(), now});
                    waiting[i].pop();
                }
                const std::uint64_t n = stops[i].services.size();
                const double work = draws[i].service.seconds(replication, n);
                double down = 0;
                for (const auto& mode : draws[i].work_failures)
                    down += mode.down_s(replication, n, work);
                stops[i].services.push_back({{now, now + work + down}, down});
                working[i].push(now + work + down);
                return true;
            }
            return false;
        };
        while (left.size() < pieces) {
            while (move()) {
            }
            double next = 1e300;
            for (const auto& times : working)
                if (!times.empty()) next = std::min(next, times.top());
            for (std::size_t i = 0; before && i < count; ++i) {
                if (room(i)) continue;
                const std::size_t free =
                    static_cast<std::size_t>(line.stations[i].places) - inside(i);
                const std::size_t held = i == 0 ? free : std::min(free, waiting[i].size());
                for (std::size_t k = 0; k < held; ++k) stops[i].blocked.push_back({now, next});
            }
            now = next;
            for (std::size_t i = 0; i < count; ++i)
                while (!working[i].empty() && working[i].top() <= now) {
                    working[i].pop();
                    done[i].push(now);
                }
        }
        for (std::size_t i = 0; i < count; ++i) {
            for (; !done[i].empty(); done[i].pop())
                stops[i].blocked.push_back({done[i].front(), now});
            for (; !waiting[i].empty(); waiting[i].pop())
                stops[i].waiting.push_back({waiting[i].front(), now});
        }
    }
};

void expect_like_plain(const LineOf<double>& line, const RunRequest& run) {
    const auto paths = detail::run_on_lanes(line, run);
    const auto warm_up = static_cast<std::size_t>(run.warm_up_pieces);
    const auto pieces = static_cast<std::size_t>(run.pieces);
    for (int r = 0; r < run.replications; ++r) {
        const Replication& path = paths[static_cast<std::size_t>(r)];
        const PlainSimulation plain(line, run.seed,
                                    static_cast<std::uint32_t>(run.first_replication + r),
                                    warm_up + pieces + 60);
        const double begin = warm_up > 0 ? plain.left[warm_up - 1] : 0;
        const double end = plain.left[warm_up + pieces - 1];
        const double tolerance = 1e-9 * end;
        EXPECT_NEAR(3600 * path.hours, end - begin, tolerance);
        double held = 0, entered_before = 0, entered = 0;
        for (std::size_t j = 0; j < plain.entered.size(); ++j) {
            const double out = j < plain.left.size() ? plain.left[j] : 1e300;
            held += PlainSimulation::Stretch{plain.entered[j], out}.inside(begin, end);
            entered_before += plain.entered[j] < begin;
            entered += plain.entered[j] < end;
        }
        EXPECT_NEAR(3600 * path.piece_hours, held, tolerance * 10);
        EXPECT_EQ(path.in_process_before, entered_before - static_cast<double>(warm_up));
        EXPECT_EQ(path.in_process_after, entered - static_cast<double>(warm_up + pieces));
        EXPECT_EQ(path.good, static_cast<double>(pieces));
        EXPECT_EQ(path.in_process_before + path.started,
                  path.good + path.scrapped + path.in_process_after);
        for (std::size_t i = 0; i < line.stations.size(); ++i) {
            double total = 0, down = 0, blocked = 0, waiting = 0, cut = 0;
            for (const auto& service : plain.stops[i].services) {
                const double length = service.stretch.to - service.stretch.from;
                const double inside = service.stretch.inside(begin, end);
                total += inside;
                if (length > 0) down += service.down * inside / length;
                if (inside > 0 && inside < length * (1 - 1e-9)) cut += service.down;
            }
            for (const auto& stretch : plain.stops[i].blocked)
                blocked += stretch.inside(begin, end);
            for (const auto& stretch : plain.stops[i].waiting)
                waiting += stretch.inside(begin, end);
            const PlaceHours& hours = path.stations[i];
            EXPECT_NEAR(3600 * (hours.busy + hours.down), total, tolerance + cut);
            EXPECT_NEAR(3600 * hours.down, down, tolerance + cut);
            EXPECT_NEAR(3600 * hours.blocked, blocked, tolerance);
            if (i > 0) {
                // A piece that a free place would begin, were there room behind, waits there.
                if (line.blocking == Blocking::before) waiting -= blocked;
                EXPECT_NEAR(3600 * path.buffer_hours[i - 1], waiting, tolerance);
            }
            EXPECT_NEAR(hours.busy + hours.down + hours.blocked + hours.starved,
                        line.stations[i].places * path.hours, 1e-9 * path.hours + 1e-9);
        }
    }
}

TEST(SamplePath, EqualsAPlainSimulationEventByEvent) {
    std::mt19937_64 random(17);
    for (int trial = 0; trial < 120; ++trial) {
        const LineOf<double> line = random_line(random);
        ASSERT_TRUE(sample_path_covers(line));
        SCOPED_TRACE(trial);
        expect_like_plain(line, {.seed = static_cast<std::uint64_t>(trial),
                                 .first_replication = trial % 3,
                                 .replications = 2,
                                 .warm_up_pieces = trial % 4 * 13,
                                 .pieces = 1 + trial * trial % 150});
        if (HasFailure()) return;
    }
}

/// What a replication did does not depend on how many run side by side.
TEST(SamplePath, LanesDoNotMatter) {
    std::mt19937_64 random(23);
    for (int trial = 0; trial < 25; ++trial) {
        const LineOf<double> line = random_line(random);
        RunRequest run{
            .seed = 5, .replications = 2 * least_lanes, .warm_up_pieces = 20, .pieces = 90};
        const auto narrow = detail::run_sample_paths<least_lanes>(line, run);
        const auto wide = detail::run_sample_paths<2 * least_lanes>(line, run);
        run.first_replication = least_lanes / 2 + 1;
        run.replications = 1;
        const auto one = detail::run_sample_paths<least_lanes>(line, run);
        ASSERT_EQ(narrow.size(), wide.size());
        const auto expect_equal = [](const Replication& a, const Replication& b) {
            EXPECT_EQ(a.hours, b.hours);
            EXPECT_EQ(a.piece_hours, b.piece_hours);
            EXPECT_EQ(a.lead_hours, b.lead_hours);
            EXPECT_EQ(a.in_process_before, b.in_process_before);
            EXPECT_EQ(a.in_process_after, b.in_process_after);
            EXPECT_EQ(a.buffer_hours, b.buffer_hours);
            for (std::size_t i = 0; i < a.stations.size(); ++i) {
                EXPECT_EQ(a.stations[i].busy, b.stations[i].busy);
                EXPECT_EQ(a.stations[i].down, b.stations[i].down);
                EXPECT_EQ(a.stations[i].blocked, b.stations[i].blocked);
                EXPECT_EQ(a.stations[i].starved, b.stations[i].starved);
            }
        };
        for (std::size_t i = 0; i < narrow.size(); ++i) expect_equal(narrow[i], wide[i]);
        expect_equal(one[0], narrow[static_cast<std::size_t>(run.first_replication)]);
    }
}

/// The hours to make a number of pieces, replication by replication.
std::vector<double> path_hours(const LineOf<double>& line) {
    std::vector<double> hours;
    for (const auto& r : detail::run_on_lanes(line, {.seed = 9, .replications = 8, .pieces = 400}))
        hours.push_back(r.hours);
    return hours;
}
/// With the same random numbers no path is later with a larger buffer, a faster station, rarer
/// failures or faster repair.
TEST(SamplePath, MoreIsNeverLessOnAnyPathAtLength) {
    std::mt19937_64 random(31);
    for (int trial = 0; trial < 25; ++trial) {
        LineOf<double> line = random_line(random);
        if (line.stations.size() < 2) continue;
        const std::size_t i = random() % (line.stations.size() - 1);
        const std::vector<double> base = path_hours(line);
        const auto expect_no_later = [&](const LineOf<double>& better, const char* what) {
            const std::vector<double> hours = path_hours(better);
            for (std::size_t r = 0; r < hours.size(); ++r)
                EXPECT_LE(hours[r], base[r] * (1 + 1e-12)) << what << " " << trial;
        };
        LineOf<double> better = line;
        if (!better.buffers.empty()) better.buffers[i] += 2;
        expect_no_later(better, "buffer");
        better = line;
        better.stations[i].cycle_time_s *= 0.8;
        expect_no_later(better, "faster");
        better = line;
        if (better.stations[i].mttr_h) *better.stations[i].mttr_h *= 0.5;
        expect_no_later(better, "repair");
        better = line;
        if (better.stations[i].mtbf_h) *better.stations[i].mtbf_h *= 2;
        expect_no_later(better, "failures");
    }
}

/// Parts follow each other from the start, and end with the window.
TEST(SamplePath, TellsItsParts) {
    const LineOf<double> line = path_line({1, 2, 1}, {1, 3, 1}, {1, 1});
    RunRequest run{.seed = 2, .replications = 3, .warm_up_pieces = 20, .pieces = 30, .block = 1};
    const auto each = detail::run_on_lanes(line, run);
    run.block = 5;
    const auto fives = detail::run_on_lanes(line, run);
    for (std::size_t r = 0; r < each.size(); ++r) {
        const auto all = samples::departures_h(each[r]), some = samples::departures_h(fives[r]);
        ASSERT_EQ(all.size(), 50u);
        ASSERT_EQ(some.size(), 10u);
        EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
        EXPECT_NEAR(all[49] - all[19], each[r].hours, 1e-9 * each[r].hours);
        double lead = 0;
        for (std::size_t k = 20; k < 50; ++k) lead += each[r].blocks[k].lead_hours;
        EXPECT_NEAR(lead, each[r].lead_hours, 1e-9 * lead);
        for (std::size_t k = 0; k < some.size(); ++k)
            EXPECT_NEAR(some[k], all[5 * k + 4], 1e-9 * some[k]);
    }
}

/// Deterministic times: exactly the bottleneck, once the line is full.
TEST(SamplePath, DeterministicLineMakesItsBottleneck) {
    LineOf<double> line = path_line({4, 1, 2}, {1, 3, 1}, {2, 0});
    for (auto& station : line.stations) station.cycle_time_scv = 0;
    const auto paths = detail::run_on_lanes(line, {.warm_up_pieces = 30, .pieces = 200});
    EXPECT_NEAR(paths[0].hours, 100, 1e-9);
    EXPECT_NEAR(total_places(paths[0]), 500, 1e-6);
    EXPECT_NEAR(paths[0].stations[2].busy, 100, 1e-9);
}

TEST(SamplePath, CoversWhatItCan) {
    LineOf<double> line = path_line({1, 1}, {2, 1}, {0});
    EXPECT_TRUE(sample_path_covers(line));
    line.blocking = Blocking::before;
    EXPECT_FALSE(sample_path_covers(line));
    line.buffers = {1};
    EXPECT_TRUE(sample_path_covers(line));
    const auto covers_changed = [&](auto change) {
        LineOf<double> changed = line;
        change(changed);
        return sample_path_covers(changed);
    };
    EXPECT_FALSE(covers_changed([](auto& l) { l.repairers = 1; }));
    EXPECT_FALSE(covers_changed([](auto& l) { l.calendar = "week"; }));
    EXPECT_FALSE(covers_changed([](auto& l) { l.sequence = {{.product = "a"}}; }));
    EXPECT_FALSE(covers_changed([](auto& l) { l.stations[0].batch = 2; }));
    EXPECT_FALSE(covers_changed([](auto& l) { l.stations[1].first_pass_yield = 0.9; }));
    EXPECT_FALSE(covers_changed([](auto& l) { l.stations[1].crew = "crew"; }));
    EXPECT_FALSE(covers_changed([](auto& l) { l.stations[1].calendar = "night"; }));
    EXPECT_FALSE(covers_changed([](auto& l) { l.stations.clear(); }));
    EXPECT_FALSE(covers_changed([](auto& l) {
        l.stations[0].failure_modes = {
            {.name = "jam", .mtbf_h = 1, .mttr_h = 1, .failures = Failures::time}};
    }));
    EXPECT_FALSE(covers_changed([](auto& l) {
        l.stations[0].mtbf_h = l.stations[0].mttr_h = 1;
        l.stations[0].failures = Failures::time;
    }));
}

} // namespace
} // namespace rampcast
