// Sorts out triggers that cannot apply, 64 at a time, by the facts that they demand.
//
// For each word of 64 triggers there is a shelf per fluent, of the state itself or of a mind, that any
// of them demands something of, and on it, for each value, the triggers that this value lets pass.
// What passes all shelves still has to be tested, as far as it demands more than facts.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "evaluation.hpp"
#include "ground_world.hpp"
#include "ids.hpp"
#include "layout.hpp"

namespace dramaturge {

class Sieve {
public:
    // Of all triggers of the world, numbered from 0. Keeps references.
    Sieve(const GroundWorld &world, const Layout &layout);

    // Those of the triggers 64 * word .. 64 * word + 63 in `bits` that may apply.
    std::uint64_t pass(std::size_t word, std::uint64_t bits, View view) const {
        const Range range = places_of_[word];
        for (std::uint32_t i = 0; i < range.count && bits != 0; ++i) {
            const Place &place = places_[range.first + i];
            if ((bits & place.demanding) != 0) {
                bits = pass(place, bits, words_of(place.chain, view));
            }
        }
        return bits;
    }

    std::size_t bytes() const noexcept;

private:
    struct Place {  // the state itself, then minds
        std::uint32_t chain;
        Range shelves;
        std::uint64_t demanding;  // the triggers that demand anything there
    };
    struct Shelf {
        std::uint32_t fluent;
        std::uint32_t first;  // in passing_
        Value count;          // from this value on, all values are alike
        std::uint64_t demanding;
    };

    struct Demand;
    using Demands = std::map<std::uint32_t, std::vector<Demand>>;  // by fluent
    using DemandsByChain = std::map<std::uint32_t, Demands>;

    void gather(std::uint32_t condition, std::uint32_t trigger, DemandsByChain &demands) const;
    Shelf shelf(std::uint32_t fluent, const std::vector<Demand> &demands);

    std::uint64_t pass(const Place &place, std::uint64_t bits, const Word *words) const noexcept {
        for (std::uint32_t i = 0; i < place.shelves.count && bits != 0; ++i) {
            const Shelf &shelf = shelves_[place.shelves.first + i];
            if ((bits & shelf.demanding) != 0) {
                const Value value = layout_.get(words, shelf.fluent);
                bits &= passing_[shelf.first + std::min(value, shelf.count)];
            }
        }
        return bits;
    }
    const Word *words_of(std::uint32_t chain, View view) const {
        return chain == 0 ? view.words : view.minds->words_at(view.at, world_.chain(chain));
    }

    const GroundWorld &world_;
    const Layout &layout_;
    std::vector<Range> places_of_;  // [word] in places_
    std::vector<Place> places_;
    std::vector<Shelf> shelves_;
    std::vector<std::uint64_t> passing_;
};

}  // namespace dramaturge
