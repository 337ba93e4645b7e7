// What conditions, terms and events read: which fluents, and whether in a mind.
#pragma once

#include <cstdint>

#include "ground_world.hpp"
#include "ids.hpp"

namespace dramaturge {

template <class Visit>
void for_each_read_of_term(const GroundWorld &world, std::uint32_t term, Visit &visit);

// Calls visit(Read) for whatever the condition may read, with repetitions.
template <class Visit>
void for_each_read(const GroundWorld &world, std::uint32_t index, Visit &visit) {
    const Condition &condition = world.conditions[index];
    switch (condition.form) {
        case Condition::Form::always:
        case Condition::Form::never:
            break;
        case Condition::Form::all:
        case Condition::Form::any:
            for (const std::uint32_t part : world.parts_of(condition)) {
                for_each_read(world, part, visit);
            }
            break;
        case Condition::Form::compare:
            for_each_read_of_term(world, condition.left, visit);
            for_each_read_of_term(world, condition.right, visit);
            break;
        case Condition::Form::match:
            visit(condition.first);
            visit(condition.second);
            break;
    }
}

template <class Visit>
void for_each_read_of_term(const GroundWorld &world, std::uint32_t index, Visit &visit) {
    const Term &term = world.terms[index];
    switch (term.form) {
        case Term::Form::read:
            visit(term.read);
            break;
        case Term::Form::constant:
            break;
        case Term::Form::arithmetic:
            for_each_read_of_term(world, term.left, visit);
            for_each_read_of_term(world, term.right, visit);
            break;
        case Term::Form::choice:
            for_each_read(world, term.condition, visit);
            for_each_read_of_term(world, term.left, visit);
            for_each_read_of_term(world, term.right, visit);
            break;
        case Term::Form::truth:
            for_each_read(world, term.condition, visit);
            break;
    }
}

// Whether all that the condition reads are values of the state itself.
inline bool reads_no_mind(const GroundWorld &world, std::uint32_t condition) {
    bool found = false;
    const auto look = [&](Read read) { found = found || world.chains[read.chain].count > 0; };
    for_each_read(world, condition, look);
    return !found;
}

}  // namespace dramaturge
