// What an event sets: on the state itself, and in minds that it tells.
//
// Effects on the state itself that are certain and constant are merged into one masked assignment
// per word; the others are decided one by one. All read the state before, so their order matters
// only where one fluent is set twice: of two that apply the later wins.
#pragma once

#include <cstdint>
#include <vector>

#include "evaluation.hpp"
#include "ground_world.hpp"
#include "ids.hpp"
#include "layout.hpp"

namespace dramaturge {

class Effects {
public:
    // Keeps references: both must outlive it.
    Effects(const GroundWorld &world, Evaluation &evaluation);

    // Takes over what was compiled with an evaluation for another layout.
    void adopt(Effects &other) noexcept {
        plans_.swap(other.plans_);
        patches_.swap(other.patches_);
        order_.swap(other.order_);
        told_.swap(other.told_);
    }

    // Whether the event sets anything in minds, observed or not.
    bool tells(EventId event) const noexcept { return plans_[event.index].tells; }

    // The values after the event, minds aside. False if a new number does not fit the layout.
    bool apply(EventId event, View before, Word *after);

    // Calls visit(chain, fluent, value) for whatever the character is told: the value is set at the
    // end of the chain in their mind.
    template <class Visit>
    void for_each_told(EventId event, View before, std::uint32_t character, Visit visit) {
        const Plan &plan = plans_[event.index];
        if (!plan.tells) {
            return;
        }
        const Range range = told_[plan.told + character];
        for (std::uint32_t i = 0; i < range.count; ++i) {
            const Effect &effect = world_.effects[order_[range.first + i]];
            if (evaluation_.holds(effect.condition, before) && !is_overruled(range, i, before)) {
                const Range chain = world_.chains[effect.chain];
                visit(Range{chain.first + 1, chain.count - 1}, effect.fluent,
                      evaluation_.value(effect.value, before));
            }
        }
    }

    std::size_t bytes() const noexcept;

private:
    struct Patch {
        std::uint32_t word;
        Word keep;
        Word set;
    };
    struct Plan {
        Range patches;           // in patches_
        Range own;               // in order_: the other effects on the state itself
        std::uint32_t told = 0;  // told_[told + c]: on minds of c; none if `tells` is false
        bool tells = false;
    };

    void plan(const Event &event);
    bool is_overruled(Range range, std::uint32_t at, View before) const;

    const GroundWorld &world_;
    Evaluation &evaluation_;
    std::vector<Plan> plans_;           // [event]
    std::vector<Patch> patches_;
    std::vector<std::uint32_t> order_;  // effects
    std::vector<Range> told_;           // in order_
};

}  // namespace dramaturge
