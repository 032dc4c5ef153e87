#include <cstddef>
#include <cstdint>
#include <string_view>

#include "rampcast/core/error.hpp"
#include "rampcast/io/io.hpp"
#include "rampcast/plant/validate.hpp"
#include "sound.hpp"

namespace rampcast::fuzz {
namespace {

/// What a forecast may take here, so that many inputs are tried in a minute.
constexpr std::uint64_t most_bytes = 64'000'000;

void run(const Plant& plant) {
    warnings(plant);
    const Budget budget;
    const ForecastOptions options{.paths = 1, .threads = 1, .stop = budget.stop()};
    const Timeline timeline = timeline_of(plant);
    if (memory_bytes(plant, timeline, options) > most_bytes) return;
    check_figures(forecast(plant, timeline, options));
}

void one_input(std::string_view text) {
    constexpr std::string_view file = "s.toml";
    Plant plant;
    try {
        plant = io::parse_plant(text, file);
    } catch (const Error& error) {
        check_read_error(error, text, file);
        return;
    }
    if (io::parse_plant(io::to_toml(plant)) != plant) broken("what is written reads otherwise");
    try {
        run(plant);
    } catch (const Error& error) {
        check_words(error, text);
    } catch (const Stopped&) {
        return; // in time
    }
}

} // namespace
} // namespace rampcast::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    rampcast::fuzz::one_input({reinterpret_cast<const char*>(data), size});
    return 0;
}
