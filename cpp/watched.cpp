#include "watched.hpp"

#include <algorithm>
#include <bit>
#include <map>

#include "fluent_set.hpp"
#include "relaxation_hope.hpp"

namespace dramaturge {

Watched::Watched(const GroundWorld &world)
    : world_(world), groups_at_(world.fluent_count()), waiting_(world.fluent_count()) {
    first_.push_back(0);
}

void Watched::add(std::uint32_t precondition) {
    const auto event = static_cast<std::uint32_t>(first_.size() - 1);
    const std::size_t begin = tests_.size();
    add_tests(precondition);
    // What is one of many values is seldom so: asked first, it spares the other questions.
    std::stable_partition(tests_.begin() + static_cast<std::ptrdiff_t>(begin), tests_.end(),
                          [this](const Test &test) {
                              return std::has_single_bit(test.mask) &&
                                     world_.fluents[test.at] == Kind::entity;
                          });
    first_.push_back(static_cast<std::uint32_t>(tests_.size()));
    next_.push_back(0);
    if (begin == tests_.size()) {
        free_.push_back(event);
        return;
    }
    const Test &test = tests_[begin];
    for (const std::uint32_t fluent : fluents_of(test)) {
        for (const std::uint32_t group : groups_at_[fluent]) {
            const Test &known = groups_[group].first;
            if (known.at == test.at && known.mask == test.mask) {
                groups_[group].events.push_back(event);
                return;
            }
        }
    }
    for (const std::uint32_t fluent : fluents_of(test)) {
        groups_at_[fluent].push_back(static_cast<std::uint32_t>(groups_.size()));
    }
    groups_.push_back({test, {event}});
    is_open_.push_back(0);
}

void Watched::add_tests(std::uint32_t index) {
    const Condition &condition = world_.conditions[index];
    switch (condition.form) {
        case Condition::Form::always:
            return;
        case Condition::Form::all:
            for (const std::uint32_t part : world_.parts_of(condition)) add_tests(part);
            return;
        case Condition::Form::compare:
            if (const auto fact = fact_of(world_, condition, true)) {
                // What is believed may be anything.
                const bool is_here = world_.chain(fact->read.chain).empty();
                if (is_here && fact->values != every_value) {
                    tests_.push_back({fact->read.fluent, fact->values});
                }
                return;
            }
            break;
        case Condition::Form::never:
        case Condition::Form::any:
        case Condition::Form::match:
            break;
    }
    tests_.push_back({index, 0});
}

bool Watched::holds(const Test &test) const {
    if (test.mask != 0) return (hopes_[test.at].mask & test.mask) != 0;
    return HopeReader{world_, hopes_}.may(test.at, true);
}

std::span<const std::uint32_t> Watched::fluents_of(const Test &test) {
    if (test.mask != 0) return {&test.at, 1};
    const auto [known, is_new] = reads_.try_emplace(test.at);
    if (is_new) {
        FluentSet read(world_);
        read.add_condition(test.at);
        for (std::uint32_t fluent = 0; fluent < world_.fluent_count(); ++fluent) {
            if (read.contains(fluent)) known->second.push_back(fluent);
        }
    }
    return known->second;
}

void Watched::begin(std::span<const Hope> hopes, std::vector<std::uint32_t> &found) {
    hopes_ = hopes;
    std::fill(is_open_.begin(), is_open_.end(), char{0});
    std::fill(next_.begin(), next_.end(), 0);
    for (std::vector<Waiting> &waiting : waiting_) waiting.clear();
    for (const std::uint32_t event : free_) go_on(event, 0, found);
    for (std::size_t group = 0; group < groups_.size(); ++group) {
        if (!holds(groups_[group].first)) continue;
        is_open_[group] = 1;
        open(groups_[group], found);
    }
}

void Watched::grown(std::uint32_t fluent, std::vector<std::uint32_t> &found) {
    for (const std::uint32_t group : groups_at_[fluent]) {
        if (is_open_[group] != 0 || !holds(groups_[group].first)) continue;
        is_open_[group] = 1;
        open(groups_[group], found);
    }
    looked_at_.swap(waiting_[fluent]);
    waiting_[fluent].clear();
    for (const Waiting &waiting : looked_at_) {
        if (next_[waiting.event] != waiting.test) continue;
        if (holds(tests_[first_[waiting.event] + waiting.test])) {
            go_on(waiting.event, waiting.test + 1, found);
        } else {
            waiting_[fluent].push_back(waiting);
        }
    }
}

void Watched::open(const Group &group, std::vector<std::uint32_t> &found) {
    for (const std::uint32_t event : group.events) go_on(event, 1, found);
}

// All tests before this one hold.
void Watched::go_on(std::uint32_t event, std::uint32_t test, std::vector<std::uint32_t> &found) {
    const std::uint32_t count = first_[event + 1] - first_[event];
    for (; test < count; ++test) {
        const Test &next = tests_[first_[event] + test];
        if (holds(next)) continue;
        next_[event] = test;
        for (const std::uint32_t fluent : fluents_of(next)) {
            waiting_[fluent].push_back({event, test});
        }
        return;
    }
    next_[event] = done;
    found.push_back(event);
}

}  // namespace dramaturge
