// How a draft came about: from which kept state, and by which *script* of events and assignments.
//
// What a state is follows from its origin, so what triggers make of it can be remembered by its
// origin, though it has no id. Scripts are numbers, the same for the same script: the events
// themselves (the script of one event), then longer ones, each an older one and one more step.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "ground_world.hpp"
#include "ids.hpp"
#include "memory.hpp"
#include "rows.hpp"
#include "states.hpp"

namespace dramaturge {

struct Origin {
    static constexpr std::uint32_t unknown_script = UINT32_MAX;
    static constexpr std::uint32_t nothing = UINT32_MAX - 1;  // the script of the state itself

    std::uint32_t state = 0;
    std::uint32_t script = unknown_script;

    bool is_known() const noexcept { return script != unknown_script; }
};

class Origins {
public:
    // Keeps a reference to `memory`.
    Origins(const GroundWorld &world, Memory &memory)
        : first_(static_cast<std::uint32_t>(world.events.size())), scripts_(width, memory) {}

    // Of a canonical state.
    Origin of(StateId state) const noexcept {
        if (!States::is_passing(state)) {
            return {state.index, Origin::nothing};
        }
        const std::size_t at = States::passing_index(state);
        return at < passing_.size() ? passing_[at] : Origin{};
    }
    void note_passing(StateId state, Origin origin) {
        const std::size_t at = States::passing_index(state);
        if (passing_.size() <= at) {
            passing_.resize(at + 1);
        }
        passing_[at] = origin;
    }
    void forget_passing() noexcept { passing_.clear(); }

    // One step more.
    Origin after_event(Origin origin, EventId event) {
        if (origin.script == Origin::nothing) {
            return {origin.state, event.index};
        }
        return longer(origin, {{origin.script, event.index, 0, 0, 0, is_event}});
    }
    Origin after_assignment(Origin origin, std::uint32_t owner, Range chain, std::uint32_t fluent,
                            Value value) {
        const std::uint32_t first = chain.count > 0 ? chain.first : 0;
        return longer(origin, {{origin.script, owner, first, fluent, value, chain.count}});
    }

    // Whether so many are known that the numbers for more might run out.
    bool is_filling() const noexcept { return scripts_.size() >= scripts_.capacity() / 2; }

    // Longer scripts known; forget() makes their numbers mean something else.
    std::size_t size() const noexcept { return scripts_.size(); }
    void forget() noexcept {
        scripts_.clear();
        passing_.clear();
    }

private:
    static constexpr std::size_t width = 6;
    static constexpr std::uint32_t is_event = UINT32_MAX;  // in place of a chain's length

    struct Step {
        std::uint32_t words[width];
    };

    Origin longer(Origin origin, Step step) {
        if (!origin.is_known()) {
            return origin;
        }
        return {origin.state, first_ + scripts_.intern(step.words)};
    }

    std::uint32_t first_;
    Rows scripts_;
    std::vector<Origin> passing_;  // [number among the passing states]
};

}  // namespace dramaturge
