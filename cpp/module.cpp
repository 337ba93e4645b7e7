// All bindings. Arguments are checked here, once; the kernel behind assumes that they are right.

#include <nanobind/nanobind.h>
#include <nanobind/stl/array.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/unique_ptr.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

#include "bounds_bindings.hpp"
#include "expand.hpp"
#include "explorer_bindings.hpp"
#include "ground_world.hpp"
#include "planner_bindings.hpp"
#include "state_graph.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace dramaturge {

namespace {

using Index = std::uint32_t;
using TermRow = std::array<Index, 5>;       // form, kind, three more: see world_from
using ConditionRow = std::array<Index, 6>;  // form, five more
using EffectRow = std::array<Index, 4>;     // chain, fluent, value, condition
using EntryRow = std::array<Index, 3>;      // chain, fluent, value
using AttemptRow = std::array<Index, 3>;    // event, the action that is tried, seen
using EventRow = std::tuple<std::string, Index, std::vector<EffectRow>, std::vector<Index>,
                            std::vector<Index>>;  // name, precondition, effects, consenting, observing

constexpr std::size_t rows_between_looks = 256;

template <class Enumeration>
Enumeration checked(Index number, Enumeration last) {
    if (number > static_cast<Index>(last)) {
        throw std::invalid_argument("a form, kind or operator is out of range");
    }
    return static_cast<Enumeration>(number);
}

template <class Item>
Range append(std::vector<Item> &all, const std::vector<Item> &items) {
    const Range range{static_cast<Index>(all.size()), static_cast<Index>(items.size())};
    all.insert(all.end(), items.begin(), items.end());
    return range;
}

Term term_from(const TermRow &row) {
    Term term;
    term.form = checked(row[0], Term::Form::truth);
    term.kind = checked(row[1], Kind::entity);
    switch (term.form) {
        case Term::Form::read:
            term.read = {row[2], row[3]};
            break;
        case Term::Form::constant:
            term.value = row[2];
            break;
        case Term::Form::arithmetic:
            term.op = checked(row[2], Operator::subtract);
            term.left = row[3];
            term.right = row[4];
            break;
        case Term::Form::choice:
            term.condition = row[2];
            term.left = row[3];
            term.right = row[4];
            break;
        case Term::Form::truth:
            term.condition = row[2];
            break;
    }
    return term;
}

Condition condition_from(const ConditionRow &row) {
    Condition condition;
    condition.form = checked(row[0], Condition::Form::match);
    switch (condition.form) {
        case Condition::Form::always:
        case Condition::Form::never:
            break;
        case Condition::Form::all:
        case Condition::Form::any:
            condition.parts = {row[1], row[2]};
            break;
        case Condition::Form::compare:
            condition.op = checked(row[1], Comparator::less);
            condition.left = row[2];
            condition.right = row[3];
            condition.repaired = {row[4], row[5]};
            break;
        case Condition::Form::match:
            condition.equal = row[1] != 0;
            condition.first = {row[2], row[3]};
            condition.second = {row[4], row[5]};
            break;
    }
    return condition;
}

std::unique_ptr<GroundWorld> world_from(
    Index character_count, Index entity_count, Index action_count, const std::vector<Index> &fluents,
    const std::vector<std::vector<Index>> &domains, const std::vector<double> &numbers,
    const std::vector<std::vector<Index>> &chains, const std::vector<TermRow> &terms,
    const std::vector<ConditionRow> &conditions, const std::vector<Index> &parts,
    const std::vector<std::array<Index, 2>> &repaired, const nb::list &events,
    const std::vector<Index> &utilities, const std::vector<EntryRow> &initial,
    const std::vector<Index> &publics, const std::vector<AttemptRow> &attempts) {
    auto world = std::make_unique<GroundWorld>();
    world->character_count = character_count;
    world->entity_count = entity_count;
    world->action_count = action_count;
    for (const Index kind : fluents) {
        world->fluents.push_back(checked(kind, Kind::entity));
    }
    for (const std::vector<Index> &domain : domains) {
        world->domains.push_back(append(world->domain_values, domain));
    }
    world->numbers = numbers;
    for (const std::vector<Index> &chain : chains) {
        world->chains.push_back(append(world->chain_characters, chain));
    }
    for (const TermRow &row : terms) {
        world->terms.push_back(term_from(row));
    }
    for (const ConditionRow &row : conditions) {
        world->conditions.push_back(condition_from(row));
    }
    world->parts = parts;
    for (const auto &[chain, fluent] : repaired) {
        world->repaired.push_back({chain, fluent});
    }
    world->events.reserve(events.size());
    world->event_names.reserve(events.size());
    for (const nb::handle row : events) {
        // One by one: all of them at once would take as much memory again, with nobody looking.
        if (world->events.size() % rows_between_looks == 0 && PyErr_CheckSignals() != 0) {
            throw nb::python_error();
        }
        EventRow event_row;
        if (!nb::try_cast(row, event_row)) throw nb::type_error("an event is no row of a table");
        const auto &[name, precondition, effects, consenting, observing] = event_row;
        Event event;
        event.precondition = event.seen = precondition;
        event.motive = static_cast<Index>(world->events.size());
        event.effects = {static_cast<Index>(world->effects.size()),
                         static_cast<Index>(effects.size())};
        for (const auto &[chain, fluent, value, condition] : effects) {
            world->effects.push_back({chain, fluent, value, condition});
        }
        event.consenting = append(world->consenting, consenting);
        event.observing = append(world->observing, observing);
        world->events.push_back(event);
        world->event_names.push_back(name);
    }
    world->utilities = utilities;
    for (const auto &[chain, fluent, value] : initial) {
        world->initial.push_back({chain, fluent, value});
    }
    world->is_public.assign(fluents.size(), 0);
    for (const Index fluent : publics) {
        if (fluent >= fluents.size()) {
            throw std::invalid_argument("public fluent out of range");
        }
        world->is_public[fluent] = 1;
    }
    for (const auto &[event, motive, seen] : attempts) {
        if (event >= world->action_count || event >= world->events.size()) {
            throw std::invalid_argument("attempt out of range");
        }
        world->events[event].motive = motive;
        world->events[event].seen = seen;
    }
    const std::string flaw = flaw_of(*world);
    if (!flaw.empty()) {
        throw std::invalid_argument(flaw);
    }
    return world;
}

// The graph, with the checks that Python callers need. Threads may call it at the same time only
// while it is not at work without the interpreter's lock.
class CheckedGraph {
public:
    CheckedGraph(const GroundWorld &world, std::size_t capacity)
        : graph_(world, std::min(capacity, dramaturge::most_numbers)) {
        if (graph_.initial() == no_state) {
            throw std::invalid_argument(unsettled_message());
        }
    }

