#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "rampcast/core/error.hpp"
#include "rampcast/core/memory.hpp"

#ifndef RAMPCAST_NO_FILES
#include <fstream>
#include <sstream>
#endif

/// What `memory.hpp` declares.
namespace rampcast {

namespace detail {

inline constexpr std::uint64_t unknown_memory = std::numeric_limits<std::uint64_t>::max();

#ifdef RAMPCAST_NO_FILES
RAMPCAST_INLINE std::uint64_t available_memory_bytes(const std::string&) { return unknown_memory; }
#else

/// The number behind a word at the start of a line of a file; none where there is no such line or
/// no number, as where a limit is "max".
inline std::optional<std::uint64_t> number_in_file(const std::string& path,
                                                   const std::string& word) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (line.rfind(word, 0) != 0) continue;
        std::istringstream rest(line.substr(word.size()));
        std::uint64_t number = 0;
        if (rest >> number) return number;
        return {};
    }
    return {};
}

/// What a control group leaves: files that programs have read may be dropped and do not count.
inline std::uint64_t left_by_group(const std::string& folder, const char* limit, const char* usage,
                                   const char* dropped) {
    const auto most = number_in_file(folder + limit, ""), now = number_in_file(folder + usage, "");
    if (!most || !now) return unknown_memory;
    const std::uint64_t kept =
        *now - std::min(*now, number_in_file(folder + "/memory.stat", dropped).value_or(0));
    return *most - std::min(*most, kept);
}

/// The same of the group of this process and of all that hold it.
inline std::uint64_t left_by_groups(const std::string& root) {
    std::uint64_t least = unknown_memory;
    std::ifstream groups(root + "/proc/self/cgroup");
    for (std::string line; std::getline(groups, line);) {
        const std::size_t first = line.find(':'), second = line.find(':', first + 1);
        if (second == std::string::npos) continue;
        const std::string kinds = line.substr(first + 1, second - first - 1);
        const bool unified = kinds.empty();
        if (!unified && kinds.find("memory") == std::string::npos) continue;
        const std::string mount = root + "/sys/fs/cgroup" + (unified ? "" : "/memory");
        for (std::string group = line.substr(second + 1);;) {
            const std::string folder = mount + (group == "/" ? "" : group);
            least = std::min(
                least,
                unified ? left_by_group(folder, "/memory.max", "/memory.current", "inactive_file ")
                        : left_by_group(folder, "/memory.limit_in_bytes", "/memory.usage_in_bytes",
                                        "total_inactive_file "));
            const std::size_t slash = group.rfind('/');
            if (group == "/" || slash == std::string::npos) break;
            group = slash == 0 ? "/" : group.substr(0, slash);
        }
    }
    return least;
}

RAMPCAST_INLINE std::uint64_t available_memory_bytes(const std::string& root) {
    std::uint64_t least = left_by_groups(root);
    if (const auto free_kb = number_in_file(root + "/proc/meminfo", "MemAvailable:"))
        least = std::min(least, *free_kb * 1024);
    if (const auto most = number_in_file(root + "/proc/self/limits", "Max address space")) {
        const auto taken_kb = number_in_file(root + "/proc/self/status", "VmSize:");
        least = std::min(least, *most - std::min(*most, taken_kb.value_or(0) * 1024));
    }
    return least;
}
#endif

RAMPCAST_INLINE std::string bytes_text(double bytes) {
    const auto rounded = [](double number) {
        return number_text(number < 10 ? std::round(number * 10) / 10 : std::round(number));
    };
    return bytes < 1e9 ? rounded(bytes / 1e6) + " MB" : rounded(bytes / 1e9) + " GB";
}

RAMPCAST_INLINE void require_memory(const std::string& place, double bytes,
                                    const std::string& advice) {
    constexpr double little = 1e8;
    if (bytes <= little) return;
    const auto there = static_cast<double>(rampcast::available_memory_bytes());
    if (!(bytes <= there))
        throw Error(place, "needs " + bytes_text(bytes) + " of memory, " + bytes_text(there) +
                               " are available; " + advice);
}

} // namespace detail

RAMPCAST_INLINE std::uint64_t available_memory_bytes() {
    return detail::available_memory_bytes("");
}

} // namespace rampcast
