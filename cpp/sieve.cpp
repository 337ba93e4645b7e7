#include "sieve.hpp"

#include <bit>

namespace dramaturge {

struct Sieve::Demand {
    std::uint32_t trigger;
    Value value;
    bool is;  // or is not
};

// What the condition demands in any case.
void Sieve::gather(std::uint32_t index, std::uint32_t trigger, DemandsByChain &demands) const {
    const Condition &condition = world_.conditions[index];
    if (condition.form == Condition::Form::all) {
        for (const std::uint32_t part : world_.parts_of(condition)) {
            gather(part, trigger, demands);
        }
        return;
    }
    Read read;
    Value value = unknown;
    bool is = true;
    if (as_fact(world_, condition, read, value, is)) {
        demands[read.chain][read.fluent].push_back({trigger, value, is});
    }
}

Sieve::Sieve(const GroundWorld &world, const Layout &layout) : world_(world), layout_(layout) {
    for (std::uint32_t first = world.action_count; first < world.events.size(); first += 64) {
        DemandsByChain by_chain;
        for (std::uint32_t i = 0; i < 64 && first + i < world.events.size(); ++i) {
            gather(world.events[first + i].precondition, i, by_chain);
        }
        places_of_.push_back({static_cast<std::uint32_t>(places_.size()),
                              static_cast<std::uint32_t>(by_chain.size())});
        for (const auto &[chain, demands] : by_chain) {
            Place place{chain, {static_cast<std::uint32_t>(shelves_.size()), 0}, 0};
            for (const auto &[fluent, list] : demands) {
                shelves_.push_back(shelf(fluent, list));
                place.demanding |= shelves_.back().demanding;
            }
            place.shelves.count =
                static_cast<std::uint32_t>(shelves_.size()) - place.shelves.first;
            // What most demand something of goes first: it leaves the fewest.
            std::stable_sort(shelves_.begin() + place.shelves.first, shelves_.end(),
                             [](const Shelf &left, const Shelf &right) {
                                 return std::popcount(left.demanding) >
                                        std::popcount(right.demanding);
                             });
            places_.push_back(place);
        }
    }
    places_.shrink_to_fit();
    shelves_.shrink_to_fit();
    passing_.shrink_to_fit();
}

Sieve::Shelf Sieve::shelf(std::uint32_t fluent, const std::vector<Demand> &demands) {
    Shelf shelf{fluent, static_cast<std::uint32_t>(passing_.size()), 0, 0};
    for (const Demand &demand : demands) {
        shelf.count = std::max(shelf.count, demand.value + 1);
        shelf.demanding |= std::uint64_t{1} << demand.trigger;
    }
    passing_.resize(passing_.size() + shelf.count + 1, ~std::uint64_t{0});
    for (const Demand &demand : demands) {
        for (Value value = 0; value <= shelf.count; ++value) {
            if ((value == demand.value) != demand.is) {
                passing_[shelf.first + value] &= ~(std::uint64_t{1} << demand.trigger);
            }
        }
    }
    return shelf;
}

std::size_t Sieve::bytes() const noexcept {
    return places_of_.capacity() * sizeof(Range) + places_.capacity() * sizeof(Place) +
           shelves_.capacity() * sizeof(Shelf) + passing_.capacity() * sizeof(std::uint64_t);
}

}  // namespace dramaturge
