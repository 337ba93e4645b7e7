// The canonical states: one id per meaning.
//
// A state is a valuation and, for every character, a state. Two states mean the same iff they agree
// on all values and, recursively, on all beliefs (bisimulation). Here no two ids mean the same,
// hence ids are equal iff meanings are.
//
// A state outside all cycles is determined by its row (valuation, believed states), whose parts
// have their ids already: one look-up. States that believe in each other are added together, as a
// *component*: cyclic() finds out whether they are known. Why it suffices to look in the two places
// it looks in is said there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ids.hpp"
#include "rows.hpp"

namespace dramaturge {

class Canon {
public:
    Canon(std::uint32_t fluent_count, std::uint32_t character_count);

    std::uint32_t character_count() const noexcept { return character_count_; }
    std::size_t size() const noexcept { return states_.size(); }
    std::size_t valuation_count() const noexcept { return valuations_.size(); }

    std::uint32_t valuation(StateId state) const noexcept { return states_[state.index][0]; }
    StateId believed(StateId state, std::uint32_t character) const noexcept {
        return {states_[state.index][1 + character]};
    }
    const std::uint32_t *row(StateId state) const noexcept { return states_[state.index]; }

    // values[fluent]; the pointer stays valid.
    const Value *values(std::uint32_t valuation) const noexcept { return valuations_[valuation]; }
    std::uint32_t valuation_of(const Value *values) { return valuations_.intern(values); }

    // row[0]: the valuation; row[1 + c]: the id of the state that c believes in.
    StateId plain(const std::uint32_t *row);

    // The ids of `count` states that reach one another. rows: [state][0: valuation, 1 + c: belief],
    // a belief being an id, or `inside | i` for the i-th of these states. ids: gets the answer.
    // Throws std::bad_alloc, changing nothing that can be seen.
    void cyclic(std::span<const std::uint32_t> rows, std::size_t count, std::span<StateId> ids);

    static constexpr std::uint32_t inside = 0x80000000U;

    std::size_t bytes() const noexcept;

private:
    struct Component {
        std::uint32_t first = 0;  // members are members_[first .. first + count)
        std::uint32_t count = 0;
        std::uint64_t hash = 0;
    };
    static constexpr std::uint32_t none = UINT32_MAX;

    bool matches(std::span<const std::uint32_t> rows, std::size_t count, StateId candidate);
    bool matches_member(std::span<const std::uint32_t> rows, std::size_t count,
                        const Component &component);
    bool find_outside(std::span<const std::uint32_t> rows, std::size_t count);
    bool find_component(std::span<const std::uint32_t> rows, std::size_t count,
                        std::uint32_t parts, std::uint64_t hash);
    std::uint32_t refine(std::span<const std::uint32_t> rows, std::size_t count);
    std::uint64_t shape_hash(std::span<const std::uint32_t> rows, std::size_t count,
                             std::uint32_t parts);
    void add(std::span<const std::uint32_t> rows, std::size_t count, std::uint32_t parts,
             std::uint64_t hash, std::span<StateId> ids);
    void reserve_component(std::size_t members);
    std::uint32_t component_of(std::uint32_t state) const noexcept;

    std::uint32_t character_count_;
    std::size_t width_;  // of a row in states_
    Rows valuations_;
    Rows states_;
    std::vector<std::uint32_t> component_;  // [state], none outside cycles; may be shorter
    std::vector<Component> components_;
    std::vector<std::uint32_t> members_;
    std::vector<std::uint32_t> slots_;  // hash table of components

    // Scratch, kept to save allocations.
    std::vector<std::uint32_t> same_;  // [i] the candidate's counterpart
    std::vector<std::uint32_t> queue_;
    std::vector<std::uint32_t> part_;  // [i] its class of equal meaning
    std::vector<std::uint32_t> next_;
    std::vector<std::uint32_t> leader_;  // [class] its first state
    std::vector<std::uint64_t> hashes_;
    std::vector<std::uint64_t> hashes_next_;
    std::vector<std::uint32_t> scratch_row_;
};

}  // namespace dramaturge
