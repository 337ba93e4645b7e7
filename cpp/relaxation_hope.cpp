#include "relaxation_hope.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace dramaturge {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

bool is_single(std::uint64_t mask) {
    // The shared bit may stand for several entities.
    return std::has_single_bit(mask) && mask != (std::uint64_t{1} << last_bit);
}

bool may_be_equal(const Hope &left, const Hope &right, Kind kind) {
    if (kind != Kind::number) return (left.mask & right.mask) != 0;
    if ((left.mask & right.mask & unknown_number) != 0) return true;
    return (left.mask & right.mask & known_number) != 0 && left.low <= right.high &&
           right.low <= left.high;
}

bool may_be_unequal(const Hope &left, const Hope &right, Kind kind) {
    if (kind != Kind::number) {
        return !(left.mask == right.mask && is_single(left.mask));
    }
    const bool both_one_number = left.mask == known_number && right.mask == known_number &&
                                 left.low == left.high && right.low == right.high &&
                                 left.low == right.low;
    const bool both_unknown = left.mask == unknown_number && right.mask == unknown_number;
    return !both_one_number && !both_unknown;
}

bool may_be_less(const Hope &left, const Hope &right) {
    return (left.mask & right.mask & known_number) != 0 && left.low < right.high;
}

bool may_be_unordered(const Hope &left, const Hope &right) {
    return ((left.mask | right.mask) & unknown_number) != 0;
}

double defined(double value, double otherwise) { return std::isnan(value) ? otherwise : value; }

Hope combine(Operator op, const Hope &left, const Hope &right) {
    Hope result;
    result.mask = (left.mask | right.mask) & unknown_number;
    if ((left.mask & right.mask & known_number) == 0) return result;
    result.mask |= known_number;
    double low = infinite;
    double high = -infinite;
    switch (op) {
        case Operator::add:
            low = left.low + right.low;
            high = left.high + right.high;
            break;
        case Operator::subtract:
            low = left.low - right.high;
            high = left.high - right.low;
            break;
        case Operator::multiply:
            for (const double a : {left.low, left.high}) {
                for (const double b : {right.low, right.high}) {
                    const double product = a * b;
                    low = std::min(low, defined(product, -infinite));
                    high = std::max(high, defined(product, infinite));
                }
            }
            break;
        case Operator::divide:
            // Around zero a quotient may be anything, and unknown at zero.
            if (right.low <= 0 && right.high >= 0) {
                low = -infinite;
                high = infinite;
                break;
            }
            for (const double a : {left.low, left.high}) {
                for (const double b : {right.low, right.high}) {
                    const double quotient = a / b;
                    low = std::min(low, defined(quotient, -infinite));
                    high = std::max(high, defined(quotient, infinite));
                }
            }
            break;
    }
    result.low = defined(low, -infinite);
    result.high = defined(high, infinite);
    // Not finite is unknown.
    if (op == Operator::divide || std::isinf(result.low) || std::isinf(result.high)) {
        result.mask |= unknown_number;
    }
    return result;
}

}  // namespace

std::optional<Fact> fact_of(const GroundWorld &world, const Condition &condition, bool truth) {
    if (condition.form != Condition::Form::compare) return std::nullopt;
    if (condition.op != Comparator::equal && condition.op != Comparator::unequal) {
        return std::nullopt;
    }
    const Term *reading = &world.terms[condition.left];
    const Term *constant = &world.terms[condition.right];
    if (reading->form != Term::Form::read) std::swap(reading, constant);
    if (reading->form != Term::Form::read || constant->form != Term::Form::constant) {
        return std::nullopt;
    }
    if (reading->kind == Kind::number) return std::nullopt;
    const std::uint64_t bit = bit_of(constant->value);
    if ((condition.op == Comparator::equal) == truth) return Fact{reading->read, bit};
    // The last bit is shared, so an entity there may differ from another one there.
    const bool shared = bit == std::uint64_t{1} << last_bit;
    return Fact{reading->read, shared ? every_value : ~bit};
}

Hope any_hope(Kind kind) {
    Hope hope;
    if (kind == Kind::boolean) {
        hope.mask = 3;
    } else if (kind == Kind::entity) {
        hope.mask = ~std::uint64_t{0};
    } else {
        hope = {unknown_number | known_number, -infinite, infinite};
    }
    return hope;
}

