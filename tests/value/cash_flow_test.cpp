#include "rampcast/value/cash_flow.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace rampcast {
namespace {

using Flows = std::vector<double>;

const double infinity = std::numeric_limits<double>::infinity();
const double nan = std::numeric_limits<double>::quiet_NaN();

const std::vector<Date> days{date(2008, 1, 1), date(2008, 3, 1), date(2008, 10, 30),
                             date(2009, 2, 15), date(2009, 4, 1)};
const Flows dated{-10000, 2750, 4250, 3250, 2750};

/// Twenty-four months of a project that has its money back in the 21st.
Flows project() {
    Flows months{-60, -60, -80, 0, -8, -12, -10, -4, 5, 12};
    months.insert(months.end(), 14, 20);
    return months;
}

Flows product(const Flows& a, const Flows& b) {
    Flows result(a.size() + b.size() - 1);
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < b.size(); ++j) result[i + j] += a[i] * b[j];
    return result;
}

/// Flows whose present value is 0 at these rates: the product of 1 - (1 + rate) x.
Flows flows_of(const std::vector<double>& rates) {
    Flows flows{1};
    for (const double rate : rates) flows = product(flows, {1, -(1 + rate)});
    return flows;
}

Flows sizes_of(const Flows& flows) {
    Flows sizes;
    for (const double each : flows) sizes.push_back(std::abs(each));
    return sizes;
}

/// What rounding leaves of a present value of 0, by that of the flows without signs: the rate
/// itself is rounded, which near -1 is much of 1 + rate.
double rest(double rate, double size, double periods) {
    return 1e-15 * size * (4 + periods / (1 + rate));
}
double rest(double rate, const Flows& flows) {
    return rest(rate, npv(rate, sizes_of(flows)), static_cast<double>(flows.size()));
}

/// That there are just these rates, each to `tolerance`, and that `npv` is 0 at them.
void expect_rates(const Flows& flows, const std::vector<double>& rates, double tolerance) {
    const std::vector<double> found = irr(flows);
    ASSERT_EQ(found.size(), rates.size());
    for (std::size_t i = 0; i < rates.size(); ++i) {
        EXPECT_NEAR(found[i], rates[i], tolerance * (1 + rates[i]));
        EXPECT_NEAR(npv(found[i], flows), 0, rest(found[i], flows));
    }
}

std::vector<Date> every(int step_days, std::size_t count) {
    std::vector<Date> result;
    for (std::size_t k = 0; k < count; ++k)
        result.push_back(date(2025, 1, 1) + std::chrono::days(step_days * static_cast<int>(k)));
    return result;
}

template <class Call> std::string words_of(Call call) {
    try {
        call();
    } catch (const Error& error) {
        return error.what();
    }
    return "nothing thrown";
}

TEST(CashFlow, PublishedPresentValues) {
    EXPECT_NEAR(npv(.1, Flows{-1000, 300, 420, 680}), 130.728775357, 1e-9);
    EXPECT_NEAR(xnpv(.09, dated, days), 2086.647602, 1e-6);
    Flows monthly = project();
    monthly.insert(monthly.begin(), 0.);
    EXPECT_NEAR(npv(std::pow(1.12, 1. / 12) - 1, monthly), 24.911324724, 1e-9);
}

TEST(CashFlow, PublishedRatesOfReturn) {
    expect_rates({-1000, 300, 420, 680}, {.163405600689}, 1e-11);
    expect_rates({-100, 39, 59, 55, 20}, {.280948421160}, 1e-11);
    expect_rates({-50, -100, 600, 300, -100}, {-.768895470681, 1.854417828456}, 3e-12);
    const std::vector<double> rates = xirr(dated, days);
    ASSERT_EQ(rates.size(), 1U);
    EXPECT_NEAR(rates[0], .373362533519, 1e-11);
    EXPECT_NEAR(xnpv(rates[0], dated, days), 0, 1e-10);
}

TEST(CashFlow, FundingAndPaybackOfAProject) {
    EXPECT_EQ(peak_funding(project()), (Funding{234, 7}));
    EXPECT_EQ(payback(project()), 20U);
    EXPECT_EQ(peak_funding(Flows{5, -5, 1}), Funding{});
    EXPECT_EQ(payback(Flows{5, -5, 1}), 0U);
    EXPECT_EQ(payback(Flows{-5, 6, -2, 3}), 3U);
    EXPECT_EQ(payback(Flows{-5, 5}), 1U);
    EXPECT_EQ(payback(Flows{-5, 6, -2}), std::nullopt);
    EXPECT_EQ(peak_funding(Flows{-3, 1, -1, 5, -9}), (Funding{7, 4}));
    EXPECT_EQ(peak_funding(Flows{-3, 1, -1}), (Funding{3, 0}));
}

