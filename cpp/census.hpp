// How many different minds there are in a state, itself included.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "ids.hpp"
#include "states.hpp"

namespace dramaturge {

class Census {
public:
    // Whether there are more than so many in a kept state.
    bool exceeds(const States &states, StateId state, std::size_t most);

    std::size_t bytes() const noexcept {
        return met_.capacity() * sizeof(std::uint32_t) + marks_.capacity() * sizeof(std::uint64_t);
    }

private:
    void meet(StateId state);

    std::vector<std::uint32_t> met_;
    std::vector<std::uint64_t> marks_;  // a bit for each state, set for those met: all are cleared
};

}  // namespace dramaturge
