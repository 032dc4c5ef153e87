#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "rampcast/core/error.hpp"

namespace rampcast::detail {

/// A JSON value to be printed.
class Json {
public:
    using Object = std::vector<std::pair<std::string, Json>>;
    using List = std::vector<Json>;

    // NOLINTBEGIN(google-explicit-constructor): literals read like JSON
    Json(Object members) : value_(std::move(members)) {}
    Json(List elements) : value_(std::move(elements)) {}
    Json(std::string_view text) : value_(quoted_json(text)) {}
    Json(const char* text) : Json(std::string_view(text)) {}
    Json(const std::string& text) : Json(std::string_view(text)) {}
    Json(double number) : value_(number_text(number)) {}
    Json(bool truth) : value_(std::string(truth ? "true" : "false")) {}
    // NOLINTEND(google-explicit-constructor)

    /// Adds a member to an object.
    void add(std::string key, Json value) {
        members().emplace_back(std::move(key), std::move(value));
    }

    /// The members of an object.
    Object& members() { return std::get<Object>(value_); }

    /// The value over several lines, indented by two blanks.
    std::string text(std::size_t depth = 0) const {
        if (const auto* plain = std::get_if<std::string>(&value_)) return *plain;
        const std::string indent(2 * depth + 2, ' '), end(2 * depth, ' ');
        const auto* object = std::get_if<Object>(&value_);
        std::string result;
        const auto next = [&] { result += (result.empty() ? "\n" : ",\n") + indent; };
        if (object) {
            for (const auto& [key, value] : *object) {
                next();
                result += quoted_json(key) + ": " + value.text(depth + 1);
            }
            return result.empty() ? "{}" : "{" + result + "\n" + end + "}";
        }
        for (const Json& value : std::get<List>(value_)) {
            next();
            result += value.text(depth + 1);
        }
        return result.empty() ? "[]" : "[" + result + "\n" + end + "]";
    }

private:
    static std::string quoted_json(std::string_view text) {
        std::string result = "\"";
        for (const char c : text) {
            if (c == '"' || c == '\\') result += '\\';
            result += c;
        }
        return result + '"';
    }

    std::variant<std::string, Object, List> value_; ///< text: as printed
};

} // namespace rampcast::detail
