// Which of some events are possible in a state, without testing them all.
//
// Where a precondition demands `fluent == value` of the state itself, the event is filed under one
// such fact, preferably one that is false at the start. In a state only the events filed under its
// facts, and the few that could not be filed, are tested. Order: that of the events.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "evaluation.hpp"
#include "ground_world.hpp"
#include "ids.hpp"

namespace dramaturge {

class EventIndex {
public:
    // The events listed, ascending; keeps references to `world` and `evaluation`.
    EventIndex(const GroundWorld &world, const Evaluation &evaluation,
               std::vector<std::uint32_t> events);

    // Calls visit(event) for the possible events, in order, until it returns false.
    template <class Visit>
    void for_each(View view, Visit visit) {
        mark(view.words);
        for (std::size_t word = 0; word < marks_.size(); ++word) {
            for (std::uint64_t bits = marks_[word]; bits != 0; bits &= bits - 1) {
                const std::uint32_t event =
                    events_[word * 64 + static_cast<std::size_t>(std::countr_zero(bits))];
                if (evaluation_.holds(world_.events[event].precondition, view) &&
                    !visit(EventId{event})) {
                    return;
                }
            }
        }
    }

    std::size_t bytes() const noexcept;

private:
    struct Shelf {
        std::uint32_t fluent;
        std::uint32_t first;  // drawers_[first + value], for values below `count`
        std::uint32_t count;
    };
    struct Fact {
        std::uint32_t fluent;
        Value value;
    };

    bool best_fact(std::uint32_t condition, const std::vector<Value> &start, Fact &best,
                   int &score) const;
    void mark(const Word *words) noexcept;

    const GroundWorld &world_;
    const Evaluation &evaluation_;
    std::vector<std::uint32_t> events_;
    std::vector<Shelf> shelves_;
    std::vector<Range> drawers_;         // in filed_
    std::vector<std::uint32_t> filed_;   // positions in events_
    std::vector<std::uint64_t> always_;  // bit per position: not filed, always tested
    std::vector<std::uint64_t> marks_;   // bit per position: to be tested now
};

}  // namespace dramaturge