    Index initial() const { return graph_.initial().index; }

    Index believed(Index state, Index character) {
        const StateId checked_state = state_at(state);
        if (character >= graph_.world().character_count) {
            throw nb::index_error(("no character " + std::to_string(character)).c_str());
        }
        return graph_.believed(checked_state, {character}).index;
    }

    bool possible(Index state, Index action) {
        return graph_.possible(state_at(state), action_at(action));
    }

    std::vector<Index> possible_actions(Index state) {
        std::vector<EventId> found;
        graph_.possible_actions(state_at(state), found);
        std::vector<Index> actions;
        for (const EventId action : found) {
            actions.push_back(action.index);
        }
        return actions;
    }

    std::optional<Index> after(Index state, Index action) {
        const StateId following = graph_.after(state_at(state), action_at(action));
        if (following == no_state) {
            return std::nullopt;
        }
        return following.index;
    }

    std::optional<double> utility(Index state, Index agent) {
        const StateId checked_state = state_at(state);
        if (agent > graph_.world().character_count) {
            throw nb::index_error(("no agent " + std::to_string(agent)).c_str());
        }
        const double utility = graph_.utility(checked_state, agent);
        return std::isnan(utility) ? std::nullopt : std::optional(utility);
    }

    std::vector<Index> values(Index state) {
        const auto values = graph_.values(state_at(state));
        return {values.begin(), values.end()};
    }

    double number(Index value) {
        if (value >= graph_.number_count()) {
            throw nb::index_error(("no number " + std::to_string(value)).c_str());
        }
        return graph_.number(value);
    }

    std::vector<std::uint64_t> expand_count(Index depth) {
        check_idle();
        Interrupt interrupt;
        std::vector<std::uint64_t> counts;
        {
            const Busy busy(*this);
            const nb::gil_scoped_release unlocked;
            counts = dramaturge::expand_count(graph_, depth, interrupt);
        }
        if (interrupt.pending) {
            throw nb::python_error();
        }
        return counts;
    }

    void limit_memory(std::size_t bytes) {
        check_idle();
        graph_.ask_before_growth([this, bytes](std::size_t more) {
            if (graph_.bytes() + more > bytes) {
                throw std::bad_alloc();
            }
        });
    }

