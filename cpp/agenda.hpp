// Which triggers may apply after something changed.
//
// Before an event, no trigger applies in the state or in any mind in it. Afterwards one can apply
// only where a fluent that it reads, in the state or in a mind, was set. So for each event the
// triggers are listed that read any fluent it sets, or which surprise about it may set.
//
// Triggers are numbered from 0 here; a set of them is a bit each, in words of 64.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ground_world.hpp"
#include "ids.hpp"

namespace dramaturge {

using Triggers = std::vector<std::uint64_t>;

class Agenda {
public:
    explicit Agenda(const GroundWorld &world);

    bool empty() const noexcept { return trigger_count_ == 0; }
    std::size_t words() const noexcept { return (trigger_count_ + 63) / 64; }

    void add_all(Triggers &triggers) const;
    void add_after(EventId event, Triggers &triggers) const { add(after_[event.index], triggers); }
    // Also those that may apply after some of these were fired, and so on.
    void add_all_after(EventId event, Triggers &triggers) const {
        add(closure_[event.index], triggers);
    }

    // Those that read minds.
    std::uint64_t mindful(std::size_t word) const noexcept { return mindful_[word]; }

    std::size_t bytes() const noexcept;

private:
    void add(std::uint32_t set, Triggers &triggers) const {
        const std::size_t first = set * words();
        for (std::size_t i = 0; i < triggers.size(); ++i) {
            triggers[i] |= sets_[first + i];
        }
    }

    Triggers closed(std::uint32_t set, std::size_t first_trigger) const;

    std::size_t trigger_count_;
    Triggers mindful_;
    std::vector<std::uint32_t> after_;    // [event] a set
    std::vector<std::uint32_t> closure_;  // [event] a set
    std::vector<std::uint64_t> sets_;     // [set][word]
};

}  // namespace dramaturge
