#include "evaluation.hpp"

#include <cassert>
#include <cmath>
#include <utility>

namespace dramaturge {

Evaluation::Evaluation(const GroundWorld &world, const Canon &canon, Numbers &numbers)
    : world_(world),
      canon_(canon),
      numbers_(numbers),
      entries_(world.conditions.size(), std::uint32_t{not_compiled}) {
    for (const Event &event : world.events) {
        compile(event.precondition);
    }
    for (const Effect &effect : world.effects) {
        compile(effect.condition);
    }
    for (const std::uint32_t condition : world.observing) {
        compile(condition);
    }
    for (const Term &term : world.terms) {
        if (term.form == Term::Form::choice || term.form == Term::Form::truth) {
            compile(term.condition);
        }
    }
    for (std::uint32_t i = 0; i < world.conditions.size(); ++i) {
        const Condition &condition = world.conditions[i];
        if (condition.form == Condition::Form::any) {
            for (const std::uint32_t part : world.parts_of(condition)) {
                compile(part);
            }
        } else if (condition.form == Condition::Form::compare ||
                   condition.form == Condition::Form::match) {
            compile(i);
        }
    }
}

void Evaluation::compile(std::uint32_t condition) {
    if (entries_[condition] == not_compiled) {
        entries_[condition] = compile(condition, outcome_true, outcome_false);
    }
}

std::uint32_t Evaluation::compile(std::uint32_t index, std::uint32_t yes, std::uint32_t no) {
    const Condition &condition = world_.conditions[index];
    switch (condition.form) {
        case Condition::Form::always:
            return yes;
        case Condition::Form::never:
            return no;
        case Condition::Form::all: {
            const auto parts = world_.parts_of(condition);
            for (std::size_t i = parts.size(); i-- > 0;) {
                yes = compile(parts[i], yes, no);
            }
            return yes;
        }
        case Condition::Form::any: {
            const auto parts = world_.parts_of(condition);
            for (std::size_t i = parts.size(); i-- > 0;) {
                no = compile(parts[i], yes, no);
            }
            return no;
        }
        case Condition::Form::compare:
        case Condition::Form::match:
            break;
    }
    Test test{Form::leaf, 0, 0, index, yes, no};
    Read read;
    Value value = unknown;
    if (as_fact(condition, read, value)) {
        test.form = read.chain == 0 ? Form::fact : Form::believed_fact;
        test.chain = read.chain;
        test.fluent = read.fluent;
        test.value = value;
        if (condition.op == Comparator::unequal) {
            std::swap(test.yes, test.no);
        }
    }
    tests_.push_back(test);
    return static_cast<std::uint32_t>(tests_.size() - 1);
}

// Whether the leaf says that a fluent has, or has not, a certain value.
bool Evaluation::as_fact(const Condition &condition, Read &read, Value &value) const noexcept {
    if (condition.form != Condition::Form::compare ||
        (condition.op != Comparator::equal && condition.op != Comparator::unequal)) {
        return false;
    }
    const Term *left = &world_.terms[condition.left];
    const Term *right = &world_.terms[condition.right];
    if (left->form == Term::Form::constant) {
        std::swap(left, right);
    }
    if (left->form != Term::Form::read || right->form != Term::Form::constant) {
        return false;
    }
    read = left->read;
    value = right->value;
    return true;
}

bool Evaluation::holds(std::uint32_t condition, View view) const noexcept {
    std::uint32_t at = entries_[condition];
    assert(at != not_compiled);
    while (at < not_compiled) {
        const Test &test = tests_[at];
        bool met = false;
        switch (test.form) {
            case Form::fact:
                met = view.values[test.fluent] == test.value;
                break;
            case Form::believed_fact:
                met = read({test.chain, test.fluent}, view) == test.value;
                break;
            case Form::leaf:
                met = leaf_holds(world_.conditions[test.value], view);
                break;
        }
        at = met ? test.yes : test.no;
    }
    return at == outcome_true;
}

Value Evaluation::read(Read read, View view) const noexcept {
    if (read.chain == 0) {
        return view.values[read.fluent];
    }
    StateId state = view.state;
    for (const std::uint32_t character : world_.chain(read.chain)) {
        state = canon_.believed(state, character);
    }
    return canon_.values(canon_.valuation(state))[read.fluent];
}

bool Evaluation::leaf_holds(const Condition &condition, View view) const noexcept {
    if (condition.form == Condition::Form::match) {
        return (read(condition.first, view) == read(condition.second, view)) == condition.equal;
    }
    if (world_.terms[condition.left].kind != Kind::number) {
        const bool equal =
            plain_value(condition.left, view) == plain_value(condition.right, view);
        switch (condition.op) {
            case Comparator::equal:
            case Comparator::at_least:
            case Comparator::at_most:
                return equal;
            case Comparator::unequal:
                return !equal;
            case Comparator::more:
            case Comparator::less:
                return false;
        }
    }
    const double left = number(condition.left, view);
    const double right = number(condition.right, view);
    const bool equal = left == right || (std::isnan(left) && std::isnan(right));
    switch (condition.op) {
        case Comparator::equal:
            return equal;
        case Comparator::unequal:
            return !equal;
        case Comparator::at_least:
            return equal || left > right;
        case Comparator::at_most:
            return equal || left < right;
        case Comparator::more:
            return left > right;
        case Comparator::less:
            return left < right;
    }
    return false;
}

Value Evaluation::plain_value(std::uint32_t index, View view) const noexcept {
    const Term &term = world_.terms[index];
    switch (term.form) {
        case Term::Form::read:
            return read(term.read, view);
        case Term::Form::constant:
            return term.value;
        case Term::Form::choice:
            return plain_value(holds(term.condition, view) ? term.left : term.right, view);
        case Term::Form::truth:
            return holds(term.condition, view) ? 1 : 0;
        case Term::Form::arithmetic:
            break;
    }
    return unknown;  // arithmetic gives numbers only
}

Value Evaluation::value(std::uint32_t index, View view) {
    const Term &term = world_.terms[index];
    if (term.form == Term::Form::arithmetic) {
        return numbers_.intern(number(index, view));
    }
    if (term.form == Term::Form::choice) {
        return value(holds(term.condition, view) ? term.left : term.right, view);
    }
    return plain_value(index, view);
}

double Evaluation::number(std::uint32_t index, View view) const noexcept {
    const Term &term = world_.terms[index];
    switch (term.form) {
        case Term::Form::read:
            return numbers_[read(term.read, view)];
        case Term::Form::constant:
            return numbers_[term.value];
        case Term::Form::choice:
            return number(holds(term.condition, view) ? term.left : term.right, view);
        case Term::Form::truth:
            break;
        case Term::Form::arithmetic: {
            const double left = number(term.left, view);
            const double right = number(term.right, view);
            double result = NAN;
            switch (term.op) {
                case Operator::multiply:
                    result = left * right;
                    break;
                case Operator::divide:
                    result = right == 0.0 ? NAN : left / right;
                    break;
                case Operator::add:
                    result = left + right;
                    break;
                case Operator::subtract:
                    result = left - right;
                    break;
            }
            return std::isfinite(result) ? result : NAN;
        }
    }
    return NAN;
}

bool Evaluation::term_reads_no_mind(std::uint32_t index) const noexcept {
    const Term &term = world_.terms[index];
    switch (term.form) {
        case Term::Form::read:
            return term.read.chain == 0;
        case Term::Form::constant:
            return true;
        case Term::Form::truth:
            return reads_no_mind(term.condition);
        case Term::Form::choice:
            return reads_no_mind(term.condition) && term_reads_no_mind(term.left) &&
                   term_reads_no_mind(term.right);
        case Term::Form::arithmetic:
            return term_reads_no_mind(term.left) && term_reads_no_mind(term.right);
    }
    return false;
}

bool Evaluation::reads_no_mind(std::uint32_t index) const noexcept {
    const Condition &condition = world_.conditions[index];
    switch (condition.form) {
        case Condition::Form::always:
        case Condition::Form::never:
            return true;
        case Condition::Form::all:
        case Condition::Form::any:
            for (const std::uint32_t part : world_.parts_of(condition)) {
                if (!reads_no_mind(part)) {
                    return false;
                }
            }
            return true;
        case Condition::Form::compare:
            return term_reads_no_mind(condition.left) && term_reads_no_mind(condition.right);
        case Condition::Form::match:
            return condition.first.chain == 0 && condition.second.chain == 0;
    }
    return false;
}

std::size_t Evaluation::bytes() const noexcept {
    return tests_.capacity() * sizeof(Test) + entries_.capacity() * sizeof(std::uint32_t);
}

}  // namespace dramaturge
