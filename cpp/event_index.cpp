#include "event_index.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace dramaturge {

EventIndex::EventIndex(const GroundWorld &world, const Evaluation &evaluation,
                       std::vector<std::uint32_t> events)
    : world_(world), evaluation_(evaluation), events_(std::move(events)) {
    std::vector<Value> start(world.fluent_count(), unknown);
    for (const Entry &entry : world.initial) {
        if (entry.chain == 0) {
            start[entry.fluent] = entry.value;
        }
    }
    always_.assign((events_.size() + 63) / 64, 0);
    marks_ = always_;
    std::map<std::uint32_t, std::map<Value, std::vector<std::uint32_t>>> files;
    for (std::uint32_t i = 0; i < events_.size(); ++i) {
        Fact fact{};
        int score = -1;
        if (best_fact(world.events[events_[i]].precondition, start, fact, score)) {
            files[fact.fluent][fact.value].push_back(i);
        } else {
            always_[i / 64] |= std::uint64_t{1} << (i % 64);
        }
    }
    for (const auto &[fluent, by_value] : files) {
        const Value most = by_value.rbegin()->first;
        shelves_.push_back({fluent, static_cast<std::uint32_t>(drawers_.size()), most + 1});
        drawers_.resize(drawers_.size() + most + 1);
        for (const auto &[value, positions] : by_value) {
            drawers_[shelves_.back().first + value] = {
                static_cast<std::uint32_t>(filed_.size()),
                static_cast<std::uint32_t>(positions.size())};
            filed_.insert(filed_.end(), positions.begin(), positions.end());
        }
    }
}

// The most telling fact that the condition demands; whether there is one.
bool EventIndex::best_fact(std::uint32_t index, const std::vector<Value> &start, Fact &best,
                           int &score) const {
    const Condition &condition = world_.conditions[index];
    if (condition.form == Condition::Form::all) {
        for (const std::uint32_t part : world_.parts_of(condition)) {
            best_fact(part, start, best, score);
        }
        return score >= 0;
    }
    if (condition.form != Condition::Form::compare) {
        return score >= 0;
    }
    const Term *left = &world_.terms[condition.left];
    const Term *right = &world_.terms[condition.right];
    if (left->form == Term::Form::constant) {
        std::swap(left, right);
    }
    if (left->form != Term::Form::read || left->read.chain != 0 ||
        right->form != Term::Form::constant) {
        return score >= 0;
    }
    Fact fact{left->read.fluent, right->value};
    if (condition.op == Comparator::unequal && left->kind == Kind::boolean) {
        fact.value = 1 - fact.value;
    } else if (condition.op != Comparator::equal) {
        return score >= 0;
    }
    const int found = (start[fact.fluent] != fact.value ? 2 : 0) + (left->kind == Kind::boolean ? 0 : 1);
    if (found > score) {
        score = found;
        best = fact;
    }
    return true;
}

void EventIndex::mark(const Value *values) noexcept {
    std::copy(always_.begin(), always_.end(), marks_.begin());
    for (const Shelf &shelf : shelves_) {
        const Value value = values[shelf.fluent];
        if (value >= shelf.count) {
            continue;
        }
        const Range drawer = drawers_[shelf.first + value];
        for (std::uint32_t i = 0; i < drawer.count; ++i) {
            const std::uint32_t position = filed_[drawer.first + i];
            marks_[position / 64] |= std::uint64_t{1} << (position % 64);
        }
    }
}

}  // namespace dramaturge
