// Which acts can make a difference to whether somebody's plans work.
//
// An act of a plan that touches nothing on which the rest of it depends could be left out, so no
// minimal plan has it. Backwards from the owner's utility: an act matters if it may bring about a
// value that matters; then what it asks for matters too, and to those who must join in also their
// utilities, in their minds. What happens by itself matters as well if it does harm, as it may have
// to be prevented; harm that an act does need not be done. What is in a mind is told apart by whose
// mind it is, by fluent and value, and by whether that mind lies in another one, not by how deep.
//
// That somebody may be surprised by an act, and learns from it, is left out of account: so this is
// for searches that need not be complete.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "gains.hpp"
#include "ground_world.hpp"

namespace dramaturge {

class Bearing {
public:
    // gains: of plans in which everybody but the owner gains at once; null: of any plans.
    Bearing(const GroundWorld &world, std::uint32_t who, const Gains *gains);

    // Whether a plan of the owner's may need the action.
    bool matters(std::uint32_t action) const noexcept { return matters_[action] != 0; }

    // The same of an act that begins the plan, to which nobody need consent.
    bool matters_first(std::uint32_t action) const noexcept { return matters_first_[action] != 0; }

private:
    // Fluents of the state itself; of each character's mind in it; of each one's in others' minds.
    using Place = std::uint32_t;
    static constexpr Place here = 0;
    static constexpr Place mind(std::uint32_t character) { return 1 + character; }
    Place mind_in_minds(std::uint32_t character) const {
        return 1 + world_.character_count + character;
    }
    std::uint32_t thinker(Place place) const { return (place - 1) % world_.character_count; }
    bool is_deep(Place place) const { return place > world_.character_count; }

    bool is_candidate(std::uint32_t action, const Gains *gains) const;
    void look_at(std::uint32_t event);
    bool changes(std::uint32_t event, Place place) const;
    bool is_told(std::span<const std::uint32_t> chain, Place place) const;
    bool sees(std::uint32_t event, std::uint32_t character) const;
    void add(Place place, Read read, std::uint64_t values);
    void add_either_way(Place place, std::uint32_t condition);
    void add_event(Place place, std::uint32_t event);
    void add_consent(std::uint32_t action);

    const GroundWorld &world_;
    std::uint32_t who_;
    std::vector<std::vector<std::uint64_t>> in_;  // [place][fluent] values, as bits of needs.hpp
    std::vector<char> matters_;          // [event]
    std::vector<char> matters_first_;    // [action]
    std::vector<std::vector<char>> done_;  // [event][place]
    bool grown_ = false;
};

}  // namespace dramaturge
