#include "explorer_bindings.hpp"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

#include "explorer.hpp"

namespace dramaturge {

namespace {

namespace nb = nanobind;

// What Python holds: a graph of its own and an explorer. One thread at a time may use it.
class PythonExplorer {
public:
    PythonExplorer(const GroundWorld &world, std::uint32_t character_limit,
                   std::uint32_t epistemic_limit, double seconds, std::size_t bytes,
                   std::size_t states, std::size_t capacity)
        : resources_{seconds, bytes, states},
          graph_(world, std::min(capacity, most_numbers)),
          explorer_(graph_, checked(character_limit), checked_minds(epistemic_limit),
                    checked(resources_), [] { return signal_free(); }) {}

    std::uint32_t initial() const { return graph_.initial().index; }

    std::uint32_t believed(std::uint32_t state, std::uint32_t character) const {
        if (character >= graph_.world().character_count) {
            throw nb::index_error(("no character " + std::to_string(character)).c_str());
        }
        return graph_.believed(state_at(state), {character}).index;
    }

    double utility(std::uint32_t state, std::uint32_t agent) const {
        if (agent >= graph_.world().utilities.size()) {
            throw nb::index_error(("no agent " + std::to_string(agent)).c_str());
        }
        return graph_.utility(state_at(state), agent);
    }

    std::vector<Value> values(std::uint32_t state) const {
        const auto values = graph_.values(state_at(state));
        return {values.begin(), values.end()};
    }

    double number(Value value) const {
        if (value >= graph_.number_count()) throw nb::index_error("no such number");
        return graph_.number(value);
    }

    // ((action, state after, whether all are willing), ...); None if a limit ended it.
    std::optional<nb::tuple> moves(std::uint32_t state, bool ask) {
        const Busy busy(*this);
        const StateId from = state_at(state);
        std::optional<std::vector<Move>> found;
        {
            const nb::gil_scoped_release unlocked;
            found = explorer_.moves(from, ask);
        }
        if (!found) return std::nullopt;
        nb::list moves;
        for (const Move &move : *found) {
            moves.append(nb::make_tuple(move.action, move.after.index, move.willing));
        }
        return nb::tuple(moves);
    }

    std::optional<std::uint32_t> after(std::uint32_t state, std::uint32_t action) {
        const Busy busy(*this);
        const StateId reached = graph_.after(state_at(state), action_at(action));
        if (reached == no_state) return std::nullopt;
        return reached.index;
    }

    // The plan of one who must consent; None if the effort, or a limit, left that open.
    std::optional<std::vector<std::uint32_t>> reason(std::uint32_t state, std::uint32_t who,
                                                     std::uint32_t action, std::uint32_t character,
                                                     std::uint32_t epistemic, std::uint64_t effort,
                                                     std::size_t states) {
        const Busy busy(*this);
        const StateId from = state_at(state);
        const Reach reach = Reach::real(checked(character), checked_minds(epistemic));
        if (who >= graph_.world().character_count) {
            throw nb::index_error(("no character " + std::to_string(who)).c_str());
        }
        const EventId event = action_at(action);
        const nb::gil_scoped_release unlocked;
        return explorer_.reason(from, who, event.index, reach, effort, states);
    }

    std::optional<std::uint32_t> hope(std::uint32_t state, double above) {
        const Busy busy(*this);
        const std::uint32_t steps = explorer_.hope(state_at(state), above);
        if (steps >= Relaxation::never) return std::nullopt;
        return steps;
    }

    std::optional<std::string> stop() const {
        const auto stop = explorer_.stop();
        if (!stop) return std::nullopt;
        switch (*stop) {
            case Stop::time: return "time";
            case Stop::memory: return "memory";
            case Stop::states: return "states";
            case Stop::effort: return "effort";
            case Stop::cancelled: return "cancelled";
        }
        return std::nullopt;
    }

