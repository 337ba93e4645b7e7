#include "sieve.hpp"

#include <map>

#include "evaluation.hpp"

namespace dramaturge {

namespace {

struct Demand {
    std::uint32_t trigger;
    Value value;
    bool is;  // or is not
};
using Demands = std::map<std::uint32_t, std::vector<Demand>>;  // by fluent

// What the condition demands in any case.
void gather(const GroundWorld &world, std::uint32_t index, std::uint32_t trigger,
            Demands &demands) {
    const Condition &condition = world.conditions[index];
    if (condition.form == Condition::Form::all) {
        for (const std::uint32_t part : world.parts_of(condition)) {
            gather(world, part, trigger, demands);
        }
        return;
    }
    Read read;
    Value value = unknown;
    bool is = true;
    if (as_fact(world, condition, read, value, is) && read.chain == 0) {
        demands[read.fluent].push_back({trigger, value, is});
    }
}

}  // namespace

Sieve::Sieve(const GroundWorld &world, const Layout &layout) : layout_(layout) {
    for (std::uint32_t first = world.action_count; first < world.events.size(); first += 64) {
        Demands demands;
        for (std::uint32_t i = 0; i < 64 && first + i < world.events.size(); ++i) {
            gather(world, world.events[first + i].precondition, i, demands);
        }
        const auto first_shelf = static_cast<std::uint32_t>(shelves_.size());
        for (const auto &[fluent, list] : demands) {
            Value count = 0;
            for (const Demand &demand : list) {
                count = std::max(count, demand.value + 1);
            }
            const Shelf shelf{fluent, static_cast<std::uint32_t>(passing_.size()), count};
            shelves_.push_back(shelf);
            passing_.resize(passing_.size() + count + 1, ~std::uint64_t{0});
            for (const Demand &demand : list) {
                for (Value value = 0; value <= count; ++value) {
                    if ((value == demand.value) != demand.is) {
                        passing_[shelf.first + value] &= ~(std::uint64_t{1} << demand.trigger);
                    }
                }
            }
        }
        // What most demand something of goes first: it leaves the fewest.
        std::stable_sort(shelves_.begin() + first_shelf, shelves_.end(),
                         [&](const Shelf &left, const Shelf &right) {
                             return demands[left.fluent].size() > demands[right.fluent].size();
                         });
        shelves_of_.push_back(
            {first_shelf, static_cast<std::uint32_t>(shelves_.size()) - first_shelf});
    }
    shelves_.shrink_to_fit();
    passing_.shrink_to_fit();
}

std::size_t Sieve::bytes() const noexcept {
    return shelves_of_.capacity() * sizeof(Range) + shelves_.capacity() * sizeof(Shelf) +
           passing_.capacity() * sizeof(std::uint64_t);
}

}  // namespace dramaturge