/// In doubles -0.1 - 0.2 + 0.3 is below 0, and -0.3 + 0.1 - 0.1 below -0.3.
TEST(CashFlow, RoundingOfTheFlowsIsNoMoney) {
    EXPECT_EQ(payback(Flows{-.1, -.2, .3}), 2U);
    EXPECT_EQ(peak_funding(Flows{.3, -.1, -.2}), Funding{});
    EXPECT_EQ(peak_funding(Flows{-.3, .1, -.1}).period, 0U);
    const std::vector<Date> dates{days[0], days[1], days[2], days[2], days[2]};
    EXPECT_EQ(xirr(Flows{-100, 110, .1, .2, -.3}, dates).size(), 1U);
}

TEST(CashFlow, AllTheRatesAProductWasMadeOf) {
    std::mt19937_64 random(21);
    std::uniform_real_distribution<double> u;
    for (int i = 0; i < 500; ++i) {
        const int count = 1 + i % 4;
        std::vector<double> rates;
        while (static_cast<int>(rates.size()) < count) {
            const double rate = std::exp(3 * u(random) - 1.5) - 1;
            const bool apart = std::all_of(rates.begin(), rates.end(), [&](double other) {
                return std::abs(rate - other) > .1 * (1 + rate);
            });
            if (apart) rates.push_back(rate);
        }
        std::sort(rates.begin(), rates.end());
        Flows flows = flows_of(rates);
        for (int pairs = i % 3; pairs > 0; --pairs) {
            const double size = std::exp(2 * u(random) - 1);
            flows = product(flows, {1, 1.6 * size * (2 * u(random) - 1), size * size});
        }
        const double unit = std::exp(40 * u(random) - 20) * (u(random) < .5 ? -1 : 1);
        for (double& each : flows) each *= unit;
        expect_rates(flows, rates, 1e-9);
    }
}

TEST(CashFlow, UnitsOfMoneyAndIdleEndsDoNotMatter) {
    const Flows plain{-50, -100, 600, 300, -100};
    const std::vector<double> rates = irr(plain);
    for (const double unit : {1e-300, 1e-9, -1., 1e9, 1e290}) {
        Flows flows{0, 0};
        for (const double each : plain) flows.push_back(each * unit);
        flows.push_back(0);
        expect_rates(flows, rates, 1e-14);
    }
}

TEST(CashFlow, MultipleRatesAreFoundOnce) {
    expect_rates({100, -220, 121}, {.1}, 1e-14);
    expect_rates({-1000, 3300, -3630, 1331}, {.1}, 1e-14);
    expect_rates(flows_of({.25, .25, .25, .25}), {.25}, 1e-14);
    expect_rates(flows_of({.25, .25, .75}), {.25, .75}, 1e-13);
    expect_rates(flows_of({.25, .5, .5, 1}), {.25, .5, 1}, 1e-13);
}

TEST(CashFlow, NoRateWhereThereIsNone) {
    EXPECT_TRUE(irr(Flows{1, 2, 3}).empty());
    EXPECT_TRUE(irr(Flows{-1}).empty());
    EXPECT_TRUE(irr(Flows{0, 0, 0}).empty());
    EXPECT_TRUE(irr(Flows{1, -1, 1}).empty());
    EXPECT_TRUE(irr(Flows{100, -220, 121.0001}).empty());
    EXPECT_TRUE(xirr(Flows{1, -1, 1}, every(100, 3)).empty());
    EXPECT_TRUE(xirr(Flows{-100, 110}, every(0, 2)).empty());
}

TEST(CashFlow, RatesFarOut) {
    expect_rates({-1, 0, 1}, {0}, 1e-15);
    expect_rates({-1, 1e9}, {1e9 - 1}, 1e-14);
    expect_rates({-1, 0, 1e-12}, {1e-6 - 1}, 1e-10);
    EXPECT_TRUE(irr(Flows{-1, 1e-20}).empty()); // in doubles the rate is -1
    EXPECT_TRUE(irr(Flows{-1e-300, 1e300}).empty());
}

/// Payment of a loan of 1 over n months at monthly rate r: r / (1 - (1 + r)^-n).
TEST(CashFlow, FortyYearsOfMonths) {
    for (const double rate : {-.001, .0005, .004, .03}) {
        Flows flows(481, rate / (1 - std::pow(1 + rate, -480)));
        flows[0] = -1;
        expect_rates(flows, {rate}, 1e-14);
    }
    // A mine: building, output, and land to be restored at the end.
    Flows mine(480, 3);
    std::fill_n(mine.begin(), 24, -20);
    std::fill_n(mine.end() - 12, 12, -80);
    const std::vector<double> rates = irr(mine);
    ASSERT_EQ(rates.size(), 2U);
    for (const double rate : rates) EXPECT_NEAR(npv(rate, mine), 0, rest(rate, mine));
}

