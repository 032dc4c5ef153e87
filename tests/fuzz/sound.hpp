#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

#include "rampcast/flow/simulation.hpp"
#include "rampcast/forecast/forecast.hpp"
#include "rampcast/line/formula_capacity.hpp"

/// What must hold of every input; where it does not, the program says so and aborts.
namespace rampcast::fuzz {

[[noreturn]] void broken(const std::string& what);

/// The words of an error: UTF-8, none of a library below.
/// @param input what was read; its own words are no leak
void check_words(const Error& error, std::string_view input);
/// An error of a reader, which also says where in the file.
void check_read_error(const Error& error, std::string_view input, std::string_view file_name);

void check_figures(const LineCapacity& capacity);
void check_figures(const Simulation& simulation);
void check_figures(const Forecast& forecast);

/// Asks the calls of one input to stop when they have taken long enough.
class Budget {
public:
    Budget();
    ~Budget();
    Budget(const Budget&) = delete;
    Budget& operator=(const Budget&) = delete;
    std::stop_token stop() const { return call_.get_token(); }

private:
    std::stop_source call_, done_;
    std::thread clock_;
};

} // namespace rampcast::fuzz
