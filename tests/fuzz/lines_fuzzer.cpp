#include <cstddef>
#include <cstdint>
#include <string_view>

#include "rampcast/flow/simulate.hpp"
#include "rampcast/io/io.hpp"
#include "sound.hpp"

namespace rampcast::fuzz {
namespace {

void run(const Line& line, const io::LineFile& read, std::string_view text) {
    const Budget budget;
    const Watch watch{.stop = budget.stop()};
    const auto tried = [&](auto&& call) {
        try {
            check_figures(call());
        } catch (const Error& error) {
            check_words(error, text);
        } catch (const Stopped&) {
            return; // in time
        }
    };
    tried([&] { return formula_capacity(line, read.calendars, read.lines.size() == 1, watch); });
    const SimulationOptions few{.pieces = 50, .replications = 2, .warm_up_pieces = 0, .threads = 1};
    tried([&] { return simulate(line, few, read.calendars, date(2024, 1, 1), watch); });
}

void one_input(std::string_view text) {
    constexpr std::string_view file = "l.toml";
    io::LineFile read;
    try {
        read = io::parse_lines(text, file);
    } catch (const Error& error) {
        check_read_error(error, text, file);
        return;
    }
    for (const Line& line : read.lines) run(line, read, text);
}

} // namespace
} // namespace rampcast::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    rampcast::fuzz::one_input({reinterpret_cast<const char*>(data), size});
    return 0;
}
