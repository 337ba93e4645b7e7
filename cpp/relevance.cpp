#include "relevance.hpp"

#include <utility>

#include "relaxation_hope.hpp"

namespace dramaturge {

namespace {

constexpr std::uint64_t every_value = ~std::uint64_t{0};

// Of a number, whether its high, low or exact value is asked for.
enum class Wanted : std::uint8_t { high, low, both };

Wanted opposite(Wanted wanted) {
    if (wanted == Wanted::both) return wanted;
    return wanted == Wanted::high ? Wanted::low : Wanted::high;
}

class Needs {
public:
    explicit Needs(const GroundWorld &world) : world_(world), mask_(world.fluent_count(), 0) {
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
                if (is_fact(condition, condition.left, condition.right, truth)) return;
                if (is_fact(condition, condition.right, condition.left, truth)) return;
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

    const std::vector<std::uint64_t> &mask() const noexcept { return mask_; }

    // Whether anything became relevant since the last call.
    bool grew() noexcept { return std::exchange(grew_, false); }

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

    // Whether it compares a fluent with a constant; then just those values are needed.
    bool is_fact(const Condition &condition, std::uint32_t reading, std::uint32_t constant,
                 bool truth) {
        const Term &left = world_.terms[reading];
        const Term &right = world_.terms[constant];
        if (left.form != Term::Form::read || right.form != Term::Form::constant) return false;
        if (left.kind == Kind::number) return false;
        if (condition.op != Comparator::equal && condition.op != Comparator::unequal) return false;
        const bool equal = (condition.op == Comparator::equal) == truth;
        const std::uint64_t bit = bit_of(right.value);
        // The last bit is shared, so an entity there may differ from another one there.
        const bool shared = bit == std::uint64_t{1} << last_bit;
        read(left.read, equal ? bit : shared ? every_value : ~bit);
        return true;
    }

    void read(Read read, std::uint64_t values) {
        // Beliefs are taken to be as wanted: nothing needs to bring them about.
        if (!world_.chain(read.chain).empty()) return;
        std::uint64_t &known = mask_[read.fluent];
        if (world_.fluents[read.fluent] == Kind::number) values = every_value;
        if ((known | values) != known) {
            known |= values;
            grew_ = true;
        }
    }

    const GroundWorld &world_;
    std::vector<std::uint64_t> mask_;
    std::vector<Hope> anything_;
    bool grew_ = false;
};

}  // namespace

std::vector<std::uint64_t> relevant_values(const GroundWorld &world, std::uint32_t utility,
                                           bool author) {
    Needs needs(world);
    needs.term(utility, Wanted::high);
    std::vector<char> counted(world.effects.size(), 0);
    do {
        for (std::uint32_t event = 0; event < world.events.size(); ++event) {
            const bool author_only =
                event < world.action_count && world.consenting_of(EventId{event}).empty();
            if (author_only && !author) continue;
            const Range range = world.events[event].effects;
            for (std::uint32_t i = range.first; i < range.first + range.count; ++i) {
                const Effect &effect = world.effects[i];
                if (counted[i] != 0 || !world.chain(effect.chain).empty()) continue;
                const Term &value = world.terms[effect.value];
                const bool constant =
                    value.form == Term::Form::constant && value.kind != Kind::number;
                const std::uint64_t brought = constant ? bit_of(value.value) : every_value;
                if ((needs.mask()[effect.fluent] & brought) == 0) continue;
                counted[i] = 1;
                needs.condition(world.events[event].precondition, true);
                needs.condition(effect.condition, true);
                needs.term(effect.value, Wanted::both);
            }
        }
    } while (needs.grew());
    return needs.mask();
}

}  // namespace dramaturge
