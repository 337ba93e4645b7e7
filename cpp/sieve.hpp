// Sorts out triggers that cannot apply, 64 at a time, by what they demand of a state's own values.
//
// For each word of 64 triggers there is a shelf per fluent that any of them demands something of,
// and on it, for each value, the triggers that this value lets pass. What passes all shelves still has
// to be tested, as far as it reads minds or demands more than facts.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "ground_world.hpp"
#include "ids.hpp"
#include "layout.hpp"

namespace dramaturge {

class Sieve {
public:
    // Of all triggers of the world, numbered from 0. Keeps a reference to the layout.
    Sieve(const GroundWorld &world, const Layout &layout);

    // Those of the triggers 64 * word .. 64 * word + 63 in `bits` that may apply.
    std::uint64_t pass(std::size_t word, std::uint64_t bits, const Word *values) const noexcept {
        const Range range = shelves_of_[word];
        for (std::uint32_t i = 0; i < range.count && bits != 0; ++i) {
            const Shelf &shelf = shelves_[range.first + i];
            const Value value = layout_.get(values, shelf.fluent);
            bits &= passing_[shelf.first + std::min(value, shelf.count)];
        }
        return bits;
    }

    std::size_t bytes() const noexcept;

private:
    struct Shelf {
        std::uint32_t fluent;
        std::uint32_t first;  // in passing_
        Value count;          // from this value on, all values are alike
    };

    const Layout &layout_;
    std::vector<Range> shelves_of_;  // [word] in shelves_
    std::vector<Shelf> shelves_;
    std::vector<std::uint64_t> passing_;
};

}  // namespace dramaturge
