// What a state offers, remembered: the actions possible in it and its worth to every agent.
//
// Both depend on the values alone wherever no belief is read, and states share values far more
// often than not; so the utility is kept per valuation where that is sound.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "planner_watch.hpp"
#include "segments.hpp"
#include "state_graph.hpp"

namespace dramaturge {

class Outlook {
public:
    // Which actions are listed: all, or those that may ever be done (unwanted.hpp).
    enum class Listed : std::uint8_t { all, wanted };

    // Keeps a reference to the graph. order: the place of each action in lists of them;
    // empty: that in the world.
    Outlook(StateGraph &graph, Listed listed, const std::vector<std::uint32_t> &order = {});

    // The actions possible in the state, in order; valid as long as this.
    std::span<const std::uint32_t> actions(StateId state);

    // Agent 0 is the author, 1 + c the character c. NaN if unknown.
    double utility(StateId state, std::uint32_t agent);

    bool is_author_only(std::uint32_t action) const noexcept { return author_only_[action] != 0; }

    std::size_t bytes() const noexcept;

private:
    StateGraph &graph_;
    std::vector<std::uint32_t> order_;              // [action] its place; empty: as they come
    std::vector<char> author_only_;                 // [action]
    std::vector<char> unwanted_;                    // [action] to be left out
    std::vector<char> reads_beliefs_;               // [agent]
    std::vector<Segments<double>> utilities_;       // [agent][valuation or state]
    Segments<std::uint32_t> listed_;                // [state] number in actions_ + 1, 0: not yet
    Lists actions_;
    std::vector<EventId> possible_;                 // scratch
    std::vector<std::uint32_t> sorted_;
};

// Whether the condition or term reads a belief anywhere.
bool condition_reads_beliefs(const GroundWorld &world, std::uint32_t condition);
bool term_reads_beliefs(const GroundWorld &world, std::uint32_t term);

}  // namespace dramaturge
