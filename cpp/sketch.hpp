// How many acts a plan needs at least, as far as values tell.
//
// Plans sketched in the values of a mind alone, without the minds in it: whatever depends on them
// (who consents, conditions about beliefs) is taken to be as wanted. Unlike the relaxation this
// knows that an act undoes things; and there are far fewer valuations than states, for most states
// of a mind differ in nothing but what others in it think. So it refutes most questions before a
// single state is made.
//
// Only the fluents that can bear on the utility are looked at: those that it reads, and those that
// events which set such a fluent read. The others keep their first values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "gains.hpp"
#include "planner_table.hpp"
#include "planner_watch.hpp"
#include "preview.hpp"
#include "relaxation.hpp"
#include "segments.hpp"
#include "state_graph.hpp"

namespace dramaturge {

// What all sketches of a search may cost: about as much as all else, and a little to begin with.
class SketchEffort {
public:
    explicit SketchEffort(const Watch &watch) : watch_(watch) {}
    void spend(std::uint64_t work) noexcept { spent_ += work; }
    void spend_ticks(std::uint64_t ticks) noexcept { ticks_ += ticks; }
    bool is_spent() const noexcept { return spent_ > grace + (watch_.ticks() - ticks_); }

private:
    static constexpr std::uint64_t grace = 20'000;
    const Watch &watch_;
    std::uint64_t spent_ = 0;
    std::uint64_t ticks_ = 0;  // of the watch, for sketches
};

class Sketch {
public:
    // Keeps references, but for at_once; all must outlive it. at_once: of plans in which everybody
    // but the owner gains at once whenever they take part; null: of any plans.
    Sketch(const GroundWorld &world, Preview &preview, Relaxation &relaxation, Watch &watch,
           SketchEffort &effort, std::uint32_t who, const Gains *at_once);

    // No fewer acts lead from these values to a utility above `above`. More than `longest` may be
    // said without looking further.
    std::uint32_t steps(std::uint32_t preview, double above, std::uint32_t longest);

    // Whether the action may change what is looked at; if not, as many steps are needed after it as
    // before.
    bool is_touched_by(std::uint32_t action) const noexcept { return touching_[action] != 0; }

    std::size_t bytes() const noexcept;

private:
    // An action with the parts of its precondition that read no beliefs: of each list one holds.
    struct Act {
        std::uint32_t action;
        std::vector<std::vector<std::uint32_t>> guards;
    };
    struct Visit {
        std::uint32_t values;
        std::uint32_t depth;
    };

    void find_cone(std::vector<std::uint32_t> events);
    bool sets_cone(std::uint32_t event) const;
    std::vector<std::vector<std::uint32_t>> guards_of(std::uint32_t action) const;
    std::uint32_t projected(std::uint32_t preview);
    std::uint32_t explore(std::uint32_t start, double above, std::uint32_t longest);
    std::uint32_t least(std::uint32_t values, double above);
    std::span<const std::uint32_t> successors(std::uint32_t values);
    WideKey key(std::uint32_t values, double above);
    void keep(std::uint32_t values, double above, std::uint32_t steps, bool exact);

    const GroundWorld &world_;
    Preview &preview_;
    Relaxation &relaxation_;
    SketchEffort &effort_;
    Watch &watch_;
    std::uint32_t who_;
    bool is_usable_;
    std::vector<char> cone_;                 // [fluent]
    std::vector<char> touching_;             // [action]
    std::vector<Act> acts_;
    Segments<std::uint32_t> projected_;      // [preview] + 1, 0: not yet
    Segments<std::uint32_t> listed_;         // [values] number in following_ + 1, 0: not yet
    Lists following_;                        // values; Preview::none: anything
    WideTable known_;                        // values and threshold -> twice the steps, +1 if exact
    std::unordered_map<double, std::uint32_t> thresholds_;
    std::vector<Visit> visits_;              // scratch
    Segments<std::uint32_t> seen_;           // [values] number of the exploration
    std::uint32_t exploration_ = 0;
};

// Those of all characters, made when first asked for.
class Sketches {
public:
    // Keeps references; all must outlive it. relaxations: [agent].
    Sketches(const GroundWorld &world, Preview &preview,
             std::vector<std::unique_ptr<Relaxation>> &relaxations, Watch &watch);

    Sketch &of(std::uint32_t who, bool at_once);

    const Gains &gains() const noexcept { return gains_; }

    std::size_t bytes() const noexcept;

private:
    const GroundWorld &world_;
    Preview &preview_;
    std::vector<std::unique_ptr<Relaxation>> &relaxations_;
    Watch &watch_;
    Gains gains_;
    SketchEffort effort_;
    std::vector<std::unique_ptr<Sketch>> made_;  // [twice the character, + 1 if at once]
};

}  // namespace dramaturge
