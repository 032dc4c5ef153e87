#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mutate.hpp"
#include "rampcast/io/io.hpp"
#include "rampcast/plant/validate.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace rampcast::fuzz {
namespace {

std::string mutate_bytes(std::string text) {
    const std::size_t size = text.size(), most = size + 64;
    text.resize(most);
    text.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(text.data()), size, most));
    return text;
}

/// The plant that a text holds, or one of its lines; nothing where it cannot be read.
std::optional<Plant> plant_in(const std::string& text) {
    try {
        return io::parse_plant(text);
    } catch (const Error&) {
        try {
            io::LineFile read = io::parse_lines(text);
            Plant plant;
            plant.calendars = std::move(read.calendars);
            plant.lines = std::move(read.lines);
            return plant;
        } catch (const Error&) {
            return std::nullopt;
        }
    }
}

/// Plants that were read lately, to go on from where a text cannot be read.
std::vector<Plant>& readable() {
    static std::vector<Plant> plants;
    return plants;
}

bool is_valid(const Plant& plant) {
    try {
        if (plant.id.empty()) validate_lines(plant.lines, plant.calendars);
        else validate(plant);
    } catch (const Error&) {
        return false;
    }
    return true;
}

/// Changes a plant, mostly into one that is valid too.
std::string changed(Random& random, const Plant& from) {
    Plant plant;
    for (int tries = 0; tries < 4; ++tries) {
        plant = from;
        mutate_plant(random, plant);
        if (is_valid(plant)) break;
    }
    return io::to_toml(plant);
}

/// The next input: mostly a change of what a text holds, else of the text.
std::string mutate(Random& random, const std::string& text) {
    constexpr std::size_t most = 64;
    std::vector<Plant>& plants = readable();
    if (chance(random, 4)) return mutate_text(random, text, mutate_bytes);
    if (const std::optional<Plant> plant = plant_in(text)) {
        if (plants.size() < most) plants.push_back(*plant);
        else plants[pick(random, most)] = *plant;
        return changed(random, *plant);
    }
    if (plants.empty()) return mutate_text(random, text, mutate_bytes);
    return changed(random, plants[pick(random, plants.size())]);
}

} // namespace
} // namespace rampcast::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
    rampcast::fuzz::Random random(seed);
    const std::string text(reinterpret_cast<const char*>(data), size);
    const std::string next = rampcast::fuzz::mutate(random, text);
    if (next.size() > most) return LLVMFuzzerMutate(data, size, most);
    std::copy(next.begin(), next.end(), data);
    return next.size();
}