    std::size_t size() const { return graph_.size(); }
    std::size_t bytes() const { return graph_.bytes(); }
    std::size_t generated() const { return graph_.generated(); }
    std::size_t transitions() const { return graph_.transitions(); }
    std::string unsettled() const { return graph_.unsettled(); }

private:
    // Looks for Ctrl-C, holding the interpreter's lock for that moment.
    struct Interrupt final : Cancel {
        bool asked() override {
            const nb::gil_scoped_acquire locked;
            pending = PyErr_CheckSignals() != 0;
            return pending;
        }
        bool pending = false;
    };

    struct Busy {
        explicit Busy(CheckedGraph &owner) : graph(owner) { graph.busy_ = true; }
        ~Busy() { graph.busy_ = false; }
        Busy(const Busy &) = delete;
        CheckedGraph &graph;
    };

    void check_idle() const {
        if (busy_) {
            throw std::runtime_error("another thread is at work in this graph");
        }
    }

    StateId state_at(Index state) const {
        check_idle();
        if (state >= graph_.size()) {
            throw nb::index_error(("no state " + std::to_string(state)).c_str());
        }
        return {state};
    }

    EventId action_at(Index action) const {
        if (action >= graph_.world().action_count) {
            throw nb::index_error(("no action " + std::to_string(action)).c_str());
        }
        return {action};
    }

    std::string unsettled_message() const {
        std::string names = graph_.unsettled();
        const std::size_t end = names.find('\n');
        return "the triggers of the initial state never settle: " +
               (end == std::string::npos ? "" : names.substr(end + 1));
    }

    StateGraph graph_;
    bool busy_ = false;
};

}  // namespace

}  // namespace dramaturge

NB_MODULE(_kernel, m) {
    using dramaturge::CheckedGraph;
    using dramaturge::GroundWorld;
    m.doc() = "The native kernel of Dramaturge. Use dramaturge.kernel instead.";

    nb::class_<GroundWorld>(m, "GroundWorld", "A ground world as flat tables of numbers.")
        .def(nb::new_(&dramaturge::world_from), "character_count"_a, "entity_count"_a,
             "action_count"_a, "fluents"_a, "domains"_a, "numbers"_a, "chains"_a, "terms"_a,
             "conditions"_a, "parts"_a, "repaired"_a, "events"_a, "utilities"_a, "initial"_a,
             "publics"_a = std::vector<std::uint32_t>{},
             "attempts"_a = std::vector<std::array<std::uint32_t, 3>>{},
             "Checks the tables: ValueError where they are inconsistent.");

    nb::class_<CheckedGraph>(m, "StateGraph", "The epistemic state graph of a world.")
        .def(nb::init<const GroundWorld &, std::size_t>(), "world"_a,
             "capacity"_a = dramaturge::most_numbers, nb::keep_alive<1, 2>(),
             "ValueError if the triggers of the initial state never settle. capacity: the states "
             "that can be numbered.")
        .def_prop_ro("initial", &CheckedGraph::initial)
        .def("believed", &CheckedGraph::believed, "state"_a, "character"_a)
        .def("possible", &CheckedGraph::possible, "state"_a, "action"_a)
        .def("possible_actions", &CheckedGraph::possible_actions, "state"_a)
        .def("after", &CheckedGraph::after, "state"_a, "action"_a)
        .def("utility", &CheckedGraph::utility, "state"_a, "agent"_a)
        .def("values", &CheckedGraph::values, "state"_a)
        .def("number", &CheckedGraph::number, "value"_a)
        .def("expand_count", &CheckedGraph::expand_count, "depth"_a,
             "The states within 1 .. depth actions. Releases the interpreter's lock.")
        .def("limit_memory", &CheckedGraph::limit_memory, "bytes"_a,
             "From now on MemoryError where more would be needed; the graph stays usable.")
        .def("__len__", &CheckedGraph::size)
        .def_prop_ro("size_bytes", &CheckedGraph::bytes)
        .def_prop_ro("generated", &CheckedGraph::generated)
        .def_prop_ro("transitions", &CheckedGraph::transitions)
        .def_prop_ro("unsettled", &CheckedGraph::unsettled);

    m.attr("MOST_NUMBERS") = dramaturge::most_numbers;

    dramaturge::bind_planner(m);
    dramaturge::bind_explorer(m);
    dramaturge::bind_bounds(m);
}