bool merge(Hope &into, const Hope &more) {
    const Hope before = into;
    into.mask |= more.mask;
    into.low = std::min(into.low, more.low);
    into.high = std::max(into.high, more.high);
    return into.mask != before.mask || into.low != before.low || into.high != before.high;
}

Hope HopeReader::read(Read read) const {
    if (read.chain != 0) return any_hope(world.fluents[read.fluent]);
    return hopes[read.fluent];
}

Hope HopeReader::term(std::uint32_t index) const {
    const Term &term = world.terms[index];
    switch (term.form) {
        case Term::Form::read:
            return read(term.read);
        case Term::Form::constant: {
            if (term.kind != Kind::number) return {.mask = bit_of(term.value)};
            if (term.value == unknown) return {.mask = unknown_number};
            const double number = world.numbers[term.value];
            return {known_number, number, number};
        }
        case Term::Form::arithmetic:
            return combine(term.op, this->term(term.left), this->term(term.right));
        case Term::Form::choice: {
            Hope hope;
            if (may(term.condition, true)) merge(hope, this->term(term.left));
            if (may(term.condition, false)) merge(hope, this->term(term.right));
            return hope;
        }
        case Term::Form::truth: {
            Hope hope;
            if (may(term.condition, true)) hope.mask |= 2;
            if (may(term.condition, false)) hope.mask |= 1;
            return hope;
        }
    }
    return any_hope(term.kind);
}

bool HopeReader::may(std::uint32_t index, bool truth) const {
    const Condition &condition = world.conditions[index];
    switch (condition.form) {
        case Condition::Form::always:
            return truth;
        case Condition::Form::never:
            return !truth;
        case Condition::Form::all:
        case Condition::Form::any: {
            const bool every = (condition.form == Condition::Form::all) == truth;
            for (const std::uint32_t part : world.parts_of(condition)) {
                if (may(part, truth) != every) return !every;
            }
            return every;
        }
        case Condition::Form::compare:
            return may_compare(condition, truth);
        case Condition::Form::match: {
            const Hope left = read(condition.first);
            const Hope right = read(condition.second);
            const Kind kind = world.fluents[condition.first.fluent];
            return condition.equal == truth ? may_be_equal(left, right, kind)
                                            : may_be_unequal(left, right, kind);
        }
    }
    return true;
}

bool HopeReader::may_compare(const Condition &condition, bool truth) const {
    const Term &first = world.terms[condition.left];
    const Term &second = world.terms[condition.right];
    if (first.form == Term::Form::read && second.form == Term::Form::constant &&
        first.kind != Kind::number && condition.op <= Comparator::unequal) {
        // By far the most frequent.
        if (first.read.chain != 0) return true;
        const std::uint64_t mask = hopes[first.read.fluent].mask;
        const std::uint64_t bit = bit_of(second.value);
        const bool same = (condition.op == Comparator::equal) == truth;
        return same ? (mask & bit) != 0 : !(mask == bit && is_single(bit));
    }
    const Hope left = term(condition.left);
    const Hope right = term(condition.right);
    const Kind kind = world.terms[condition.left].kind;
    const bool numeric = kind == Kind::number;
    switch (condition.op) {
        case Comparator::equal:
            return truth ? may_be_equal(left, right, kind) : may_be_unequal(left, right, kind);
        case Comparator::unequal:
            return truth ? may_be_unequal(left, right, kind) : may_be_equal(left, right, kind);
        case Comparator::less:
        case Comparator::more: {
            const Hope &small = condition.op == Comparator::less ? left : right;
            const Hope &large = condition.op == Comparator::less ? right : left;
            if (truth) return numeric && may_be_less(small, large);
            return !numeric || may_be_unordered(small, large) || may_be_less(large, small) ||
                   may_be_equal(small, large, kind);
        }
        case Comparator::at_least:
        case Comparator::at_most: {
            const Hope &small = condition.op == Comparator::at_most ? left : right;
            const Hope &large = condition.op == Comparator::at_most ? right : left;
            if (truth) {
                return may_be_equal(small, large, kind) || (numeric && may_be_less(small, large));
            }
            return may_be_unequal(small, large, kind) &&
                   (!numeric || may_be_unordered(small, large) || may_be_less(large, small));
        }
    }
    return true;
}

}  // namespace dramaturge
