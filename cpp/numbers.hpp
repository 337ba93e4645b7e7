// The numbers met so far; equal numbers have equal indices. Index 0 is the unknown, read as NaN.
//
// Only finite numbers are kept: anything else becomes unknown, and negative zero becomes zero.
#pragma once

#include <bit>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "hash.hpp"
#include "ids.hpp"
#include "memory.hpp"

namespace dramaturge {

class Numbers {
public:
    explicit Numbers(std::size_t capacity = most_numbers)
        : capacity_(capacity), numbers_{std::numeric_limits<double>::quiet_NaN()}, slots_(64, unknown) {}

    double operator[](Value value) const noexcept {
        assert(value < numbers_.size());
        return numbers_[value];
    }
    std::size_t size() const noexcept { return numbers_.size(); }

    Value intern(double number) {
        if (!std::isfinite(number)) {
            return unknown;
        }
        number += 0.0;  // no negative zero
        const std::size_t slot = slot_of(slots_, number);
        if (slots_[slot] != unknown) {
            return slots_[slot];
        }
        if (numbers_.size() > capacity_) {
            throw NumbersExhausted();
        }
        const auto value = static_cast<Value>(numbers_.size());
        if ((numbers_.size() + 1) * 2 > slots_.size()) {
            grow();
        }
        numbers_.push_back(number);
        slots_[slot_of(slots_, number)] = value;
        return value;
    }

    // Forgets all but the first `count`, which must be there. Exact: numbers are entered in order, so
    // whatever the last one displaced in the slots is still where it was without it.
    void keep_first(std::size_t count) noexcept {
        while (numbers_.size() > count) {
            slots_[slot_of(slots_, numbers_.back())] = unknown;
            numbers_.pop_back();
        }
    }

    std::size_t bytes() const noexcept {
        return numbers_.capacity() * sizeof(double) + slots_.capacity() * sizeof(Value);
    }

private:
    std::size_t slot_of(const std::vector<Value> &slots, double number) const noexcept {
        const std::size_t mask = slots.size() - 1;
        std::size_t slot = mixed(std::bit_cast<std::uint64_t>(number)) & mask;
        while (slots[slot] != unknown && numbers_[slots[slot]] != number) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    void grow() {
        std::vector<Value> slots(slots_.size() * 2, unknown);
        for (Value value = 1; value < numbers_.size(); ++value) {
            slots[slot_of(slots, numbers_[value])] = value;
        }
        slots_ = std::move(slots);
    }

    std::size_t capacity_;
    std::vector<double> numbers_;
    std::vector<Value> slots_;
};

}  // namespace dramaturge
