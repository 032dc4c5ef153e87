#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "rampcast/plant/segment.hpp"

namespace rampcast {

/// What a forecast can report of a period; `metric_table` says what each is.
enum class Metric {
    units,
    gross_output_value,
    revenue,
    line_capacity,
    unit_value,
    value_added,
    gross_profit,
    shipped_value,
    accepted_value,
    sold_value,
    parent_revenue,
    net_cash_flow,
    cash,
    least_headroom,
    peak_funding,
    npv,
    closing_working_capital,
    components_used,
    line_hours,
    stop_hours,
    changeover_hours,
    backlog,
    finished_stock
};

/// How a metric of a longer period follows from its parts.
enum class Nature {
    flow,  ///< their sum
    level, ///< that of the last part
    ratio  ///< the sum divided by the units made; undefined where no unit is made
};
/// What a metric counts: pieces, or money in the plant's currency.
enum class Measure { count, money };
/// What has to be kept on every path for a metric.
enum class Book { output, accounts, cash };

/// What is known of a metric.
struct MetricInfo {
    Metric metric{};
    std::string_view name{};
    Nature nature = Nature::flow;
    Measure measure = Measure::count;
    Book book = Book::output;
    std::string_view meaning{};
    std::string_view axis{};    ///< a picture's axis, with {unit}, {one}, {money} and {step}
    std::string_view axis_zh{}; ///< the same in Chinese
};

namespace detail {

template <class Read> struct MetricRow {
    MetricInfo info;
    Read read; ///< read(path): the metric's summand, or its level, in each cell of a path
};
template <class Read> constexpr MetricRow<Read> metric_row(const MetricInfo& info, Read read) {
    return {info, read};
}

/// Every metric, in the order of the enumeration. A path, and what a product or line has of it, has
/// `units`, `value`, `line_capacity` and `components_used` by cell, and `accounts()`, `hours()`,
/// `orders()` and `ledger()`.
inline constexpr std::tuple metric_rows{
    metric_row({Metric::units, "units", Nature::flow, Measure::count, Book::output,
                "good units made", "{unit} a {step}", "产量（{one}/{step}）"},
               [](const auto& path) -> const auto& { return path.units; }),
    metric_row({Metric::gross_output_value, "gross_output_value", Nature::flow, Measure::money,
                Book::output, "counted when made, consigned material at its processing fee",
                "output value, {money} a {step}, without VAT", "产值（{money}/{step}，不含税）"},
               [](const auto& path) -> const auto& { return path.value; }),
    metric_row({Metric::revenue, "revenue", Nature::flow, Measure::money, Book::accounts,
                "counted when accepted, the customer's material net",
                "revenue, {money} a {step}, without VAT", "营业收入（{money}/{step}，不含税）"},
               [](const auto& path) -> const auto& { return path.accounts().revenue; }),
    metric_row({Metric::line_capacity, "line_capacity", Nature::flow, Measure::count, Book::output,
                "units the lines alone could have made",
                "what the lines alone could make, {unit} a {step}", "产线能力（{unit}/{step}）"},
               [](const auto& path) -> const auto& { return path.line_capacity; }),
    metric_row({Metric::unit_value, "unit_value", Nature::ratio, Measure::money, Book::output,
                "output value a unit; undefined where no unit is made",
                "value of one {one}, {money}, without VAT", "单位产值（{money}，不含税）"},
               [](const auto& path) -> const auto& { return path.value; }),
    metric_row({Metric::value_added, "value_added", Nature::flow, Measure::money, Book::accounts,
                "output value - material and bought-in costs + VAT payable",
                "value added, {money} a {step}", "工业增加值（{money}/{step}）"},
               [](const auto& path) -> const auto& { return path.accounts().value_added; }),
    metric_row({Metric::gross_profit, "gross_profit", Nature::flow, Measure::money, Book::accounts,
                "revenue - material and running costs", "gross profit, {money} a {step}",
                "毛利（{money}/{step}）"},
               [](const auto& path) -> const auto& { return path.accounts().gross_profit; }),
    metric_row({Metric::shipped_value, "shipped_value", Nature::flow, Measure::money,
                Book::accounts, "output value of what is shipped",
                "output value shipped, {money} a {step}, without VAT",
                "发货产值（{money}/{step}，不含税）"},
               [](const auto& path) -> const auto& { return path.accounts().shipped; }),
    metric_row({Metric::accepted_value, "accepted_value", Nature::flow, Measure::money,
                Book::accounts, "output value of what customers accept",
                "output value accepted, {money} a {step}, without VAT",
                "验收产值（{money}/{step}，不含税）"},
               [](const auto& path) -> const auto& { return path.accounts().accepted; }),
    metric_row({Metric::sold_value, "sold_value", Nature::flow, Measure::money, Book::accounts,
                "output value accepted, without the group's own use",
                "output value sold, {money} a {step}, without VAT",
                "销售产值（{money}/{step}，不含税）"},
               [](const auto& path) -> const auto& { return path.accounts().sold; }),
    metric_row({Metric::parent_revenue, "parent_revenue", Nature::flow, Measure::money,
                Book::accounts, "the parent's share of revenue",
                "parent's revenue, {money} a {step}, without VAT",
                "母公司应占收入（{money}/{step}，不含税）"},
               [](const auto& path) -> const auto& { return path.accounts().parent_revenue; }),
    metric_row({Metric::net_cash_flow, "net_cash_flow", Nature::flow, Measure::money, Book::cash,
                "cash in less cash out before financing",
                "net cash flow before financing, {money} a {step}",
                "融资前净现金流（{money}/{step}）"},
               [](const auto& path) -> const auto& { return path.ledger().net_cash_flow; }),
    metric_row({Metric::cash, "cash", Nature::level, Measure::money, Book::cash,
                "at the end of the period", "cash, {money}, at the end of the {step}",
                "期末现金（{money}）"},
               [](const auto& path) -> const auto& { return path.ledger().cash; }),
    metric_row({Metric::least_headroom, "least_headroom", Nature::level, Measure::money, Book::cash,
                "the least that cash and credit line came to, from the start to the period's end",
                "least cash and credit so far, {money}", "累计最低资金余量（{money}）"},
               [](const auto& path) -> const auto& { return path.ledger().least_headroom; }),
    metric_row({Metric::peak_funding, "peak_funding", Nature::level, Measure::money, Book::cash,
                "the most that was out before financing, from the start to the period's end",
                "peak funding so far, {money}", "累计最大资金需求（{money}）"},
               [](const auto& path) -> const auto& { return path.ledger().peak_funding; }),
    metric_row({Metric::npv, "npv", Nature::level, Measure::money, Book::cash,
                "of the net cash flows from the start to the period's end and of the working "
                "capital then, at the as-of date",
                "net present value so far, {money}", "累计净现值（{money}）"},
               [](const auto& path) -> const auto& { return path.ledger().npv; }),
    metric_row(
        {Metric::closing_working_capital, "closing_working_capital", Nature::level, Measure::money,
         Book::cash,
         "what units made by the period's end still bring and cost, and what is paid ahead",
         "working capital, {money}, at the end of the {step}", "期末营运资金（{money}）"},
        [](const auto& path) -> const auto& { return path.ledger().closing_working_capital; }),
    metric_row({Metric::components_used, "components_used", Nature::flow, Measure::count,
                Book::output, "pieces of all components built in or lost to repair",
                "components used, pieces a {step}", "零部件用量（件/{step}）"},
               [](const auto& path) -> const auto& { return path.components_used; }),
    metric_row({Metric::line_hours, "line_hours", Nature::flow, Measure::count, Book::output,
                "hours that the lines' calendars have since they started",
                "hours of the lines by their calendars, h a {step}", "产线日历工时（小时/{step}）"},
               [](const auto& path) -> const auto& { return path.hours().calendar; }),
    metric_row({Metric::stop_hours, "stop_hours", Nature::flow, Measure::count, Book::output,
                "of these, hours lost to planned stops", "hours lost to planned stops, h a {step}",
                "计划停机损失工时（小时/{step}）"},
               [](const auto& path) -> const auto& { return path.hours().stops; }),
    metric_row({Metric::changeover_hours, "changeover_hours", Nature::flow, Measure::count,
                Book::output, "of the hours left, those lost to changeovers",
                "hours lost to changeovers, h a {step}", "换型损失工时（小时/{step}）"},
               [](const auto& path) -> const auto& { return path.hours().changeovers; }),
    metric_row({Metric::backlog, "backlog", Nature::level, Measure::count, Book::output,
                "orders not filled at the end of the period",
                "orders not filled, {unit}, at the end of the {step}", "期末未交订单（{one}）"},
               [](const auto& path) -> const auto& { return path.orders().backlog; }),
    metric_row({Metric::finished_stock, "finished_stock", Nature::level, Measure::count,
                Book::output, "units built ahead of orders, at the end of the period",
                "units built ahead, {unit}, at the end of the {step}", "期末预产库存（{one}）"},
               [](const auto& path) -> const auto& { return path.orders().stock; }),
};

template <class Take> constexpr auto of_metric_rows(Take take) {
    return std::apply([&](const auto&... row) { return std::array{take(row)...}; }, metric_rows);
}

} // namespace detail

/// What is known of each metric, in the order of the enumeration.
inline constexpr auto metric_table =
    detail::of_metric_rows([](const auto& row) { return row.info; });
inline constexpr auto metric_names =
    detail::of_metric_rows([](const auto& row) { return row.info.name; });

constexpr const MetricInfo& info_of(Metric metric) {
    return metric_table[static_cast<std::size_t>(metric)];
}

/// True where a metric is of the lines' hours.
constexpr bool is_of_hours(Metric metric) {
    return metric == Metric::line_hours || metric == Metric::stop_hours ||
           metric == Metric::changeover_hours;
}

/// True where a metric is of orders and what is built ahead of them.
constexpr bool is_of_orders(Metric metric) {
    return metric == Metric::backlog || metric == Metric::finished_stock;
}

/// True where a metric is known of each product, or of each line: not of cash, which is the plant's,
/// nor is what lines could make, or their hours, known by product, or orders by line.
constexpr bool is_known_by(Metric metric, By by) {
    if (by == By::plant) return true;
    if (info_of(metric).book == Book::cash) return false;
    if (by == By::line) return !is_of_orders(metric);
    return (metric != Metric::line_capacity && !is_of_hours(metric));
}

/// The metric of a name, `value` being output value; nothing where there is none.
constexpr std::optional<Metric> metric_named(std::string_view name) {
    if (name == "value") return Metric::gross_output_value;
    for (const MetricInfo& info : metric_table)
        if (info.name == name) return info.metric;
    return std::nullopt;
}

namespace detail {
constexpr bool metrics_are_in_order() {
    for (std::size_t i = 0; i < metric_table.size(); ++i)
        if (metric_table[i].metric != static_cast<Metric>(i)) return false;
    return true;
}
static_assert(metrics_are_in_order());
} // namespace detail

/// How a metric is taken over the periods.
enum class View {
    period,     ///< of the period itself
    cumulative, ///< from the start of the timeline to the period's end
    /// from the start of the year it is named by to its end: the timeline's, for weeks that of
    /// their Thursday
    year_to_date,
    /// change against the period of the same name a year before, as a share; none for week 53
    year_on_year
};
inline constexpr std::array<std::string_view, 4> view_names{"period", "cumulative", "year_to_date",
                                                            "year_on_year"};

inline std::string text(Metric metric) { return std::string(info_of(metric).name); }
inline std::string text(View view) {
    return std::string(view_names[static_cast<std::size_t>(view)]);
}

} // namespace rampcast
