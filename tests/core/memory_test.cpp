#include "rampcast/core/memory.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>

#include "rampcast/core/error.hpp"

namespace {

using namespace rampcast;

/// A folder with files as Linux shows them, gone in the end.
class MachineFiles {
public:
    MachineFiles() : root_(std::filesystem::path(testing::TempDir()) / "machine") {
        std::filesystem::remove_all(root_);
    }
    MachineFiles(const MachineFiles&) = delete;
    MachineFiles& operator=(const MachineFiles&) = delete;
    ~MachineFiles() { std::filesystem::remove_all(root_); }
    void write(const std::string& path, const std::string& text) const {
        const auto file = root_ / path;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << text;
    }
    std::uint64_t available() const { return detail::available_memory_bytes(root_.string()); }

private:
    std::filesystem::path root_;
};

TEST(Memory, IsUnknownWhereNothingIsTold) {
    EXPECT_EQ(MachineFiles().available(), std::numeric_limits<std::uint64_t>::max());
}

TEST(Memory, IsTheLeastOfMachineGroupsAndLimits) {
    const MachineFiles files;
    files.write("proc/meminfo", "MemTotal: 24000000 kB\nMemAvailable:   20000000 kB\n");
    EXPECT_EQ(files.available(), 20'480'000'000u);
    files.write("proc/self/cgroup", "0::/jobs/one\n");
    files.write("sys/fs/cgroup/jobs/one/memory.max", "max\n");
    files.write("sys/fs/cgroup/jobs/one/memory.current", "1000\n");
    EXPECT_EQ(files.available(), 20'480'000'000u);
    files.write("sys/fs/cgroup/jobs/memory.max", "8000000000\n");
    files.write("sys/fs/cgroup/jobs/memory.current", "3000000000\n");
    EXPECT_EQ(files.available(), 5'000'000'000u);
    files.write("sys/fs/cgroup/jobs/memory.stat", "anon 1\ninactive_file 1000000000\n");
    EXPECT_EQ(files.available(), 6'000'000'000u);
    files.write("proc/self/limits",
                "Limit                     Soft Limit           Hard Limit           Units\n"
                "Max address space         4000000000           unlimited            bytes\n");
    EXPECT_EQ(files.available(), 4'000'000'000u);
    files.write("proc/self/status", "VmPeak: 9 kB\nVmSize:\t 1000000 kB\n");
    EXPECT_EQ(files.available(), 2'976'000'000u);
    files.write("proc/self/status", "VmSize: 9000000 kB\n");
    EXPECT_EQ(files.available(), 0u);
}

TEST(Memory, OfTheFirstControlGroupsToo) {
    const MachineFiles files;
    files.write("proc/self/cgroup", "5:cpu:/a\n4:memory:/box\n");
    files.write("sys/fs/cgroup/memory/box/memory.limit_in_bytes", "2000000000\n");
    files.write("sys/fs/cgroup/memory/box/memory.usage_in_bytes", "500000000\n");
    EXPECT_EQ(files.available(), 1'500'000'000u);
}

TEST(Memory, IsRefusedBeforehandWithNeedAndWhatThereIs) {
    detail::require_memory("forecast", 9e7, "fewer paths");
    try {
        detail::require_memory("forecast", 4.12e14, "fewer paths");
        FAIL();
    } catch (const Error& error) {
        const std::string what = error.what();
        EXPECT_NE(what.find("needs 412000 GB of memory, "), std::string::npos) << what;
        EXPECT_NE(what.find(" are available; fewer paths"), std::string::npos) << what;
    }
    EXPECT_EQ(detail::bytes_text(1.25e9), "1.3 GB");
    EXPECT_EQ(detail::bytes_text(4.1e8), "410 MB");
}

} // namespace
