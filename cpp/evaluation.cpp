#include "evaluation.hpp"

#include <cmath>

namespace dramaturge {

bool Evaluation::leaf_holds(const Condition &condition, View view) const {
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

Value Evaluation::plain_value(std::uint32_t index, View view) const {
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

double Evaluation::number(std::uint32_t index, View view) const {
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

}  // namespace dramaturge
