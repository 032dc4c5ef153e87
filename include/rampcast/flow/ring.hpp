#pragma once

#include <cstddef>
#include <vector>

namespace rampcast::detail {

/// A first-in-first-out queue in one block of memory.
template <class T> class Ring {
public:
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    const T& operator[](std::size_t i) const { return items_[(first_ + i) & (items_.size() - 1)]; }
    const T& front() const { return items_[first_]; }
    void push(const T& item) {
        if (size_ == items_.size()) grow();
        items_[(first_ + size_++) & (items_.size() - 1)] = item;
    }
    T pop() {
        const T item = items_[first_];
        first_ = (first_ + 1) & (items_.size() - 1);
        --size_;
        return item;
    }

private:
    std::vector<T> items_ = std::vector<T>(4);
    std::size_t first_ = 0, size_ = 0;

    void grow() {
        std::vector<T> larger(2 * items_.size());
        for (std::size_t i = 0; i < size_; ++i) larger[i] = (*this)[i];
        items_.swap(larger);
        first_ = 0;
    }
};

} // namespace rampcast::detail
