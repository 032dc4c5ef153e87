#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rampcast/calibrate/pool_data.hpp"

/// How high the ceilings of groups are: for bodies.
namespace rampcast::detail {

/// The median; orders the values anew. NaN of none.
inline double median_of(std::vector<double>& values) {
    if (values.empty()) return std::nan("");
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) return *middle;
    return .5 * (*middle + *std::max_element(values.begin(), middle));
}

/// What the levels of the members of a pool, or of one group, add up to.
struct LevelSum {
    double sum = 0;
    int count = 0;
    void add(double level, int times = 1) {
        if (std::isnan(level)) return;
        sum += times * level;
        count += times;
    }
};

/// How far the mean level of a group is from that of all, drawn to 0 as half a member more at the mean
/// of all would; none where it has no member.
inline std::optional<double> level_of(const LevelSum& group, const LevelSum& all) {
    if (group.count == 0) return std::nullopt;
    return (group.sum / group.count - all.sum / all.count) * group.count / (group.count + .5);
}

/// The levels of the groups of a pool, with and without one of its members.
class GroupLevels {
public:
    explicit GroupLevels(const Pool& pool) {
        for (const GroupLevel& each : pool.groups) stated_[each.name] = each.level;
        for (const PoolMember& each : pool.members) {
            all_.add(each.level);
            sums_[each.group].add(each.level);
            members_[each.id] = &each;
        }
    }
    /// None where the group is not known.
    std::optional<double> of(const RampSeries& series, bool leave_one_out) const {
        const auto stated = stated_.find(series.group);
        if (series.group.empty() || stated == stated_.end()) return std::nullopt;
        const auto member = members_.find(series.id);
        if (!leave_one_out || member == members_.end() || member->second->group != series.group)
            return stated->second;
        LevelSum group = sums_.at(series.group), all = all_;
        group.add(member->second->level, -1);
        all.add(member->second->level, -1);
        return level_of(group, all);
    }

private:
    std::map<std::string, double> stated_;
    std::map<std::string, LevelSum> sums_;
    std::map<std::string, const PoolMember*> members_;
    LevelSum all_;
};

} // namespace rampcast::detail
