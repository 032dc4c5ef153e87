#pragma once

#include <concepts>
#include <span>
#include <string_view>

#include "rampcast/plant/plant.hpp"

namespace rampcast {

/// The words an enumeration of a plant is written with, in its order.
template <class E> constexpr std::span<const std::string_view> enum_names() {
    if constexpr (std::same_as<E, Kind>) return kind_names;
    else if constexpr (std::same_as<E, OnFailure>) return on_failure_names;
    else if constexpr (std::same_as<E, CycleTimeShape>) return cycle_time_shape_names;
    else if constexpr (std::same_as<E, Failures>) return failures_names;
    else if constexpr (std::same_as<E, Blocking>) return blocking_names;
    else if constexpr (std::same_as<E, Material>) return material_names;
    else if constexpr (std::same_as<E, TrancheKind>) return tranche_kind_names;
    else if constexpr (std::same_as<E, Frequency>) return detail::frequency_names;
    else if constexpr (std::same_as<E, Unfilled>) return unfilled_names;
    else if constexpr (std::same_as<E, Sharing>) return sharing_names;
    else if constexpr (std::same_as<E, Interpolation>) return interpolation_names;
    else if constexpr (std::same_as<E, LearningTheory>) return learning_theory_names;
    else {
        static_assert(std::same_as<E, PlateauModel>);
        return plateau_model_names;
    }
}

} // namespace rampcast
