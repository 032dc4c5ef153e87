#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <limits>

#include "mutate.hpp"
#include "rampcast/core/walk.hpp"
#include "rampcast/plant/driver_walk.hpp"
#include "rampcast/plant/types.hpp"

namespace rampcast::fuzz {
namespace {

using Limits = std::numeric_limits<double>;

/// Numbers made here are 0 or of a size between these.
constexpr double least_size = 1e-300, largest_size = 1e300;

constexpr std::array extremes{0.,   5e-324, 1e-300, 1e-20, 1e-9, 1e-6,  1e-3, .5,     .999,     1.,
                              2.,   3.,     7.,     24.,   100., 4096., 1e4,  1e5,    1e6,      1e9,
                              1e12, 1e20,   1e99,   1e300, -1.,  -1e-9, -1e9, 1. / 3, 1 - 1e-16};

/// Something that can be changed.
struct Spot {
    const Type* type;
    void* object;
    const NumberInfo* info;
};

constexpr NumberInfo no_info{};

void spots(const Type& type, void* object, const NumberInfo& info, std::vector<Spot>& found) {
    found.push_back({&type, object, &info});
    switch (type.shape) {
    case Shape::structure:
        for (const Field& field : type.structure->fields)
            spots(*field.type, field.member(object), field.info, found);
        return;
    case Shape::optional:
        if (void* held = type.held(object)) spots(*type.element, held, info, found);
        return;
    case Shape::list:
    case Shape::table:
        for (std::size_t i = 0; i < type.size(object); ++i)
            spots(*type.element, type.at(object, i), info, found);
        return;
    case Shape::choice:
        spots(*type.alternatives[type.index(object)], type.held(object), info, found);
        return;
    default: return;
    }
}

/// Names in a plant and paths of its numbers: what others may refer to.
std::vector<std::string> names_in(const std::vector<Spot>& all, Plant& plant) {
    std::vector<std::string> names{"round the clock", "units", "cash"};
    for (const Spot& spot : all)
        if (spot.type->shape == Shape::text)
            names.push_back(*static_cast<const std::string*>(spot.object));
    try {
        const auto add = [&](const std::string& path, const NumberInfo&, Uncertain&) {
            names.push_back(path);
        };
        detail::walk_uncertain(plant, add);
    } catch (const Error&) {
        return names;
    }
    return names;
}

class Change {
public:
    Change(Random& random, const std::vector<std::string>& names)
        : random_(random), names_(names) {}

    void make(const Spot& spot) {
        const Type& type = *spot.type;
        void* object = spot.object;
        switch (type.shape) {
        case Shape::number:
            if (&type == &type_of<Uncertain>())
                uncertain(*static_cast<Uncertain*>(object), *spot.info);
            else if (&type == &type_of<double>()) {
                auto& number = *static_cast<double*>(object);
                number = any_number(random_, number, spot.info->bounds);
            }
            return;
        case Shape::text: *static_cast<std::string*>(object) = any_text(random_, names_); return;
        case Shape::truth: *static_cast<bool*>(object) = !*static_cast<bool*>(object); return;
        case Shape::date: date_near(*static_cast<Date*>(object)); return;
        case Shape::word: type.set_word(object, pick(random_, type.words.size())); return;
        case Shape::optional:
            if (type.held(object) && chance(random_, 2)) type.clear(object);
            else if (!type.held(object)) fill(*type.element, type.emplace(object, 0), *spot.info);
            return;
        case Shape::list: list(type, object, *spot.info); return;
        case Shape::table:
            if (type.size(object) > 0 && chance(random_, 3)) {
                const std::string key = type.key_at(object, pick(random_, type.size(object)));
                type.erase(object, key);
            } else {
                fill(*type.element, type.insert(object, any_text(random_, names_)), *spot.info);
            }
            return;
        case Shape::choice: {
            const std::size_t index = pick(random_, type.alternatives.size());
            fill(*type.alternatives[index], type.emplace(object, index), *spot.info);
            return;
        }
        case Shape::structure: fill(type, object, *spot.info); return;
        }
    }

private:
    Random& random_;
    const std::vector<std::string>& names_;

    /// Gives a new object values where it needs some, and here and there one it does not need.
    void fill(const Type& type, void* object, const NumberInfo& info) {
        if (type.shape != Shape::structure) {
            if (type.shape != Shape::optional && type.shape != Shape::list)
                make({&type, object, &info});
            return;
        }
        for (const Field& field : type.structure->fields) {
            void* member = field.member(object);
            const bool is_number = field.type == &type_of<Uncertain>();
            const bool lacks =
                is_number && !field.info.bounds.allows(static_cast<Uncertain*>(member)->number());
            if (lacks) *static_cast<Uncertain*>(member) = likely(field.info);
            if (field.required || chance(random_, 12)) make({field.type, member, &field.info});
        }
    }

