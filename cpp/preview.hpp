// The values of the state after an action, without the minds in it.
//
// Most successors that a search looks at are dropped for their values alone: nobody gains, or the
// goal is too far. Making the minds is what a successor costs; the values follow from the values
// before, unless a trigger that changes them reads minds. Where they do not, `none` says so, and
// the successor itself has to be made.
//
// A preview is the number of a valuation, of this class's own; equal previews, equal values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "cache.hpp"
#include "evaluation.hpp"
#include "event_index.hpp"
#include "layout.hpp"
#include "memory.hpp"
#include "numbers.hpp"
#include "rows.hpp"
#include "segments.hpp"
#include "state_graph.hpp"

namespace dramaturge {

class Preview {
public:
    static constexpr std::uint32_t none = UINT32_MAX;

    // Keeps a reference: the graph must outlive it.
    explicit Preview(StateGraph &graph);

    // The values after the action, which must be possible in the state, if there is a state after
    // it at all. The state must be one after triggers.
    std::uint32_t after(StateId state, std::uint32_t action) {
        return following(of(state), action);
    }

    // Step by step: the values of the state itself; those after an action that is possible as far
    // as these values tell.
    std::uint32_t of(StateId state);
    std::uint32_t following(std::uint32_t preview, std::uint32_t action);

    // The same values for the fluents that are kept, and for all others those of the initial state.
    std::uint32_t restricted(std::uint32_t preview, std::span<const char> kept);

    // Whether a condition holds that reads no beliefs; as Evaluation::holds.
    bool holds(std::uint32_t condition, std::uint32_t preview) const {
        return evaluation_.holds(condition, view(valuations_[preview]));
    }

    // Whether there are any previews in this world.
    bool is_usable() const noexcept { return is_usable_; }

    // Agents as in StateGraph::utility; whether a preview tells their utility, and which it is.
    bool tells_utility(std::uint32_t agent) const noexcept { return tells_utility_[agent] != 0; }
    double utility(std::uint32_t preview, std::uint32_t agent);

    // Valid until values() is called again.
    std::span<const Value> values(std::uint32_t preview) const noexcept {
        layout_.unpack(valuations_[preview], unpacked_.data());
        return unpacked_;
    }
    // For assertions: whether the state has these values; trivially so if there is no preview.
    bool agrees(std::uint32_t preview, StateId state) const;

    // See Memory.
    void ask_before_growth(std::function<void(std::size_t)> guard) {
        memory_.ask_before_growth(std::move(guard));
    }

    std::size_t size() const noexcept { return valuations_.size(); }
    std::size_t capacity() const noexcept { return memory_.capacity(); }
    std::size_t bytes() const noexcept;

private:
    static View view(const Word *words) noexcept { return {words, no_state.index, nullptr}; }
    std::uint32_t compute(std::uint32_t preview, std::uint32_t action);
    bool apply(std::uint32_t event, View view);
    void learn_numbers();

    StateGraph &graph_;
    Numbers numbers_;    // those of the graph, in the same order
    Memory memory_;
    Layout layout_;      // of its own, where every number fits
    Rows valuations_;
    Evaluation evaluation_;
    EventIndex triggers_;             // that change values
    bool is_usable_ = true;
    std::vector<char> is_plain_;      // [action] its values follow from values
    std::vector<char> tells_utility_; // [agent]
    std::vector<Segments<double>> utilities_;  // [agent][preview]
    Cache known_;                     // by preview before and action
    Segments<std::uint32_t> of_valuation_;     // [valuation of the graph] + 1, 0: not yet
    std::vector<Word> before_;        // scratch
    std::vector<Word> values_;
    mutable std::vector<Value> unpacked_;
};

}  // namespace dramaturge
