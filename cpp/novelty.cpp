#include "novelty.hpp"

#include <cmath>
#include <set>
#include <utility>

namespace dramaturge {

Novelty::Novelty(StateGraph &graph, Outlook &outlook, Relaxation &relaxation,
                 std::uint32_t agent, double above, Watch &watch)
    : graph_(graph),
      outlook_(outlook),
      relaxation_(relaxation),
      agent_(agent),
      above_(above),
      watch_(watch),
      seen_(watch) {
    const GroundWorld &world = graph.world();
    std::set<std::pair<std::uint32_t, std::uint32_t>> reads;
    for (std::uint32_t fluent = 0; fluent < world.fluent_count(); ++fluent) {
        reads.insert({0, fluent});
    }
    for (const Term &term : world.terms) {
        if (term.form == Term::Form::read) reads.insert({term.read.chain, term.read.fluent});
    }
    for (const Condition &condition : world.conditions) {
        if (condition.form != Condition::Form::match) continue;
        for (const Read &read : {condition.first, condition.second}) {
            reads.insert({read.chain, read.fluent});
        }
    }
    for (const auto &[chain, fluent] : reads) features_.push_back({chain, fluent});
}

std::uint32_t Novelty::measure(StateId state, StateId before) {
    const std::uint32_t part = partition(state);
    // In the partition of the state before, only what changed can be new.
    const bool compare = partition(before) == part;
    look(state, values_);
    look(before, old_);
    const auto count = static_cast<std::uint32_t>(features_.size());
    std::uint32_t novelty = none;
    for (std::uint32_t i = 0; i < count; ++i) {
        if (compare && values_[i] == old_[i]) continue;
        watch_.charge(1 + count / pairs_per_tick);
        if (seen_.find(pair(part, i, values_[i], i, values_[i])) == nullptr) return 1;
        for (std::uint32_t j = 0; novelty == none && j < count; ++j) {
            if (seen_.find(pair(part, i, values_[i], j, values_[j])) == nullptr) novelty = 2;
        }
    }
    return novelty;
}

void Novelty::mark(StateId state) {
    const std::uint32_t part = partition(state);
    look(state, values_);
    watch_.charge(features_.size() * features_.size() / (2 * pairs_per_tick));
    for (std::uint32_t i = 0; i < features_.size(); ++i) {
        for (std::uint32_t j = 0; j <= i; ++j) {
            seen_.put(pair(part, i, values_[i], j, values_[j]), 1);
        }
    }
}

void Novelty::look(StateId state, std::vector<Value> &values) const {
    values.clear();
    for (const Read &feature : features_) {
        StateId mind = state;
        for (const std::uint32_t who : graph_.world().chain(feature.chain)) {
            mind = graph_.believed(mind, CharacterId{who});
        }
        values.push_back(graph_.value(mind, FluentId{feature.fluent}));
    }
}

std::uint32_t Novelty::partition(StateId state) {
    double utility = outlook_.utility(state, agent_);
    if (std::isnan(utility)) utility = HUGE_VAL;  // NaN is no key; real utilities are finite
    const std::pair key{utility, relaxation_.steps(state, above_)};
    return partitions_.try_emplace(key, static_cast<std::uint32_t>(partitions_.size()))
        .first->second;
}

WideKey Novelty::pair(std::uint32_t partition, std::uint32_t first, Value first_value,
                      std::uint32_t second, Value second_value) {
    if (first > second) {
        std::swap(first, second);
        std::swap(first_value, second_value);
    }
    return {std::uint64_t{partition} << 48 | std::uint64_t{first} << 24 | second,
            std::uint64_t{first_value} << 32 | second_value};
}

}  // namespace dramaturge
