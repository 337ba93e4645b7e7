// Surprise: the mind of one who sees happen what they thought impossible (docs/semantics.md 4.4).
//
// Each step gives a canonical state, so that minds repaired alike are one and what follows on them
// stays finite.

#include "dynamics.hpp"

namespace dramaturge {

StateId Dynamics::surprised(StateId holder, StateId mind, std::uint32_t owner, EventId action) {
    const std::uint32_t seen = world_.events[action.index].seen;
    if (evaluation_.holds(seen, states_.view(mind)) ||
        !evaluation_.holds(seen, states_.view(holder))) {
        return mind;  // a repaired holder may think it impossible still: then no clause is true
    }
    return repaired(seen, states_.view(holder), mind, owner);
}

// The condition is true in `real`; parts of it that are not are passed over.
StateId Dynamics::repaired(std::uint32_t index, View real, StateId mind, std::uint32_t owner) {
    const Condition &condition = world_.conditions[index];
    switch (condition.form) {
        case Condition::Form::always:
        case Condition::Form::never:
            break;
        case Condition::Form::all:
        case Condition::Form::any:
            for (const std::uint32_t part : world_.parts_of(condition)) {
                if (condition.form == Condition::Form::any && !evaluation_.holds(part, real)) {
                    continue;
                }
                mind = repaired(part, real, mind, owner);
                if (mind == no_state) {
                    break;
                }
            }
            break;
        case Condition::Form::compare:
            for (std::uint32_t i = 0; i < condition.repaired.count && mind != no_state; ++i) {
                if (evaluation_.holds(index, states_.view(mind))) {
                    break;
                }
                const Read where = world_.repaired[condition.repaired.first + i];
                const bool exactly = condition.op == Comparator::equal;
                mind = corrected(mind, owner, where, real, exactly);
            }
            break;
        case Condition::Form::match: {
            const Value left = evaluation_.read(condition.first, real);
            mind = corrected(mind, owner, condition.first, real, true);
            if (condition.equal) {
                mind = corrected(mind, owner, condition.second, real, true);
            } else if (mind != no_state &&
                       evaluation_.read(condition.second, states_.view(mind)) == left) {
                mind = corrected(mind, owner, condition.second, real, false);
            }
            break;
        }
    }
    return mind;
}

// The mind with the real value, if that is seen exactly or is a truth value, which its owner then
// knows to have learnt; otherwise with unknown, which nobody in it is aware of.
StateId Dynamics::corrected(StateId mind, std::uint32_t owner, Read where, View real,
                            bool exactly) {
    const bool known = exactly || world_.fluents[where.fluent] == Kind::boolean;
    const Value value = known ? evaluation_.read(where, real) : unknown;
    if (mind == no_state || evaluation_.read(where, states_.view(mind)) == value) {
        return mind;
    }
    constexpr std::uint32_t nobody = UINT32_MAX;
    repair_.start(nullptr);
    const Ref draft = repair_.assigned(Ref::of(mind), known ? owner : nobody,
                                       world_.chains[where.chain], where.fluent, value);
    const StateId corrected = repair_.solve(draft, false);
    if (corrected != no_state && States::is_passing(corrected)) {
        origins_.note_passing(corrected, repair_.origin_of(draft));
    }
    return corrected;
}

}  // namespace dramaturge
