#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rampcast/forecast/accounts.hpp"
#include "rampcast/forecast/ahead_plan.hpp"
#include "rampcast/forecast/books.hpp"
#include "rampcast/forecast/demand.hpp"
#include "rampcast/forecast/horizon.hpp"
#include "rampcast/forecast/limits.hpp"
#include "rampcast/forecast/line_routing.hpp"
#include "rampcast/forecast/line_times.hpp"
#include "rampcast/forecast/listed_sharing.hpp"
#include "rampcast/forecast/order_book.hpp"
#include "rampcast/forecast/plant_at.hpp"
#include "rampcast/forecast/plant_lines.hpp"
#include "rampcast/forecast/reported.hpp"
#include "rampcast/forecast/segments.hpp"
#include "rampcast/forecast/value_sharing.hpp"
#include "rampcast/plant/segment.hpp"
#include "rampcast/plant/types.hpp"
#include "rampcast/uncertainty/correlation_factor.hpp"

namespace rampcast {

/// What a projection says of one cell, until it moves on.
template <class T> struct CellOutput {
    const T& units;         ///< good units made
    const T& value;         ///< gross industrial output value, in the plant's currency
    const T& line_capacity; ///< units the lines alone could have made
};

/// The model: one plant on one grid, on any scalar.
///
/// Bind the uncertain numbers through `numbers()`, then `run` with a source of draws. On `double`
/// it gives one path, on `Lanes` one path a lane, on `Dual` exact gradients.
/// Output of a cell is the least of what the lines and each limit allow; unused components and
/// unfilled orders are carried over.
template <class T> class Projection {
public:
    /// @param plant a prepared plant without alternatives (one combination of their options)
    Projection(const Plant& plant, const Grid& grid, const Books& books = {})
        : grid_(grid),
          books_(books),
          horizon_(horizon(plant, grid, keeps_cash(plant, books), books.cash)),
          clocks_(plant, horizon_.booked),
          plant_(plant_at_medians<T>(plant, grid)),
          dates_(plant, plant_.milestones, clocks_),
          pace_(plant, horizon_.made, clocks_),
          reported_(plant, horizon_.made, clocks_, pace_),
          shocks_(stream_names(plant)),
          lines_(plant, plant_, horizon_.made, clocks_, dates_, shocks_),
          products_(plant, plant_, horizon_.made, shocks_,
                    books.accounts || keeps_cash(plant, books)),
          terms_(plant, plant_, horizon_.booked, dates_),
          constraints_(constraint_names(plant)),
          numbers_(numbers_of<T>(plant_)) {
        dates_.draw_from(plant, shocks_);
        if (books.accounts && !products_.runs.empty()) accounts_.emplace(terms_, plant_, grid);
        if (LineRouting<T>::is_needed(plant)) routing_.emplace(plant, lines_, products_);
        if (books.hours) times_.emplace(plant, lines_, grid, clocks_);
        if (keeps_cash(plant, books))
            ledger_.emplace(plant, plant_, terms_, dates_, horizon_, books.cash);
        if (reported_.any()) constraints_.insert(constraints_.begin() + 1, "reported");
        if (lines_.closes()) constraints_.insert(constraints_.begin() + 1, "closed");
        LimitBasis<T> basis{
            plant, plant_, horizon_.made, horizon_.booked, dates_,
            pace_, lines_, products_,     shocks_,         ledger_ ? &*ledger_ : nullptr};
        if (plant.orders || !plant.product_orders.empty()) {
            demand_.emplace(basis);
            basis.demand = &*demand_;
            if (demand_->names_products()) products_.go_by_orders();
            if (demand_->builds_ahead()) stock_ = &demand_->stock();
            if (books.orders) order_book_.emplace(products_.runs.size(), grid.cells.size());
        }
        if (books.by_product || books.by_line)
            segments_.emplace(books, products_, lines_,
                              SegmentSources<T>{routing_ ? &*routing_ : nullptr,
                                                times_ ? &*times_ : nullptr, stock_,
                                                order_book_ ? &*order_book_ : nullptr},
                              terms_, plant_, grid);
        limits_ = make_limits<T>(basis);
        allowed_.resize(limits_.size());
        while (last_asked_ < limits_.size() && !limits_[last_asked_]->goes_by_final_shares())
            ++last_asked_;
        LineRouting<T>* const routing = routing_ ? &*routing_ : nullptr;
        if (stock_ && demand_->names_products())
            ahead_plan_.emplace(*demand_, products_, limits_, last_asked_, routing);
        if (plant.sharing == Sharing::listed)
            sharing_ = std::make_unique<ListedSharing<T>>(limits_, products_.runs.size(), routing);
        if (plant.sharing == Sharing::value)
            sharing_ = std::make_unique<ValueSharing<T>>(limits_, products_.runs.size(), routing);
        std::vector<RankCorrelation> of_shocks;
        Names correlated;
        for (const RankCorrelation& pair : plant.correlations) {
            if (!is_of_shocks(pair)) continue;
            const Names streams(shocks_.streams());
            if (!streams.find(pair.between[0]) || !streams.find(pair.between[1])) continue;
            of_shocks.push_back(pair);
            for (const std::string& name : pair.between) correlated.add(name);
        }
        if (!of_shocks.empty())
            shocks_.correlate(correlated.list(), correlation_factor(correlated.list(), of_shocks));
    }
    Projection(const Projection&) = delete;
    Projection& operator=(const Projection&) = delete;

    /// Every number of the plant in the order of `walk`, dates as days from the grid's reference
    /// date; a null pointer where the plant keeps a plain double.
    const std::vector<T*>& numbers() const { return numbers_; }
    /// Names of the monthly noise streams, as `stream_names` gives them; `run` asks for them by
    /// position.
    const std::vector<std::string>& streams() const { return shocks_.streams(); }
    /// What may limit output, as `constraint_names` gives it.
    const std::vector<std::string>& constraints() const { return constraints_; }

    /// Position among them of the first that is a limit: those before say why
    /// nothing is made.
    std::size_t first_that_limits() const { return first_limit() - lines_.constraints(); }
    /// Units that each limit besides the lines allowed in the cell just observed, in the order of
    /// `constraints`.
    const std::vector<T>& limits() const { return allowed_; }
    /// What a limit has left after the cell just observed: pieces of a component, unfilled orders;
    /// 0 for limits that keep nothing. @throws Error where there is no such limit
    T stock(std::string_view constraint) const {
        for (std::size_t i = 0; i < limits_.size(); ++i)
            if (constraints_[first_limit() + i] == constraint) return limits_[i]->stock();
        throw Error("forecast", "there is no limit " + detail::quoted(std::string(constraint)));
    }
    /// Revenue and the like, complete once `run` has returned.
    /// @throws Error unless they are kept
    const Accounts<T>& accounts() const {
        if (!accounts_) throw Error("forecast", "the projection keeps no accounts");
        return *accounts_;
    }
    /// What a product or line has of the figures, complete once `run` has returned.
    /// @throws Error unless they are kept
    const SegmentFigures<T>& segment(By by, std::size_t member) const {
        if (!segments_ || !(by == By::product ? books_.by_product : books_.by_line))
            throw Error("forecast", "the projection keeps no figures by " + text(by));
        return segments_->of(by, member);
    }
    /// Pieces of components that the units of the cell just observed take.
    T components_used() const { return products_.components_used(); }
    /// Hours of the lines on the path begun last. @throws Error unless they are kept
    const LineHours<T>& hours() const {
        if (!times_) throw Error("forecast", "the projection keeps no hours of the lines");
        return times_->all();
    }
    /// Unfilled orders and what is built ahead. @throws Error unless they are kept
    const OrderFigures<T>& orders() const {
        if (!order_book_) throw Error("forecast", "the projection keeps no book of orders");
        return order_book_->all();
    }
    /// Cash and the like, complete once `run` has returned.
    /// @throws Error unless it is kept
    const Ledger<T>& ledger() const {
        if (!ledger_) throw Error("forecast", "the projection keeps no cash");
        return *ledger_;
    }

    /// Projects the plant.
    /// @param draws `noise(stream, month)` gives the standard normal shock of an absolute month
    /// @param observe called as observe(cell index, CellOutput<T>) for each cell in order;
    ///   `limits_bind` may be asked then
    template <class Draws, class Observe> void run(Draws& draws, Observe&& observe) {
        start(draws);
        if (plant_.opening && (accounts_ || ledger_)) open(draws);
        int month = -1;
        for (std::size_t k = 0; k < horizon_.made.cells.size(); ++k) {
            const CellOutput<T> output = next(draws, k, month, true);
            if (k < grid_.cells.size()) observe(k, output);
        }
        if (accounts_) accounts_->close();
        if (segments_) segments_->close();
        if (ledger_ && books_.cash) ledger_->close();
    }

    /// For the cell just observed, calls count(constraint index, bits, bits) for each constraint:
    /// where it binds, its limit being equal to the output, and where no other does.
    template <class Count> void limits_bind(std::size_t k, Count&& count) {
        const bool known = reported_.at(k) != nullptr;
        const Bits none{}, idle = known ? none : bits_of(potential_ <= T(0));
        const Bits running = known ? none : opposite(idle);
        const Bits lines_bind = both(lines_hold_back(), running);
        const Bits closed = lines_.closes() ? both(idle, lines_.closed(k)) : none;
        binds_.clear();
        binds_.push_back({both(idle, opposite(closed))});
        if (lines_.closes()) binds_.push_back({closed});
        if (reported_.any()) binds_.push_back({known ? opposite(none) : none});
        for (std::size_t i = 0; i < lines_.constraints(); ++i)
            binds_.push_back({lines_.binds(i, k, [&](std::size_t line) {
                return routing_ ? routing_->binds(line, lines_bind) : lines_bind;
            })});
        for (const T& allowed : allowed_)
            binds_.push_back({both(bits_of(allowed == output_), running)});
        Bits some = binds_[0].lanes, several = both(idle, running);
        for (std::size_t i = 1; i < binds_.size(); ++i) {
            several = either(several, both(some, binds_[i].lanes));
            some = either(some, binds_[i].lanes);
        }
        const Bits single = opposite(several);
        for (std::size_t i = 0; i < binds_.size(); ++i)
            count(i, binds_[i].lanes, both(binds_[i].lanes, single));
    }
    /// For the cell just observed, calls count(index, bits) for each station of each line, in the
    /// order of `line_constraints`: where it binds.
    template <class Count> void lines_bind(std::size_t k, Count&& count) const {
        const Bits all =
            reported_.at(k) ? Bits{} : both(lines_hold_back(), bits_of(potential_ > T(0)));
        lines_.each_binds(
            k, [&](std::size_t line) { return routing_ ? routing_->binds(line, all) : all; },
            count);
    }
    /// Units by which the next limit of the cell just observed is above the output; 0 where nothing
    /// but the lines limits it.
    T units_to_next_limit() const {
        T units;
        by_parts<T>([&](const auto part) {
            using X = part_t<decltype(part), T>;
            X least = part(potential_), next(unlimited);
            for (const T& each : allowed_) {
                const X allowed = part(each);
                next = min(next, max(least, allowed));
                least = min(least, allowed);
            }
            part.set(units, select(next < X(unlimited), next - part(output_), X(0)));
        });
        return units;
    }

private:
    using Bits = bits_t<T>;
    /// Where the lines hold back the output of the cell at hand.
    Bits lines_hold_back() const {
        const Bits full = bits_of(potential_ == output_);
        if (!routing_ || !sharing_) return full;
        const Bits final = bits_of(output_ == shared_output_);
        return either(full, both(bits_of(sharing_->lines_cut()), final));
    }
    struct Binding {
        Bits lanes;
    };

    static bool keeps_cash(const Plant& plant, const Books& books) {
        return plant.cash && (books.cash || plant.cash->limits_output);
    }
    /// Position of the first limit among the constraints.
    std::size_t first_limit() const { return constraints_.size() - limits_.size(); }

    template <class Draws> void start(Draws& draws) {
        shocks_.start(draws);
        dates_.start();
        lines_.start();
        if (times_) times_->start();
        products_.start(dates_);
        if (accounts_ || ledger_) terms_.start();
        if (accounts_) accounts_->start();
        if (segments_) segments_->start();
        if (ledger_) ledger_->start();
        for (const auto& limit : limits_) limit->start();
    }

    /// Moves on to cell k. @param month of the cell before @param books money is booked
    template <class Draws> CellOutput<T> next(Draws& draws, std::size_t k, int& month, bool books) {
        const Cell& cell = horizon_.made.cells[k];
        if (cell.month != month) {
            month = cell.month;
            shocks_.next_month(draws, month);
            products_.next_month(draws, month);
        }
        return step(k, cell, books);
    }

    /// Books what the plant brings along, the path being begun; then begins it again.
    template <class Draws> void open(Draws& draws) {
        const OpeningOf<T>& opening = *plant_.opening;
        const std::vector<Cell>& cells = horizon_.made.cells;
        const Cell& first = cells.front();
        Batch<T> batch;
        T times(1);
        int month = -1;
        if (opening.steady) {
            std::size_t k = 0;
            for (; k < cells.size() && cells[k].month < first.month + 3; ++k) {
                batch.units += next(draws, k, month, false).units;
                batch.money += products_.made();
                if (segments_) segments_->note_opening(k, output_);
            }
            const double days = std::max(horizon_.most_days, terms_.acceptance.most) + 1;
            times = T(days / (cells[k - 1].end_day - first.start_day));
            batch.start = T(first.start_day - days);
            batch.days = T(days);
        } else if (opening.finished_stock) {
            static_cast<void>(next(draws, 0, month, false));
            products_.split(T(1));
            batch.units = T(1);
            batch.money = products_.make(true);
            batch.start = T(first.start_day) - terms_.acceptance.days;
            batch.days = opening.finished_stock->days;
            batch.paid = true;
            times = opening.finished_stock->amount / max(batch.money.value, T(1e-9));
            if (segments_) segments_->note_opening(0, T(1));
        }
        batch.units *= times;
        batch.money *= times;
        start(draws);
        if (accounts_) accounts_->open(batch);
        if (segments_) segments_->open(batch, times);
        if (ledger_) ledger_->open(opening, batch);
    }
    /// Asks limits for cell k and lowers output to what they allow.
    void ask(std::size_t k, std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
            allowed_[i] = limits_[i]->allowed(k, products_);
            output_ = min(output_, allowed_[i]);
        }
    }

