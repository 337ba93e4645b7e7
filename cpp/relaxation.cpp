#include "relaxation.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "fluent_set.hpp"
#include "relaxation_hope.hpp"
#include "relevance.hpp"
#include "unwanted.hpp"
#include "watched.hpp"

namespace dramaturge {

namespace {

constexpr Value irrelevant = UINT32_MAX;

// Rounds of triggers within one layer before numbers that still grow are given up as unbounded.
constexpr int patience = 8;

// While the rules are made, which takes some hundred bytes for each.
constexpr std::uint32_t events_between_looks = 1'024;

}  // namespace

Relaxation::Relaxation(StateGraph &graph, std::uint32_t agent, std::uint32_t horizon,
                       const Watch *watch)
    : graph_(graph),
      world_(graph.world()),
      agent_(agent),
      horizon_(horizon),
      watch_(watch) {}

// In a large world that takes a while, and nobody may ever ask. What a limit breaks off is begun
// anew when asked again.
void Relaxation::prepare() {
    auto watched = std::make_unique<Watched>(world_);
    const bool author = agent_ == 0;
    relevant_ = relevant_values(world_, world_.utilities[agent_], author);
    fluents_.clear();
    for (std::uint32_t fluent = 0; fluent < relevant_.size(); ++fluent) {
        if (relevant_[fluent] != 0) fluents_.push_back(fluent);
    }
    rules_.clear();
    const std::vector<char> unwanted = unwanted_actions(world_);
    first_.assign(1, 0);
    events_.clear();
    for (std::uint32_t event = 0; event < world_.events.size(); ++event) {
        if (watch_ != nullptr && event % events_between_looks == 0) watch_->check_memory();
        if (event == world_.action_count) action_count_ = happening_count();
        if (event < world_.action_count && unwanted[event] != 0) continue;
        if (event >= world_.action_count || author ||
            !world_.consenting_of(EventId{event}).empty()) {
            compile(event, *watched);
        }
    }
    if (world_.events.size() == world_.action_count) action_count_ = happening_count();
    rules_.shrink_to_fit();
    index_readers();
    projected_.resize(fluents_.size());
    projections_ = std::make_unique<Rows>(fluents_.size(), memory_);
    std::vector<Hope> anything;
    for (const Kind kind : world_.fluents) anything.push_back(any_hope(kind));
    highest_ = HopeReader{world_, anything}.term(world_.utilities[agent_]).high;
    watched_ = std::move(watched);
}

Relaxation::~Relaxation() = default;

void Relaxation::compile(std::uint32_t event, Watched &watched) {
    const std::size_t begin = rules_.size();
    for (const Effect &effect : world_.effects_of(EventId{event})) {
        if (!world_.chain(effect.chain).empty()) continue;
        const Term &value = world_.terms[effect.value];
        const bool constant = value.form == Term::Form::constant && value.kind != Kind::number;
        const std::uint64_t bit = constant ? bit_of(value.value) : 0;
        if ((relevant_[effect.fluent] & (constant ? bit : ~std::uint64_t{0})) == 0) continue;
        rules_.push_back({effect.condition, effect.fluent, effect.value, bit});
    }
    if (rules_.size() == begin) return;
    first_.push_back(static_cast<std::uint32_t>(rules_.size()));
    events_.push_back(event);
    watched.add(world_.events[event].precondition);
}

// What a happening that may happen brings about changes only with what its rules read.
void Relaxation::index_readers() {
    readers_.assign(world_.fluent_count(), {});
    is_due_.assign(happening_count(), 0);
    for (std::uint32_t happening = 0; happening < happening_count(); ++happening) {
        FluentSet read(world_);
        for (const Rule &rule : rules_of(happening)) {
            read.add_condition(rule.condition);
            read.add_term(rule.value);
        }
        for (std::uint32_t fluent = 0; fluent < world_.fluent_count(); ++fluent) {
            if (read.contains(fluent)) readers_[fluent].push_back(happening);
        }
    }
}

std::uint32_t Relaxation::steps(StateId state, double above) {
    if (!watched_) prepare();
    if (!(above < highest_)) return never;
    by_valuation_.grow(graph_.valuation_count(), 0);
    return steps(by_valuation_[graph_.valuation(state)], above,
                 [&] { return graph_.values(state); });
}

std::uint32_t Relaxation::steps(const Preview &previews, std::uint32_t preview, double above) {
    if (!watched_) prepare();
    if (!(above < highest_)) return never;
    by_preview_.grow(previews.size(), 0);
    return steps(by_preview_[preview], above, [&] { return previews.values(preview); });
}

std::uint64_t Relaxation::relevant(std::uint32_t fluent) {
    if (!watched_) prepare();
    return relevant_[fluent];
}

bool Relaxation::may_exceed(StateId state, double above, People people) {
    if (!watched_) prepare();
    if (!(above < highest_)) return false;
    const std::size_t kept = layers_.size();
    people_ = people;
    layers_from(graph_.values(state), above);
    people_ = everybody;
    const bool exceeds = layers_.back().best > above;
    layers_.resize(kept);
    return exceeds;
}

// known: the number of the answer + 1, 0: not yet.
template <class Values>
std::uint32_t Relaxation::steps(std::uint32_t &known, double above, Values values) {
    if (known == 0) known = answer_for(values(), above) + 1;
    const Answer &answer = answers_[known - 1];
    if (answer.end == End::asked && !(layers_[answer.first + answer.count - 1].best > above)) {
        answers_[known - 1] = layers_from(values(), std::numeric_limits<double>::infinity());
    }
    return steps(answers_[known - 1], above);
}

std::uint32_t Relaxation::steps(const Answer &answer, double above) const {
    for (std::size_t i = answer.first; i < answer.first + answer.count; ++i) {
        if (layers_[i].best > above) return layers_[i].depth;
    }
    return answer.end == End::never_more ? never : horizon_ + 1;
}

std::uint32_t Relaxation::answer_for(std::span<const Value> values, double above) {
    project(values);
    const std::uint32_t known = projections_->find(projected_.data());
    if (known != Rows::none) return known;
    projections_->reserve(1);
    answers_.push_back(layers_from(values, above));
    return projections_->append(projected_.data());
}

void Relaxation::project(std::span<const Value> values) {
    for (std::size_t i = 0; i < fluents_.size(); ++i) {
        const std::uint32_t fluent = fluents_[i];
        const Value value = values[fluent];
        const bool distinct = world_.fluents[fluent] == Kind::number ||
                              (relevant_[fluent] & bit_of(value)) != 0;
        projected_[i] = distinct ? value : irrelevant;
    }
}

void Relaxation::set_hopes(std::span<const Value> values) {
    hopes_.assign(values.size(), Hope{});
    for (const std::uint32_t fluent : fluents_) {
        const Value value = values[fluent];
        if (world_.fluents[fluent] != Kind::number) {
            hopes_[fluent].mask = bit_of(value);
        } else if (value == unknown) {
            hopes_[fluent].mask = unknown_number;
        } else {
            hopes_[fluent] = {known_number, graph_.number(value), graph_.number(value)};
        }
    }
}

// Adds the layers of an answer, until one is better than that; more is hardly ever asked for.
Relaxation::Answer Relaxation::layers_from(std::span<const Value> values, double above) {
    set_hopes(values);
    due_actions_.clear();
    due_triggers_.clear();
    std::fill(is_due_.begin(), is_due_.end(), char{0});
    enabled_.clear();
    watched_->begin(hopes_, enabled_);
    for (const std::uint32_t happening : enabled_) look_again(happening);
    Answer answer{layers_.size(), 0, End::horizon};
    double best = best_hope();
    layers_.push_back({0, best});
    for (std::uint32_t depth = 1; depth <= horizon_; ++depth) {
        if (best >= highest_) answer.end = End::never_more;
        else if (best > above) answer.end = End::asked;
        if (answer.end != End::horizon) break;
        layer_ = depth;
        news_.clear();
        looked_at_.swap(due_actions_);
        due_actions_.clear();
        for (const std::uint32_t action : looked_at_) {
            is_due_[action] = 0;
            collect(action);
        }
        const bool acted = apply_news(false);
        // A trigger that reads minds may fire after an act that brings nothing else that matters.
        if (!settle_triggers() && !acted) {
            answer.end = End::never_more;
            break;
        }
        const double hope = best_hope();
        if (hope > best) {
            best = hope;
            layers_.push_back({depth, best});
        }
    }
    answer.count = static_cast<std::uint32_t>(layers_.size() - answer.first);
    return answer;
}

// Notes what an event that may happen may bring about that is not hoped for yet.
void Relaxation::collect(std::uint32_t happening) {
    const HopeReader reader{world_, hopes_};
    if ((consenting_people(world_, EventId{events_[happening]}) & ~people_) != 0) return;
    for (std::uint32_t at = first_[happening]; at < first_[happening + 1]; ++at) {
        const Rule &rule = rules_[at];
        if (rule.bit != 0 && (hopes_[rule.fluent].mask & rule.bit) != 0) continue;
        if (!reader.may(rule.condition, true)) continue;
        news_.push_back({rule.fluent, at,
                         rule.bit != 0 ? Hope{.mask = rule.bit} : reader.term(rule.value)});
    }
}

bool Relaxation::apply_news(bool widen) {
    grown_.clear();
    for (const auto &[fluent, rule, hope] : news_) {
        Hope &known = hopes_[fluent];
        const Hope before = known;
        if (!merge(known, hope)) continue;
        grown_.push_back(fluent);
        if (!gains_.empty()) note_gain(before, fluent, rule);
        if (!widen) continue;
        if (known.low < before.low) known.low = -std::numeric_limits<double>::infinity();
        if (known.high > before.high) known.high = std::numeric_limits<double>::infinity();
    }
    look_at_grown();
    return !grown_.empty();
}

void Relaxation::look_at_grown() {
    for (const std::uint32_t fluent : grown_) {
        enabled_.clear();
        watched_->grown(fluent, enabled_);
        for (const std::uint32_t happening : enabled_) look_again(happening);
        for (const std::uint32_t reader : readers_[fluent]) {
            if (watched_->may_happen(reader)) look_again(reader);
        }
    }
}

void Relaxation::look_again(std::uint32_t happening) {
    if (is_due_[happening] != 0) return;
    is_due_[happening] = 1;
    (happening < action_count_ ? due_actions_ : due_triggers_).push_back(happening);
}

bool Relaxation::settle_triggers() {
    for (int round = 0;; ++round) {
        news_.clear();
        looked_at_.swap(due_triggers_);
        due_triggers_.clear();
        for (const std::uint32_t trigger : looked_at_) {
            is_due_[trigger] = 0;
            collect(trigger);
        }
        if (!apply_news(round >= patience)) return round > 0;
    }
}

double Relaxation::best_hope() const {
    return HopeReader{world_, hopes_}.term(world_.utilities[agent_]).high;
}

std::size_t Relaxation::bytes() const noexcept {
    return layers_.capacity() * sizeof(Layer) + answers_.capacity() * sizeof(Answer) +
           by_valuation_.bytes() + by_preview_.bytes() + memory_.held();
}

}  // namespace dramaturge
