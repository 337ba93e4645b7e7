// Which events change public fluents, those that are the same in every mind (docs/semantics.md 9).
//
// *Uniform* events give them values that follow from public fluents alone, so that it comes to the
// same wherever the values are worked out, be it in reality or in a mind; so do all events that
// change none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ground_world.hpp"
#include "ids.hpp"

namespace dramaturge {

class PublicEffects {
public:
    explicit PublicEffects(const GroundWorld &world);

    // The public fluents that the event may set, each once.
    std::span<const std::uint32_t> of(EventId event) const noexcept {
        const Range range = ranges_[event.index];
        return {fluents_.data() + range.first, range.count};
    }
    bool any(EventId event) const noexcept { return ranges_[event.index].count > 0; }
    bool are_uniform(EventId event) const noexcept { return uniform_[event.index]; }

    std::size_t bytes() const noexcept;

private:
    std::vector<Range> ranges_;           // [event] in fluents_
    std::vector<bool> uniform_;           // [event]
    std::vector<std::uint32_t> fluents_;
};

}  // namespace dramaturge
