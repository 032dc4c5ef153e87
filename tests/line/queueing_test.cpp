#include "rampcast/line/queueing.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

namespace rampcast {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct WaitRow {
    int servers;
    double utilisation, exact, kingman;
};
constexpr std::array<WaitRow, 3> wait_rows{
    {{1, .8, 4, 4}, {2, .8, 1.777778, 1.809131}, {3, .9, 2.723537, 2.749252}}};

TEST(Kingman, AgreesWithPublishedRows) {
    for (const WaitRow& row : wait_rows) {
        EXPECT_NEAR(mmc_wait(row.utilisation, row.servers), row.exact, 6e-7);
        EXPECT_NEAR(kingman(1, 1, row.utilisation, row.servers), row.kingman, 6e-7);
    }
    EXPECT_NEAR(kingman(1, 0, .8), 2, 1e-14); // M/D/1
    EXPECT_GT(kingman(0, 1, .8), 1.692731);   // D/M/1, for which it is a bound from above
}
TEST(Kingman, NothingWaitsAtAnIdleStation) {
    EXPECT_EQ(kingman(1, 1, 0.), 0);
    EXPECT_EQ(kingman(1, 1, 0., 3), 0);
    EXPECT_EQ(mmc_wait(0, 3), 0);
    EXPECT_EQ(kingman(0, 0, .9), 0);
}
/// u^a / (m (1 - u)) has the slope wait × (a / u + 1 / (1 - u)).
TEST(Kingman, CarriesSlopesAndLanes) {
    const double u = .85, power = std::sqrt(8.) - 1;
    const Dual<double> wait = kingman(.5, 2, Dual<double>(u, 1), 3);
    EXPECT_NEAR(wait.value, kingman(.5, 2, u, 3), 1e-14);
    EXPECT_NEAR(wait.slope, wait.value * (power / u + 1 / (1 - u)), 1e-12);
    Lanes<double, 16> shares(0);
    for (int i = 0; i < 16; ++i) shares.set(i, i / 16.);
    const Lanes<double, 16> waits = kingman(.5, 2, shares, 3);
    for (int i = 0; i < 16; ++i) EXPECT_NEAR(waits[i], kingman(.5, 2, i / 16., 3), 1e-12);
}

/// Erlang C as its sum of terms, in logarithms.
double wait_by_sum(double utilisation, int servers) {
    const double log_offered = std::log(utilisation * servers);
    const auto log_term = [&](int k) { return k * log_offered - std::lgamma(k + 1.); };
    const double all_busy = std::exp(0.) / (1 - utilisation);
    double below = 0;
    for (int k = 0; k < servers; ++k) below += std::exp(log_term(k) - log_term(servers));
    return all_busy / (below + all_busy) / (servers * (1 - utilisation));
}
TEST(MmcWait, AgreesWithErlangsSum) {
    for (const int servers : {1, 2, 5, 40, 1000, 20000})
        for (const double u : {.3, .8, .99, .999}) {
            const double sum = wait_by_sum(u, servers);
            EXPECT_NEAR(mmc_wait(u, servers), sum, 1e-9 * sum + 1e-300) << servers << ' ' << u;
        }
    EXPECT_NEAR(mmc_wait(.95, 1), .95 / .05, 1e-12);
}

TEST(Little, GoesBothWays) {
    EXPECT_NEAR(lead_time_h(12, 4.), 3, 1e-15);
    EXPECT_NEAR(work_in_process(4., 3), 12, 1e-15);
    EXPECT_EQ(work_in_process(0., 3), 0);
    EXPECT_NEAR(lead_time_h(12, Dual<double>(4, 1)).slope, -.75, 1e-15);
}

struct CaseRow {
    double pieces, best, worst, practical;
};
TEST(WipCases, AgreeWithPublishedRows) {
    const double rate = .5, raw = 8;
    for (const CaseRow& row : {CaseRow{4, .5, .125, .285714}, CaseRow{20, .5, .125, .434783}}) {
        EXPECT_NEAR(best_case(row.pieces, rate, raw).throughput_per_h, row.best, 6e-7);
        EXPECT_NEAR(worst_case(row.pieces, rate, raw).throughput_per_h, row.worst, 6e-7);
        EXPECT_NEAR(practical_worst_case(row.pieces, rate, raw).throughput_per_h, row.practical,
                    6e-7);
    }
}
TEST(WipCases, AreOrderedMeetAtOnePieceAndObeyLittle) {
    const double rate = .5, raw = 8;
    EXPECT_NEAR(practical_worst_case(1, rate, raw).throughput_per_h, 1 / raw, 1e-15);
    EXPECT_NEAR(best_case(1, rate, raw).throughput_per_h, 1 / raw, 1e-15);
    EXPECT_NEAR(practical_worst_case(1e9, rate, raw).throughput_per_h, rate, 1e-8);
    for (double w = 1; w < 30; w += 1.5) {
        const auto best = best_case(w, rate, raw), worst = worst_case(w, rate, raw),
                   practical = practical_worst_case(w, rate, raw);
        EXPECT_LE(worst.throughput_per_h, practical.throughput_per_h);
        EXPECT_LE(practical.throughput_per_h, best.throughput_per_h);
        for (const auto& each : {best, worst, practical})
            EXPECT_NEAR(each.throughput_per_h * each.lead_time_h, w, 1e-12);
    }
}

struct OutageRow {
    double mtbf, mttr, scv;
};
/// Two machines of the same availability, one with long rare outages (times in minutes).
TEST(EffectiveProcessTime, AgreesWithPublishedRows) {
    for (const OutageRow& row : {OutageRow{744, 248, 6.25}, OutageRow{114, 38, 1.}}) {
        const auto effective = effective_process_time(15., .05, row.mtbf, row.mttr);
        EXPECT_NEAR(effective.availability, .75, 1e-15);
        EXPECT_NEAR(effective.mean_h, 20, 1e-13);
        EXPECT_NEAR(effective.scv, row.scv, 1e-12);
        // Repairs that all take the same time bring half of what exponential ones do.
        EXPECT_NEAR(effective_process_time(15., .05, row.mtbf, row.mttr, 0).scv,
                    .05 + (row.scv - .05) / 2, 1e-12);
    }
    const auto without = effective_process_time(15., .05, 100, 0);
    EXPECT_EQ(without.mean_h, 15);
    EXPECT_EQ(without.scv, .05);
    EXPECT_EQ(without.availability, 1);
}

TEST(Queueing, RefusesWhatCannotBe) {
    for (const double u : {-.1, 1., 2., nan}) {
        EXPECT_THROW(kingman(1, 1, u), Error);
        EXPECT_THROW(kingman(1, 1, Dual<double>(u, 1)), Error);
        EXPECT_THROW(mmc_wait(u, 2), Error);
    }
    EXPECT_THROW(kingman(-1, 1, .5), Error);
    EXPECT_THROW(kingman(1, nan, .5), Error);
    EXPECT_THROW(kingman(1, 1, .5, .5), Error);
    EXPECT_THROW(mmc_wait(.5, 0), Error);
    EXPECT_THROW(lead_time_h(1, 0.), Error);
    EXPECT_THROW(lead_time_h(-1, 1.), Error);
    EXPECT_THROW(work_in_process(-1., 1), Error);
    EXPECT_THROW(best_case(.5, 1., 2), Error);
    EXPECT_THROW(worst_case(2, 0., 2), Error);
    EXPECT_THROW(practical_worst_case(2, 1., nan), Error);
    EXPECT_THROW(best_case(2, .1, 2), Error); // a piece would be through before the next may come
    EXPECT_NO_THROW(best_case(2, 1 / 49., 49));
    EXPECT_THROW(effective_process_time(0., 0, 1, 1), Error);
    EXPECT_THROW(effective_process_time(1., -1, 1, 1), Error);
    EXPECT_THROW(effective_process_time(1., 0, 0, 1), Error);
    EXPECT_THROW(effective_process_time(1., 0, 1, -1), Error);
    EXPECT_THROW(effective_process_time(1., 0, 1, 1, -1), Error);
    try {
        kingman(1, 1, 1.5);
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(),
                     "kingman: utilisation is 1.5, must be at least 0 and less than 1");
    }
}

} // namespace
} // namespace rampcast
