// How many acts the rest of a plan needs, whether or not all are needed: exact, and lower bounds.
#include <algorithm>
#include <cassert>

#include "explain.hpp"
#include "explain_attempt.hpp"

namespace dramaturge {

// The fewest acts that the others would join in from the state to a utility above `above`, whether
// or not all are needed; a lower bound more than `longest` if there are none so short. reach: of
// the next act.
std::uint32_t Explainer::continuation(StateId state, std::uint32_t who, double above,
                                      std::uint32_t longest, Reach reach) {
    if (outlook_.utility(state, 1 + who) > above) return 0;
    if (longest == 0) return 1;
    if (reach.left == 1) reach.nested = 0;  // the others must gain at once, too
    const std::uint32_t hoped = std::max(1u, relaxations_[1 + who]->steps(state, above));
    if (hoped > longest) return hoped;
    // Where the others must gain at once, how many acts are left makes no difference to them.
    const Reach distinct{reach.nested == 0 ? 0 : reach.left, reach.nested};
    const WideKey key{std::uint64_t{state.index} << 32 | threshold(above), packed(who, distinct)};
    std::uint32_t known = hoped;
    if (const std::uint32_t *stored = continuations_.find(key)) {
        if ((*stored & 1) != 0 || (*stored >> 1) > longest) return *stored >> 1;
        known = std::max(known, *stored >> 1);
    }
    Sketch &sketch = sketches_.of(who, reach.nested == 0);
    known = std::max(known, sketch.steps(preview_.of(state), above, longest));
    if (known > longest) return known;
    // Those who gain at once agree in minds of any depth.
    if (reach.nested > 0 && continuation(state, who, above, known, {reach.left, 0}) <= known) {
        continuations_.put(key, known << 1 | 1u);
        return known;
    }
    const std::uint32_t length = deepen(state, who, above, known, longest, reach, key);
    continuations_.put(key, length << 1 | (length <= longest ? 1u : 0u));
    return length;
}

// As above, for a state in which it is known that fewer than `known` >= 1 acts do not suffice. key: of
// what is found out in continuations_; bounds are kept at once, in case this is broken off.
std::uint32_t Explainer::deepen(StateId state, std::uint32_t who, double above,
                                std::uint32_t known, std::uint32_t longest, Reach reach,
                                WideKey key) {
    struct Child {
        StateId state;  // made when first looked at
        std::uint32_t action;
        std::uint32_t hoped;
        bool agreed;
    };
    watch_.tick();
    const bool at_once = reach.nested == 0;  // others' reasons are cheap, so they are asked first
    std::vector<Child> children;
    std::uint32_t beyond = Relaxation::never;  // what children that are too far leave possible
    for (const std::uint32_t action : outlook_.actions(state)) {
        if (outlook_.is_author_only(action) || is_needless(who, action, reach.nested)) continue;
        if (at_once && !others_agree(state, who, action, reach)) continue;
        if (!at_once && !may_agree(state, who, action, reach)) continue;
        watch_.tick();
        const std::uint32_t hoped =
            steps_after(state, action, who, above, longest - 1, reach.nested);
        if (hoped >= longest) {
            beyond = std::min(beyond, hoped + 1);
            continue;
        }
        children.push_back({no_state, action, hoped, at_once});
    }
    std::stable_sort(children.begin(), children.end(),
                     [](const Child &a, const Child &b) { return a.hoped < b.hoped; });
    const Reach later{reach.left - 1, reach.nested};
    std::uint32_t length = known;
    while (length <= longest) {
        std::uint32_t next_length = beyond;
        for (Child &child : children) {
            if (child.hoped < length && child.state == no_state) {
                child.state = graph_.after(state, EventId{child.action});
                if (child.state == no_state) child.hoped = Relaxation::never;
                assert(child.state == no_state ||
                       preview_.agrees(preview_.after(state, child.action), child.state));
            }
            if (child.hoped < length) {
                child.hoped = std::max(
                    child.hoped, continuation(child.state, who, above, length - 1, later));
            }
            if (child.hoped < length && !child.agreed) {
                child.agreed = others_agree(state, who, child.action, reach);
                if (!child.agreed) child.hoped = Relaxation::never;
            }
            if (child.hoped < length) return length;
            next_length = std::min(next_length, child.hoped + 1);
        }
        length = std::max(length + 1, next_length);
        if (length <= longest) continuations_.put(key, length << 1);
    }
    return std::min(length, Relaxation::never);
}

// At least so many acts are needed from the state after the action, which must be possible; if
// there is no such state, anything. More than `longest` may be said without looking further.
std::uint32_t Explainer::steps_after(StateId state, std::uint32_t action, std::uint32_t who,
                                     double above, std::uint32_t longest, std::int32_t nested) {
    Relaxation &relaxation = *relaxations_[1 + who];
    if (!policy_.exact) {
        Sketch &sketch = sketches_.of(who, nested == 0);
        if (!sketch.is_touched_by(action)) {
            const std::uint32_t hoped = relaxation.steps(state, above);
            if (hoped > longest) return hoped;
            return std::max(hoped, sketch.steps(preview_.of(state), above, longest));
        }
    }
    const std::uint32_t preview = preview_.after(state, action);
    if (preview != Preview::none) {
        const std::uint32_t hoped = relaxation.steps(preview_, preview, above);
        if (hoped > longest) return hoped;
        return std::max(hoped, sketches_.of(who, nested == 0).steps(preview, above, longest));
    }
    const StateId next = graph_.after(state, EventId{action});
    return next == no_state ? Relaxation::never : relaxation.steps(next, above);
}

std::uint32_t Explainer::threshold(double above) {
    return thresholds_.try_emplace(above, static_cast<std::uint32_t>(thresholds_.size()))
        .first->second;
}

}  // namespace dramaturge
