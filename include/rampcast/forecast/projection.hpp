#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rampcast/forecast/accounts.hpp"
#include "rampcast/forecast/inflow.hpp"
#include "rampcast/forecast/ledger.hpp"
#include "rampcast/forecast/line_output.hpp"
#include "rampcast/forecast/products.hpp"
#include "rampcast/forecast/shock.hpp"
#include "rampcast/forecast/workforce.hpp"
#include "rampcast/launch/dates.hpp"

namespace rampcast {

/// What a projection says of one cell.
template <class T> struct CellOutput {
    T units{};         ///< good units made
    T value{};         ///< gross industrial output value, in the plant's currency
    T line_capacity{}; ///< units the lines alone could have made
};

/// Which books a projection keeps besides units and output value.
struct Books {
    bool accounts = true; ///< revenue, value added, gross profit
    bool cash = true;     ///< kept all the same where cash limits output
};

/// The model: one plant on one grid, on any scalar.
///
/// Bind the uncertain numbers through `numbers()`, then `run` with a source of draws. On `double`
/// it gives one path, on `Lanes` one path a lane, on `Dual` exact gradients.
/// Output of a cell is the least of what lines, caps, labour, components, orders and cash allow;
/// unused components and unfilled orders are carried over.
template <class T> class Projection {
public:
    /// @param plant a valid plant without alternatives (one combination of their options)
    Projection(const Plant& plant, const Grid& grid, const Books& books = {})
        : grid_(grid), books_(books), clocks_(plant, grid), launch_(plant.milestones) {
        plant_ = converted<PlantOf<T>>(plant, [&](const NumberInfo& info, const Uncertain& from) {
            return T((from.is_uncertain() ? from.median() : from.number()) - offset(info));
        });
        numbers_ = numbers_of<T>(plant_);
        prepare_lines(plant);
        products_.prepare(plant, plant_, grid, streams_);
        prepare_constraints(plant);
        if (books.accounts && !products_.runs.empty()) accounts_.emplace(plant, plant_, grid);
        if (plant.cash && (books.cash || plant.cash->limits_output))
            ledger_.emplace(plant, plant_, grid);
    }
    Projection(const Projection&) = delete;
    Projection& operator=(const Projection&) = delete;

    /// Every number of the plant in the order of `walk`, dates as days from the grid's reference
    /// date; a null pointer where the plant keeps a plain double.
    const std::vector<T*>& numbers() const { return numbers_; }
    /// What is subtracted from a stored date to count from the reference date; 0 for other units.
    double offset(const NumberInfo& info) const {
        return info.unit == "date" ? days_since_epoch(grid_.reference) : 0;
    }
    /// Names of the monthly noise streams, in the order `run` asks for them.
    const std::vector<std::string>& streams() const { return streams_.names; }
    /// What may limit output: "not started", the lines' stations (or the lines themselves), the
    /// caps, labour, the components, "orders", "cash".
    const std::vector<std::string>& constraints() const { return constraints_; }

    /// Pieces of a component in stock after the cell just observed.
    const T& component_stock(std::size_t component) const { return components_[component].stock; }
    /// Unfilled orders after the cell just observed.
    const T& backlog() const { return orders_.stock; }
    /// Units that each cap, group of people, component, the orders and cash allowed in the cell just
    /// observed, in the order of `constraints` behind the lines.
    const std::vector<T>& limits() const { return limits_; }
    /// Units of each product made in the cell just observed.
    std::vector<T> product_units() const {
        std::vector<T> units;
        for (const ProductPath<T>& run : products_.runs) units.push_back(run.now);
        return units;
    }
    /// Revenue and the like, complete once `run` has returned.
    /// @throws Error unless they are kept
    const Accounts<T>& accounts() const {
        if (!accounts_) throw Error("forecast", "the projection keeps no accounts");
        return *accounts_;
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
        find_dates();
        for (std::size_t l = 0; l < lines_.size(); ++l)
            lines_[l].output.run(lines_[l].start, lines_[l].changes);
        start_path(draws);
        int month = -1;
        for (std::size_t k = 0; k < grid_.cells.size(); ++k) {
            const Cell& cell = grid_.cells[k];
            if (cell.month != month) next_month(draws, month = cell.month);
            observe(k, step(k, cell));
        }
        if (accounts_) accounts_->close();
        if (ledger_ && books_.cash) ledger_->close();
    }

    /// For the cell just observed, calls count(constraint index, mask, mask) for each constraint:
    /// where it binds, its limit being equal to the output, and where no other does.
    template <class Count> void limits_bind(std::size_t k, Count&& count) {
        if (constraints_.size() == 2) {
            each_limit(k, [&](std::size_t constraint, const auto& binds) {
                count(constraint, binds, binds);
            });
            return;
        }
        T binding(0);
        binds_.clear();
        each_limit(k, [&](std::size_t, const auto& binds) {
            binds_.push_back(binds);
            binding += select(binds, T(1), T(0));
        });
        const auto single = binding < T(1.5);
        for (std::size_t i = 0; i < binds_.size(); ++i)
            count(i, binds_[i], both(binds_[i], single));
    }
    /// Units by which the next limit of the cell just observed is above the output; 0 where nothing
    /// but the lines limits it.
    T units_to_next_limit() const {
        T least = potential_, next(unlimited);
        for (const T& limit : limits_) {
            next = min(next, max(least, limit));
            least = min(least, limit);
        }
        return select(next < T(unlimited), next - output_, T(0));
    }

private:
    struct LineRun {
        LineOutput<T> output;
        std::optional<Shock<T>> shock;
        T start{};
        std::vector<T> changes{};
    };
    struct Supply {
        Inflow<T> inflow{};
        std::optional<Shock<T>> shock{};
        T stock{};
    };
    struct ContractRun {
        const ContractOf<T>* contract = nullptr;
        std::size_t stream = 0;
        T units{}; ///< on this path, 0 where it is not placed
    };
    void prepare_lines(const Plant& plant) {
        lines_.reserve(plant.lines.size());
        for (std::size_t l = 0; l < plant.lines.size(); ++l)
            lines_.push_back(
                {LineOutput<T>(plant.lines[l], plant_.lines[l], grid_, clocks_),
                 shock_of(plant_.lines[l].noise, "line." + plant.lines[l].name, streams_)});
    }

    void prepare_constraints(const Plant& plant) {
        constraints_.emplace_back("not started");
        for (std::size_t l = 0; l < plant.lines.size(); ++l) {
            const Line& line = plant.lines[l];
            const std::size_t count = std::max<std::size_t>(1, line.stations.size());
            for (std::size_t s = 0; s < count; ++s) {
                const std::string name =
                    line.stations.empty() ? std::string("lines") : line.stations[s].name;
                const auto found = std::find(constraints_.begin() + 1, constraints_.end(), name);
                const auto index = static_cast<std::size_t>(found - constraints_.begin()) - 1;
                if (found == constraints_.end()) {
                    constraints_.push_back(name);
                    sources_.emplace_back();
                }
                sources_[index].emplace_back(l, s);
            }
        }
        for (const CapOf<T>& cap : plant_.caps) {
            caps_.emplace_back(cap.limits, grid_);
            constraints_.push_back(cap.name);
        }
        for (const LabourOf<T>& labour : plant_.labour) {
            crews_.emplace_back(labour, grid_);
            constraints_.push_back(labour.name);
        }
        for (const ComponentOf<T>& component : plant_.components) {
            components_.push_back(
                {Inflow<T>(component.arrivals, grid_),
                 shock_of(component.noise, "component." + component.name, streams_)});
            constraints_.push_back(component.name);
        }
        if (plant_.orders) prepare_orders(*plant.orders);
        if (plant_.cash && plant_.cash->limits_output) constraints_.emplace_back("cash");
        limits_.resize(constraints_.size() - 1 - sources_.size());
    }

    void prepare_orders(const Orders& orders) {
        orders_ = {Inflow<T>(plant_.orders->arrivals, grid_),
                   shock_of(plant_.orders->noise, "orders", streams_)};
        for (const ContractOf<T>& contract : plant_.orders->contracts)
            contracts_.push_back(
                {&contract, streams_.add("orders.contracts." + contract.name + ".chance")});
        cancels_ =
            orders.cancelled_per_year.is_uncertain() || orders.cancelled_per_year.number() > 0;
        constraints_.emplace_back("orders");
    }

    /// The moment of a date or milestone on this path, some days later.
    T moment(const WhenOf<T>& when, const T& lag) const {
        if (const auto* name = std::get_if<std::string>(&when))
            return dates_[launch_.index(*name)] + lag;
        return *std::get_if<T>(&when) + lag;
    }
    void find_dates() {
        dates_ = launch_.dates(plant_.milestones, [&](const auto& milestone) {
            return &clocks_[clocks_.index(milestone.calendar)];
        });
        for (std::size_t l = 0; l < lines_.size(); ++l) {
            const LineOf<T>& line = plant_.lines[l];
            lines_[l].start = moment(line.starts, line.lag_days);
            lines_[l].changes.clear();
            for (const auto& change : line.changes)
                lines_[l].changes.push_back(moment(change.on, change.lag_days));
        }
    }

    /// Calls use(constraint index, mask) with where each constraint binds in cell k.
    template <class Use> void each_limit(std::size_t k, Use&& use) const {
        const auto idle = potential_ <= T(0);
        const auto running = opposite(idle);
        const auto lines_bind = both(potential_ == output_, running);
        use(std::size_t{0}, idle);
        for (std::size_t s = 0; s < sources_.size(); ++s) {
            auto any = idle;
            bool first = true;
            for (const auto& [line, station] : sources_[s]) {
                const auto here =
                    both(lines_bind, lines_[line].output.bottleneck[k] == T(double(station)));
                any = first ? here : either(any, here);
                first = false;
            }
            use(1 + s, any);
        }
        for (std::size_t i = 0; i < limits_.size(); ++i)
            use(1 + sources_.size() + i, both(limits_[i] == output_, running));
    }

    template <class Draws> void start_path(Draws& draws) {
        for (LineRun& line : lines_) start(line.shock);
        for (Inflow<T>& cap : caps_) cap.start(T(1));
        for (Workforce<T>& crew : crews_) crew.start();
        for (std::size_t c = 0; c < components_.size(); ++c)
            begin_supply(components_[c], plant_.components[c].multiplier,
                         plant_.components[c].opening_stock);
        if (plant_.orders) {
            begin_supply(orders_, plant_.orders->multiplier, plant_.orders->opening_backlog);
            for (ContractRun& run : contracts_) {
                const T& z = draws.noise(run.stream, 0);
                run.units =
                    select(z <= inverse_normal(run.contract->chance), run.contract->units, T(0));
            }
        }
        products_.start();
        if (accounts_) accounts_->start();
        if (ledger_)
            ledger_->start([&](const WhenOf<T>& when, const T& lag) { return moment(when, lag); });
    }
    static void begin_supply(Supply& supply, const T& multiplier, const T& opening) {
        start(supply.shock);
        supply.inflow.start(multiplier);
        supply.stock = opening;
    }

    template <class Draws> void next_month(Draws& draws, int month) {
        for (LineRun& line : lines_) advance(line.shock, draws, month);
        products_.next_month(draws, month);
        for (Supply& supply : components_) advance(supply.shock, draws, month);
        advance(orders_.shock, draws, month);
    }

    /// What comes to a supply in a cell.
    static T arriving(const Supply& supply, std::size_t k) {
        const T amount = supply.inflow.amount(k);
        return supply.shock ? amount * supply.shock->factor : amount;
    }

    /// One step of the constraint recursion: output, then what is left over.
    CellOutput<T> step(std::size_t k, const Cell& cell) {
        potential_ = T(0);
        for (const LineRun& line : lines_)
            potential_ +=
                line.shock ? line.output.units[k] * line.shock->factor : line.output.units[k];
        output_ = potential_;
        products_.find_shares(k);
        products_.find_prices(cell);
        std::size_t i = 0;
        const auto limit_by = [&](const T& units) {
            limits_[i] = units;
            output_ = min(output_, units);
            ++i;
        };
        for (const Inflow<T>& cap : caps_) limit_by(cap.begun(k) ? cap.amount(k) : T(unlimited));
        for (Workforce<T>& crew : crews_) limit_by(crew.limit(k));
        const std::size_t first_component = i;
        for (std::size_t c = 0; c < components_.size(); ++c) {
            components_[c].stock +=
                arriving(components_[c], k) * (T(1) - plant_.components[c].return_share);
            if (plant_.sharing == Sharing::mix) {
                limit_by(units_from(components_[c].stock, pieces_a_unit(c)));
            } else {
                ++i;
            }
        }
        if (plant_.orders) {
            orders_.stock += arriving(orders_, k) + placed(k, cell);
            limit_by(orders_.stock);
        }
        for (ProductPath<T>& run : products_.runs) run.now = output_ * run.share;
        if (plant_.sharing == Sharing::listed && !components_.empty()) share_out(first_component);
        if (ledger_) book_cash(k);
        take_components();
        for (Workforce<T>& crew : crews_) crew.make(output_);
        if (plant_.orders) close_orders(cell);
        MoneyOf<T> money;
        for (ProductPath<T>& run : products_.runs) {
            if (run.product->price) {
                money.value += run.now * run.unit.value;
                if (accounts_) {
                    money.revenue += run.now * run.unit.revenue;
                    money.bought += run.now * run.unit.bought;
                }
            }
            run.made += run.now;
        }
        if (accounts_) accounts_->make(k, output_, money);
        return {output_, money.value, potential_};
    }

    /// Limits output to what cash allows, where it limits, and books it.
    void book_cash(std::size_t k) {
        MoneyOf<T> unit;
        for (ProductPath<T>& run : products_.runs) {
            if (plant_.sharing == Sharing::listed)
                run.share = select(output_ > T(0), run.now / max(output_, T(1e-9)), run.share);
            unit.value += run.share * run.unit.value;
            unit.bought += run.share * run.unit.bought;
        }
        if (plant_.cash->limits_output) {
            limits_.back() = ledger_->limit(k, unit);
            output_ = min(output_, limits_.back());
            for (ProductPath<T>& run : products_.runs) run.now = run.share * output_;
        } else {
            ledger_->price(k, unit);
        }
        ledger_->make(k, output_);
    }

    /// Takes the components of what is made out of stock.
    void take_components() {
        for (std::size_t c = 0; c < components_.size(); ++c) {
            if (plant_.sharing == Sharing::mix) {
                components_[c].stock = max(components_[c].stock - output_ * pieces_a_unit(c), T(0));
                continue;
            }
            for (const ProductPath<T>& run : products_.runs)
                for (const auto& [needed, pieces] : run.needs)
                    if (needed == c)
                        components_[c].stock =
                            max(components_[c].stock - run.now * with_spares(c, *pieces), T(0));
        }
    }

    /// Units of the contracts placed in a cell, those of earlier days in the first.
    T placed(std::size_t k, const Cell& cell) const {
        T sum(0);
        for (const ContractRun& run : contracts_) {
            const T& on = run.contract->on;
            const auto before_end = on < T(cell.end_day);
            sum += select(k == 0 ? before_end : both(before_end, on >= T(cell.start_day)),
                          run.units, T(0));
        }
        return sum;
    }

    /// Units that a stock suffices for at so many pieces a unit.
    static T units_from(const T& stock, const T& pieces) {
        return select(pieces > T(0), stock / max(pieces, T(1e-9)), T(unlimited));
    }

    /// Gives components to the products in their order and makes what that allows. A component
    /// binds where what it allows a product is what is made of it, and less than was wanted.
    void share_out(std::size_t first_limit) {
        T made(0);
        auto cut = output_ < T(0);
        cut_by_.assign(components_.size(), cut);
        left_.clear();
        for (const Supply& each : components_) left_.push_back(each.stock);
        for (ProductPath<T>& run : products_.runs) {
            const T wanted = run.now;
            for (const auto& [c, pieces] : run.needs)
                run.now = min(run.now, units_from(left_[c], with_spares(c, *pieces)));
            const auto short_of = run.now < wanted;
            for (const auto& [c, pieces] : run.needs) {
                const T need = with_spares(c, *pieces);
                cut_by_[c] =
                    either(cut_by_[c], both(short_of, units_from(left_[c], need) == run.now));
                left_[c] = max(left_[c] - run.now * need, T(0));
            }
            cut = either(cut, short_of);
            made += run.now;
        }
        output_ = select(cut, made, output_);
        for (std::size_t c = 0; c < components_.size(); ++c)
            limits_[first_limit + c] = select(cut_by_[c], output_, T(unlimited));
    }

    /// What is left of the orders after a cell's output.
    void close_orders(const Cell& cell) {
        orders_.stock = max(orders_.stock - output_, T(0));
        if (plant_.orders->unfilled == Unfilled::lost) orders_.stock = T(0);
        else if (cancels_)
            orders_.stock *= exp(-(plant_.orders->cancelled_per_year * T(cell.years)));
    }

    T pieces_a_unit(std::size_t component) const {
        T sum(0);
        for (const ProductPath<T>& run : products_.runs)
            for (const auto& [c, pieces] : run.needs)
                if (c == component) sum += run.share * *pieces;
        return with_spares(component, sum);
    }
    /// Pieces a unit takes, those lost to repair included.
    T with_spares(std::size_t component, const T& pieces) const {
        return pieces * (T(1) + plant_.components[component].spare_share);
    }

    static constexpr double unlimited = 1e30;

    const Grid& grid_;
    Books books_;
    Clocks clocks_;
    LaunchDates launch_;
    PlantOf<T> plant_;
    std::vector<T*> numbers_;
    Streams streams_;
    std::vector<std::string> constraints_;
    std::vector<T> dates_; ///< of the milestones on this path
    std::vector<LineRun> lines_;
    Products<T> products_;
    std::vector<std::vector<std::pair<std::size_t, std::size_t>>> sources_; ///< (line, station)
    std::vector<Inflow<T>> caps_;
    std::vector<Workforce<T>> crews_;
    std::vector<Supply> components_;
    Supply orders_;
    std::vector<ContractRun> contracts_;
    bool cancels_ = false;
    std::optional<Accounts<T>> accounts_;
    std::optional<Ledger<T>> ledger_;
    std::vector<mask_t<T>> cut_by_{}; ///< where each component cuts a product
    std::vector<T> left_{};           ///< of each component while products take theirs
    std::vector<mask_t<T>> binds_{};  ///< where each constraint binds in the cell at hand
    std::vector<T> limits_; ///< units that caps, labour, components, orders and cash allow
    T potential_{}, output_{};
};

} // namespace rampcast
