// An insert-only hash table from 128-bit keys to 32-bit values, with open addressing.
//
// Keys are stored whole and compared: a hash only says where to look. No iteration, so the order
// of slots can influence nothing. Growth asks the watch first, since doubling is what breaks
// memory limits.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "planner_watch.hpp"

namespace dramaturge {

struct WideKey {
    std::uint64_t high;
    std::uint64_t low;
    bool operator==(const WideKey &) const = default;
};

class WideTable {
public:
    explicit WideTable(Watch &watch) : watch_(watch) {}

    // The value stored for the key, or null; valid until the next put().
    const std::uint32_t *find(WideKey key) const noexcept {
        if (slots_.empty()) return nullptr;
        const Slot &slot = slots_[place(key)];
        return slot.key == empty ? nullptr : &slot.value;
    }

    // Stores or replaces.
    void put(WideKey key, std::uint32_t value) {
        if ((count_ + 1) * 4 > slots_.size() * 3) grow();
        Slot &slot = slots_[place(key)];
        if (slot.key == empty) {
            slot.key = key;
            ++count_;
        }
        slot.value = value;
    }

    std::size_t bytes() const noexcept { return slots_.capacity() * sizeof(Slot); }

private:
    struct Slot {
        WideKey key;
        std::uint32_t value;
    };
    static constexpr WideKey empty{UINT64_MAX, UINT64_MAX};  // no state has the index UINT32_MAX

    static std::uint64_t mix(WideKey key) noexcept {
        std::uint64_t hash = key.high * 0x9E3779B97F4A7C15u;
        hash = (std::rotr(hash, 29) ^ key.low) * 0xD6E8FEB86659FD93u;
        return hash ^ (hash >> 32);
    }

    // The slot that holds the key, or the empty one where it belongs. Any number of slots will do, up
    // to 2^32.
    std::size_t place(WideKey key) const noexcept {
        const std::size_t size = slots_.size();
        auto slot = static_cast<std::size_t>((mix(key) & UINT32_MAX) * size >> 32);
        while (!(slots_[slot].key == empty) && !(slots_[slot].key == key)) {
            if (++slot == size) slot = 0;
        }
        return slot;
    }

    // Doubles, or grows by less where the memory is nearly used up.
    void grow() {
        std::size_t size = slots_.empty() ? 64 : slots_.size() * 2;
        if (!watch_.admits(size * sizeof(Slot))) size = slots_.size() + slots_.size() / 4;
        watch_.admit(size * sizeof(Slot));
        std::vector<Slot> old(size, Slot{empty, 0});
        old.swap(slots_);
        for (const Slot &slot : old) {
            if (!(slot.key == empty)) slots_[place(slot.key)] = slot;
        }
    }

    Watch &watch_;
    std::vector<Slot> slots_;
    std::size_t count_ = 0;
};

}  // namespace dramaturge
