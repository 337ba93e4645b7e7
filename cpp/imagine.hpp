// The plans that a character would come upon in its mind, found as stories are: best first, what
// brings something new before all else.
//
// For plans of many acts. To know that there is none so short, or how short one is, takes an
// exhaustive search (explain_length.hpp); this finds some plan, not the shortest, or none, and says
// nothing of others. It can be broken off, and goes on where it was when asked again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_set>
#include <vector>

#include "explain.hpp"
#include "best_first.hpp"

namespace dramaturge {

class Imagination {
public:
    // What the plans of all in a real state may be, and how long to look. patience: the states that
    // are looked at for a plan of somebody in another mind; hardly any takes more than a few. plans:
    // how many are found for a real mind. only_new: states that show no new pair of values are not
    // looked at; without end whoever walks about leaves each of the others with another belief.
    // focuses: what those do comes later whom nobody seems to need (guide.hpp).
    struct Extent {
        Reach real;
        std::size_t patience;
        std::size_t plans;
        bool only_new;
        bool focuses;
    };

    // Keeps references; all must outlive it.
    Imagination(StateGraph &graph, Outlook &outlook, Preview &preview,
                std::vector<std::unique_ptr<Relaxation>> &relaxations, Watch &watch,
                Explainer &explainer, Extent extent);

    // Plans that the others would join in, of up to Extent::real.left acts, and of which no single
    // act can be left out; where another act could come first, also with that. Empty if there seem
    // to be none. nested: see Reach. allowed: the ticks for it, in all. Throws TooDear where the
    // watch does, or where these are over. Valid until the next call.
    std::span<const std::vector<std::uint32_t>> plans(StateId mind, std::uint32_t who,
                                                      std::int32_t nested, std::uint64_t allowed);

    std::size_t bytes() const noexcept;

private:
    using Plan = std::vector<std::uint32_t>;
    struct Attempt {
        std::unique_ptr<BestFirst> search;  // null: it came to its end
        Plan raw;                            // found, but not looked through yet
        std::vector<Plan> plans;
        std::size_t found = 0;
        std::uint64_t spent = 0;
    };
    // Whose plan in which mind; its utility must end above that.
    struct Question {
        StateId mind;
        std::uint32_t who;
        Reach reach;
        double above;
    };

    bool is_real(const Question &question) const {
        return question.reach.nested == extent_.real.nested;
    }
    std::size_t attempt_at(const Question &question);
    void go_on(std::size_t at, const Question &question);
    void look_through(std::size_t at, const Question &question);
    bool leads_to_it(const Question &question, const Plan &plan);
    void prune(const Question &question, Plan &plan);

    StateGraph &graph_;
    Outlook &outlook_;
    Preview &preview_;
    std::vector<std::unique_ptr<Relaxation>> &relaxations_;
    Watch &watch_;
    Explainer &explainer_;
    Extent extent_;
    const std::unordered_set<StepKey> refuted_;  // nothing
    WideTable known_;                            // what was asked -> in attempts_
    std::vector<Attempt> attempts_;
};

}  // namespace dramaturge
