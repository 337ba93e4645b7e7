// Hashes for rows of words. They only find candidates: equality always decides.
//
// Fixed constants, no seed: the same run gives the same tables everywhere.
#pragma once

#include <cstddef>
#include <cstdint>

namespace dramaturge {

constexpr std::uint64_t mixed(std::uint64_t word) noexcept {
    word ^= word >> 32;
    word *= 0xd6e8feb86659fd93U;
    word ^= word >> 32;
    word *= 0xd6e8feb86659fd93U;
    word ^= word >> 32;
    return word;
}

inline std::uint64_t hash_of(const std::uint32_t *row, std::size_t width) noexcept {
    std::uint64_t hash = 0x9e3779b97f4a7c15U;
    std::size_t i = 0;
    for (; i + 1 < width; i += 2) {
        const std::uint64_t pair = row[i] | (std::uint64_t{row[i + 1]} << 32);
        hash = (hash ^ pair) * 0xff51afd7ed558ccdU;
        hash ^= hash >> 29;
    }
    if (i < width) {
        hash = (hash ^ row[i]) * 0xff51afd7ed558ccdU;
    }
    return mixed(hash);
}

}  // namespace dramaturge