    /// Takes reported figures for the cell's output and what a unit of it brings:
    /// where only a value was reported, the units are those that bring it at the
    /// prices found.
    void take(const Reported::Figures& figures) {
        const T unit = products_.money_a_unit().value;
        const T least(1e-12);
        if (figures.units) output_ = T(*figures.units);
        else output_ = select(unit > T(0), T(*figures.value) / max(unit, least), T(0));
        reported_output_ = output_;
        potential_ = max(potential_, output_);
        if (!figures.units || !figures.value) return;
        const T value = output_ * unit;
        products_.scale_prices(select(value > T(0), T(*figures.value) / max(value, least), T(1)));
    }

    /// One step of the recursion: output, then what is left over.
    /// @param books money is booked, and limits output where it does
    CellOutput<T> step(std::size_t k, const Cell& cell, bool books) {
        potential_ = lines_.enter(k);
        products_.find_shares(k);
        if (demand_) {
            demand_->note_mix(products_);
            demand_->arrive(k);
        }
        if (stock_) send_from_stock(k, books);
        T fitting(unlimited);
        if (demand_ && demand_->names_products()) {
            demand_->share(products_);
            if (ahead_plan_) fitting = ahead_plan_->plan(k, potential_);
            else if (routing_ && !sharing_) fitting = routing_->fit(k, demand_->total(), products_);
        }
        if (routing_ && !sharing_) potential_ = min(routing_->potential(k), fitting);
        else if (products_.differ_in_work())
            potential_ = potential_ / max(products_.work_a_unit(), T(1e-9));
        output_ = potential_;
        if (routing_ && sharing_) {
            potential_ = routing_->potential_in_turn(k, output_);
            // Each product wants what is ordered of it, whatever lines others have.
            if (demand_ && demand_->names_products()) output_ = T(unlimited);
        }
        products_.find_prices(cell);
        ask(k, 0, last_asked_);
        const Reported::Figures* const known = reported_.at(k);
        if (known) take(*known);
        split(k);
        if (sharing_ && !known) share_out(k);
        if (routing_ && sharing_) potential_ = max(potential_, output_);
        if (!books) {
            products_.make(true);
            for (std::size_t i = 0; i < last_asked_; ++i) limits_[i]->take(k, output_, products_);
            if (stock_) static_cast<void>(stock_->store(output_));
            return {output_, products_.made().value, potential_};
        }
        if (last_asked_ < limits_.size()) {
            ask(k, last_asked_, limits_.size());
            if (known) output_ = reported_output_;
            split(k);
        } else if (ledger_ && !stock_) {
            ledger_->price(k, products_.money_a_unit());
            ledger_->make(k, output_);
        }
        for (const auto& limit : limits_) limit->take(k, output_, products_);
        const MoneyOf<T>& money = products_.make(accounts_.has_value());
        if (stock_) store(k);
        else if (accounts_ && k < grid_.cells.size()) accounts_->make(k, output_, money);
        if (order_book_ && k < grid_.cells.size()) order_book_->note(k, *demand_);
        if (segments_) segments_->make(k, output_, potential_);
        return {output_, money.value, potential_};
    }

