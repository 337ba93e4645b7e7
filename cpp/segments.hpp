// Vectors that grow by segments, none of which ever moves.
//
// A vector that doubles needs three times what it holds for a moment, and then has up to half its
// room for nothing: that is what makes a search stop long before its limit of memory. These take what
// they need, and what they hand out stays where it is.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "hash.hpp"
#include "memory.hpp"

namespace dramaturge {

// Items by number; those not yet there are made alike.
template <class Item>
class Segments {
public:
    std::size_t size() const noexcept { return size_; }

    Item &operator[](std::size_t at) noexcept {
        assert(at < size_);
        return segments_[at >> bits][at & (items - 1)];
    }
    const Item &operator[](std::size_t at) const noexcept {
        assert(at < size_);
        return segments_[at >> bits][at & (items - 1)];
    }

    // At least so many; new ones are copies of `item`, the same each time.
    void grow(std::size_t count, const Item &item) {
        if (count <= size_) return;
        while (segments_.size() << bits < count) {
            auto segment = std::make_unique_for_overwrite<Item[]>(items);
            std::fill_n(segment.get(), items, item);
            segments_.push_back(std::move(segment));
        }
        size_ = count;
    }

    void fill(const Item &item) noexcept {
        for (auto &segment : segments_) std::fill_n(segment.get(), items, item);
    }

    std::size_t bytes() const noexcept {
        return segments_.size() * (items * sizeof(Item) + sizeof(void *) + 16);
    }

private:
    static constexpr std::size_t bits = 10;
    static constexpr std::size_t items = std::size_t{1} << bits;

    std::vector<std::unique_ptr<Item[]>> segments_;
    std::size_t size_ = 0;
};

// Lists of words; each is found again by its number, and equal ones may share it.
class Lists {
public:
    std::span<const std::uint32_t> operator[](std::uint32_t number) const noexcept {
        const std::uint32_t *list = segments_[number >> bits].get() + (number & (words - 1));
        return {list + 1, *list};
    }

    // The number of an equal list, which is added if there is none; only where all are added so.
    std::uint32_t intern(std::span<const std::uint32_t> list) {
        if ((count_ + 1) * 2 > slots_.size()) {
            std::vector<std::uint32_t> old(std::max<std::size_t>(64, slots_.size() * 2), none);
            old.swap(slots_);
            for (const std::uint32_t number : old) {
                if (number != none) slots_[slot_of((*this)[number])] = number;
            }
        }
        const std::size_t slot = slot_of(list);
        if (slots_[slot] == none) {
            slots_[slot] = add(list);
            ++count_;
        }
        return slots_[slot];
    }

    // The number of the list, less than UINT32_MAX. Throws std::bad_alloc.
    std::uint32_t add(std::span<const std::uint32_t> list) {
        const std::size_t needed = list.size() + 1;
        if (segments_.empty() || used_ + needed > words) {
            if (segments_.size() + 1 >= std::size_t{1} << (32 - bits)) throw NumbersExhausted();
            const std::size_t room = std::max(needed, words);
            segments_.push_back(std::make_unique_for_overwrite<std::uint32_t[]>(room));
            bytes_ += room * sizeof(std::uint32_t) + sizeof(void *) + 16;
            used_ = 0;
        }
        std::uint32_t *place = segments_.back().get() + used_;
        *place = static_cast<std::uint32_t>(list.size());
        std::copy(list.begin(), list.end(), place + 1);
        const std::size_t number = ((segments_.size() - 1) << bits) + used_;
        used_ = std::min(used_ + needed, words);
        total_ += needed;
        return static_cast<std::uint32_t>(number);
    }

    std::size_t total() const noexcept { return total_; }  // words, with one more for each list
    std::size_t bytes() const noexcept {
        return bytes_ + slots_.capacity() * sizeof(std::uint32_t);
    }

    void clear() noexcept {
        segments_.clear();
        slots_.clear();
        used_ = total_ = bytes_ = count_ = 0;
    }

private:
    static constexpr std::size_t bits = 14;
    static constexpr std::size_t words = std::size_t{1} << bits;
    static constexpr std::uint32_t none = UINT32_MAX;

    // Where the list is, or the empty slot where it belongs.
    std::size_t slot_of(std::span<const std::uint32_t> list) const noexcept {
        std::size_t slot = hash_of(list.data(), list.size()) & (slots_.size() - 1);
        while (slots_[slot] != none && !std::ranges::equal((*this)[slots_[slot]], list)) {
            slot = (slot + 1) & (slots_.size() - 1);
        }
        return slot;
    }

    std::vector<std::unique_ptr<std::uint32_t[]>> segments_;  // one longer than usual holds one list
    std::size_t used_ = 0;  // words of the last
    std::size_t total_ = 0;
    std::size_t bytes_ = 0;
    std::vector<std::uint32_t> slots_;  // numbers, by open addressing
    std::size_t count_ = 0;
};

}  // namespace dramaturge
