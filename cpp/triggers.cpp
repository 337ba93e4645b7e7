// Triggers (docs/semantics.md 5), on drafts: nothing that they pass through gets an id, unless they
// go on for long.

#include <algorithm>
#include <bit>

#include "dynamics.hpp"

namespace dramaturge {

namespace {

constexpr int most_firings = 1'000;  // in one state before they count as endless
constexpr int most_rounds = 100;

// Drafts on drafts on drafts are slow to read: after so many, a canonical state takes their place.
constexpr int few_firings = 8;
constexpr int few_rounds = 2;

}  // namespace

// Rounds until no trigger applies. The agenda must list what may apply now.
StateId Dynamics::settled(Ref root) {
    rounds_ = 0;
    if (agenda_.empty()) {
        return construction_.solve(root, true);
    }
    for (;;) {
        if (rounds_ > few_rounds) {
            const StateId passing = construction_.solve(root, false);
            if (passing == no_state) {
                return no_state;
            }
            root = Ref::of(passing);
        }
        changed_ = false;
        root = rounded(root);
        if (!construction_.walk(root, drafts_)) {
            return no_state;
        }
        // Only the first round tells by firing nothing that nothing is left to fire: states that come
        // up again in later rounds have had theirs.
        if (rounds_ == 0 && !changed_) {
            return construction_.solve(root, true);
        }
        if (++rounds_ > most_rounds) {
            return no_state;
        }
        if (is_quiet()) {
            return construction_.solve(root, true);
        }
    }
}

// Whether no trigger applies in any of the drafts after a round: only one could that reads minds.
bool Dynamics::is_quiet() {
    for (const Ref draft : drafts_) {
        for (std::size_t word = 0; word < open_.size(); ++word) {
            pending_[word] = open_[word] & agenda_.mindful(word);
        }
        if (first_trigger(construction_.view(draft), pending_) != UINT32_MAX) {
            return false;
        }
    }
    return true;
}

// The state after a round: its own triggers until none applies, then a round of each mind.
Ref Dynamics::rounded(Ref ref) {
    ref = construction_.resolved(ref);
    if (ref.is_kept() || construction_.failed()) {
        return ref;
    }
    const Key key{rounded_topic, 0, ref};
    Ref found;
    if (construction_.find(key, found)) {
        return found;
    }
    if (const std::uint32_t *result = known_round(ref)) {
        return Ref::of(state_in(*result));
    }
    Ref after = ref;
    if (!fire_all(after)) {
        construction_.fail();
        return ref;
    }
    return construction_.told(key, construction_.words(after), {}, after.bits);
}

// What triggers make of the draft, if that is known to take no more than one round.
const std::uint32_t *Dynamics::known_round(Ref draft) {
    const std::uint32_t *result = known(construction_.origin_of(draft), quick);
    if (result != nullptr && (*result & clean) == 0) {
        changed_ = true;
        open_ = open_later_;
    }
    return result;
}

// Fires the state's own triggers, first in the text first, until none applies; false if that never
// happens.
bool Dynamics::fire_all(Ref &ref) {
    pending_ = open_;
    for (int fired_here = 1;; ++fired_here) {
        const std::uint32_t first = first_trigger(construction_.view(ref), pending_);
        if (construction_.failed() || (first != UINT32_MAX && fired_here > most_firings)) {
            return false;
        }
        if (first == UINT32_MAX) {
            return true;
        }
        const Word *before = construction_.words(ref);
        ref = fired(ref, {first});
        const Word *after = construction_.words(ref);
        if (!effects_.tells({first}) && std::equal(before, before + layout_.width(), after)) {
            return false;  // it would fire for ever
        }
        agenda_.add_after({first}, pending_);
        if (fired_here % few_firings == 0) {
            const StateId passing = construction_.solve(ref, false);
            if (passing == no_state) {
                return false;
            }
            ref = Ref::of(passing);
        }
    }
}

// The first that applies of some triggers, as an event; UINT32_MAX if none does. Those before it
// are struck off.
std::uint32_t Dynamics::first_trigger(View view, Triggers &among) {
    for (std::size_t word = 0; word < among.size(); ++word) {
        if (among[word] == 0) {
            continue;
        }
        std::uint64_t bits = sieve_.pass(word, among[word], view);
        for (; bits != 0; bits &= bits - 1) {
            const auto event = static_cast<std::uint32_t>(
                world_.action_count + word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
            if (evaluation_.holds(world_.events[event].precondition, view)) {
                among[word] = bits;
                return event;
            }
        }
        among[word] = 0;
    }
    return UINT32_MAX;
}

Ref Dynamics::fired(Ref before, EventId trigger) {
    changed_ = true;
    ++work_.fired;
    last_fired_.push_back(trigger.index);
    agenda_.add_after(trigger, open_);
    agenda_.add_all_after(trigger, open_later_);
    const Key key{fired_topic, trigger.index, before};
    Ref found;
    if (construction_.find(key, found)) {
        return found;
    }
    Word *values = construction_.blank();
    if (!effects_.apply(trigger, construction_.view(before), values)) {
        outgrown_ = true;
        construction_.fail();
    }
    return construction_.told(key, values);
}

}  // namespace dramaturge
