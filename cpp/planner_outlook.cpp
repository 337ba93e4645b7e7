#include "planner_outlook.hpp"

#include <algorithm>
#include <limits>

#include "unwanted.hpp"

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

Outlook::Outlook(StateGraph &graph, Listed listed, const std::vector<std::uint32_t> &order)
    : graph_(graph), order_(order), unwanted_(graph.world().action_count, 0) {
    const GroundWorld &world = graph.world();
    if (listed == Listed::wanted) unwanted_ = unwanted_actions(world);
    for (std::uint32_t action = 0; action < world.action_count; ++action) {
        author_only_.push_back(world.consenting_of(EventId{action}).empty());
    }
    for (const std::uint32_t utility : world.utilities) {
        reads_beliefs_.push_back(term_reads_beliefs(world, utility));
    }
    utilities_.resize(world.utilities.size());
}

std::span<const std::uint32_t> Outlook::actions(StateId state) {
    listed_.grow(graph_.size(), 0);
    std::uint32_t &listed = listed_[state.index];
    if (listed == 0) {
        graph_.possible_actions(state, possible_);
        if (!order_.empty()) {
            std::sort(possible_.begin(), possible_.end(), [this](EventId a, EventId b) {
                return order_[a.index] < order_[b.index];
            });
        }
        sorted_.clear();
        for (const EventId action : possible_) {
            if (unwanted_[action.index] == 0) sorted_.push_back(action.index);
        }
        listed = actions_.intern(sorted_) + 1;
    }
    return actions_[listed - 1];
}

double Outlook::utility(StateId state, std::uint32_t agent) {
    const bool by_state = reads_beliefs_[agent] != 0;
    Segments<double> &known = utilities_[agent];
    const std::size_t at = by_state ? state.index : graph_.valuation(state);
    if (known.size() <= at) {
        known.grow(by_state ? graph_.size() : graph_.valuation_count(), pending);
    }
    if (known[at] == pending) known[at] = graph_.utility(state, agent);
    return known[at];
}

std::size_t Outlook::bytes() const noexcept {
    std::size_t sum = actions_.bytes() + listed_.bytes();
    for (const auto &known : utilities_) sum += known.bytes();
    return sum;
}

}  // namespace dramaturge
