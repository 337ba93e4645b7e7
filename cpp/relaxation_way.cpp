// Relaxed plans: backwards from a utility to what brought about what it takes.
#include <algorithm>
#include <set>
#include <utility>

#include "relaxation.hpp"
#include "relaxation_hope.hpp"

namespace dramaturge {

class Relaxation::Way {
public:
    // first, last: [fluent] hopes at the start and at the end.
    Way(const Relaxation &relaxation, std::span<const Hope> first, std::span<const Hope> last)
        : relaxation_(relaxation),
          world_(relaxation.world_),
          first_{world_, first},
          last_{world_, last} {}

    // What it takes for the term to be more than that.
    void exceed(std::uint32_t index, double above) {
        if (first_.term(index).high > above) return;
        const Term &term = world_.terms[index];
        if (term.form == Term::Form::choice) {
            const bool left = last_.may(term.condition, true) && last_.term(term.left).high > above;
            condition(term.condition, left);
            exceed(left ? term.left : term.right, above);
        } else if (term.form == Term::Form::arithmetic && term.op == Operator::add) {
            const double left = first_.term(term.left).high;
            const double right = first_.term(term.right).high;
            if (last_.term(term.left).high + right > above) {
                exceed(term.left, above - right);
            } else if (left + last_.term(term.right).high > above) {
                exceed(term.right, above - left);
            } else {
                exceed(term.left, above - last_.term(term.right).high);
                exceed(term.right, above - last_.term(term.left).high);
            }
        } else {
            grown(index);
        }
    }

    std::vector<Waypoint> points;

private:
    // All that came to be hoped for of what the term reads.
    void grown(std::uint32_t index) {
        const Term &term = world_.terms[index];
        switch (term.form) {
            case Term::Form::constant: return;
            case Term::Form::read: return fact(term.read, every_value, true);
            case Term::Form::truth: return condition(term.condition, true);
            case Term::Form::arithmetic:
                grown(term.left);
                grown(term.right);
                return;
            case Term::Form::choice:
                if (last_.may(term.condition, true)) {
                    condition(term.condition, true);
                    grown(term.left);
                } else {
                    condition(term.condition, false);
                    grown(term.right);
                }
                return;
        }
    }

    void condition(std::uint32_t index, bool truth) {
        if (first_.may(index, truth) || !last_.may(index, truth)) return;
        const Condition &condition = world_.conditions[index];
        switch (condition.form) {
            case Condition::Form::always:
            case Condition::Form::never:
                return;
            case Condition::Form::all:
            case Condition::Form::any: {
                const auto parts = world_.parts_of(condition);
                if ((condition.form == Condition::Form::all) == truth) {
                    for (const std::uint32_t part : parts) this->condition(part, truth);
                    return;
                }
                std::uint32_t best = never;
                std::uint32_t chosen = 0;
                for (const std::uint32_t part : parts) {
                    const std::uint32_t at = layer(part, truth);
                    if (at >= best) continue;
                    best = at;
                    chosen = part;
                }
                if (best != never) this->condition(chosen, truth);
                return;
            }
            case Condition::Form::compare: {
                if (const auto asked = fact_of(world_, condition, truth)) {
                    return fact(asked->read, asked->values, false);
                }
                grown(condition.left);
                grown(condition.right);
                return;
            }
            case Condition::Form::match:
                fact(condition.first, every_value, true);
                fact(condition.second, every_value, true);
                return;
        }
    }

    // The layer from which on the condition may have the truth value.
    std::uint32_t layer(std::uint32_t index, bool truth) const {
        if (first_.may(index, truth)) return 0;
        if (!last_.may(index, truth)) return never;
        const Condition &condition = world_.conditions[index];
        if (condition.form == Condition::Form::all || condition.form == Condition::Form::any) {
            const bool every = (condition.form == Condition::Form::all) == truth;
            std::uint32_t sum = every ? 0 : never;
            for (const std::uint32_t part : world_.parts_of(condition)) {
                const std::uint32_t at = layer(part, truth);
                sum = every ? std::max(sum, at) : std::min(sum, at);
            }
            return sum;
        }
        const auto asked = fact_of(world_, condition, truth);
        if (!asked) return 1;
        for (const Gain &gain : relaxation_.gains_[asked->read.fluent]) {
            if ((gain.values & asked->values) != 0) return gain.layer;
        }
        return never;
    }

    void fact(Read read, std::uint64_t values, bool all) {
        if (!world_.chain(read.chain).empty() || depth_ == deepest) return;
        const auto &gains = relaxation_.gains_[read.fluent];
        for (std::uint32_t at = 0; at < gains.size(); ++at) {
            const Gain &gain = gains[at];
            if (!all && (gain.values & values) == 0) continue;
            if (!done_.insert({read.fluent, at}).second) return;
            if (world_.fluents[read.fluent] != Kind::number) {
                points.push_back({read.fluent, all ? gain.values : values});
            }
            const Rule &rule = relaxation_.rules_[gain.rule];
            ++depth_;
            condition(world_.events[event_of(gain.rule)].precondition, true);
            condition(rule.condition, true);
            grown(rule.value);
            --depth_;
            return;
        }
    }

    std::uint32_t event_of(std::uint32_t rule) const {
        const auto &first = relaxation_.first_;
        const auto next = std::upper_bound(first.begin(), first.end(), rule);
        return relaxation_.events_[static_cast<std::size_t>(next - first.begin()) - 1];
    }

    // Triggers may hang on each other in thousands, and a stack has an end.
    static constexpr std::uint32_t deepest = 500;

    const Relaxation &relaxation_;
    const GroundWorld &world_;
    std::uint32_t depth_ = 0;
    HopeReader first_;
    HopeReader last_;
    std::set<std::pair<std::uint32_t, std::uint32_t>> done_;
};

void Relaxation::note_gain(const Hope &before, std::uint32_t fluent, std::uint32_t rule) {
    gains_[fluent].push_back({hopes_[fluent].mask & ~before.mask, rule, layer_});
}

std::vector<Relaxation::Waypoint> Relaxation::waypoints(StateId state, double above,
                                                        People people) {
    if (!watched_) prepare();
    gains_.assign(world_.fluent_count(), {});
    const bool may = may_exceed(state, above, people);
    std::vector<Waypoint> points;
    if (may) {
        const std::vector<Hope> last = hopes_;
        set_hopes(graph_.values(state));
        Way way(*this, hopes_, last);
        way.exceed(world_.utilities[agent_], above);
        points = std::move(way.points);
    }
    gains_.clear();
    return points;
}

}  // namespace dramaturge
