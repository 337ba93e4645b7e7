// Which values of which fluents bear on a condition holding, or on a term being high.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "ground_world.hpp"
#include "relaxation_hope.hpp"

namespace dramaturge {

// What an effect may bring about, as bits of relaxation_hope.hpp; all of a number.
inline std::uint64_t brought_by(const GroundWorld &world, const Effect &effect) {
    const Term &value = world.terms[effect.value];
    const bool is_constant = value.form == Term::Form::constant && value.kind != Kind::number;
    return is_constant ? bit_of(value.value) : every_value;
}

// Of a number, whether its high, low or exact value is asked for.
enum class Wanted : std::uint8_t { high, low, both };

constexpr Wanted opposite(Wanted wanted) {
    if (wanted == Wanted::both) return wanted;
    return wanted == Wanted::high ? Wanted::low : Wanted::high;
}

// Calls note(Read, values) for what is read and the values of it that may help, as bits; with
// repetitions. all of them for a number.
template <class Note>
class Needs {
public:
    Needs(const GroundWorld &world, Note note) : world_(world), note_(std::move(note)) {
        for (const Kind kind : world.fluents) anything_.push_back(any_hope(kind));
    }

    // Everything that bears on the condition having this truth value.
    void condition(std::uint32_t index, bool truth) {
        const Condition &condition = world_.conditions[index];
        switch (condition.form) {
            case Condition::Form::always:
            case Condition::Form::never:
                return;
            case Condition::Form::all:
            case Condition::Form::any:
                for (const std::uint32_t part : world_.parts_of(condition)) {
                    this->condition(part, truth);
                }
                return;
            case Condition::Form::compare:
                if (const auto fact = fact_of(world_, condition, truth)) {
                    return read(fact->read, fact->values);
                }
                term(condition.left, Wanted::both);
                term(condition.right, Wanted::both);
                return;
            case Condition::Form::match:
                read(condition.first, every_value);
                read(condition.second, every_value);
                return;
        }
    }

    void term(std::uint32_t index, Wanted wanted) {
        const Term &term = world_.terms[index];
        switch (term.form) {
            case Term::Form::constant:
                return;
            case Term::Form::read:
                read(term.read, every_value);
                return;
            case Term::Form::truth:
                condition(term.condition, true);
                condition(term.condition, false);
                return;
            case Term::Form::arithmetic:
                if (term.op == Operator::multiply || term.op == Operator::divide) {
                    wanted = Wanted::both;
                }
                this->term(term.left, wanted);
                this->term(term.right, term.op == Operator::subtract ? opposite(wanted) : wanted);
                return;
            case Term::Form::choice:
                choice(term, wanted);
                return;
        }
    }

private:
    // Where one branch is never worse than the other, only a way into that branch matters.
    void choice(const Term &term, Wanted wanted) {
        const HopeReader reader{world_, anything_};
        bool into_left = true;
        bool into_right = true;
        if (wanted != Wanted::both && term.kind == Kind::number) {
            const Hope left = reader.term(term.left);
            const Hope right = reader.term(term.right);
            if (left.high <= right.low) {
                (wanted == Wanted::high ? into_left : into_right) = false;
            } else if (right.high <= left.low) {
                (wanted == Wanted::high ? into_right : into_left) = false;
            }
        }
        if (into_left) condition(term.condition, true);
        if (into_right) condition(term.condition, false);
        this->term(term.left, wanted);
        this->term(term.right, wanted);
    }

    void read(Read read, std::uint64_t values) {
        note_(read, world_.fluents[read.fluent] == Kind::number ? every_value : values);
    }

    const GroundWorld &world_;
    Note note_;
    std::vector<Hope> anything_;
};

}  // namespace dramaturge
