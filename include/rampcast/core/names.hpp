#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rampcast {

/// Names in their order, each found without a search through all. Of names alike the first counts.
class Names {
public:
    Names() = default;
    explicit Names(std::vector<std::string> list) : list_(std::move(list)) {
        for (std::size_t i = 0; i < list_.size(); ++i) at_.emplace(list_[i], i);
    }

    const std::vector<std::string>& list() const { return list_; }
    /// The position of a name.
    std::optional<std::size_t> find(const std::string& name) const {
        const auto found = at_.find(name);
        return found == at_.end() ? std::nullopt : std::optional(found->second);
    }
    /// Adds a name unless it is there. @returns true where it was not
    bool add(const std::string& name) {
        if (!at_.emplace(name, list_.size()).second) return false;
        list_.push_back(name);
        return true;
    }

private:
    std::vector<std::string> list_;
    std::map<std::string, std::size_t> at_;
};

} // namespace rampcast
