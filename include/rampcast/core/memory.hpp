#pragma once

#include <cstdint>
#include <string>

#include "rampcast/core/compiled.hpp"

namespace rampcast {

/// Bytes of memory that this process may still take: the least of what the machine has free, what
/// its control groups leave it and what is left of the limit on its address space, as Linux tells;
/// the largest number where nothing is known, or with RAMPCAST_NO_FILES.
RAMPCAST_INLINE std::uint64_t available_memory_bytes();

namespace detail {

/// The same by the files below a folder, as `/proc` and `/sys` are below the root.
/// @param root the folder's path, without a slash at its end
RAMPCAST_INLINE std::uint64_t available_memory_bytes(const std::string& root);

/// Bytes as people say them, such as "412 GB".
RAMPCAST_INLINE std::string bytes_text(double bytes);

/// Refuses what needs more memory than there is. Below 100 MB nothing is looked up.
/// @param place dotted, as of an error
/// @param advice what to change, such as "fewer paths"
/// @throws Error naming the need, what there is and what to change
RAMPCAST_INLINE void require_memory(const std::string& place, double bytes,
                                    const std::string& advice);

} // namespace detail

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/core/memory_body.hpp"
#endif
