#include "novelty.hpp"

#include <cmath>
#include <utility>

namespace dramaturge {

std::uint32_t Novelty::measure(StateId state, StateId before) {
    const std::uint32_t part = partition(state);
    // In the partition of the state before, only what changed can be new.
    const bool compare = before != no_state && partition(before) == part;
    const auto values = graph_.values(state);
    const auto old = compare ? graph_.values(before) : values;
    const auto count = static_cast<std::uint32_t>(values.size());
    std::uint32_t novelty = none;
    for (std::uint32_t i = 0; i < count; ++i) {
        if (compare && values[i] == old[i]) continue;
        if (seen_.find(pair(part, i, values[i], i, values[i])) == nullptr) return 1;
        for (std::uint32_t j = 0; novelty == none && j < count; ++j) {
            if (seen_.find(pair(part, i, values[i], j, values[j])) == nullptr) novelty = 2;
        }
    }
    return novelty;
}

void Novelty::mark(StateId state) {
    const std::uint32_t part = partition(state);
    const auto values = graph_.values(state);
    for (std::uint32_t i = 0; i < values.size(); ++i) {
        for (std::uint32_t j = 0; j <= i; ++j) seen_.put(pair(part, i, values[i], j, values[j]), 1);
    }
}

std::uint32_t Novelty::partition(StateId state) {
    double utility = outlook_.utility(state, 0);
    if (std::isnan(utility)) utility = HUGE_VAL;  // NaN is no key; real utilities are finite
    return partitions_.try_emplace(utility, static_cast<std::uint32_t>(partitions_.size()))
        .first->second;
}

WideKey Novelty::pair(std::uint32_t partition, std::uint32_t first, Value first_value,
                      std::uint32_t second, Value second_value) {
    if (first > second) {
        std::swap(first, second);
        std::swap(first_value, second_value);
    }
    return {std::uint64_t{partition} << 48 | std::uint64_t{first} << 24 | second,
            std::uint64_t{first_value} << 32 | second_value};
}

}  // namespace dramaturge