    /// A number as one might be.
    double likely(const NumberInfo& info) {
        if (info.unit == "date") return 19'700. + static_cast<double>(pick(random_, 1500));
        constexpr std::array common{1., 2., 10., 60., .5, .9, 200.};
        const double value = common[pick(random_, common.size())];
        return info.bounds.allows(value) ? value : info.bounds.allows(.5) ? .5 : 1;
    }

    void list(const Type& type, void* object, const NumberInfo& info) {
        const std::size_t size = type.size(object);
        if (size > 0 && chance(random_, 3)) {
            type.resize(object, size - 1);
        } else if (size > 0 && chance(random_, 2)) {
            type.resize(object, size + 1);
            copy(*type.element, type.at(object, size), type.at(object, pick(random_, size)));
            if (type.element->shape == Shape::structure)
                rename(*type.element, type.at(object, size));
        } else {
            type.resize(object, size + 1);
            fill(*type.element, type.at(object, size), info);
        }
    }

    /// A copy's name must be another for it to be read again.
    void rename(const Type& type, void* object) {
        for (const Field& field : type.structure->fields)
            if (field.key == "name" && field.type->shape == Shape::text)
                *static_cast<std::string*>(field.member(object)) +=
                    static_cast<char>('a' + pick(random_, 26));
    }

    void date_near(Date& date) {
        constexpr std::array steps{1, -1, 30, -365, 3650, -40'000, 200'000};
        date += std::chrono::days(steps[pick(random_, steps.size())]);
    }

    void uncertain(Uncertain& value, const NumberInfo& info) {
        const double middle = value.is_uncertain() ? likely(info) : value.number();
        if (chance(random_, 2)) {
            value = Uncertain(any_number(random_, middle, info.bounds)).stated(value.provenance());
            return;
        }
        const Type& choice = type_of<Distribution>();
        Distribution made = value.is_uncertain() ? value.distribution() : Distribution();
        if (!value.is_uncertain() || chance(random_, 2)) {
            const std::size_t index = pick(random_, choice.alternatives.size());
            shape(*choice.alternatives[index], choice.emplace(&made, index), middle);
        } else {
            const Type& kind = *choice.alternatives[choice.index(&made)];
            std::vector<Spot> all;
            spots(kind, choice.held(&made), no_info, all);
            make(all[pick(random_, all.size())]);
        }
        value = Uncertain(made).stated(value.provenance());
    }

    /// Parameters that rise from the first to the last, around a number.
    void shape(const Type& kind, void* object, double middle) {
        double at = middle;
        for (const Field& field : kind.structure->fields) {
            at += std::abs(middle) * .1 * static_cast<double>(1 + pick(random_, 9)) + least_size;
            if (field.type == &type_of<double>()) *static_cast<double*>(field.member(object)) = at;
            else if (field.type == &type_of<std::vector<double>>())
                *static_cast<std::vector<double>*>(field.member(object)) = {.25, .75};
        }
        if (chance(random_, 3)) {
            std::vector<Spot> all;
            spots(kind, object, no_info, all);
            make(all[pick(random_, all.size())]);
        }
    }
};

} // namespace

double any_number(Random& random, double near, const Bounds& bounds) {
    const auto any = [&]() -> double {
        switch (pick(random, 8)) {
        case 0: return bounds.has_lower() ? bounds.lower : near;
        case 1: return bounds.has_upper() ? bounds.upper : near;
        case 2: return bounds.has_lower() ? std::nextafter(bounds.lower, Limits::max()) : -near;
        case 3: return std::nextafter(bounds.has_upper() ? bounds.upper : near, -Limits::max());
        case 4: return near * extremes[pick(random, extremes.size())];
        case 5: return near + extremes[pick(random, extremes.size())];
        case 6: return std::floor(near) + static_cast<double>(pick(random, 5));
        default: return extremes[pick(random, extremes.size())];
        }
    };
    const double number = any(), size = std::abs(number);
    if (size == 0 || !std::isfinite(size)) return number;
    return std::copysign(std::clamp(size, least_size, largest_size), number);
}

std::string any_text(Random& random, const std::vector<std::string>& names) {
    using namespace std::string_literals;
    static const std::array hard{""s,   "a.b"s,   "\"q\"."s,       "x\0y"s,  "\x1b[31m"s,
                                 "\n"s, "=1+1"s,  "\xE2\x80\xAE"s, "测试"s,  "2024-01-01"s,
                                 "1"s,  "value"s, "p10"s,          "curve"s, std::string(300, 'n')};
    if (names.empty() || chance(random, 4)) return hard[pick(random, hard.size())];
    return names[pick(random, names.size())];
}

void mutate_plant(Random& random, Plant& plant) {
    for (std::size_t changes = 1 + pick(random, 4); changes > 0; --changes) {
        std::vector<Spot> all;
        spots(type_of<Plant>(), &plant, no_info, all);
        const std::vector<std::string> names = names_in(all, plant);
        Change(random, names).make(all[pick(random, all.size())]);
    }
}

} // namespace rampcast::fuzz
