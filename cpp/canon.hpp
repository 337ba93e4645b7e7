// The canonical states: one id per meaning.
//
// A state is a valuation and, for every character, a state. Two states mean the same iff they agree
// on all values and, recursively, on all beliefs (bisimulation). Here no two ids mean the same,
// hence ids are equal iff meanings are.
//
// A state that leads back to nothing but itself is determined by its row: valuation and believed
// states, whose parts have their ids already, with a mark in place of itself. Then one look-up does.
// Other states that believe in each other are found and added together, as a *component*. Why it
// suffices to look where find() looks is said there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ids.hpp"
#include "layout.hpp"
#include "memory.hpp"
#include "rows.hpp"

namespace dramaturge {

// States without ids, each of which leads to every other. rows: [state][0: for the Canon to use,
// 1 + c: belief], a belief being an id, or `inside | i` for the i-th of these states.
struct Component {
    static constexpr std::uint32_t inside = 0x80000000U;

    std::vector<std::uint32_t> rows;
    std::vector<const Word *> words;  // [state] its packed values
    std::vector<StateId> ids;         // [state] the answer of find() or add()

    std::size_t size() const noexcept { return words.size(); }
};

class Canon {
public:
    // Ids start at `base`. Keeps a reference to `memory`.
    Canon(std::size_t words, std::uint32_t character_count, std::uint32_t base, Memory &memory);
    ~Canon();
    Canon(const Canon &) = delete;
    Canon &operator=(const Canon &) = delete;

    std::size_t size() const noexcept { return states_.size(); }
    std::size_t valuation_count() const noexcept { return valuations_.size(); }
    bool has(StateId state) const noexcept { return state.index - base_ < states_.size(); }

    std::uint32_t valuation(StateId state) const noexcept { return row(state)[0]; }
    StateId believed(StateId state, std::uint32_t character) const noexcept {
        const std::uint32_t belief = row(state)[1 + character];
        return belief == Component::inside ? state : StateId{belief};
    }
    // The pointer stays valid until clear() or repack().
    const Word *words(StateId state) const noexcept { return valuations_[valuation(state)]; }

    // Whether all these states are known; then their ids are told.
    bool find(Component &component);
    // Adds them, after find() said no. Throws std::bad_alloc, changing nothing that can be seen.
    void add(Component &component);

    void clear() noexcept;

    // Rewrites all valuations from one layout to another. Ids and valuations keep their numbers.
    void repack(const Layout &from, const Layout &to);

private:
    struct Cycle {  // a component of several states, which are numbered in a run
        std::uint32_t first = 0;
        std::uint32_t count = 0;
        std::uint32_t hash = 0;
    };
    static constexpr std::uint32_t none = UINT32_MAX;
    static constexpr std::uint32_t inside = Component::inside;

    const std::uint32_t *row(StateId state) const noexcept { return states_[state.index - base_]; }
    bool find_single(Component &component);
    bool is_same(const std::uint32_t *row, StateId candidate) const noexcept;
    bool find_outside(Component &component);
    bool find_cycle(Component &component);
    bool matches(const Component &component, StateId candidate);
    bool matches_one_of(const Component &component, const Cycle &cycle);
    bool take(Component &component) const;
    void refine(const Component &component);
    std::uint32_t shape_hash(const Component &component);
    const Cycle *cycle_of(StateId state) const noexcept;
    void enter(std::uint32_t cycle) noexcept;
    void reserve_cycle();

    Memory &memory_;
    std::uint32_t base_;
    std::size_t width_;  // of a row in states_
    Rows valuations_;
    Rows states_;
    std::vector<Cycle> cycles_;
    std::vector<std::uint32_t> slots_;  // hash table of cycles

    // Of the last find().
    std::uint32_t hash_ = 0;
    std::vector<std::uint32_t> part_;    // [i] its class of equal meaning
    std::vector<std::uint32_t> leader_;  // [class] its first state

    // Scratch, kept to save allocations.
    std::vector<std::uint32_t> same_;  // [i] the candidate's counterpart
    std::vector<std::uint32_t> queue_;
    std::vector<std::uint32_t> next_;
    std::vector<std::uint64_t> hashes_;
    std::vector<std::uint64_t> hashes_next_;
    std::vector<std::uint32_t> scratch_row_;
};

}  // namespace dramaturge
