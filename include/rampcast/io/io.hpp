#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "rampcast/plant/plant.hpp"

/// Scenario files: a plant as TOML text. Compiled code: link `rampcast::io`.
///
/// Keys are those of the structs' descriptions. The text members and single numbers of a plant
/// stand in the table `[plant]`, everything else beside it: `[[line]]`, `[[milestone]]`,
/// `[orders]`. A number may be a distribution and may carry its provenance:
/// `{ pert = [180, 300, 540], kind = "assumption", source = "judgement" }`. A time may be given in
/// `_s`, `_min`, `_h` or `_days`. What is read is TOML 1.0, where inline tables may also go over
/// several lines as in 1.1; what is written is 1.0.
namespace rampcast::io {

/// Files larger than this many bytes are refused before they are read.
inline constexpr std::size_t largest_scenario = 4'000'000;

/// Reads a scenario file and validates the plant.
/// @throws FileError where the file is missing, a directory, unreadable or larger than
///   `largest_scenario`
/// @throws Error where its content is not valid; the message begins with `file:line:column: `
Plant load_plant(const std::filesystem::path& file);

/// Reads a scenario from text in memory and validates the plant.
/// @param toml UTF-8 text
/// @param file_name what errors call the text
/// @throws Error where the content is not valid; the message begins with `file_name:line:column: `
Plant parse_plant(std::string_view toml, std::string_view file_name = "scenario");

/// Production lines by themselves, and the calendars they name.
struct LineFile {
    std::vector<Line> lines{};
    std::vector<Calendar> calendars{};
};

/// Reads the lines of a file, which may hold nothing else: `[[line]]` and `[[calendar]]`. Of a
/// scenario file, the rest is left out.
/// @throws FileError as `load_plant` does
/// @throws Error where a line or calendar is not valid; the message begins with
///   `file:line:column: `
LineFile load_lines(const std::filesystem::path& file);

/// Reads lines from text in memory.
/// @param toml UTF-8 text
/// @param file_name what errors call the text
/// @throws Error where the content is not valid; the message begins with `file_name:line:column: `
LineFile parse_lines(std::string_view toml, std::string_view file_name = "lines");

/// The plant as the text of a scenario file. What equals its default is left out, times are in
/// the unit they are stored in, and `parse_plant` of the text gives an equal plant.
/// @throws Error where a text is not UTF-8
std::string to_toml(const Plant& plant);

/// Validates the plant and writes it to a file, whole or not at all: an existing file is replaced
/// in one step once the new one is safely on disk.
/// @throws Error where the plant is not valid; nothing is written
/// @throws FileError where the file cannot be written; what was there stays
void save_plant(const Plant& plant, const std::filesystem::path& file);

/// A JSON Schema (draft 2020-12) of scenario files, for editors that complete and check TOML.
std::string json_schema();

} // namespace rampcast::io
