// Why every act of a story happens, proved by the definition.
//
// The search may answer from shallow minds and short plans (planner.hpp): right nearly always,
// never certain, because minimality turns more knowledge of others into fewer reasons. Here what
// it found is checked against the full limits: each plan is replayed, its acts' reasons are proved
// in turn, and every part of it that does as well is shown to lack somebody's consent.
//
// The last can be dearer than the whole search: there a question that takes too much effort is
// answered with no, and counted as undecided. All that a story claims is always proved.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "explain.hpp"

namespace dramaturge {

struct Reason;

// An act and why the others who must consent do.
struct Deed {
    std::uint32_t action;
    std::vector<Reason> reasons;
};

struct Reason {
    std::uint32_t who;
    std::vector<Deed> plan;  // begins with the act that it explains
};

class Prover {
public:
    // quick: proposes plans; exact: decides where these do not stand. They may be the same.
    // effort: ticks for all such questions together; one may take a tenth.
    Prover(StateGraph &graph, Outlook &outlook, Explainer &quick, Explainer &exact, Watch &watch,
           std::uint64_t effort);

    // The reasons of all consenting characters but the owner of the state; none if one has none.
    // hoped: how far the search looked, whose answers are remembered.
    std::optional<std::vector<Reason>> agreement(StateId state, std::uint32_t owner,
                                                 std::uint32_t action, Reach reach, Reach hoped);

    // Some of the acts, not all, that all agree to and that make the owner's utility at least
    // `gain`. granted: the first act needs nobody's agreement.
    std::optional<std::vector<std::uint32_t>> shorter(StateId state, std::uint32_t owner,
                                                      std::span<const std::uint32_t> acts,
                                                      double gain, Reach reach, bool granted);

    std::size_t undecided() const noexcept { return undecided_; }

private:
    class Parts;

    std::optional<Reason> reason(StateId mind, std::uint32_t who, std::uint32_t action,
                                 Reach reach, Reach hoped);
    std::optional<Reason> shared_reason(StateId state, std::uint32_t who, std::uint32_t action,
                                        std::uint32_t left);
    bool seem_to_agree(StateId state, std::uint32_t owner, std::uint32_t action, Reach reach);
    std::optional<Reason> prove(StateId mind, std::uint32_t who,
                                std::span<const std::uint32_t> plan, Reach reach, Reach hoped);

    StateGraph &graph_;
    Outlook &outlook_;
    Explainer &quick_;
    Explainer &exact_;
    Watch &watch_;
    std::uint64_t question_effort_;
    std::uint64_t effort_left_;
    bool asking_ = false;
    std::size_t undecided_ = 0;
};

}  // namespace dramaturge
