#pragma once

/// Where the bodies of the library are. A face `NAME.hpp` declares what a caller uses; what is
/// marked RAMPCAST_INLINE there has its body in `NAME_body.hpp`. The compiled library holds all
/// bodies once. A program that defines RAMPCAST_HEADER_ONLY for all its sources (by linking
/// `rampcast::header_only`) compiles them in with the faces instead and needs no library.
#ifdef RAMPCAST_HEADER_ONLY
#define RAMPCAST_INLINE inline
#else
#define RAMPCAST_INLINE
#endif