TEST(CashFlow, ManyChangesOfSignAtLength) {
    std::mt19937_64 random(22);
    std::normal_distribution<double> normal;
    for (int i = 0; i < 10; ++i) {
        Flows flows(480);
        for (double& each : flows) each = normal(random);
        const std::vector<double> rates = irr(flows);
        EXPECT_EQ(rates.size() % 2 == 1, flows.front() * flows.back() < 0);
        for (const double rate : rates) {
            if (rate < -.7) continue; // present values overflow
            EXPECT_NEAR(npv(rate, flows), 0, rest(rate, flows));
        }
    }
    Flows turns(480, 1);
    for (std::size_t k = 0; k < turns.size(); k += 2) turns[k] = -1;
    expect_rates(turns, {0}, 1e-14);
}

TEST(CashFlow, DatedFlowsAYearApartAreThoseOfYears) {
    for (const Flows& flows : {Flows{-50, -100, 600, 300, -100}, Flows{-100, 39, 59, 55, 20},
                               flows_of({-.5, .1, .3, .9}), Flows{0, -1, 3, -2}}) {
        const std::vector<Date> years = every(365, flows.size());
        EXPECT_NEAR(xnpv(.07, flows, years), npv(.07, flows), rest(.07, flows));
        const std::vector<double> expected = irr(flows);
        const std::vector<double> found = xirr(flows, years);
        ASSERT_EQ(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], 1e-13);
    }
}

TEST(CashFlow, DatesMayComeInAnyOrderAndTwice) {
    const std::vector<Date> mixed{days[0], days[4], days[2], days[1], days[3], days[2]};
    const Flows flows{-10000, 2750, 4000, 2750, 3250, 250};
    EXPECT_NEAR(xnpv(.09, flows, mixed), xnpv(.09, dated, days), 1e-10);
    EXPECT_EQ(xirr(flows, mixed), xirr(dated, days));
    EXPECT_EQ(xnpv(.09, Flows{-100, 110}, every(0, 2)), 10);
}

TEST(CashFlow, RatesOfUnevenDates) {
    std::mt19937_64 random(23);
    std::uniform_real_distribution<double> u;
    std::size_t found = 0;
    for (int i = 0; i < 300; ++i) {
        std::vector<Date> dates{date(2025, 1, 1)};
        Flows flows{-1};
        for (int k = 0; k < 12; ++k) {
            dates.push_back(dates.back() + std::chrono::days(static_cast<int>(400 * u(random))));
            flows.push_back(2 * u(random) - 1);
        }
        const std::vector<double> rates = xirr(flows, dates);
        EXPECT_TRUE(std::is_sorted(rates.begin(), rates.end()));
        for (const double rate : rates)
            EXPECT_NEAR(xnpv(rate, flows, dates), 0,
                        rest(rate, xnpv(rate, sizes_of(flows), dates), 14));
        // Each change of sign on a grid of rates is a rate found.
        const auto value = [&](int step) { return xnpv(std::exp(step / 20.) - 1, flows, dates); };
        for (int step = -40; step < 60; ++step) {
            if ((value(step) > 0) == (value(step + 1) > 0)) continue;
            const auto in_step = [&](double rate) {
                return rate > std::exp(step / 20.) - 1 && rate < std::exp((step + 1) / 20.) - 1;
            };
            EXPECT_EQ(std::count_if(rates.begin(), rates.end(), in_step) % 2, 1);
            ++found;
        }
    }
    EXPECT_GT(found, 150U);
}

TEST(CashFlow, RefusesWhatCannotBe) {
    const Flows two{-1, 2};
    EXPECT_EQ(words_of([] { irr(Flows{}); }), "irr: flows is empty, must hold at least one");
    EXPECT_EQ(words_of([] { irr(Flows{1, nan}); }),
              "irr: flows[1] is nan, must be a finite number");
    EXPECT_EQ(words_of([&] { npv(-1, two); }),
              "npv: rate_per_period is -1, must be a finite number greater than -1");
    EXPECT_EQ(words_of([&] { xnpv(infinity, two, every(9, 2)); }),
              "xnpv: rate_per_year is inf, must be a finite number greater than -1");
    EXPECT_EQ(words_of([&] { xirr(two, every(9, 3)); }),
              "xirr: dates has 3 elements, must have as many as flows, 2");
    EXPECT_EQ(words_of([&] { xirr(two, every(-1, 2)); }),
              "xirr: dates[1] is 2024-12-31, must not be before the first, 2025-01-01");
    EXPECT_THROW(npv(nan, two), Error);
    EXPECT_THROW(npv(.1, Flows{infinity}), Error);
    EXPECT_THROW(xnpv(.1, two, every(9, 1)), Error);
    EXPECT_THROW(xirr({}, {}), Error);
    EXPECT_EQ(words_of([] { peak_funding(Flows{}); }),
              "peak_funding: flows is empty, must hold at least one");
    EXPECT_EQ(words_of([] { payback(Flows{-infinity}); }),
              "payback: flows[0] is -inf, must be a finite number");
}

} // namespace
} // namespace rampcast
