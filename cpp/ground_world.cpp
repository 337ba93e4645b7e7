#include "ground_world.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <utility>

namespace dramaturge {

namespace {

constexpr std::uint32_t most_nested = 4'000;  // evaluation is recursive

// Looks at one table after the other; the first flaw found stays.
class Inspection {
public:
    explicit Inspection(const GroundWorld &world) : world_(world) {}

    std::string run() {
        sizes();
        if (flaw_.empty()) {
            terms();
            conditions();
        }
        if (flaw_.empty()) {
            nesting();
            events();
            initial();
        }
        return flaw_;
    }

private:
    void demand(bool met, const char *what) {
        if (!met && flaw_.empty()) {
            flaw_ = what;
        }
    }

    static bool within(Range range, std::size_t size) {
        return range.first <= size && range.count <= size - range.first;
    }

    bool valid(Read read) const {
        return read.chain < world_.chains.size() && read.fluent < world_.fluents.size();
    }

    bool is_term(std::uint32_t term) const { return term < world_.terms.size(); }
    bool is_condition(std::uint32_t index) const { return index < world_.conditions.size(); }

    bool fits(Value value, Kind kind) const {
        switch (kind) {
            case Kind::boolean:
                return value <= 1;
            case Kind::number:
                return value < world_.numbers.size();
            case Kind::entity:
                return value <= world_.entity_count;
        }
        return false;
    }

    void sizes() {
        constexpr std::size_t most = 0x0fffffff;
        demand(world_.entity_count < most && world_.character_count < most &&
                   world_.fluents.size() < most && world_.numbers.size() < most,
               "too much of something");
        demand(world_.action_count <= world_.events.size(), "more actions than events");
        demand(world_.event_names.size() == world_.events.size(), "one name per event is needed");
        demand(world_.domains.size() == world_.fluents.size(), "one domain per fluent is needed");
        demand(world_.utilities.size() == std::size_t{world_.character_count} + 1,
               "one utility per character and one for the author are needed");
        demand(!world_.chains.empty() && world_.chains[0].count == 0, "chain 0 must be empty");
        for (const Range chain : world_.chains) {
            demand(within(chain, world_.chain_characters.size()), "chain out of range");
        }
        for (const std::uint32_t character : world_.chain_characters) {
            demand(character < world_.character_count, "character in a chain out of range");
        }
        for (const Range domain : world_.domains) {
            demand(within(domain, world_.domain_values.size()), "domain out of range");
        }
        for (const Value value : world_.domain_values) {
            demand(value <= world_.entity_count, "entity in a domain out of range");
        }
        demand(!world_.numbers.empty() && std::isnan(world_.numbers[0]),
               "number 0 must be the unknown");
        std::set<double> seen;
        for (std::size_t i = 1; i < world_.numbers.size(); ++i) {
            const double number = world_.numbers[i];
            demand(std::isfinite(number) && !(number == 0.0 && std::signbit(number)),
                   "a number is not finite, or a negative zero");
            demand(std::isfinite(number) && seen.insert(number).second, "a number stands twice");
        }
    }

    void terms() {
        for (const Term &term : world_.terms) {
            switch (term.form) {
                case Term::Form::read:
                    demand(valid(term.read), "read out of range");
                    demand(!flaw_.empty() || world_.fluents[term.read.fluent] == term.kind,
                           "a read is of another kind than its fluent");
                    break;
                case Term::Form::constant:
                    demand(fits(term.value, term.kind), "constant out of range");
                    break;
                case Term::Form::arithmetic:
                    demand(kind_is(term.left, Kind::number) && kind_is(term.right, Kind::number) &&
                               term.kind == Kind::number,
                           "arithmetic needs numbers");
                    break;
                case Term::Form::choice:
                    demand(is_condition(term.condition), "condition of a choice out of range");
                    demand(kind_is(term.left, term.kind) && kind_is(term.right, term.kind),
                           "the values of a choice are of different kinds");
                    break;
                case Term::Form::truth:
                    demand(is_condition(term.condition) && term.kind == Kind::boolean,
                           "a truth needs a condition");
                    break;
            }
        }
    }

    bool kind_is(std::uint32_t term, Kind kind) const {
        return is_term(term) && world_.terms[term].kind == kind;
    }

    void conditions() {
        for (const Condition &condition : world_.conditions) {
            switch (condition.form) {
                case Condition::Form::always:
                case Condition::Form::never:
                    break;
                case Condition::Form::all:
                case Condition::Form::any:
                    demand(within(condition.parts, world_.parts.size()), "parts out of range");
                    break;
                case Condition::Form::compare:
                    demand(is_term(condition.left) && is_term(condition.right) &&
                               world_.terms[condition.left].kind ==
                                   world_.terms[condition.right].kind,
                           "a comparison needs two terms of one kind");
                    demand(within(condition.repaired, world_.repaired.size()),
                           "repaired reads out of range");
                    break;
                case Condition::Form::match:
                    demand(valid(condition.first) && valid(condition.second),
                           "match out of range");
                    break;
            }
        }
        for (const std::uint32_t part : world_.parts) {
            demand(is_condition(part), "part out of range");
        }
        for (const Read read : world_.repaired) {
            demand(valid(read), "repaired read out of range");
        }
    }

