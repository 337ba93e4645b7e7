// The ground world as flat tables of numbers: what the kernel knows of a world.
//
// Invariants (module.cpp asks flaw_of() for them, everything else assumes them): every index is in
// range; terms and conditions are not nested in themselves, nor too deeply; both sides of a
// comparison are of one kind, and a value fits its fluent; numbers are finite and distinct.
//
// Terms and conditions are trees in flat tables. What runs most is compiled from them once more
// (evaluation.hpp); surprise and heuristics look at the structure here.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "ids.hpp"

namespace dramaturge {

enum class Kind : std::uint8_t { boolean, number, entity };
enum class Comparator : std::uint8_t { equal, unequal, at_least, at_most, more, less };
enum class Operator : std::uint8_t { multiply, divide, add, subtract };

// `count` elements of some flat vector from `first` on.
struct Range {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

// The value of a fluent at the end of a chain of beliefs. Chain 0 is the empty one.
struct Read {
    std::uint32_t chain = 0;
    std::uint32_t fluent = 0;
};

struct Term {
    enum class Form : std::uint8_t { read, constant, arithmetic, choice, truth };
    Form form = Form::constant;
    Kind kind = Kind::number;  // of the value; for the constant `unknown` as its context needs
    Operator op = Operator::add;
    Value value = unknown;    // constant
    Read read{};              // read
    std::uint32_t condition = 0;  // choice, truth
    std::uint32_t left = 0;       // arithmetic; choice: the value where the condition holds
    std::uint32_t right = 0;      // arithmetic; choice: the value elsewhere
};

struct Condition {
    enum class Form : std::uint8_t { always, never, all, any, compare, match };
    Form form = Form::always;
    Comparator op = Comparator::equal;  // compare
    bool equal = true;                  // match
    Range parts{};                      // all, any: in GroundWorld::parts
    std::uint32_t left = 0;             // compare: terms of one kind
    std::uint32_t right = 0;
    Range repaired{};   // compare: in GroundWorld::repaired, see ground/world.py
    Read first{};       // match
    Read second{};
};

struct Effect {
    std::uint32_t chain = 0;
    std::uint32_t fluent = 0;
    std::uint32_t value = 0;      // term
    std::uint32_t condition = 0;  // condition
};

struct Event {
    std::uint32_t precondition = 0;  // condition
    Range effects{};                 // in GroundWorld::effects, in the order of the text
    Range consenting{};              // in GroundWorld::consenting: characters
    Range observing{};               // in GroundWorld::observing: a condition per character, or none
    std::uint32_t seen = 0;          // what those who see it take to have been true: a condition
    std::uint32_t motive = 0;        // the event whose reasons count: of a failing attempt the action
};

// One explicit initial value; every fluent has one on chain 0.
struct Entry {
    std::uint32_t chain = 0;
    std::uint32_t fluent = 0;
    Value value = unknown;
};

struct GroundWorld {
    std::uint32_t character_count = 0;
    std::uint32_t entity_count = 0;
    std::uint32_t action_count = 0;       // events[0 .. action_count) are actions, the rest triggers
    std::vector<Kind> fluents;            // [fluent]
    std::vector<std::uint8_t> is_public;  // [fluent] whether it is the same in every mind
    std::vector<Range> domains;           // [fluent] in domain_values: what an entity fluent may hold
    std::vector<Value> domain_values;
    std::vector<double> numbers;          // [value] constants; numbers[0] is NaN, the unknown
    std::vector<Range> chains;            // [chain] in chain_characters
    std::vector<std::uint32_t> chain_characters;
    std::vector<Term> terms;
    std::vector<Condition> conditions;
    std::vector<std::uint32_t> parts;     // conditions
    std::vector<Read> repaired;
    std::vector<Effect> effects;
    std::vector<std::uint32_t> consenting;
    std::vector<std::uint32_t> observing;
    std::vector<Event> events;
    std::vector<std::uint32_t> utilities; // terms: [0] the author's, [1 + c] that of character c
    std::vector<Entry> initial;
    std::vector<std::string> event_names; // for messages only

    std::uint32_t fluent_count() const noexcept { return static_cast<std::uint32_t>(fluents.size()); }

    std::span<const std::uint32_t> chain(std::uint32_t index) const noexcept {
        return {chain_characters.data() + chains[index].first, chains[index].count};
    }
    std::span<const Effect> effects_of(EventId event) const noexcept {
        const Range range = events[event.index].effects;
        return {effects.data() + range.first, range.count};
    }
    std::span<const std::uint32_t> consenting_of(EventId event) const noexcept {
        const Range range = events[event.index].consenting;
        return {consenting.data() + range.first, range.count};
    }
    bool needs_consent_of(EventId event, std::uint32_t character) const noexcept {
        const auto consenting = consenting_of(event);
        return std::find(consenting.begin(), consenting.end(), character) != consenting.end();
    }
    // The action that is tried, if it is a failing attempt; else the action itself.
    std::uint32_t meant(std::uint32_t action) const noexcept { return events[action].motive; }
    // Whether it is a failing attempt of this character's: nobody plans to fail.
    bool fails_knowingly(std::uint32_t action, std::uint32_t owner) const noexcept {
        return events[action].motive != action && needs_consent_of(EventId{action}, owner);
    }
    std::span<const std::uint32_t> observing_of(EventId event) const noexcept {
        const Range range = events[event.index].observing;
        return {observing.data() + range.first, range.count};
    }
    std::span<const std::uint32_t> parts_of(const Condition &condition) const noexcept {
        return {parts.data() + condition.parts.first, condition.parts.count};
    }

    // What its tables hold, the characters of long names left aside.
    std::size_t bytes() const noexcept;
};

// What is wrong with the tables, in a few words; empty if nothing is.
std::string flaw_of(const GroundWorld &world);

}  // namespace dramaturge
