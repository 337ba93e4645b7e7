// A table that remembers some of what was put in: one place per key, the latest stays.
//
// For results that can be computed again. Bounded by what the graph holds, where a full table of all
// transitions would outgrow the states many times. What is forgotten changes time only, never an
// answer or an id, since computing it again leads to the same canonical states.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "hash.hpp"

namespace dramaturge {

template <class Result>
class Cache {
public:
    Cache() : keys_(1024, free), results_(1024) {}

    const Result *find(std::uint64_t key) const noexcept {
        const std::size_t place = mixed(key) & (keys_.size() - 1);
        return keys_[place] == key ? &results_[place] : nullptr;
    }

    void put(std::uint64_t key, Result result) noexcept {
        const std::size_t place = mixed(key) & (keys_.size() - 1);
        keys_[place] = key;
        results_[place] = result;
    }

    void clear() noexcept { std::fill(keys_.begin(), keys_.end(), free); }

    // Makes at least `count` places.
    void fit(std::size_t count) {
        if (count <= keys_.size()) {
            return;
        }
        std::size_t size = keys_.size();
        while (size < count) {
            size *= 2;
        }
        std::vector<std::uint64_t> keys(size, free);
        std::vector<Result> results(size);
        for (std::size_t i = 0; i < keys_.size(); ++i) {
            if (keys_[i] != free) {
                const std::size_t place = mixed(keys_[i]) & (size - 1);
                keys[place] = keys_[i];
                results[place] = results_[i];
            }
        }
        keys_ = std::move(keys);
        results_ = std::move(results);
    }

    std::size_t bytes() const noexcept {
        return keys_.capacity() * sizeof(std::uint64_t) + results_.capacity() * sizeof(Result);
    }

private:
    static constexpr std::uint64_t free = UINT64_MAX;  // no key: ids stay below the maximum
    std::vector<std::uint64_t> keys_;
    std::vector<Result> results_;
};

}  // namespace dramaturge
