#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "rampcast/calibrate/normal_mixture.hpp"

/// What pools hold, take and give.
namespace rampcast {

/// What the ramps of a pool have in common. With z = ln max(y, 1/2) of period t = 1, 2, ...:
/// z = ceiling - deficit exp(-speed (t - 1)) + shock + pattern of three periods + calendar + group
/// + noise, where the shock of a period is `memory` times the last one's and a new part.
struct PoolParameters {
    double ceiling = 6.12;       ///< mean over ramps of ln of the units a period reached at last
    double ceiling_sd = .67;     ///< its sd over ramps; above 0
    double deficit = 1.96;       ///< mean of ln(ceiling / start)
    double deficit_sd = .88;     ///< its sd; above 0
    double correlation = -.44;   ///< of ceiling and deficit, above -1 and below 1
    double speed = .7529;        ///< a period, the middle one of three; above 0
    double speed_spread = .9985; ///< the three are a factor exp(spread * sqrt(3)) apart; at least 0
    double shock_sd = .314;      ///< of the new part of a period; above 0
    double memory = .883;        ///< share of a shock that is left a period later; 0 to below 1
    double noise_sd = .424;      ///< of a period's noise, the middle one of three; above 0
    double noise_spread = .5622; ///< the three are a factor exp(spread * sqrt(3)) apart; at least 0
    double first_sd = .358;    ///< of the first period's own noise, which is often cut; at least 0
    double pattern_sd = .2055; ///< of what every third period has of its own; at least 0
    /// What `ceiling` and `deficit` are more at the fast one of the three speeds than at the middle
    /// one, and less at the slow one, over sqrt(3): by sd of ln of the speed.
    double ceiling_by_speed = 0;
    double deficit_by_speed = 0;
    bool operator==(const PoolParameters&) const = default;
};

/// A series a pool was learned from.
struct PoolMember {
    std::string id{};
    std::string group{}; ///< empty: none
    int periods{};       ///< seen
    double level{};      ///< median of ln max(y, 1/2) from the ninth period on; NaN: too short
    bool operator==(const PoolMember&) const = default;
};

/// How much higher the ceilings of a group are.
struct GroupLevel {
    std::string name{};
    double level{}; ///< to be added to ln units
    bool operator==(const GroupLevel&) const = default;
};

/// What was learned from many ramps: the prior of others.
struct Pool {
    PoolParameters parameters{};
    /// By place in the calendar year (of months: from January), to be added to ln units; empty:
    /// none.
    std::vector<double> calendar{};
    std::vector<GroupLevel> groups{};
    double unknown_group_sd =
        1.5;           ///< ceiling_sd of a series of no known group, where there are groups
    double spread = 1; ///< factor on the sds of forecasts of ln units; other than 1 if that helps
    std::vector<PoolMember> members{}; ///< what it was learned from
    bool operator==(const Pool&) const = default;
};

/// A series as far as it has been seen, period by period.
struct RampSeries {
    std::string id{};
    std::string group{};     ///< empty: none
    int place{};             ///< of its first period in the calendar year, from 0
    std::vector<double> y{}; ///< units of each period, at least 0; NaN: missing
};

struct RampOptions {
    int horizon = 28;                       ///< periods ahead, at least 1
    std::vector<double> levels{.1, .5, .9}; ///< of quantiles, above 0 and below 1
    int paths = 500;                        ///< joint paths for totals; even, at least 2
    std::uint64_t seed = 1;                 ///< of the table of normals all series share
    int threads = 0;                        ///< 0: one a processor; results do not depend on it
    bool leave_one_out = false; ///< a series that is a member does not count for its group's level
    bool keep = false;          ///< mixtures and draws of totals too
    /// By series, which of the periods ahead a total counts (others than 0); empty: all.
    std::vector<std::vector<char>> counted{};
};

/// What a pool makes of a series.
struct RampForecast {
    std::vector<double> quantiles{}; ///< units, a row a period ahead, a column a level
    std::vector<double> totals{};    ///< units, of the sum over the periods ahead, a column a level
    /// Of the sum: the median of its draws weighted by 1 / total, which minimises the mean relative
    /// error; below the median.
    double least_relative_error{};
    double ceiling{};                ///< mean of ln of the ceiling, the group's level included
    double ceiling_sd{};             ///< after what was seen
    double ceiling_sd_before{};      ///< of the pool
    double expected_ceiling{};       ///< the pool's mean, the group's level included
    std::array<double, 9> weights{}; ///< of the speeds (slow to fast) by the noises (low to high)
    /// Of ln units, nine parts a period ahead, where `keep` is asked for.
    std::vector<std::array<NormalPart, 9>> mixtures{};
    std::vector<double> draws{}; ///< of the sum, where `keep` is asked for
};

struct LearnOptions {
    int cycle = 12;          ///< periods of a calendar year, whose places are learned; 0: none are
    int horizon = 28;        ///< periods ahead that are to be forecast well
    int threads = 0;         ///< 0: one a processor; results do not depend on it
    int most_steps = 200;    ///< of the search
    bool recalibrate = true; ///< finds `Pool::spread`, and keeps it where it helps series left out
};

struct LearnedPool {
    Pool pool{};
    double objective{}; ///< mean log score a series and origin, less the penalty
    int steps{};        ///< of the search
    bool converged{};
};

} // namespace rampcast
