#include "file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>

#include "rampcast/core/error.hpp"

namespace rampcast::detail {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& why) {
    throw FileError(file.string() + ": " + why);
}
[[noreturn]] void refuse_errno(const std::filesystem::path& file, const std::string& what) {
    refuse(file, what + ": " + std::strerror(errno));
}

/// An open file, closed at the end.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }

    bool is_open() const { return number_ >= 0; }
    int number() const { return number_; }
    bool close() {
        const int closed = number_ >= 0 ? ::close(number_) : 0;
        number_ = -1;
        return closed == 0;
    }

private:
    int number_;
};

/// A file under a name of its own, taken away again unless it is `kept`.
struct Temporary {
    std::filesystem::path name;
    bool kept = false;

    explicit Temporary(std::filesystem::path path) : name(std::move(path)) {}
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    ~Temporary() {
        if (!kept) ::unlink(name.c_str());
    }
};

std::string too_large(std::size_t largest) {
    return "is larger than " + std::to_string(largest) + " bytes; a scenario file must not be";
}

} // namespace

std::string read_file(const std::filesystem::path& file, std::size_t largest) {
    Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!descriptor.is_open()) refuse_errno(file, "cannot be opened");
    struct stat status{};
    if (::fstat(descriptor.number(), &status) != 0) refuse_errno(file, "cannot be read");
    if (S_ISDIR(status.st_mode)) refuse(file, "is a directory, must be a file");
    if (S_ISREG(status.st_mode) && status.st_size > static_cast<off_t>(largest))
        refuse(file, too_large(largest));
    std::string text;
    std::array<char, 65536> block{};
    while (true) {
        const ssize_t count = ::read(descriptor.number(), block.data(), block.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) refuse_errno(file, "cannot be read");
        if (count == 0) return text;
        text.append(block.data(), static_cast<std::size_t>(count));
        if (text.size() > largest) refuse(file, too_large(largest));
    }
}

void replace_file(const std::filesystem::path& file, std::string_view text) {
    std::error_code ignored;
    std::filesystem::path target = std::filesystem::canonical(file, ignored);
    if (ignored) target = file;
    struct stat status{};
    const bool exists = ::stat(target.c_str(), &status) == 0;
    if (exists && S_ISDIR(status.st_mode)) refuse(file, "is a directory, must be a file");
    if (exists && !S_ISREG(status.st_mode)) refuse(file, "is not an ordinary file");

    std::filesystem::path name = target;
    static std::atomic<unsigned> writes{0};
    name += ".part-" + std::to_string(::getpid()) + "-" + std::to_string(++writes);
    ::unlink(name.c_str()); // left by a killed process of the same number
    Descriptor descriptor(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (!descriptor.is_open()) refuse_errno(file, "cannot be written");
    Temporary temporary(name);
    if (exists && ::fchmod(descriptor.number(), status.st_mode & 07777U) != 0)
        refuse_errno(file, "cannot be written");
    while (!text.empty()) {
        const ssize_t count = ::write(descriptor.number(), text.data(), text.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) refuse_errno(file, "cannot be written");
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    if (::fsync(descriptor.number()) != 0 || !descriptor.close())
        refuse_errno(file, "cannot be written");
    if (::rename(name.c_str(), target.c_str()) != 0) refuse_errno(file, "cannot be written");
    temporary.kept = true;

    const std::filesystem::path folder = target.has_parent_path() ? target.parent_path() : ".";
    Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.is_open()) ::fsync(directory.number());
}

} // namespace rampcast::detail
