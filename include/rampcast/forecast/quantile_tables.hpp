#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "rampcast/core/shared.hpp"
#include "rampcast/uncertainty/quantile_table.hpp"

namespace rampcast::detail {

/// Tables of distributions, the ones used last at hand.
class TableStore {
public:
    using Table = std::shared_ptr<const QuantileTable>;

    Table find(const Distribution& distribution) {
        for (const auto& [known, table] : tables_)
            if (known == distribution) return table;
        return {};
    }
    void add(const Distribution& distribution, Table table) {
        if (tables_.size() < most) {
            tables_.emplace_back(distribution, std::move(table));
        } else {
            tables_[oldest_] = {distribution, std::move(table)};
            oldest_ = (oldest_ + 1) % most;
        }
    }

private:
    static constexpr std::size_t most = 1024; ///< about 4 KB each
    std::vector<std::pair<Distribution, Table>> tables_;
    std::size_t oldest_ = 0;
};

/// The table of a valid distribution. Tables outlast the run, so that the next one with the same
/// distribution need not make them again.
inline TableStore::Table quantile_table(const Distribution& distribution, TableStore& of_run) {
    static Shared<TableStore> of_program;
    if (auto table = of_run.find(distribution)) return table;
    auto table = of_program.use([&](TableStore& store) { return store.find(distribution); });
    if (!table) {
        table = std::make_shared<const QuantileTable>(distribution);
        of_program.use([&](TableStore& store) { store.add(distribution, table); });
    }
    of_run.add(distribution, table);
    return table;
}

} // namespace rampcast::detail
