#include "bearing.hpp"

#include <algorithm>

#include "needs.hpp"

namespace dramaturge {

Bearing::Bearing(const GroundWorld &world, std::uint32_t who, const Gains *gains)
    : world_(world),
      who_(who),
      in_(1 + 2 * world.character_count, std::vector<std::uint64_t>(world.fluent_count(), 0)),
      matters_(world.events.size(), 0),
      done_(world.events.size(), std::vector<char>(in_.size(), 0)) {
    Needs needs(world, [&](Read read, std::uint64_t values) { add(here, read, values); });
    needs.term(world.utilities[1 + who], Wanted::high);
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

// Whether the event may bring about something that matters there, or, if it happens by itself, may
// change it.
bool Bearing::changes(std::uint32_t event, Place place) const {
    const bool is_trigger = event >= world_.action_count;
    const bool seen = place == here || is_trigger || sees(event, thinker(place));
    for (const Effect &effect : world_.effects_of(EventId{event})) {
        const std::uint64_t brought = is_trigger ? every_value : brought_by(world_, effect);
        if ((in_[place][effect.fluent] & brought) == 0) continue;
        const auto chain = world_.chain(effect.chain);
        if (world_.is_public[effect.fluent] != 0) return true;
        if (chain.empty() ? seen : is_told(chain, place)) return true;
    }
    return false;
}

// Whether what the chain of minds leads to lies there. Who sees it knows of another's mind.
bool Bearing::is_told(std::span<const std::uint32_t> chain, Place place) const {
    if (place == here || thinker(place) != chain.back()) return false;
    return is_deep(place) || chain.size() == 1;
}

bool Bearing::sees(std::uint32_t event, std::uint32_t character) const {
    const auto observing = world_.observing_of(EventId{event});
    if (observing.empty()) return false;
    return world_.conditions[observing[character]].form != Condition::Form::never;
}

void Bearing::add(Place place, Read read, std::uint64_t values) {
    const auto chain = world_.chain(read.chain);
    Place there = place;
    if (!chain.empty()) {
        const bool is_next = place == here && chain.size() == 1;
        there = is_next ? mind(chain.back()) : mind_in_minds(chain.back());
    }
    std::uint64_t &known = in_[there][read.fluent];
    if ((known | values) == known) return;
    known |= values;
    grown_ = true;
}

// That it holds there, and that it does not.
void Bearing::add_either_way(Place place, std::uint32_t condition) {
    Needs needs(world_, [&](Read read, std::uint64_t values) { add(place, read, values); });
    needs.condition(condition, true);
    needs.condition(condition, false);
}

// All that the event asks for there.
void Bearing::add_event(Place place, std::uint32_t event) {
    Needs needs(world_, [&](Read read, std::uint64_t values) { add(place, read, values); });
    needs.condition(world_.events[event].precondition, true);
    if (event >= world_.action_count) needs.condition(world_.events[event].precondition, false);
    for (const Effect &effect : world_.effects_of(EventId{event})) {
        add_either_way(place, effect.condition);
        needs.term(effect.value, Wanted::both);
    }
    if (place == here) return;
    const auto observing = world_.observing_of(EventId{event});
    if (!observing.empty()) add_either_way(here, observing[thinker(place)]);
}

// The others think it possible, and worth while; what is worse for them first may make it so. In
// their minds all must.
void Bearing::add_consent(std::uint32_t action) {
    for (const std::uint32_t other : world_.consenting_of(EventId{action})) {
        for (const Place place : {mind(other), mind_in_minds(other)}) {
            if (place == mind(who_)) continue;
            add_event(place, world_.meant(action));
            Needs needs(world_, [&](Read read, std::uint64_t values) { add(place, read, values); });
            needs.term(world_.utilities[1 + other], Wanted::both);
        }
    }
}

}  // namespace dramaturge
