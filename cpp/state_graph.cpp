#include "state_graph.hpp"

#include "canon.hpp"
#include "dynamics.hpp"
#include "evaluation.hpp"
#include "numbers.hpp"

namespace dramaturge {

struct StateGraph::Body {
    explicit Body(const GroundWorld &ground)
        : world(ground),
          canon(ground.fluent_count(), ground.character_count),
          evaluation(ground, canon, numbers),
          dynamics(ground, canon, evaluation) {
        for (std::size_t i = 1; i < ground.numbers.size(); ++i) {
            numbers.intern(ground.numbers[i]);  // gives i: they are finite and distinct
        }
        initial = dynamics.initial();
    }

    const GroundWorld &world;
    Numbers numbers;
    Canon canon;
    Evaluation evaluation;
    Dynamics dynamics;
    StateId initial = no_state;
};

StateGraph::StateGraph(const GroundWorld &world) : body_(std::make_unique<Body>(world)) {}
StateGraph::~StateGraph() = default;

const GroundWorld &StateGraph::world() const noexcept { return body_->world; }

StateId StateGraph::initial() const noexcept { return body_->initial; }

StateId StateGraph::believed(StateId state, CharacterId who) const noexcept {
    return body_->canon.believed(state, who.index);
}

bool StateGraph::possible(StateId state, EventId event) const noexcept {
    return holds(state, body_->world.events[event.index].precondition);
}

void StateGraph::possible_actions(StateId state, std::vector<EventId> &found) {
    body_->dynamics.possible_actions(state, found);
}

StateId StateGraph::after(StateId state, EventId action) {
    return body_->dynamics.after(state, action);
}

double StateGraph::utility(StateId state, std::uint32_t agent) const noexcept {
    return body_->evaluation.number(body_->world.utilities[agent], body_->evaluation.view(state));
}

std::span<const Value> StateGraph::values(StateId state) const noexcept {
    return {body_->canon.values(valuation(state)), body_->world.fluent_count()};
}

std::uint32_t StateGraph::valuation(StateId state) const noexcept {
    return body_->canon.valuation(state);
}

std::size_t StateGraph::valuation_count() const noexcept { return body_->canon.valuation_count(); }

double StateGraph::number(Value value) const noexcept { return body_->numbers[value]; }

std::size_t StateGraph::number_count() const noexcept { return body_->numbers.size(); }

bool StateGraph::holds(StateId state, std::uint32_t condition) const noexcept {
    return body_->evaluation.holds(condition, body_->evaluation.view(state));
}

std::size_t StateGraph::size() const noexcept { return body_->canon.size(); }

std::size_t StateGraph::bytes() const noexcept {
    return body_->canon.bytes() + body_->numbers.bytes() + body_->evaluation.bytes() +
           body_->dynamics.bytes();
}

std::size_t StateGraph::transitions() const noexcept { return body_->dynamics.transitions(); }

const std::string &StateGraph::unsettled() const noexcept { return body_->dynamics.unsettled(); }

}  // namespace dramaturge
