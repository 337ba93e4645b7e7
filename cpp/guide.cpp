#include "guide.hpp"

#include <bit>

#include "explain.hpp"
#include "needs.hpp"

namespace dramaturge {

namespace {

constexpr std::size_t most_waypoints = 64;

// A relaxation looks at so many acts in the time of a tick, by far.
constexpr std::uint32_t acts_per_tick = 128;

// Those of whom somebody must tell the character something for it to have a plan: nobody where one
// of those who are needed anyway can.
People tellers(const GroundWorld &world, Relaxation &relaxation, std::uint32_t character,
               People needed) {
    People found = 0;
    for (std::uint32_t action = 0; action < world.action_count; ++action) {
        for (const Effect &effect : world.effects_of(EventId{action})) {
            const auto chain = world.chain(effect.chain);
            if (chain.empty() || chain.front() != character) continue;
            if ((relaxation.relevant(effect.fluent) & brought_by(world, effect)) == 0) continue;
            const People people = consenting_people(world, EventId{action});
            if ((people & ~needed) == 0) return 0;
            found |= people;
        }
    }
    return found;
}

People needed_people(const StateGraph &graph, Outlook &outlook,
                     const Guide::Relaxations &relaxations, Watch &watch, StateId state,
                     std::uint32_t owner, double above) {
    const std::uint32_t count = graph.world().character_count;
    const std::uint32_t ticks = 1 + graph.world().action_count / acts_per_tick;
    struct Want {
        std::uint32_t agent;
        StateId mind;
        double above;
    };
    std::vector<Want> wants{{owner == author ? 0 : 1 + owner, state, above}};
    People needed = owner == author ? 0 : person(owner);
    for (std::size_t at = 0; at < wants.size(); ++at) {
        const Want want = wants[at];
        Relaxation &relaxation = *relaxations[want.agent];
        const auto may_do_with = [&](People people) {
            for (std::uint32_t i = 0; i < ticks; ++i) watch.tick();
            return relaxation.may_exceed(want.mind, want.above, people);
        };
        People left = everybody;
        if (may_do_with(everybody)) {
            for (std::uint32_t character = 0; character < count; ++character) {
                const People one = person(character);
                if ((needed & one) != 0 || (left & one) == 0) continue;
                if (may_do_with(left & ~one)) left &= ~one;
            }
        } else if (at == 0) {
            return everybody;
        } else {
            left = tellers(graph.world(), relaxation, want.agent - 1, needed);
        }
        for (std::uint32_t character = 0; character < count; ++character) {
            const People one = person(character);
            if ((left & ~needed & one) == 0) continue;
            const StateId mind = graph.believed(state, CharacterId{character});
            wants.push_back({1 + character, mind, outlook.utility(mind, 1 + character)});
        }
        needed |= left;
    }
    return needed;
}

}  // namespace

Guide::Guide(const StateGraph &graph, Outlook &outlook, const Relaxations &relaxations,
             Watch &watch, StateId state, std::uint32_t owner, double above, bool has_way)
    : graph_(graph),
      needed_(needed_people(graph, outlook, relaxations, watch, state, owner, above)) {
    if (!has_way) return;
    Relaxation &relaxation = *relaxations[owner == author ? 0 : 1 + owner];
    waypoints_ = relaxation.waypoints(state, above, needed_);
    if (waypoints_.size() > most_waypoints) waypoints_.resize(most_waypoints);
}

std::uint64_t Guide::shown(StateId state) const {
    const auto values = graph_.values(state);
    std::uint64_t passed = 0;
    for (std::size_t i = 0; i < waypoints_.size(); ++i) {
        const Relaxation::Waypoint &point = waypoints_[i];
        if ((bit_of(values[point.fluent]) & point.values) != 0) passed |= std::uint64_t{1} << i;
    }
    return passed;
}

std::uint32_t Guide::left(std::uint64_t passed) const noexcept {
    return static_cast<std::uint32_t>(waypoints_.size()) -
           static_cast<std::uint32_t>(std::popcount(passed));
}

}  // namespace dramaturge
