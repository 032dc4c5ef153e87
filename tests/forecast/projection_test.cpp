#include "rampcast/forecast/projection.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "rampcast/forecast/draws.hpp"
#include "rampcast/forecast/engine.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "rampcast/forecast/mixture.hpp"
#include "rampcast/forecast/prepare.hpp"
#include "sample_plants.hpp"

namespace rampcast {
namespace {

using samples::rich;
using samples::three_years;

/// One path of the noise the generator gives a block of lanes.
struct OnePath {
    std::vector<Stream> streams;
    std::uint32_t path;
    double noise(std::size_t stream, int month) const {
        const auto words = streams[stream].words(path, static_cast<std::uint32_t>(month / 4));
        const std::uint32_t bits[16] = {words[static_cast<std::size_t>(month % 4)]};
        return normal_of_bits<double, 16>(bits)[0];
    }
};

Plant first_combination(const Plant& plant) { return prepared(combinations(plant).front().plant); }

/// Units of each month of the central path.
std::vector<double> central_units(const Plant& plant) {
    const Plant ready = prepared(plant);
    const Grid grid = make_grid(ready, three_years());
    Projection<double> projection(ready, grid);
    NoNoise<double> none;
    std::vector<double> units;
    projection.run(
        none, [&](std::size_t, const CellOutput<double>& cell) { units.push_back(cell.units); });
    return units;
}

std::vector<Stream> streams_of(const std::vector<std::string>& names) {
    std::vector<Stream> streams;
    for (const std::string& name : names) streams.emplace_back(5, name);
    return streams;
}

TEST(Projection, LanesAndDoubleAreOneFormula) {
    using L = Lanes<float, 16>;
    const Plant plant = first_combination(rich());
    const Grid grid = make_grid(plant, three_years());
    Projection<L> lanes(plant, grid);
    Projection<double> one(plant, grid);
    std::vector<double> z;
    detail::for_each_driver(plant, [&](std::size_t i, const std::string&, const NumberInfo& info,
                                       const Distribution& d) {
        const QuantileTable table(
            info.unit == "date" ? shifted(d, -days_since_epoch(grid.reference)) : d);
        L values;
        for (int p = 0; p < 16; ++p) values.set(p, float(std::sin(3. * p + double(i))));
        *lanes.numbers()[i] = table.at(values);
        *one.numbers()[i] = table.at(double(values[9]));
    });
    NoiseDraws<L> noise(streams_of(lanes.streams()));
    noise.begin(160);
    std::vector<L> units, value;
    lanes.run(noise, [&](std::size_t, const CellOutput<L>& cell) {
        units.push_back(cell.units);
        value.push_back(cell.value);
    });
    OnePath single{streams_of(one.streams()), 169};
    double total = 0, total_lanes = 0;
    one.run(single, [&](std::size_t k, const CellOutput<double>& cell) {
        EXPECT_NEAR(units[k][9], cell.units, 2e-4 * cell.units + 1e-3) << k;
        total += cell.value;
        total_lanes += value[k][9];
    });
    EXPECT_GT(total, 0);
    EXPECT_NEAR(total_lanes, total, 2e-5 * total);
}

TEST(Projection, DualsGiveTheSlopeOfAYear) {
    using D = Dual<double>;
    const Plant plant = first_combination(rich());
    const Grid grid = make_grid(plant, three_years());
    const auto year_of = [&](std::size_t number, double shift) {
        Projection<double> p(plant, grid);
        *p.numbers()[number] += shift;
        NoNoise<double> none;
        double sum = 0;
        p.run(none, [&](std::size_t k, const CellOutput<double>& cell) {
            if (k < 24) sum += cell.value;
        });
        return sum;
    };
    int moved = 0;
    detail::for_each_driver(
        plant, [&](std::size_t i, const std::string& path, const NumberInfo&, const Distribution&) {
            Projection<D> p(plant, grid);
            p.numbers()[i]->slope = 1;
            NoNoise<D> none;
            D sum(0.0);
            p.run(none, [&](std::size_t k, const CellOutput<D>& cell) {
                if (k < 24) sum += cell.value;
            });
            const double size = std::abs(p.numbers()[i]->value) + 1, step = 1e-6 * size;
            const double slope = (year_of(i, step) - year_of(i, -step)) / (2 * step);
            EXPECT_NEAR(sum.value, year_of(i, 0), 1e-6);
            EXPECT_NEAR(sum.slope, slope, 1e-4 * std::abs(slope) + 1e-5 * sum.value / size) << path;
            moved += std::abs(sum.slope) > 0;
        });
    EXPECT_GT(moved, 5);
}

TEST(Projection, NothingIsMadeFromNothing) {
    const Plant plant = first_combination(rich());
    const Grid grid = make_grid(plant, three_years());
    Projection<double> p(plant, grid);
    OnePath noise{streams_of(p.streams()), 3};
    double made = 0;
    p.run(noise, [&](std::size_t k, const CellOutput<double>& cell) {
        EXPECT_LE(cell.units, cell.line_capacity);
        EXPECT_GE(cell.units, 0);
        made += cell.units;
        int binding = 0;
        p.limits_bind(k, [&](std::size_t, bool binds, bool) { binding += binds; });
        EXPECT_GE(binding, 1);
    });
    EXPECT_GT(made, 0);
}

/// Output is exact where the shift pattern changes in mid-month and around holidays.
TEST(Projection, AShiftChangeSplitsThePeriod) {
    Plant plant = samples::plain();
    plant.calendars = {{.name = "one", .hours_per_shift = 8},
                       {.name = "two", .hours_per_shift = 8, .shifts_per_day = 2}};
    plant.lines[0].calendar = "one";
    plant.lines[0].changes = {{.on = date(2024, 3, 11), .set = {{"calendar", "two"}}}};
    const std::vector<double> units = central_units(plant);
    EXPECT_NEAR(units[1], 290, 1e-9);
    EXPECT_NEAR(units[2], 10 * 10, 1e-9); // a certain day cuts the month
    EXPECT_NEAR(units[3], 21 * 20, 1e-9);
    EXPECT_NEAR(units[4], 600, 1e-9);
    plant.lines[0].changes[0].on = Normal{days_since_epoch(date(2024, 3, 11)), 1e-9};
    EXPECT_NEAR(central_units(plant)[2], 10 * 10 + 21 * 20, 1e-6);
}

/// 3,000 a year, 6,000 from the middle of 2024 on.
TEST(Projection, AChangedNameplateTakesEffectOnEveryScalar) {
    using L = Lanes<float, 16>;
    Plant plant = samples::plain(3000);
    plant.lines.push_back(plant.lines[0]);
    plant.lines[1].name = "L2";
    plant.lines[0].changes = {
        {.on = date(2024, 7, 1), .set = {{"nameplate.units_per_year", Uncertain(6000)}}}};
    plant.lines[1].changes = {
        {.on = date(2024, 7, 1), .add = {{"nameplate.units_per_year", Uncertain(3000)}}}};
    const double year_2025 = 2. * 6000;
    const std::vector<double> units = central_units(plant);
    EXPECT_NEAR(std::accumulate(units.begin() + 12, units.begin() + 24, 0.0), year_2025, 1e-6);
    EXPECT_NEAR(std::accumulate(units.begin(), units.begin() + 6, 0.0), 6000. * 182 / 365, 1e-6);
    const Plant ready = prepared(plant);
    const Grid grid = make_grid(ready, three_years());
    Projection<L> lanes(ready, grid);
    NoNoise<L> none;
    for (int run = 0; run < 2; ++run) { // what a run sets is gone before the next
        L sum(0);
        lanes.run(none, [&](std::size_t k, const CellOutput<L>& cell) {
            if (k >= 12 && k < 24) sum += cell.units;
        });
        for (int i = 0; i < L::size; ++i) EXPECT_NEAR(sum[i], year_2025, 1e-6 * year_2025);
    }
}

/// Not stations alone: what lies between them and who works at them is drawn for each path too.
TEST(Projection, EveryUncertainNumberOfALineCounts) {
    Plant plant = samples::plain();
    Line& line = plant.lines[0];
    line.nameplate.reset();
    line.stations = {{.name = "a", .cycle_time_s = 60}, {.name = "b", .cycle_time_s = 60}};
    for (Station& station : line.stations) station.failure_modes = {{.mtbf_h = 4, .mttr_h = 1}};
    line.buffers = {Uniform{1, 200}};
    line.repairers = Uniform{0.3, 2};
    const Plant ready = prepared(plant);
    const Grid grid = make_grid(ready, three_years());
    Projection<double> projection(ready, grid);
    int numbers = 0;
    detail::for_each_driver(ready, [&](std::size_t i, const std::string& path, const NumberInfo&,
                                       const Distribution& distribution) {
        double made[2] = {0, 0};
        for (int end = 0; end < 2; ++end) {
            *projection.numbers()[i] = quantile_z(distribution, end == 0 ? -8. : 8.);
            NoNoise<double> none;
            projection.run(none, [&](std::size_t, const CellOutput<double>& cell) {
                made[end] += cell.units;
            });
        }
        EXPECT_GT(made[1], 1.01 * made[0]) << path;
        ++numbers;
    });
    EXPECT_EQ(numbers, 2);
}

TEST(Projection, AsksForTheStreamsThePlantNames) {
    const Plant plant = first_combination(rich());
    const Grid grid = make_grid(plant, three_years());
    Projection<double> projection(plant, grid);
    struct Asked {
        std::set<std::size_t> streams{};
        double noise(std::size_t stream, int) {
            streams.insert(stream);
            return 0;
        }
    } asked;
    projection.run(asked, [](std::size_t, const CellOutput<double>&) {});
    EXPECT_EQ(projection.streams(), stream_names(plant));
    EXPECT_EQ(asked.streams.size(), stream_names(plant).size());
}

TEST(Projection, ARampIsTheCurvesIntegralOnTheLinesClock) {
    Plant plant = samples::plain();
    plant.calendars = {{.name = "week", .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"}}};
    plant.lines[0].calendar = "week";
    plant.lines[0].starts = date(2024, 1, 10);
    plant.lines[0].ramp = Logistic{.midpoint_days = 60, .rise_days = 80};
    const std::vector<double> units = central_units(plant);
    const double sum = std::accumulate(units.begin(), units.end(), 0.0);
    const OperatingHours hours(plant.calendars[0], date(2024, 1, 1), date(2027, 1, 1));
    const double h = mean_hours_per_day(plant.calendars[0]);
    const LogisticOf<double> curve{60, 80};
    const double tau = hours.hours(date(2024, 1, 10), date(2027, 1, 1)) / h;
    EXPECT_NEAR(sum, 10 * curve.integral(0, tau), 1e-9 * sum);
}

TEST(Projection, WorkingDaysPassWeekends) {
    Plant plant = samples::plain();
    plant.calendars = {{.name = "week", .workdays = {"Mon", "Tue", "Wed", "Thu", "Fri"}}};
    plant.milestones = {{.name = "a", .on = date(2024, 1, 5)}, // a Friday
                        {.name = "b", .after = {"a"}, .working_days = 3, .calendar = "week"}};
    plant.lines[0].starts = "b"; // Friday, Monday and Tuesday are worked: the end of the 9th
    const std::vector<double> units = central_units(plant);
    EXPECT_NEAR(units[0], 10 * 22, 1e-9);
}

/// Blocks of 16 paths give the bits that blocks of 64 give.
TEST(Engine, TheSizeOfBlocksDoesNotMatter) {
    const ForecastOptions options{.paths = 4096, .seed = 3, .steps = steps_of(three_years())};
    const Forecast f = forecast(rich(), three_years(), options);
    const auto setup = detail::make_setup(rich(), three_years(), options, {});
    const auto totals = detail::run_all<Lanes<float, 16>>(*setup);
    int compared = 0;
    for (const SeriesBlock& block : setup->plan.blocks)
        for (std::size_t g = 0; g < block.groups.size(); ++g) {
            const std::size_t s = block.first + g;
            const detail::Mixture mixture({{totals[0].weight, &totals[0].series[s]},
                                           {totals[1].weight, &totals[1].series[s]}},
                                          setup->scales[s]);
            if (mixture.empty()) continue;
            const Summary big = f.at(block.metric, block.groups[g].nominal);
            EXPECT_EQ(mixture.mean(), big.mean);
            EXPECT_EQ(mixture.quantile(.1), big.p10);
            EXPECT_EQ(mixture.quantile(.9), big.p90);
            ++compared;
        }
    EXPECT_GT(compared, 80);
}

} // namespace
} // namespace rampcast
