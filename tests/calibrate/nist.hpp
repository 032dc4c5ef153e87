#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <fstream>
#include <map>
#include <numbers>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "rampcast/calibrate/formula_math.hpp"

/// NIST's nonlinear regression sets: data, certified values, and the formulas.
namespace rampcast::test {

struct NistParameter {
    double first_start, second_start, value, standard_error;
};
using NistX = std::array<double, 2>; // one predictor, or two
struct NistSet {
    std::vector<NistParameter> parameters{};
    double sum_of_squares = 0;
    std::vector<NistX> x{};
    std::vector<double> y{};
};

inline std::map<std::string, NistSet> nist_sets() {
    std::map<std::string, NistSet> sets;
    std::ifstream file(RAMPCAST_SOURCE_DIR "/tests/calibrate/nist.txt");
    NistSet* set = nullptr;
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::string key;
        words >> key;
        if (key == "set") {
            words >> key;
            set = &sets[key];
        } else if (key == "parameter") {
            NistParameter& p = set->parameters.emplace_back();
            words >> p.first_start >> p.second_start >> p.value >> p.standard_error;
        } else if (key == "rss") {
            words >> set->sum_of_squares;
        } else if (key != "#" && key != "freedom") {
            std::vector<double> numbers{std::stod(key)};
            for (double each = 0; words >> each;) numbers.push_back(each);
            set->x.push_back({numbers[0], numbers.size() > 2 ? numbers[1] : 0});
            set->y.push_back(numbers.back());
        }
    }
    for (double& y : sets["Nelson"].y) y = std::log(y); // the response is log(y)
    return sets;
}

/// Calls use(formula, linear): the formula of a set and the parameters it is linear in.
template <class Use> void with_nist_formula(const std::string& name, const Use& use) {
    using Linear = std::vector<std::size_t>;
    const auto at = [&](const auto& f, Linear linear) { use(f, linear); };
    if (name == "Bennett5")
        return at([](const NistX& x, auto b) { return b[0] * pow(b[1] + x[0], -1.0 / b[2]); }, {0});
    if (name == "BoxBOD" || name == "Misra1a")
        return at([](const NistX& x, auto b) { return b[0] * (1.0 - exp(-b[1] * x[0])); }, {0});
    if (name == "Chwirut1" || name == "Chwirut2")
        return at([](const NistX& x, auto b) { return exp(-b[0] * x[0]) / (b[1] + b[2] * x[0]); },
                  {});
    if (name == "DanWood")
        return at([](const NistX& x, auto b) { return b[0] * exp(b[1] * std::log(x[0])); }, {0});
    if (name == "ENSO")
        return at(
            [](const NistX& x, auto b) {
                const double turn = 2 * std::numbers::pi * x[0];
                return b[0] + b[1] * std::cos(turn / 12) + b[2] * std::sin(turn / 12) +
                       b[4] * cos(turn / b[3]) + b[5] * sin(turn / b[3]) + b[7] * cos(turn / b[6]) +
                       b[8] * sin(turn / b[6]);
            },
            {0, 1, 2, 4, 5, 7, 8});
    if (name == "Eckerle4")
        return at(
            [](const NistX& x, auto b) {
                const auto z = (x[0] - b[2]) / b[1];
                return b[0] / b[1] * exp(-0.5 * z * z);
            },
            {0});
    if (name.starts_with("Gauss"))
        return at(
            [](const NistX& x, auto b) {
                const auto u = (x[0] - b[3]) / b[4], v = (x[0] - b[6]) / b[7];
                return b[0] * exp(-b[1] * x[0]) + b[2] * exp(-u * u) + b[5] * exp(-v * v);
            },
            {0, 2, 5});
    if (name == "Hahn1" || name == "Thurber")
        return at(
            [](const NistX& p, auto b) {
                const double x = p[0];
                return (b[0] + x * (b[1] + x * (b[2] + x * b[3]))) /
                       (1.0 + x * (b[4] + x * (b[5] + x * b[6])));
            },
            {0, 1, 2, 3});
    if (name == "Kirby2")
        return at(
            [](const NistX& p, auto b) {
                const double x = p[0];
                return (b[0] + x * (b[1] + x * b[2])) / (1.0 + x * (b[3] + x * b[4]));
            },
            {0, 1, 2});
    if (name.starts_with("Lanczos"))
        return at(
            [](const NistX& x, auto b) {
                return b[0] * exp(-b[1] * x[0]) + b[2] * exp(-b[3] * x[0]) +
                       b[4] * exp(-b[5] * x[0]);
            },
            {0, 2, 4});
    if (name == "MGH09")
        return at(
            [](const NistX& p, auto b) {
                const double x = p[0];
                return b[0] * (x * x + x * b[1]) / (x * x + x * b[2] + b[3]);
            },
            {0});
    if (name == "MGH10")
        return at([](const NistX& x, auto b) { return b[0] * exp(b[1] / (x[0] + b[2])); }, {0});
    if (name == "MGH17")
        return at([](const NistX& x,
                     auto b) { return b[0] + b[1] * exp(-x[0] * b[3]) + b[2] * exp(-x[0] * b[4]); },
                  {0, 1, 2});
    if (name == "Misra1b")
        return at(
            [](const NistX& x, auto b) {
                const auto base = 1.0 + b[1] * x[0] / 2.0;
                return b[0] * (1.0 - 1.0 / (base * base));
            },
            {0});
    if (name == "Misra1c")
        return at([](const NistX& x,
                     auto b) { return b[0] * (1.0 - 1.0 / sqrt(1.0 + 2.0 * b[1] * x[0])); },
                  {0});
    if (name == "Misra1d")
        return at([](const NistX& x, auto b) { return b[0] * b[1] * x[0] / (1.0 + b[1] * x[0]); },
                  {0});
    if (name == "Nelson")
        return at([](const NistX& x, auto b) { return b[0] - b[1] * x[0] * exp(-b[2] * x[1]); },
                  {0, 1});
    if (name == "Rat42")
        return at([](const NistX& x, auto b) { return b[0] / (1.0 + exp(b[1] - b[2] * x[0])); },
                  {0});
    if (name == "Rat43")
        return at(
            [](const NistX& x, auto b) { return b[0] * exp(-softplus(b[1] - b[2] * x[0]) / b[3]); },
            {0});
    if (name == "Roszman1")
        return at(
            [](const NistX& x, auto b) {
                return b[0] - b[1] * x[0] - atan(b[2] / (x[0] - b[3])) / std::numbers::pi;
            },
            {0, 1});
    throw std::invalid_argument(name);
}

} // namespace rampcast::test