    // Nodes are the terms, then the conditions.
    void children(std::size_t node, std::vector<std::size_t> &found) const {
        const std::size_t terms = world_.terms.size();
        if (node < terms) {
            const Term &term = world_.terms[node];
            const bool choice = term.form == Term::Form::choice;
            if (choice || term.form == Term::Form::truth) {
                found.push_back(terms + term.condition);
            }
            if (choice || term.form == Term::Form::arithmetic) {
                found.insert(found.end(), {term.left, term.right});
            }
            return;
        }
        const Condition &condition = world_.conditions[node - terms];
        if (condition.form == Condition::Form::compare) {
            found.insert(found.end(), {condition.left, condition.right});
        } else if (condition.form == Condition::Form::all ||
                   condition.form == Condition::Form::any) {
            for (const std::uint32_t part : world_.parts_of(condition)) {
                found.push_back(terms + part);
            }
        }
    }

    void nesting() {
        constexpr std::uint32_t open = UINT32_MAX;
        const std::size_t count = world_.terms.size() + world_.conditions.size();
        std::vector<std::uint32_t> height(count, 0);  // 0: not met yet
        std::vector<std::size_t> work;
        std::vector<std::size_t> inner;
        for (std::size_t root = 0; root < count && flaw_.empty(); ++root) {
            work.push_back(root);
            while (!work.empty() && flaw_.empty()) {
                const std::size_t node = work.back();
                inner.clear();
                children(node, inner);
                if (height[node] == 0) {
                    height[node] = open;
                    for (const std::size_t child : inner) {
                        demand(height[child] != open, "a condition or term contains itself");
                        if (height[child] == 0) {
                            work.push_back(child);
                        }
                    }
                    continue;
                }
                work.pop_back();
                if (height[node] == open) {
                    std::uint32_t most = 0;
                    for (const std::size_t child : inner) {
                        demand(height[child] != open, "a condition or term contains itself");
                        most = std::max(most, height[child]);
                    }
                    demand(most < most_nested, "a condition or term is nested too deeply");
                    height[node] = most + 1;
                }
            }
            work.clear();
        }
    }

    void events() {
        for (std::size_t i = 0; i < world_.events.size(); ++i) {
            const Event &event = world_.events[i];
            demand(is_condition(event.precondition), "precondition out of range");
            demand(is_condition(event.seen), "what is seen of an event is out of range");
            demand(event.motive == i || (i < world_.action_count && event.motive < i),
                   "an attempt must follow the action that is tried");
            demand(within(event.effects, world_.effects.size()), "effects out of range");
            demand(within(event.consenting, world_.consenting.size()), "consenting out of range");
            demand(within(event.observing, world_.observing.size()), "observing out of range");
            demand((i >= world_.action_count && event.observing.count == 0) ||
                       event.observing.count == world_.character_count,
                   "an action needs one observing condition per character");
        }
        for (const Effect &effect : world_.effects) {
            demand(valid({effect.chain, effect.fluent}), "effect out of range");
            demand(is_condition(effect.condition), "condition of an effect out of range");
            demand(!flaw_.empty() || kind_is(effect.value, world_.fluents[effect.fluent]),
                   "an effect assigns a value of another kind");
        }
        for (const std::uint32_t character : world_.consenting) {
            demand(character < world_.character_count, "consenting character out of range");
        }
        for (const std::uint32_t condition : world_.observing) {
            demand(is_condition(condition), "observing condition out of range");
        }
        for (const std::uint32_t utility : world_.utilities) {
            demand(kind_is(utility, Kind::number), "a utility must be a number");
        }
    }

    void initial() {
        for (const Entry &entry : world_.initial) {
            demand(valid({entry.chain, entry.fluent}), "initial entry out of range");
            demand(!flaw_.empty() || fits(entry.value, world_.fluents[entry.fluent]),
                   "initial value out of range");
        }
    }

    const GroundWorld &world_;
    std::string flaw_;
};

}  // namespace

std::size_t GroundWorld::bytes() const noexcept {
    const auto of = [](const auto &...tables) {
        return ((tables.capacity() * sizeof(tables.front())) + ...);
    };
    return of(fluents, is_public, domains, domain_values, numbers, chains, chain_characters, terms,
              conditions, parts, repaired, effects, consenting, observing, events, utilities,
              initial, event_names);
}

std::string flaw_of(const GroundWorld &world) { return Inspection(world).run(); }

}  // namespace dramaturge