    /// Gives products what they get of what does not suffice for all. Where orders are for a
    /// product, each wants what is ordered of it, whatever else allows of all together.
    void share_out(std::size_t k) {
        T units = output_, most(unlimited);
        if (demand_ && demand_->names_products()) {
            units = demand_->total();
            most = select(output_ < units, output_, most);
            products_.split(units);
        }
        shared_output_ = output_ = sharing_->share_out(k, units, most, products_, allowed_);
    }
    /// Sends what orders take of the finished stock.
    void send_from_stock(std::size_t k, bool books) {
        demand_->serve_from_stock();
        const Parcel<T> sent = stock_->send();
        if (books) book_sent(k, sent);
        if (!demand_->names_products())
            demand_->set_most(demand_->total() + demand_->ahead_in_all());
    }
    void book_sent(std::size_t k, const Parcel<T>& sent) {
        if (accounts_ && k < grid_.cells.size()) accounts_->send(k, sent.units, sent.money);
        if (ledger_) ledger_->send(k, sent.units, sent.money);
    }
    /// Takes in what is made, and sends what of it was ordered.
    void store(std::size_t k) {
        book_sent(k, stock_->store(output_));
        const MoneyOf<T>& money = stock_->made().money;
        if (accounts_ && k < grid_.cells.size()) accounts_->produce(k, output_, money);
        if (ledger_) ledger_->produce(k, output_, money);
    }
    /// Splits the output by the shares; of what is planned ahead too, orders come first.
    void split(std::size_t k) {
        if (ahead_plan_) ahead_plan_->share_out(k, output_);
        products_.split(output_);
    }

