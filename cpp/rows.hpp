// A growing set of equally wide rows of words; each distinct row has one dense number.
//
// Rows live in blocks that never move, so a pointer to a row stays valid as long as the set. The
// hash table holds row numbers only and compares rows in place.
//
// A row that refers to numbers not yet given (a cycle) is added in two steps: reserve() for all of
// them, then append() each, which cannot fail. intern() does both for one row.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include "hash.hpp"

namespace dramaturge {

class Rows {
public:
    static constexpr std::uint32_t none = UINT32_MAX;

    explicit Rows(std::size_t width) : width_(width) { slots_.assign(1024, none); }

    std::size_t size() const noexcept { return size_; }
    std::size_t width() const noexcept { return width_; }

    const std::uint32_t *operator[](std::uint32_t row) const noexcept {
        assert(row < size_);
        return blocks_[row >> block_bits].get() + offset(row);
    }

    std::uint32_t find(const std::uint32_t *row) const noexcept {
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t slot = hash_of(row, width_) & mask;; slot = (slot + 1) & mask) {
            const std::uint32_t found = slots_[slot];
            if (found == none || same((*this)[found], row)) {
                return found;
            }
        }
    }

    // Makes room, so that `count` appends cannot fail. Throws std::bad_alloc, changing nothing
    // that can be seen.
    void reserve(std::size_t count) {
        const std::size_t needed = size_ + count;
        if (needed > most_rows) {
            throw std::bad_alloc();
        }
        while (blocks_.size() * block_rows < needed) {
            blocks_.push_back(std::make_unique_for_overwrite<std::uint32_t[]>(block_rows * width_));
        }
        if (needed * 4 > slots_.size() * 3) {
            grow(needed);
        }
    }

    // The row must be absent, and room reserved.
    std::uint32_t append(const std::uint32_t *row) noexcept {
        const auto number = static_cast<std::uint32_t>(size_++);
        std::copy_n(row, width_, blocks_[number >> block_bits].get() + offset(number));
        insert(slots_, number);
        return number;
    }

    std::uint32_t intern(const std::uint32_t *row) {
        const std::uint32_t found = find(row);
        if (found != none) {
            return found;
        }
        reserve(1);
        return append(row);
    }

    std::size_t bytes() const noexcept {
        return blocks_.size() * block_rows * width_ * sizeof(std::uint32_t) +
               slots_.capacity() * sizeof(std::uint32_t);
    }

private:
    static constexpr std::size_t block_bits = 10;
    static constexpr std::size_t block_rows = std::size_t{1} << block_bits;
    static constexpr std::size_t most_rows = 0x7fffffff;  // the top bit marks drafts

    std::size_t offset(std::uint32_t row) const noexcept {
        return (row & (block_rows - 1)) * width_;
    }

    bool same(const std::uint32_t *left, const std::uint32_t *right) const noexcept {
        return std::equal(left, left + width_, right);
    }

    void insert(std::vector<std::uint32_t> &slots, std::uint32_t number) const noexcept {
        const std::size_t mask = slots.size() - 1;
        std::size_t slot = hash_of((*this)[number], width_) & mask;
        while (slots[slot] != none) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = number;
    }

    void grow(std::size_t needed) {
        std::size_t count = slots_.size();
        while (needed * 4 > count * 3) {
            count *= 2;
        }
        std::vector<std::uint32_t> slots(count, none);
        for (std::uint32_t number = 0; number < size_; ++number) {
            insert(slots, number);
        }
        slots_ = std::move(slots);
    }

    std::size_t width_;
    std::size_t size_ = 0;
    std::vector<std::unique_ptr<std::uint32_t[]>> blocks_;
    std::vector<std::uint32_t> slots_;
};

}  // namespace dramaturge