    std::uint64_t ticks() const noexcept { return explorer_.ticks(); }
    std::size_t size() const noexcept { return graph_.size(); }
    std::size_t bytes() const { return explorer_.bytes(); }

private:
    struct Busy {
        explicit Busy(PythonExplorer &owner) : explorer(owner) {
            if (explorer.busy_) throw std::runtime_error("another thread is at work here");
            explorer.busy_ = true;
        }
        ~Busy() { explorer.busy_ = false; }
        Busy(const Busy &) = delete;
        PythonExplorer &explorer;
    };

    // The interrupt itself is swallowed: who asked learns of it from stop().
    static bool signal_free() {
        const nb::gil_scoped_acquire gil;
        if (PyErr_CheckSignals() == 0) return true;
        PyErr_Clear();
        return false;
    }

    Watch::Limits checked(Watch::Limits resources) const {
        if (std::isnan(resources.seconds)) throw std::invalid_argument("a time is not a number");
        if (graph_.initial() == no_state) {
            throw std::invalid_argument("the triggers of the initial state never settle");
        }
        return resources;
    }

    static std::uint32_t checked(std::uint32_t limit) {
        constexpr std::uint32_t most = 1 << 14;  // what fits into the keys of the tables
        if (limit > most) throw std::invalid_argument("a limit of depth exceeds 16384");
        return limit;
    }

    static std::uint32_t checked_minds(std::uint32_t limit) {
        if (limit > most_nested) throw std::invalid_argument("a limit of depth exceeds 1024 minds");
        return limit;
    }

    StateId state_at(std::uint32_t state) const {
        if (state >= graph_.size()) {
            throw nb::index_error(("no state " + std::to_string(state)).c_str());
        }
        return {state};
    }

    EventId action_at(std::uint32_t action) const {
        if (action >= graph_.world().action_count) {
            throw nb::index_error(("no action " + std::to_string(action)).c_str());
        }
        return {action};
    }

    // Made first, so destroyed last.
    struct Closing {
        ~Closing() { give_back_memory(); }
    } closing_;
    Watch::Limits resources_;  // counted from before there is a graph
    StateGraph graph_;
    Explorer explorer_;
    bool busy_ = false;
};

}  // namespace

void bind_explorer(nb::module_ &module) {
    using namespace nb::literals;
    nb::class_<PythonExplorer>(module, "Explorer",
                               "What can come of each state, in a graph of its own.")
        .def(nb::init<const GroundWorld &, std::uint32_t, std::uint32_t, double, std::size_t,
                      std::size_t, std::size_t>(),
             "world"_a, "character"_a, "epistemic"_a, "seconds"_a, "bytes"_a, "states"_a,
             "capacity"_a = most_numbers, nb::keep_alive<1, 2>(),
             "ValueError if the triggers of the initial state never settle. capacity: the states "
             "that can be numbered.")
        .def_prop_ro("initial", &PythonExplorer::initial)
        .def("believed", &PythonExplorer::believed, "state"_a, "character"_a)
        .def("utility", &PythonExplorer::utility, "state"_a, "agent"_a)
        .def("values", &PythonExplorer::values, "state"_a)
        .def("number", &PythonExplorer::number, "value"_a)
        .def("moves", &PythonExplorer::moves, "state"_a, "ask"_a,
             "(action, state after, whether all are willing) for each possible act; None if a "
             "limit ended it: see `stop`. Releases the interpreter's lock.")
        .def("after", &PythonExplorer::after, "state"_a, "action"_a,
             "The state after the action; None if it is impossible.")
        .def("reason", &PythonExplorer::reason, "state"_a, "who"_a, "action"_a, "character"_a,
             "epistemic"_a, "effort"_a, "states"_a,
             "The plan on which who must consent would take part in a possible action; empty: there "
             "is none; None: the effort, the states, or a limit, left that open. Releases the interpreter's lock.")
        .def("hope", &PythonExplorer::hope, "state"_a, "above"_a,
             "At least so many acts are needed for the author to have more; None: no acts can.")
        .def_prop_ro("ticks", &PythonExplorer::ticks, "Small steps of work done so far.")
        .def_prop_ro("stop", &PythonExplorer::stop)
        .def("__len__", &PythonExplorer::size)
        .def_prop_ro("size_bytes", &PythonExplorer::bytes);
}

}  // namespace dramaturge
