// The world as an agent could hope for: a lower bound on the actions to a better state.
//
// Delete relaxation over values: a fluent holds a growing set of values (a mask of entities or
// truth values, an interval of numbers), an action adds to the sets, triggers run to a fixpoint
// at no cost. Layer k overestimates what k actions can bring about, so the first layer in which
// the utility may exceed a bound is a lower bound of the length of any plan that exceeds it
// (this is hmax with unit costs). Beliefs are taken to be whatever is wanted.
//
// Only what matters to the agent is looked at: facts relevant to its utility, found backwards
// through the events that bring them about. States that agree on these facts share one answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "memory.hpp"
#include "people.hpp"
#include "planner_watch.hpp"
#include "preview.hpp"
#include "rows.hpp"
#include "segments.hpp"
#include "state_graph.hpp"

namespace dramaturge {

// What a fluent or a term may be. Numbers: bit 0 of `mask` for unknown, bit 1 for low..high.
struct Hope {
    std::uint64_t mask = 0;
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
};

class Watched;

class Relaxation {
public:
    static constexpr std::uint32_t never = UINT32_MAX >> 2;  // one more, or twice, is no overflow

    // agent as in StateGraph::utility; only the author counts on author-only actions. Layers are
    // built up to `horizon`: an answer above it is only known to be above it. watch: asked while the
    // rules are made, where there are limits.
    Relaxation(StateGraph &graph, std::uint32_t agent, std::uint32_t horizon,
               const Watch *watch = nullptr);
    ~Relaxation();
    Relaxation(const Relaxation &) = delete;
    Relaxation &operator=(const Relaxation &) = delete;

    // At least so many actions are needed from the state to make the agent's utility more than
    // `above`. never: no number of actions can. Throws Stopped where there is a watch.
    std::uint32_t steps(StateId state, double above);
    std::uint32_t steps(const Preview &previews, std::uint32_t preview, double above);

    // Whether it may become more than `above` by what only these people must consent to, within the
    // horizon. Not remembered.
    bool may_exceed(StateId state, double above, People people);

    // What a relaxed plan to more than `above`, by what only these people must consent to, brings
    // about on its way: the values of a fluent of which one would do. Numbers aside; empty if it is
    // there already, or if there is none.
    struct Waypoint {
        std::uint32_t fluent;
        std::uint64_t values;  // bits
    };
    std::vector<Waypoint> waypoints(StateId state, double above, People people);

    // The values of the fluent that matter to the agent, as bits; all bits for a number.
    std::uint64_t relevant(std::uint32_t fluent);

    std::size_t bytes() const noexcept;

private:
    struct Rule {
        std::uint32_t condition;
        std::uint32_t fluent;
        std::uint32_t value;  // term
        std::uint64_t bit;    // of a constant value; 0 if not constant or a number
    };

    void prepare();
    void compile(std::uint32_t event, Watched &watched);
    std::uint32_t happening_count() const {
        return static_cast<std::uint32_t>(first_.size() - 1);
    }
    void index_readers();

    // Answers. One is a run of utilities, best hope per layer, each layer better than the last.
    struct Layer {
        std::uint32_t depth;
        double best;
    };
    // Why there are no more layers: the horizon was reached, no further one is better, or the last
    // is as good as was asked for.
    enum class End : std::uint8_t { horizon, never_more, asked };
    struct Answer {
        std::size_t first;
        std::uint32_t count;
        End end;
    };

    template <class Values>
    std::uint32_t steps(std::uint32_t &known, double above, Values values);
    std::uint32_t steps(const Answer &answer, double above) const;
    std::uint32_t answer_for(std::span<const Value> values, double above);
    void project(std::span<const Value> values);
    void set_hopes(std::span<const Value> values);
    Answer layers_from(std::span<const Value> values, double above);
    std::span<const Rule> rules_of(std::uint32_t happening) const {
        return {rules_.data() + first_[happening], first_[happening + 1] - first_[happening]};
    }
    void collect(std::uint32_t happening);
    bool apply_news(bool widen);
    void look_at_grown();
    void look_again(std::uint32_t happening);
    bool settle_triggers();
    void note_gain(const Hope &before, std::uint32_t fluent, std::uint32_t rule);
    double best_hope() const;

    StateGraph &graph_;
    const GroundWorld &world_;
    std::uint32_t agent_;
    std::uint32_t horizon_;
    const Watch *watch_;
    std::vector<std::uint64_t> relevant_;  // [fluent] mask of values that matter
    std::vector<std::uint32_t> fluents_;   // those with any
    std::vector<Rule> rules_;              // of actions, then of triggers, one after the other
    std::vector<std::uint32_t> first_;     // [happening] in rules_; and one more
    std::unique_ptr<Watched> watched_;     // which of them may happen; none before it is prepared
    std::uint32_t action_count_ = 0;       // of happenings
    std::vector<std::uint32_t> events_;    // [happening]
    std::vector<std::vector<std::uint32_t>> readers_;  // [fluent] happenings whose rules read it
    double highest_ = 0;                   // no utility exceeds it

    std::vector<Layer> layers_;
    std::vector<Answer> answers_;
    Segments<std::uint32_t> by_valuation_;  // answer + 1, 0: not yet
    Segments<std::uint32_t> by_preview_;
    Memory memory_;
    std::unique_ptr<Rows> projections_;     // [answer] values of fluents_

    // Scratch.
    std::vector<Value> projected_;
    std::vector<Hope> hopes_;
    struct News {
        std::uint32_t fluent;
        std::uint32_t rule;
        Hope hope;
    };
    std::vector<News> news_;
    // Where a way is asked for: what came to be hoped for, in order, and by which rule.
    struct Gain {
        std::uint64_t values;
        std::uint32_t rule;
        std::uint32_t layer;
    };
    class Way;
    std::vector<std::vector<Gain>> gains_;  // [fluent]; empty: nothing is noted
    People people_ = everybody;             // whose acts count
    std::uint32_t layer_ = 0;
    std::vector<std::uint32_t> grown_;     // fluents, with repetitions
    std::vector<std::uint32_t> enabled_;
    std::vector<char> is_due_;             // [happening] in one of:
    std::vector<std::uint32_t> due_actions_;
    std::vector<std::uint32_t> due_triggers_;
    std::vector<std::uint32_t> looked_at_;
};

}  // namespace dramaturge
