// A growing set of equally wide rows of words; each distinct row has one dense number.
//
// Rows live in blocks that never move, so a pointer to a row stays valid as long as the set. The
// hash table holds row numbers, with as many bits of the hash above them as are left, and compares
// rows in place: the bits save looking at most rows that differ.
//
// A row that refers to numbers not yet given (a cycle) is added in two steps: reserve() for all of
// them, then append() each, which cannot fail. intern() does both for one row.
#pragma once

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "hash.hpp"
#include "memory.hpp"

namespace dramaturge {

class Rows {
public:
    static constexpr std::uint32_t none = UINT32_MAX;

    // Keeps a reference to `memory`.
    Rows(std::size_t width, Memory &memory) : memory_(memory), width_(width) {}
    ~Rows() { memory_.give_back(bytes()); }
    Rows(const Rows &) = delete;
    Rows &operator=(const Rows &) = delete;

    std::size_t size() const noexcept { return size_; }
    std::size_t capacity() const noexcept { return memory_.capacity(); }

    const std::uint32_t *operator[](std::uint32_t row) const noexcept {
        assert(row < size_);
        return blocks_[row >> block_bits].get() + offset(row);
    }

    std::uint32_t find(const std::uint32_t *row) const noexcept {
        if (slots_.empty()) {
            return none;
        }
        const std::uint64_t hash = hash_of(row, width_);
        const std::uint32_t number_mask = (std::uint32_t{1} << number_bits_) - 1;
        const std::uint32_t tag = tag_of(hash);
        for (std::size_t slot = first_slot(hash);; slot = slot + 1 < slots_.size() ? slot + 1 : 0) {
            const std::uint32_t found = slots_[slot];
            if (found == none) {
                return none;
            }
            if ((found & ~number_mask) == tag && same((*this)[found & number_mask], row)) {
                return found & number_mask;
            }
        }
    }

    // Makes room, so that `count` appends cannot fail. Throws std::bad_alloc or what the memory's
    // guard throws, changing nothing that can be seen.
    void reserve(std::size_t count) {
        const std::size_t needed = size_ + count;
        if (needed > memory_.capacity()) {
            throw NumbersExhausted();
        }
        while (blocks_.size() * block_rows < needed) {
            Taking taking(memory_, block_bytes());
            blocks_.push_back(std::make_unique_for_overwrite<std::uint32_t[]>(block_rows * width_));
            taking.keep();
        }
        if (needed * 5 > slots_.size() * 4) {
            grow(needed);
        }
    }

    // The row must be absent, and room reserved.
    std::uint32_t append(const std::uint32_t *row) noexcept {
        const auto number = static_cast<std::uint32_t>(size_++);
        std::copy_n(row, width_, blocks_[number >> block_bits].get() + offset(number));
        insert(number);
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

    // Forgets all rows but keeps the room.
    void clear() noexcept {
        size_ = 0;
        std::fill(slots_.begin(), slots_.end(), none);
    }

    // Both must share one memory.
    void swap(Rows &other) noexcept {
        std::swap(width_, other.width_);
        std::swap(size_, other.size_);
        std::swap(number_bits_, other.number_bits_);
        blocks_.swap(other.blocks_);
        slots_.swap(other.slots_);
    }

private:
    static constexpr std::size_t block_bits = 6;
    static constexpr std::size_t block_rows = std::size_t{1} << block_bits;

    std::size_t offset(std::uint32_t row) const noexcept {
        return (row & (block_rows - 1)) * width_;
    }

    // With the place of its pointer, and what the allocator adds.
    std::size_t block_bytes() const noexcept {
        return block_rows * width_ * sizeof(std::uint32_t) + sizeof(void *) + 16;
    }

    std::size_t bytes() const noexcept {
        return blocks_.size() * block_bytes() + slots_.size() * sizeof(std::uint32_t);
    }

    bool same(const std::uint32_t *left, const std::uint32_t *right) const noexcept {
        for (std::size_t i = 0; i < width_; ++i) {
            if (left[i] != right[i]) {
                return false;
            }
        }
        return true;
    }

    // From the high bits of the hash; the tag is taken from the low ones.
    std::size_t first_slot(std::uint64_t hash) const noexcept {
        return static_cast<std::size_t>(((hash >> 32) * slots_.size()) >> 32);
    }
    std::uint32_t tag_of(std::uint64_t hash) const noexcept {
        return static_cast<std::uint32_t>(hash) << number_bits_;
    }

    void insert(std::uint32_t number) noexcept {
        const std::uint64_t hash = hash_of((*this)[number], width_);
        std::size_t slot = first_slot(hash);
        while (slots_[slot] != none) {
            slot = slot + 1 < slots_.size() ? slot + 1 : 0;
        }
        slots_[slot] = tag_of(hash) | number;
    }

    // No number has all its bits set, as the table is never full: so no slot in use looks free.
    void grow(std::size_t needed) {
        std::size_t count = std::max<std::size_t>(slots_.size(), 16);
        while (needed * 5 > count * 4) {
            count += count / 2;
        }
        Taking taking(memory_, count * sizeof(std::uint32_t));
        std::vector<std::uint32_t> slots(count, none);
        taking.keep();
        slots_.swap(slots);
        number_bits_ = static_cast<std::uint32_t>(std::bit_width(count));
        for (std::uint32_t number = 0; number < size_; ++number) {
            insert(number);
        }
        memory_.give_back(slots.size() * sizeof(std::uint32_t));
    }

    Memory &memory_;
    std::size_t width_;
    std::size_t size_ = 0;
    std::uint32_t number_bits_ = 0;
    std::vector<std::unique_ptr<std::uint32_t[]>> blocks_;
    std::vector<std::uint32_t> slots_;
};

}  // namespace dramaturge
