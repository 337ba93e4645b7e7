#include "state_graph.hpp"

#include <utility>
#include <vector>

#include "dynamics.hpp"
#include "evaluation.hpp"
#include "layout.hpp"
#include "memory.hpp"
#include "numbers.hpp"
#include "states.hpp"

namespace dramaturge {

struct StateGraph::Body {
    Body(const GroundWorld &ground, std::size_t capacity)
        : world(ground),
          memory(capacity),
          layout(ground),
          numbers(capacity),
          states(layout.width(), ground.character_count, memory),
          evaluation(ground, layout, numbers),
          dynamics(ground, layout, states, evaluation, memory),
          unpacked(ground.fluent_count()) {
        for (std::size_t i = 1; i < ground.numbers.size(); ++i) {
            numbers.intern(ground.numbers[i]);  // gives i: they are finite and distinct
        }
        initial = dynamics.initial();
    }

    const GroundWorld &world;
    Memory memory;  // outlives the tables that tell it what they hold
    Layout layout;
    Numbers numbers;
    States states;
    Evaluation evaluation;
    Dynamics dynamics;
    StateId initial = no_state;
    std::vector<Value> unpacked;  // the values last asked for
};

StateGraph::StateGraph(const GroundWorld &world, std::size_t capacity)
    : body_(std::make_unique<Body>(world, capacity)) {}
StateGraph::~StateGraph() = default;

const GroundWorld &StateGraph::world() const noexcept { return body_->world; }

std::size_t StateGraph::capacity() const noexcept { return body_->memory.capacity(); }

StateId StateGraph::initial() const noexcept { return body_->initial; }

void StateGraph::begin_at(StateId state) noexcept { body_->initial = state; }

StateId StateGraph::believed(StateId state, CharacterId who) const noexcept {
    return body_->states.believed(state, who.index);
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
    return body_->evaluation.number(body_->world.utilities[agent], body_->states.view(state));
}

std::span<const Value> StateGraph::values(StateId state) const noexcept {
    body_->layout.unpack(body_->states.words(state), body_->unpacked.data());
    return body_->unpacked;
}

Value StateGraph::value(StateId state, FluentId fluent) const noexcept {
    return body_->layout.get(body_->states.words(state), fluent.index);
}

std::uint32_t StateGraph::valuation(StateId state) const noexcept {
    return body_->states.kept().valuation(state);
}

std::size_t StateGraph::valuation_count() const noexcept {
    return body_->states.kept().valuation_count();
}

double StateGraph::number(Value value) const noexcept { return body_->numbers[value]; }

std::size_t StateGraph::number_count() const noexcept { return body_->numbers.size(); }

bool StateGraph::holds(StateId state, std::uint32_t condition) const noexcept {
    return body_->evaluation.holds(condition, body_->states.view(state));
}

std::size_t StateGraph::size() const noexcept { return body_->states.kept().size(); }

std::size_t StateGraph::bytes() const noexcept {
    return body_->memory.held() + body_->states.passing_bytes() + body_->numbers.bytes() +
           body_->layout.bytes() + body_->evaluation.bytes() + body_->dynamics.bytes();
}

void StateGraph::ask_before_growth(std::function<void(std::size_t)> guard) {
    body_->memory.ask_before_growth(std::move(guard));
}

std::size_t StateGraph::generated() const noexcept {
    const Work &work = body_->dynamics.work();
    return work.applied + work.fired;
}

std::size_t StateGraph::transitions() const noexcept { return body_->dynamics.work().applied; }

const std::string &StateGraph::unsettled() const noexcept { return body_->dynamics.unsettled(); }

}  // namespace dramaturge
