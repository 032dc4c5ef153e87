#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "rampcast/launch/milestone.hpp"
#include "rampcast/line/line.hpp"
#include "rampcast/plant/alternatives.hpp"
#include "rampcast/plant/cap.hpp"
#include "rampcast/plant/cash.hpp"
#include "rampcast/plant/component.hpp"
#include "rampcast/plant/cost.hpp"
#include "rampcast/plant/investment.hpp"
#include "rampcast/plant/labour.hpp"
#include "rampcast/plant/opening.hpp"
#include "rampcast/plant/orders.hpp"
#include "rampcast/plant/sales.hpp"
#include "rampcast/plant/target.hpp"
#include "rampcast/plant/tranche.hpp"
#include "rampcast/ramp/curves.hpp"
#include "rampcast/time/calendar.hpp"
#include "rampcast/time/timeline.hpp"
#include "rampcast/uncertainty/rank_correlation.hpp"
#include "rampcast/value/product.hpp"

namespace rampcast {

/// How products share components that do not suffice for all.
enum class Sharing {
    mix,    ///< every product is cut alike, so that the mix stays
    listed, ///< products take what they need in the order they are listed
    value   ///< as brings the most output value
};
inline constexpr std::array<std::string_view, 3> sharing_names{"mix", "listed", "value"};
constexpr const auto& words_of(Sharing) { return sharing_names; }

/// A plant: what a scenario file holds. On `Uncertain` it is what a person writes; on another
/// scalar it is what one projection runs on.
template <class T> struct PlantOf {
    using scalar = T;
    /// short stable name; it enters the random draws, so two plants do not share luck
    std::string id{};
    std::string name{};        ///< the name people use; empty: the id
    std::string currency{};    ///< ISO 4217 code of all money; left out: CNY
    std::string unit = "unit"; ///< what one unit is called
    /// the day of the forecast: what lies before it is known
    std::optional<Date> as_of{};
    double vat_rate = 0; ///< value added tax on prices stated with VAT
    /// the periods to forecast; left out: from the as-of month to the end of the third following
    /// year, by months
    std::optional<Timeline> timeline{};
    std::vector<Target> targets{};            ///< what was announced
    std::vector<Actual> actuals{};            ///< what was reported
    std::vector<MilestoneOf<T>> milestones{}; ///< the launch network
    std::vector<Calendar> calendars{};        ///< shift calendars by name
    std::vector<LineOf<T>> lines{};           ///< production lines
    std::vector<CapOf<T>> caps{};             ///< plain limits on the units made
    std::vector<LabourOf<T>> labour{};        ///< people whose hours the units take
    /// components that limit output
    std::vector<ComponentOf<T>> components{};
    /// who gets scarce components, and lines where these differ in what they make: mix (every
    /// product is cut alike), listed (products in the order they are listed) or value (as brings
    /// the most output value)
    Sharing sharing = Sharing::mix;
    std::vector<ProductOf<T>> products{}; ///< what is made and sold
    /// shares of units by product, over time
    std::vector<MixPointOf<T>> mix{};
    /// orders; left out: all that is made is wanted
    std::optional<OrdersOf<T>> orders{};
    /// orders for one product each, beside `orders`
    std::vector<OrdersOf<T>> product_orders{};
    /// from a unit made to revenue; left out: sold when made, all of it the parent's
    std::optional<SalesOf<T>> sales{};
    std::vector<CostOf<T>> costs{};             ///< running costs besides material
    std::vector<InvestmentOf<T>> investments{}; ///< capital spending
    std::vector<TrancheOf<T>> tranches{};       ///< financing agreed
    /// working capital and terms of payment; left out: money limits nothing
    std::optional<CashOf<T>> cash{};
    /// receivables, stock and payables when the projection begins; left out: none
    std::optional<OpeningOf<T>> opening{};
    /// weighted readings of what is not known
    std::vector<Alternatives> alternatives{};
    /// rank correlations between uncertain numbers, or between monthly shocks
    std::vector<RankCorrelation> correlations{};
    /// dotted names of uncertain numbers shared with other plants: their draws do not depend on the
    /// plant's id
    std::vector<std::string> shared{};

    static constexpr std::string_view type_name = "Plant";
    static constexpr std::string_view meaning =
        "A plant: its lines, launch, products, limits, alternatives and targets.";
    static constexpr auto params() {
        return std::tuple{
            param("id", &PlantOf::id,
                  "short stable name; it enters the random draws, so two plants do not share luck")
                .needed(),
            param("name", &PlantOf::name, "the name people use; empty: the id"),
            param("currency", &PlantOf::currency, "ISO 4217 code of all money; left out: CNY"),
            param("unit", &PlantOf::unit, "what one unit is called"),
            param("as_of", &PlantOf::as_of,
                  "the day of the forecast: what lies before it is known"),
            param("vat_rate", &PlantOf::vat_rate, "1", Bounds{.lower = 0, .upper = 1},
                  "value added tax on prices stated with VAT"),
            param("timeline", &PlantOf::timeline,
                  "the periods to forecast; left out: from the as-of month to the end of the third "
                  "following year, by months"),
            param("targets", &PlantOf::targets, "what was announced").keyed("target"),
            param("actuals", &PlantOf::actuals, "what was reported").keyed("actual"),
            param("milestones", &PlantOf::milestones, "the launch network").keyed("milestone"),
            param("calendars", &PlantOf::calendars, "shift calendars by name").keyed("calendar"),
            param("lines", &PlantOf::lines, "production lines").keyed("line").needed(),
            param("caps", &PlantOf::caps, "plain limits on the units made").keyed("cap"),
            param("labour", &PlantOf::labour, "people whose hours the units take"),
            param("components", &PlantOf::components, "components that limit output")
                .keyed("component"),
            param("sharing", &PlantOf::sharing,
                  "who gets scarce components, and lines where these differ in what they make: mix "
                  "(every product is cut alike), listed (products in the order they are listed) or "
                  "value (as brings the most output value)"),
            param("products", &PlantOf::products, "what is made and sold").keyed("product"),
            param("mix", &PlantOf::mix, "shares of units by product, over time"),
            param("orders", &PlantOf::orders, "orders; left out: all that is made is wanted"),
            param("product_orders", &PlantOf::product_orders,
                  "orders for one product each, beside `orders`"),
            param("sales", &PlantOf::sales,
                  "from a unit made to revenue; left out: sold when made, all of it the parent's"),
            param("costs", &PlantOf::costs, "running costs besides material").keyed("cost"),
            param("investments", &PlantOf::investments, "capital spending").keyed("investment"),
            param("tranches", &PlantOf::tranches, "financing agreed").keyed("tranche"),
            param("cash", &PlantOf::cash,
                  "working capital and terms of payment; left out: money limits nothing"),
            param("opening", &PlantOf::opening,
                  "receivables, stock and payables when the projection begins; left out: none"),
            param("alternatives", &PlantOf::alternatives, "weighted readings of what is not known"),
            param("correlations", &PlantOf::correlations,
                  "rank correlations between uncertain numbers, or between monthly shocks")
                .keyed("correlation"),
            param("shared", &PlantOf::shared,
                  "dotted names of uncertain numbers shared with other plants: their draws do not "
                  "depend on the plant's id")};
    }
    bool operator==(const PlantOf&) const = default;
};

using Noise = NoiseOf<Uncertain>;
using FailureMode = FailureModeOf<Uncertain>;
using Station = StationOf<Uncertain>;
using Feed = FeedOf<Uncertain>;
using Crew = CrewOf<Uncertain>;
using ProductRun = ProductRunOf<Uncertain>;
using Nameplate = NameplateOf<Uncertain>;
using Change = ChangeOf<Uncertain>;
using Line = LineOf<Uncertain>;
using Milestone = MilestoneOf<Uncertain>;
using Arrival = ArrivalOf<Uncertain>;
using Cap = CapOf<Uncertain>;
using Headcount = HeadcountOf<Uncertain>;
using Labour = LabourOf<Uncertain>;
using Component = ComponentOf<Uncertain>;
using Contract = ContractOf<Uncertain>;
using Orders = OrdersOf<Uncertain>;
using Sales = SalesOf<Uncertain>;
using Cost = CostOf<Uncertain>;
using Investment = InvestmentOf<Uncertain>;
using Tranche = TrancheOf<Uncertain>;
using Cash = CashOf<Uncertain>;
using OpeningItem = OpeningItemOf<Uncertain>;
using Opening = OpeningOf<Uncertain>;
using Price = PriceOf<Uncertain>;
using Product = ProductOf<Uncertain>;
using MixPoint = MixPointOf<Uncertain>;
using Setting = SettingOf<Uncertain>;
using Plant = PlantOf<Uncertain>;
using When = WhenOf<Uncertain>;

/// The currency of a plant's money, also where it is left out.
inline std::string currency_of(const Plant& plant) {
    return plant.currency.empty() ? "CNY" : plant.currency;
}

/// The years of the halves and quarters a plant speaks of: those of its timeline.
inline FiscalYear years_of(const Plant& plant) {
    return plant.timeline ? fiscal_year(*plant.timeline) : FiscalYear{};
}

/// True where some product has a price, so that what is made has a value.
inline bool has_value(const Plant& plant) {
    for (const Product& product : plant.products)
        if (product.price) return true;
    return false;
}

namespace detail {
/// True where some line makes only some of the products.
inline bool lines_differ(const Plant& plant) {
    for (const Line& line : plant.lines)
        if (!line.products.empty() && line.products.size() < plant.products.size()) return true;
    return false;
}

template <class... S> constexpr bool initialisers_seen = ((noexcept(S{}) || true) && ...);
// g++ 12 fails inside nested braces on default member initialisers it has not met before.
static_assert(initialisers_seen<Noise, FailureMode, Station, Feed, Crew, ProductRun, Nameplate,
                                Change, PlannedStop, Line, Milestone, Arrival, Cap, Headcount,
                                Labour, Component, Contract, Orders, Sales, Cost, Investment,
                                Tranche, Cash, OpeningItem, Opening, Price, Product, MixPoint,
                                Option, Alternatives, Target, Actual, Plant>);
} // namespace detail

} // namespace rampcast
