#include "gains.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <span>
#include <utility>

#include "planner_outlook.hpp"
#include "reads.hpp"
#include "relaxation_hope.hpp"

namespace dramaturge {

namespace {

constexpr double boundless = std::numeric_limits<double>::infinity();

// Situations of one part of a utility that are looked at one by one; with more of them, anything
// may be gained.
constexpr std::size_t most_situations = 2'048;

// Whether the event changes one of the fluents in the state itself.
bool changes(const GroundWorld &world, std::uint32_t event, const FluentSet &fluents) {
    const auto effects = world.effects_of(EventId{event});
    return std::any_of(effects.begin(), effects.end(), [&](const Effect &effect) {
        return world.chain(effect.chain).empty() && fluents.contains(effect.fluent);
    });
}

// What an act can do at once to a utility, or a part of it: in all situations, one fluent
// that the part reads after the other, the rest of the world being anything.
class Benefit {
public:
    Benefit(const GroundWorld &world, std::uint32_t action)
        : world_(world), action_(action), hopes_(world.fluent_count()) {
        for (std::uint32_t f = 0; f < hopes_.size(); ++f) hopes_[f] = any_hope(world.fluents[f]);
    }

    // Whether anything may be gained. Sums of fractions may come out a little higher than they should.
    bool may_help(std::uint32_t utility) {
        const double gain = most(utility, 1);
        return gain > 0 || (!is_whole_ && gain > -rounding);
    }

private:
    static constexpr double rounding = 1e-6;

    // No more than so much is gained; times `sign`, which is 1 or -1.
    double most(std::uint32_t term, double sign) {
        const Term &whole = world_.terms[term];
        if (whole.form == Term::Form::arithmetic) {
            if (whole.op == Operator::add) return most(whole.left, sign) + most(whole.right, sign);
            if (whole.op == Operator::subtract) {
                return most(whole.left, sign) + most(whole.right, -sign);
            }
            for (const auto &[factor, other] :
                 {std::pair(whole.left, whole.right), std::pair(whole.right, whole.left)}) {
                if (whole.op != Operator::multiply) break;
                const Term &constant = world_.terms[factor];
                if (constant.form != Term::Form::constant || constant.value == unknown) continue;
                const double number = world_.numbers[constant.value];
                if (number == 0) return 0;
                note_fraction(number);
                return most(other, number < 0 ? -sign : sign) * std::abs(number);
            }
        }
        fluents_.clear();
        bool touched = false;
        auto note = [&](Read read) {
            if (std::find(fluents_.begin(), fluents_.end(), read.fluent) != fluents_.end()) return;
            fluents_.push_back(read.fluent);
            touched = touched || sets(read.fluent);
        };
        for_each_read_of_term(world_, term, note);
        if (!touched) return 0;
        std::size_t situations = 1;
        for (const std::uint32_t fluent : fluents_) {
            situations *= world_.fluents[fluent] == Kind::number ? most_situations + 1
                                                                 : values(fluent).size();
            if (situations > most_situations) return boundless;
        }
        best_ = -boundless;
        weigh(term, sign, 0);
        for (const std::uint32_t fluent : fluents_) hopes_[fluent] = any_hope(world_.fluents[fluent]);
        return best_;
    }

    void note_fraction(double number) {
        constexpr double largest = 1e12;
        if (number != std::floor(number) || std::abs(number) > largest) is_whole_ = false;
    }

    bool sets(std::uint32_t fluent) const {
        const auto effects = world_.effects_of(EventId{action_});
        return std::any_of(effects.begin(), effects.end(), [&](const Effect &effect) {
            return world_.chain(effect.chain).empty() && effect.fluent == fluent;
        });
    }

    std::vector<std::uint64_t> values(std::uint32_t fluent) const {
        if (world_.fluents[fluent] == Kind::boolean) return {bit_of(0), bit_of(1)};
        std::vector<std::uint64_t> bits{bit_of(unknown)};
        const Range range = world_.domains[fluent];
        for (std::uint32_t i = 0; i < range.count; ++i) {
            const std::uint64_t bit = bit_of(world_.domain_values[range.first + i]);
            if (std::find(bits.begin(), bits.end(), bit) == bits.end()) bits.push_back(bit);
        }
        return bits;
    }

    void weigh(std::uint32_t term, double sign, std::size_t at) {
        if (at < fluents_.size()) {
            for (const std::uint64_t bit : values(fluents_[at])) {
                hopes_[fluents_[at]] = {.mask = bit};
                weigh(term, sign, at + 1);
            }
            return;
        }
        const HopeReader before{world_, hopes_};
        if (!before.may(world_.events[action_].precondition, true)) return;
        const Hope was = before.term(term);
        if ((was.mask & known_number) == 0) return;  // nothing improves on the unknown
        after_ = hopes_;
        for (const Effect &effect : world_.effects_of(EventId{action_})) {
            if (!world_.chain(effect.chain).empty()) continue;
            if (!before.may(effect.condition, true)) continue;
            const Hope value = before.term(effect.value);
            // Of several effects on one fluent, any may count.
            if (before.may(effect.condition, false)) {
                merge(after_[effect.fluent], value);
            } else {
                after_[effect.fluent] = value;
            }
        }
        const Hope is = HopeReader{world_, after_}.term(term);
        if ((is.mask & known_number) == 0) return;
        for (const double number : {was.low, was.high, is.low, is.high}) note_fraction(number);
        best_ = std::max(best_, sign > 0 ? is.high - was.low : was.high - is.low);
    }

    const GroundWorld &world_;
    std::uint32_t action_;
    std::vector<Hope> hopes_;
    std::vector<Hope> after_;
    std::vector<std::uint32_t> fluents_;  // of the part
    double best_ = 0;
    bool is_whole_ = true;  // all numbers so far are
};

}  // namespace

Gains::Gains(const GroundWorld &world) : refusing_(world.action_count, nobody) {
    for (std::uint32_t who = 0; who < world.character_count; ++who) {
        const std::uint32_t utility = world.utilities[1 + who];
        if (term_reads_beliefs(world, utility)) continue;
        FluentSet moving(world);
        moving.add_term(utility);
        FluentSet rousing(world);
        if (!find_triggers(world, moving, rousing)) continue;
        for (std::uint32_t action = 0; action < world.action_count; ++action) {
            const auto consenting = world.consenting_of(EventId{action});
            if (std::find(consenting.begin(), consenting.end(), who) == consenting.end()) continue;
            if (changes(world, action, rousing)) continue;
            if (changes(world, action, moving) && Benefit(world, action).may_help(utility)) {
                continue;
            }
            refusing_[action] = refusing_[action] == nobody ? who : several;
        }
    }
}

// No trigger could fire before the act, so one that does reads a fluent which was changed, or a
// belief, which the act may have changed in other ways. rousing: whatever may make a trigger fire
// that changes what is moving, or rouses another such. False if anything may.
bool Gains::find_triggers(const GroundWorld &world, const FluentSet &moving, FluentSet &rousing) {
    for (std::size_t before = SIZE_MAX; before != rousing.size();) {
        before = rousing.size();
        for (std::uint32_t event = world.action_count; event < world.events.size(); ++event) {
            if (!changes(world, event, moving) && !changes(world, event, rousing)) continue;
            if (condition_reads_beliefs(world, world.events[event].precondition)) return false;
            rousing.add_condition(world.events[event].precondition);
        }
    }
    return true;
}

}  // namespace dramaturge
