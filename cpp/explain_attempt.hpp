// The search for one reason: plans that begin with the act to be explained. Private to `explain`.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "explain.hpp"

namespace dramaturge {

inline constexpr std::uint32_t no_plan = 0;

// From so many acts on plans are hardly found without a guess.
inline constexpr std::uint32_t long_plan = 8;
// Up to so many, all are gone through where longer ones are imagined.
inline constexpr std::uint32_t short_plan = 4;

// What is asked about plans, as half a key.
constexpr std::uint64_t packed(std::uint32_t who, Reach reach) {
    return std::uint64_t{who} << 32 | std::uint64_t{reach.left} << 16 |
           static_cast<std::uint64_t>(reach.nested + 1);
}

// A state that some of the acts so far, without the first, would have led to.
struct Explainer::Other {
    StateId state;
    std::uint32_t length;  // how many acts
    auto operator<=>(const Other &) const = default;
};

// A plan that begins with the act to be explained.
struct Explainer::Node {
    StateId state;
    StateId around;        // the state that shares the plan; no_state if none need
    std::uint32_t parent;
    std::uint32_t action;
    std::uint32_t length;
    double rival;               // the best utility among the others
    std::vector<Other> others;  // sorted; if shared, those with the first act, too
    std::uint32_t same_state;   // the node before this one with the same state

    // All that can follow depends on it.
    StateId place() const { return around == no_state ? state : around; }
};

// The search for one reason, best first by the length a plan would have at least.
struct Explainer::Attempt {
    static constexpr std::uint32_t none = UINT32_MAX;

    StateId mind;
    std::uint32_t who;
    Reach reach;
    // Whether fewer acts are never worse: then a state met again later is not looked at.
    bool monotone;
    std::vector<Node> nodes;
    std::unordered_map<std::uint32_t, std::uint32_t> last_of_state;
    std::vector<std::vector<std::uint32_t>> open;  // [length of the whole plan], last in first out

    // Sorts, and keeps each state once; of several lengths the least if fewer acts are no worse.
    void tidy(std::vector<Other> &others) const {
        std::sort(others.begin(), others.end());
        const auto repeated =
            std::unique(others.begin(), others.end(), [this](const Other &a, const Other &b) {
                return a.state == b.state && (monotone || a.length == b.length);
            });
        others.erase(repeated, others.end());
    }

    // Whether what can follow on the node can follow without some of its acts.
    bool is_needless(const Node &node) const {
        if (monotone) {
            // Without the first act the same state is reached sooner.
            const auto same =
                std::lower_bound(node.others.begin(), node.others.end(), Other{node.state, 0});
            if (same != node.others.end() && same->state == node.state) return true;
        }
        const auto found = last_of_state.find(node.place().index);
        std::uint32_t at = found == last_of_state.end() ? none : found->second;
        for (; at != none; at = nodes[at].same_state) {
            const Node &earlier = nodes[at];
            if (monotone ? earlier.length > node.length : earlier.length != node.length) continue;
            if (std::includes(node.others.begin(), node.others.end(), earlier.others.begin(),
                              earlier.others.end())) {
                return true;
            }
        }
        return false;
    }

    // The plan of the first act alone. around: see Node. before: the utility without it. rest: how
    // many acts are to come at least.
    void begin(std::uint32_t action, StateId next, StateId around, double before,
               std::uint32_t rest) {
        add({.state = next,
             .around = around,
             .parent = none,
             .action = action,
             .length = 1,
             .rival = before,
             .others = {{mind, 0}},
             .same_state = none},
            1 + rest);
    }

    void add(Node node, std::uint32_t total) {
        const auto index = static_cast<std::uint32_t>(nodes.size());
        const auto [entry, fresh] = last_of_state.try_emplace(node.place().index, none);
        node.same_state = entry->second;
        entry->second = index;
        if (open.size() <= total) open.resize(total + 1);
        open[total].push_back(index);
        nodes.push_back(std::move(node));
    }
};

}  // namespace dramaturge
