#include "bearing.hpp"

#include <algorithm>

#include "reads.hpp"

namespace dramaturge {

Bearing::Bearing(const GroundWorld &world, std::uint32_t who, const Gains *gains)
    : world_(world),
      who_(who),
      in_(1 + world.character_count, std::vector<char>(world.fluent_count(), 0)),
      matters_(world.events.size(), 0),
      done_(world.events.size(), std::vector<char>(1 + world.character_count, 0)) {
    add_term(here, world.utilities[1 + who]);
    std::vector<std::uint32_t> events;
    for (std::uint32_t event = 0; event < world.events.size(); ++event) {
        if (event >= world.action_count || is_candidate(event, gains)) events.push_back(event);
    }
    do {
        grown_ = false;
        for (const std::uint32_t event : events) look_at(event);
    } while (grown_);
    for (std::uint32_t action = 0; action < world.action_count; ++action) {
        bool any = false;
        for (Place place = 0; place < in_.size(); ++place) any = any || changes(action, place);
        matters_first_.push_back(any);
    }
}

bool Bearing::is_candidate(std::uint32_t action, const Gains *gains) const {
    if (world_.consenting_of(EventId{action}).empty()) return false;
    if (world_.fails_knowingly(action, who_)) return false;
    return gains == nullptr || gains->may_all_but(who_, world_.meant(action));
}

void Bearing::look_at(std::uint32_t event) {
    for (Place place = 0; place < in_.size(); ++place) {
        if (done_[event][place] != 0 || !changes(event, place)) continue;
        done_[event][place] = 1;
        const bool fresh = matters_[event] == 0;
        matters_[event] = 1;
        add_event(here, event);  // for told minds, and for being possible
        if (place != here) add_event(place, event);
        if (fresh && event < world_.action_count) add_consent(event);
    }
}

// Whether the event may change something that matters there.
bool Bearing::changes(std::uint32_t event, Place place) const {
    const bool is_trigger = event >= world_.action_count;
    const bool seen = place == here || is_trigger || sees(event, place - 1);
    for (const Effect &effect : world_.effects_of(EventId{event})) {
        if (in_[place][effect.fluent] == 0) continue;
        const auto chain = world_.chain(effect.chain);
        if (world_.is_public[effect.fluent] != 0) return true;
        if (place == here ? chain.empty() : seen || (!chain.empty() && mind(chain[0]) == place)) {
            return true;
        }
    }
    return false;
}

bool Bearing::sees(std::uint32_t event, std::uint32_t character) const {
    const auto observing = world_.observing_of(EventId{event});
    if (observing.empty()) return false;
    return world_.conditions[observing[character]].form != Condition::Form::never;
}

void Bearing::add(Place place, std::uint32_t fluent) {
    if (in_[place][fluent] != 0) return;
    in_[place][fluent] = 1;
    grown_ = true;
}

// Read there.
void Bearing::add_condition(Place place, std::uint32_t condition) {
    auto note = [&](Read read) {
        const auto chain = world_.chain(read.chain);
        add(place == here && !chain.empty() ? mind(chain[0]) : place, read.fluent);
    };
    for_each_read(world_, condition, note);
}

void Bearing::add_term(Place place, std::uint32_t term) {
    auto note = [&](Read read) {
        const auto chain = world_.chain(read.chain);
        add(place == here && !chain.empty() ? mind(chain[0]) : place, read.fluent);
    };
    for_each_read_of_term(world_, term, note);
}

// All that the event reads there.
void Bearing::add_event(Place place, std::uint32_t event) {
    add_condition(place, world_.events[event].precondition);
    for (const Effect &effect : world_.effects_of(EventId{event})) {
        add_condition(place, effect.condition);
        add_term(place, effect.value);
    }
    if (place == here) return;
    const auto observing = world_.observing_of(EventId{event});
    if (!observing.empty()) add_condition(here, observing[place - 1]);
}

// The others think it possible, and worth while.
void Bearing::add_consent(std::uint32_t action) {
    for (const std::uint32_t other : world_.consenting_of(EventId{action})) {
        if (other == who_) continue;
        add_event(mind(other), world_.meant(action));
        add_term(mind(other), world_.utilities[1 + other]);
    }
}

}  // namespace dramaturge
