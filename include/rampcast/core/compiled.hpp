#pragma once

/// With RAMPCAST_PRECOMPILED (set by linking `rampcast::io`) what is marked RAMPCAST_INLINE is
/// declared by the headers and compiled once, in that library; without it the headers bring the
/// definitions along.
#ifdef RAMPCAST_PRECOMPILED
#define RAMPCAST_INLINE
#else
#define RAMPCAST_INLINE inline
#endif
