#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "rampcast/core/utf8.hpp"

namespace rampcast {

namespace detail {

/// How the elements of a list are spoken of; `named`: their part of a path is a name and quoted.
struct SpokenList {
    std::string_view key, singular;
    bool named;
};
inline constexpr std::array<SpokenList, 38> spoken_lists{{
    {"line", "line", true},
    {"stations", "station", true},
    {"rework_stations", "rework station", true},
    {"failure_modes", "failure mode", true},
    {"buffers", "buffer", false},
    {"feeds", "feed", false},
    {"crews", "crew", true},
    {"sequence", "run", false},
    {"changes", "change", true},
    {"stops", "stop", true},
    {"milestone", "milestone", true},
    {"calendar", "calendar", true},
    {"cap", "cap", true},
    {"labour", "labour", true},
    {"component", "component", true},
    {"components", "component", true},
    {"product", "product", true},
    {"shares", "share", true},
    {"contracts", "contract", true},
    {"cost", "cost", true},
    {"investment", "investment", true},
    {"tranche", "tranche", true},
    {"target", "target", true},
    {"actual", "actual", false},
    {"alternatives", "alternatives", true},
    {"options", "option", true},
    {"correlation", "correlation", false},
    {"shared", "shared", false},
    {"mix", "mix", false},
    {"arrivals", "arrival", false},
    {"hires", "hires from", false},
    {"headcount", "headcount from", false},
    {"limits", "limit from", false},
    {"rates", "rate from", false},
    {"closed", "closed", false},
    {"point", "point", false},
    {"factor", "factor", false},
    {"extra_workdays", "extra_workdays", false},
}};

inline bool is_digits(std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace detail

/// A name as a part of a dotted path: in quotes where it holds a dot itself. A quote, which names
/// must not have, is told as an apostrophe.
inline std::string path_part(std::string_view name) {
    std::string part(name);
    for (char& c : part)
        if (c == '"') c = '\'';
    return name.find('.') == std::string_view::npos ? part : '"' + part + '"';
}

/// The first part of a dotted path, without its quotes, and what follows.
inline std::pair<std::string_view, std::string_view> first_part(std::string_view path) {
    const bool quoted = path.starts_with('"');
    const std::size_t close = quoted ? path.find('"', 1) : std::string_view::npos;
    if (close != std::string_view::npos) {
        const std::string_view part = path.substr(1, close - 1);
        if (close + 1 == path.size()) return {part, {}};
        if (path[close + 1] == '.') return {part, path.substr(close + 2)};
    }
    const std::size_t dot = path.find('.');
    if (dot == std::string_view::npos) return {path, {}};
    return {path.substr(0, dot), path.substr(dot + 1)};
}

/// A dotted path as a person would say it: `line.L1.stations.burn-in` becomes
/// `line "L1", station "burn-in"`.
inline std::string spoken_place(std::string_view path) {
    std::string words;
    const auto next = [&path] {
        const auto [part, rest] = first_part(path);
        path = rest;
        return part;
    };
    while (!path.empty()) {
        const std::string_view key = next();
        if (key == "set" && !path.empty()) continue;
        if (!words.empty()) words += ", ";
        const detail::SpokenList* list = nullptr;
        for (const auto& each : detail::spoken_lists)
            if (each.key == key && !path.empty()) list = &each;
        if (!list) {
            words += key;
            continue;
        }
        const std::string_view element = next();
        const bool quoted = list->named && !detail::is_digits(element);
        words += list->singular;
        words += quoted ? " \"" : " ";
        words += element;
        if (quoted) words += '"';
    }
    return words;
}

/// Invalid input: says where it is, what it is and what is allowed.
/// `what()` reads like `line "L1", station "burn-in": cycle_time_s is -3, must be greater than 0`;
/// it is one line, and control characters of names are told by their numbers.
class Error : public std::invalid_argument {
public:
    /// @param place where the value stands, as a dotted path such as `line.L1.ramp.rise_days`
    ///   (empty where there is no one place)
    /// @param message the rest of the sentence: the value found and what is allowed
    Error(const std::string& place, const std::string& message)
        : Error(place, spoken_place(place), message) {}

    /// The same with the place in words of its own: `spoken` begins `what()`, `place` is kept.
    Error(std::string place, const std::string& spoken, std::string message)
        : std::invalid_argument(
              detail::printable(spoken.empty() ? message : spoken + ": " + message)),
          place_(std::move(place)),
          message_(detail::printable(std::move(message))) {}

    /// The dotted path of the value at fault.
    const std::string& place() const noexcept { return place_; }
    /// The sentence without its place.
    const std::string& message() const noexcept { return message_; }

private:
    std::string place_;
    std::string message_;
};

/// A file that cannot be read or written: missing, too large, not text.
class FileError : public std::runtime_error {
public:
    explicit FileError(std::string message)
        : std::runtime_error(detail::printable(std::move(message))) {}
};

/// A run that was stopped on request before it was finished.
class Stopped : public std::runtime_error {
public:
    Stopped() : std::runtime_error("stopped on request") {}
};

namespace detail {

/// The shortest text that reads back as the same number.
inline std::string number_text(double value) {
    char text[40];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

inline std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

} // namespace detail
} // namespace rampcast
