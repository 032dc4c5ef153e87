#pragma once

#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

namespace rampcast {

template <class Signature> class FunctionRef;

/// Refers to anything that can be called, for a parameter of a function that is compiled once. The
/// referred must live as long as the reference: pass it on, do not keep it.
template <class Result, class... Arguments> class FunctionRef<Result(Arguments...)> {
public:
    // NOLINTBEGIN(google-explicit-constructor): a lambda is passed as it is
    template <class F>
        requires(!std::same_as<std::remove_cvref_t<F>, FunctionRef>) &&
                    std::is_invocable_r_v<Result, F&, Arguments...>
    FunctionRef(F&& function) // NOLINT(bugprone-forwarding-reference-overload)
        : object_(const_cast<void*>(static_cast<const void*>(std::addressof(function)))),
          call_([](void* object, Arguments... arguments) -> Result {
              return (*static_cast<std::remove_reference_t<F>*>(object))(
                  std::forward<Arguments>(arguments)...);
          }) {}
    // NOLINTEND(google-explicit-constructor)

    Result operator()(Arguments... arguments) const {
        return call_(object_, std::forward<Arguments>(arguments)...);
    }

private:
    void* object_;
    Result (*call_)(void*, Arguments...);
};

} // namespace rampcast
