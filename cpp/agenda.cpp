#include "agenda.hpp"

#include <algorithm>
#include <bit>
#include <map>

#include "reads.hpp"

namespace dramaturge {

namespace {

void add_repaired(const GroundWorld &world, std::uint32_t index,
                  std::vector<std::uint32_t> &fluents) {
    const Condition &condition = world.conditions[index];
    for (const std::uint32_t part : world.parts_of(condition)) {
        add_repaired(world, part, fluents);
    }
    if (condition.form == Condition::Form::match) {
        fluents.insert(fluents.end(), {condition.first.fluent, condition.second.fluent});
    }
    for (std::uint32_t i = 0; i < condition.repaired.count; ++i) {
        fluents.push_back(world.repaired[condition.repaired.first + i].fluent);
    }
}

void enter(Triggers &triggers, std::size_t trigger) {
    triggers[trigger / 64] |= std::uint64_t{1} << (trigger % 64);
}

}  // namespace

Agenda::Agenda(const GroundWorld &world)
    : trigger_count_(world.events.size() - world.action_count), mindful_(words()) {
    std::vector<Triggers> readers(world.fluent_count(), Triggers(words()));  // [fluent]
    for (std::size_t trigger = 0; trigger < trigger_count_; ++trigger) {
        const std::uint32_t condition = world.events[world.action_count + trigger].precondition;
        const auto visit = [&](Read read) { enter(readers[read.fluent], trigger); };
        for_each_read(world, condition, visit);
        if (!reads_no_mind(world, condition)) {
            enter(mindful_, trigger);
        }
    }
    std::map<Triggers, std::uint32_t> known;  // many events share a set
    const auto number = [&](const Triggers &triggers) {
        const auto [place, fresh] =
            known.try_emplace(triggers, static_cast<std::uint32_t>(known.size()));
        if (fresh) {
            sets_.insert(sets_.end(), triggers.begin(), triggers.end());
        }
        return place->second;
    };
    const auto readers_of = [&](const std::vector<std::uint32_t> &fluents) {
        Triggers triggers(words());
        for (const std::uint32_t fluent : fluents) {
            for (std::size_t i = 0; i < triggers.size(); ++i) {
                triggers[i] |= readers[fluent][i];
            }
        }
        return triggers;
    };
    for (std::uint32_t event = 0; event < world.events.size(); ++event) {
        std::vector<std::uint32_t> fluents;
        for (const Effect &effect : world.effects_of(EventId{event})) {
            fluents.push_back(effect.fluent);
        }
        if (event < world.action_count) {
            add_repaired(world, world.events[event].seen, fluents);
        }
        after_.push_back(number(readers_of(fluents)));
    }
    std::map<std::uint32_t, std::uint32_t> closures;  // by set
    for (const std::uint32_t set : after_) {
        const auto [place, fresh] = closures.try_emplace(set);
        if (fresh) {
            place->second = number(closed(set, world.action_count));
        }
        closure_.push_back(place->second);
    }
    sets_.shrink_to_fit();
}

// The set and what may apply after any in it was fired.
Triggers Agenda::closed(std::uint32_t set, std::size_t first_trigger) const {
    Triggers all(words());
    Triggers seen(words());
    add(set, all);
    for (bool grown = true; grown;) {
        grown = false;
        for (std::size_t i = 0; i < all.size(); ++i) {
            while (const std::uint64_t bits = all[i] & ~seen[i]) {
                const auto bit = static_cast<std::size_t>(std::countr_zero(bits));
                seen[i] |= std::uint64_t{1} << bit;
                add(after_[first_trigger + i * 64 + bit], all);
                grown = true;
            }
        }
    }
    return all;
}

void Agenda::add_all(Triggers &triggers) const {
    for (std::size_t trigger = 0; trigger < trigger_count_; ++trigger) {
        enter(triggers, trigger);
    }
}

std::size_t Agenda::bytes() const noexcept {
    return (after_.capacity() + closure_.capacity()) * sizeof(std::uint32_t) +
           (mindful_.capacity() + sets_.capacity()) * sizeof(std::uint64_t);
}

}  // namespace dramaturge
