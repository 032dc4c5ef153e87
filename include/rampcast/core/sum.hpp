#pragma once

namespace rampcast {

/// A sum of many terms that carries what rounding took off (Kahan's), so that a year of days is as
/// exact as one of months.
template <class T> class Sum {
public:
    explicit Sum(const T& first = T(0)) : sum_(first) {}

    Sum& operator+=(const T& term) {
        const T corrected = term - lost_, next = sum_ + corrected;
        lost_ = (next - sum_) - corrected;
        sum_ = next;
        return *this;
    }
    const T& value() const { return sum_; }

private:
    T sum_, lost_ = T(0);
};

} // namespace rampcast
