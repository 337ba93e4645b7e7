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
    Read read;
    Fact fact{};
    bool is = true;
    if (!as_fact(world_, condition, read, fact.value, is) || !is || read.chain != 0) {
        return score >= 0;
    }
    fact.fluent = read.fluent;
    const int found =
        (start[fact.fluent] != fact.value ? 2 : 0) + (world_.fluents[fact.fluent] == Kind::boolean ? 0 : 1);
    if (found > score) {
        score = found;
        best = fact;
    }
    return true;
}

void EventIndex::mark(const Word *words) noexcept {
    const Layout &layout = evaluation_.layout();
    std::copy(always_.begin(), always_.end(), marks_.begin());
    for (const Shelf &shelf : shelves_) {
        const Value value = layout.get(words, shelf.fluent);
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

std::size_t EventIndex::bytes() const noexcept {
    return (events_.capacity() + filed_.capacity()) * sizeof(std::uint32_t) +
           shelves_.capacity() * sizeof(Shelf) + drawers_.capacity() * sizeof(Range) +
           (always_.capacity() + marks_.capacity()) * sizeof(std::uint64_t);
}

}  // namespace dramaturge
