// The epistemic state graph: every state reached, the state after each event, and the state each
// character believes to be actual.
//
// A belief is itself a state, so nesting needs no second type: believed(believed(s, tom), ann) is
// what Tom thinks Ann thinks. Equal states have equal ids, also where beliefs are cyclic, so one
// comparison compares whole belief structures (Canon, canon.hpp).
//
// Ids are dense, start at 0, are never reused, and belong to one graph. Everything is computed on
// demand and remembered. Not thread-safe, not even the const members that evaluate.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "ground_world.hpp"
#include "ids.hpp"
#include "memory.hpp"

namespace dramaturge {

class StateGraph {
public:
    // Keeps a reference: `world` must outlive the graph. capacity: see most_numbers; where it does
    // not suffice for the initial state, NumbersExhausted is thrown.
    explicit StateGraph(const GroundWorld &world, std::size_t capacity = most_numbers);
    ~StateGraph();
    StateGraph(const StateGraph &) = delete;
    StateGraph &operator=(const StateGraph &) = delete;

    const GroundWorld &world() const noexcept;

    // No table has more numbers than that; beyond, NumbersExhausted.
    std::size_t capacity() const noexcept;

    // no_state if the triggers of the initial state never settle.
    StateId initial() const noexcept;

    // From now on the initial state is this one.
    void begin_at(StateId state) noexcept;

    StateId believed(StateId state, CharacterId who) const noexcept;

    // Whether the precondition of `event` holds.
    bool possible(StateId state, EventId event) const noexcept;

    // Lists the possible actions in `found`, in order; quicker than asking for each.
    void possible_actions(StateId state, std::vector<EventId> &found);

    // The state after `action` and all triggers; no_state if the precondition fails or the
    // triggers never settle. Only std::bad_alloc escapes; the graph stays consistent.
    StateId after(StateId state, EventId action);

    // Agent 0 is the author, 1 + c the character c. NaN if unknown.
    double utility(StateId state, std::uint32_t agent) const noexcept;

    // One value per fluent; valid until values() is called again. value(): of one fluent, quicker.
    std::span<const Value> values(StateId state) const noexcept;

    Value value(StateId state, FluentId fluent) const noexcept;

    // States with equal values share this number; dense from 0.
    std::uint32_t valuation(StateId state) const noexcept;
    std::size_t valuation_count() const noexcept;

    // What a value of a number fluent stands for; NaN for unknown.
    double number(Value value) const noexcept;
    std::size_t number_count() const noexcept;

    // A condition that an event, a term or Any refers to, or a leaf.
    bool holds(StateId state, std::uint32_t condition) const noexcept;

    std::size_t size() const noexcept;  // states stored: all are settled
    // Successors computed, in reality and in minds: an action applied to a state and every firing
    // of a trigger count one each; what was remembered does not count.
    std::size_t generated() const noexcept;
    std::size_t transitions() const noexcept;  // of these the actions

    // Memory held, cheap and exact but for what the allocator adds.
    std::size_t bytes() const noexcept;

    // From now on the guard is asked before the tables grow, with the bytes about to be taken,
    // rebuilding included. What it throws leaves the graph as it was and usable.
    void ask_before_growth(std::function<void(std::size_t)> guard);

    // Names the first event after which triggers did not settle, and some of those triggers; empty
    // if there was none.
    const std::string &unsettled() const noexcept;

private:
    struct Body;
    std::unique_ptr<Body> body_;
};

}  // namespace dramaturge
