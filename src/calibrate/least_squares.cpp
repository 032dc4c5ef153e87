#include "rampcast/calibrate/least_squares.hpp"

#include "rampcast/calibrate/least_squares_body.hpp"