    const Grid& grid_;
    Books books_;
    Horizon horizon_;
    Clocks clocks_;
    PlantOf<T> plant_;
    PathDates<T> dates_;
    WorkPace pace_;
    Reported reported_;
    Shocks<T> shocks_;
    PlantLines<T> lines_;
    Products<T> products_;
    PathTerms<T> terms_;
    std::optional<Accounts<T>> accounts_;
    std::optional<LineRouting<T>> routing_{}; ///< where lines differ in what they make
    std::optional<LineTimes<T>> times_{};
    std::optional<Ledger<T>> ledger_;
    std::optional<Demand<T>> demand_{};
    FinishedStock<T>* stock_ = nullptr; ///< of the demand, where units may be built ahead
    std::optional<OrderBook<T>> order_book_{};
    std::optional<Segments<T>> segments_{};
    Limits<T> limits_;
    std::size_t last_asked_ = 0;               ///< the first of those asked when shares are final
    std::optional<AheadPlan<T>> ahead_plan_{}; ///< where orders name products as well
    std::unique_ptr<SharingRule<T>> sharing_{};
    std::vector<std::string> constraints_;
    std::vector<T*> numbers_;
    std::vector<T> allowed_;       ///< units, by limit
    std::vector<Binding> binds_{}; ///< by constraint, where it binds in the cell at hand
    T potential_{}, output_{}, reported_output_{};
    T shared_output_{}; ///< what the sharing rule made of the cell at hand
};

#ifndef RAMPCAST_HEADER_ONLY
extern template class Projection<double>;
#endif

} // namespace rampcast
