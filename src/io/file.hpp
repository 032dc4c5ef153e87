#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace rampcast::detail {

/// A file's bytes. @throws FileError where it is missing, a directory, unreadable, or larger than
/// `largest` bytes, which is seen before anything is read where the file has a size
std::string read_file(const std::filesystem::path& file, std::size_t largest);

/// Replaces a file in one step: the text is written beside it, flushed to disk, then renamed.
/// Links are followed, an existing file's permissions are kept.
/// @throws FileError where that is not possible; what was there stays
void replace_file(const std::filesystem::path& file, std::string_view text);

} // namespace rampcast::detail
