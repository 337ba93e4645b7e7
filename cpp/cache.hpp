// Remembers what events lead to: one place per key, the latest stays.
//
// Bounded by what the graph holds, where a full table of all transitions would outgrow the states
// many times. What is forgotten changes time only, never an answer or an id, since computing it
// again leads to the same canonical states.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "hash.hpp"
#include "memory.hpp"

namespace dramaturge {

class Cache {
public:
    // Keeps a reference to `memory`.
    explicit Cache(Memory &memory) : memory_(memory) { resize(64); }
    ~Cache() { memory_.give_back(entries_.size() * sizeof(Entry)); }
    Cache(const Cache &) = delete;
    Cache &operator=(const Cache &) = delete;

    // Two numbers are the key, neither of them the greatest; null if not known.
    const std::uint32_t *find(std::uint32_t first, std::uint32_t second) const noexcept {
        const Entry &entry = entries_[place(first, second)];
        return entry.first == first && entry.second == second ? &entry.result : nullptr;
    }

    void put(std::uint32_t first, std::uint32_t second, std::uint32_t result) noexcept {
        entries_[place(first, second)] = {first, second, result};
    }

    void clear() noexcept { std::fill(entries_.begin(), entries_.end(), Entry{}); }

    // Makes at least `count` places, unless the memory for them is refused: fewer only cost time,
    // and what is found already must be told though no memory is left.
    void fit(std::size_t count) {
        if (count <= entries_.size() || count < next_try_) {
            return;
        }
        std::size_t size = entries_.size();
        while (size < count) {
            size *= 2;
        }
        try {
            resize(size);
        } catch (...) {
            next_try_ = count + count / 4;
        }
    }

private:
    struct Entry {
        std::uint32_t first = UINT32_MAX;
        std::uint32_t second = UINT32_MAX;
        std::uint32_t result = 0;
    };

    std::size_t place(std::uint32_t first, std::uint32_t second) const noexcept {
        return mixed((std::uint64_t{first} << 32) | second) & (entries_.size() - 1);
    }

    void resize(std::size_t size) {
        Taking taking(memory_, size * sizeof(Entry));
        std::vector<Entry> entries(size);
        taking.keep();
        entries_.swap(entries);
        for (const Entry &entry : entries) {
            if (entry.first != UINT32_MAX) {
                entries_[place(entry.first, entry.second)] = entry;
            }
        }
        memory_.give_back(entries.size() * sizeof(Entry));
    }

    Memory &memory_;
    std::vector<Entry> entries_;
    std::size_t next_try_ = 0;  // places that must be wanted before memory is asked for again
};

}  // namespace dramaturge
