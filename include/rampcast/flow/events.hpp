#pragma once

#include <vector>

#include "rampcast/core/compiled.hpp"
#include "rampcast/flow/replication.hpp"
#include "rampcast/flow/run_request.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/time/calendar.hpp"

namespace rampcast {

/// Simulates a line piece by piece, event by event: any line of stations, at a microsecond or so
/// a visit of a piece to a station. The n-th service begun at a station takes its n-th draw, so
/// that lines the sample-path recursion covers give the same numbers here.
///
/// Pieces wait on an idle place that cannot work yet, not in the buffer before it. A batch is of
/// one product; its pieces leave one after the other as there is room. A piece that fails is done
/// again at once on the same place; of a batch, it joins the next. A batch that is not full starts
/// `batch_wait_h` after its first piece came to the station, or as soon as a place is free then.
/// Pieces back from off-line
/// rework go before the others and have room of their own.
/// People and repairers go to who asks first, and nobody overtakes one who waits for more; of those
/// who ask at one moment the station furthest down the line comes first (off-line stations before
/// all), at one station the place of the lowest number.
/// With calendars, hours count from the midnight of `start` round the clock, and a working day's
/// hours follow its midnight.
/// @param calendars those that the line and its stations name
/// @throws Error where the line makes no sense (`validate`), the run would take more than
///   `most_events` or than the memory there is, or the line makes nothing any more, saying where its
///   pieces are
RAMPCAST_INLINE std::vector<Replication> run_events(const LineOf<double>& line,
                                                    const RunRequest& run,
                                                    const std::vector<Calendar>& calendars = {},
                                                    Date start = date(2024, 1, 1));

} // namespace rampcast

#ifdef RAMPCAST_HEADER_ONLY
#include "rampcast/flow/events_body.hpp"
#endif
