#include "planner_outlook.hpp"

#include <algorithm>
#include <limits>

namespace dramaturge {

namespace {

// Stands for "not computed yet"; utilities are finite or NaN.
constexpr double pending = std::numeric_limits<double>::infinity();

bool reads_belief(const GroundWorld &world, Read read) {
    return !world.chain(read.chain).empty();
}

}  // namespace

bool condition_reads_beliefs(const GroundWorld &world, std::uint32_t index) {
    const Condition &condition = world.conditions[index];
    switch (condition.form) {
        case Condition::Form::always:
        case Condition::Form::never:
            return false;
        case Condition::Form::all:
        case Condition::Form::any:
            for (const std::uint32_t part : world.parts_of(condition)) {
                if (condition_reads_beliefs(world, part)) return true;
            }
            return false;
        case Condition::Form::compare:
            return term_reads_beliefs(world, condition.left) ||
                   term_reads_beliefs(world, condition.right);
        case Condition::Form::match:
            return reads_belief(world, condition.first) || reads_belief(world, condition.second);
    }
    return true;
}

bool term_reads_beliefs(const GroundWorld &world, std::uint32_t index) {
    const Term &term = world.terms[index];
    switch (term.form) {
        case Term::Form::read:
            return reads_belief(world, term.read);
        case Term::Form::constant:
            return false;
        case Term::Form::arithmetic:
            return term_reads_beliefs(world, term.left) || term_reads_beliefs(world, term.right);
        case Term::Form::choice:
            return condition_reads_beliefs(world, term.condition) ||
                   term_reads_beliefs(world, term.left) || term_reads_beliefs(world, term.right);
        case Term::Form::truth:
            return condition_reads_beliefs(world, term.condition);
    }
    return true;
}

Outlook::Outlook(StateGraph &graph, Watch &watch, const std::vector<std::uint32_t> &order)
    : graph_(graph), watch_(watch), order_(order) {
    const GroundWorld &world = graph.world();
    for (std::uint32_t action = 0; action < world.action_count; ++action) {
        author_only_.push_back(world.consenting_of(EventId{action}).empty());
    }
    for (const std::uint32_t utility : world.utilities) {
        reads_beliefs_.push_back(term_reads_beliefs(world, utility));
    }
    utilities_.resize(world.utilities.size());
}

std::span<const std::uint32_t> Outlook::actions(StateId state) {
    if (listed_.size() <= state.index) {
        watch_.make_room(listed_, graph_.size());
        listed_.resize(graph_.size(), 0);
    }
    if (listed_[state.index] == 0) {
        graph_.possible_actions(state, possible_);
        const std::size_t at = actions_.size();
        if (at + 1 + possible_.size() > actions_.capacity()) {
            watch_.admit(actions_.capacity() * 2 * sizeof(std::uint32_t));
        }
        actions_.push_back(0);
        if (!order_.empty()) {
            std::sort(possible_.begin(), possible_.end(), [this](EventId a, EventId b) {
                return order_[a.index] < order_[b.index];
            });
        }
        for (const EventId action : possible_) actions_.push_back(action.index);
        actions_[at] = static_cast<std::uint32_t>(actions_.size() - at - 1);
        listed_[state.index] = at + 1;
    }
    const std::size_t at = listed_[state.index] - 1;
    return {actions_.data() + at + 1, actions_[at]};
}

double Outlook::utility(StateId state, std::uint32_t agent) {
    const bool by_state = reads_beliefs_[agent] != 0;
    std::vector<double> &known = utilities_[agent];
    const std::size_t at = by_state ? state.index : graph_.valuation(state);
    if (known.size() <= at) {
        const std::size_t count = by_state ? graph_.size() : graph_.valuation_count();
        watch_.make_room(known, count);
        known.resize(count, pending);
    }
    if (known[at] == pending) known[at] = graph_.utility(state, agent);
    return known[at];
}

std::size_t Outlook::bytes() const noexcept {
    std::size_t sum = actions_.capacity() * sizeof(std::uint32_t) +
                      listed_.capacity() * sizeof(std::uint64_t);
    for (const auto &known : utilities_) sum += known.capacity() * sizeof(double);
    return sum;
}

}  // namespace dramaturge
