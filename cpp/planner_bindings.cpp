#include "planner_bindings.hpp"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "planner.hpp"

namespace dramaturge {

namespace {

namespace nb = nanobind;

// (action, ((character, (step, ...)), ...)): an act, and the imagined plans behind it.
nb::tuple deed_to_python(const Deed &deed) {
    nb::list reasons;
    for (const Reason &reason : deed.reasons) {
        nb::list plan;
        for (const Deed &later : reason.plan) plan.append(deed_to_python(later));
        reasons.append(nb::make_tuple(reason.who, nb::tuple(plan)));
    }
    return nb::make_tuple(deed.action, nb::tuple(reasons));
}

const char *outcome_name(Outcome outcome) {
    switch (outcome) {
        case Outcome::found: return "found";
        case Outcome::none: return "none";
        case Outcome::limit: return "limit";
        case Outcome::cancelled: return "cancelled";
    }
    return "";
}

const char *stop_name(Stop stop) {
    switch (stop) {
        case Stop::time: return "time";
        case Stop::memory: return "memory";
        case Stop::states: return "states";
        case Stop::effort: return "effort";
        case Stop::cancelled: return "cancelled";
    }
    return "";
}

Aim aim_called(const std::string &name) {
    if (name == "any") return Aim::any;
    if (name == "shortest") return Aim::shortest;
    if (name == "refute") return Aim::refute;
    if (name == "several") return Aim::several;
    throw std::invalid_argument("there is no aim called " + name);
}

Rounds rounds_called(const std::string &name) {
    if (name == "all") return Rounds::all;
    if (name == "hopeful") return Rounds::hopeful;
    if (name == "certain") return Rounds::certain;
    throw std::invalid_argument("there are no rounds called " + name);
}

// (name, what it does, complete, optimal) of every way of searching.
nb::tuple rounds_to_python() {
    nb::list rounds;
    for (const Round &round : rounds_for(Aim::any, Rounds::all, true)) {
        rounds.append(nb::make_tuple(round.name, round.doing, round.complete, round.optimal));
    }
    return nb::tuple(rounds);
}

const char *name_of(const Round *round) { return round == nullptr ? "" : round->name; }

// (story, utility, undecided, round).
nb::tuple tale_to_python(const Tale &tale) {
    nb::list deeds;
    for (const Deed &deed : tale.deeds) deeds.append(deed_to_python(deed));
    return nb::make_tuple(nb::tuple(deeds), tale.utility, tale.undecided, name_of(tale.round));
}

// Calls back into Python now and then. Ctrl-C, also if raised by the callback, cancels; any other
// error of the callback stops the search and is raised at its end.
class PythonProgress {
public:
    explicit PythonProgress(nb::object callback) : callback_(std::move(callback)) {}

    bool operator()(const Progress &progress) {
        nb::gil_scoped_acquire gil;
        if (PyErr_CheckSignals() != 0) {
            absorb(nb::python_error());
            return false;
        }
        constexpr double pause = 0.2;
        const bool is_due = progress.seconds >= told_ + pause || progress.stories != stories_;
        if (callback_.is_none() || !is_due) return true;
        told_ = progress.seconds;
        stories_ = progress.stories;
        try {
            callback_(name_of(progress.round), progress.depth, progress.states, progress.expanded,
                      progress.best, progress.bytes, progress.seconds, progress.stories,
                      progress.shortest, progress.bound);
        } catch (nb::python_error &error) {
            absorb(std::move(error));
            return false;
        }
        return true;
    }

    void raise_failure() {
        if (failure_) {
            nb::python_error failure = std::move(*failure_);
            failure_.reset();
            throw failure;
        }
    }

private:
    void absorb(nb::python_error error) {
        if (!error.matches(PyExc_KeyboardInterrupt)) failure_.emplace(std::move(error));
    }

    nb::object callback_;
    double told_ = 0;            // when it was called last
    std::size_t stories_ = 0;    // and how many it was told of
    std::optional<nb::python_error> failure_;
};

// What Python holds: a graph of its own, a planner and its way back into Python. One thread at a
// time may use it.
class PythonPlanner {
public:
    PythonPlanner(const GroundWorld &world, std::uint32_t author_limit,
                  std::uint32_t character_limit, std::uint32_t epistemic_limit, double seconds,
                  std::size_t bytes, std::size_t states, nb::object callback,
                  const std::vector<std::uint32_t> &order, std::uint64_t proof,
                  const std::vector<std::uint32_t> &begun, std::size_t capacity,
                  std::uint64_t effort, std::uint32_t hoped_character,
                  std::uint32_t hoped_epistemic, bool commits, std::uint32_t imagines, bool focuses)
        : resources_(room_for(world, {seconds, bytes, states, effort})),
          graph_(world, std::min(capacity, most_numbers)),
          progress_(std::move(callback)),
          begun_(after(begun)),
          planner_(graph_, checked(author_limit, character_limit, epistemic_limit, hoped_character,
                                   hoped_epistemic, commits, imagines, focuses, proof),
                   order_of_all(order), [this](const Progress &now) { return progress_(now); }) {}

    const char *run(double goal, const std::string &aim, std::size_t count,
                    const std::string &rounds) {
        if (std::isnan(goal)) throw std::invalid_argument("the goal is not a number");
        if (count < 1) throw std::invalid_argument("at least one story must be asked for");
        const Aim wanted = aim_called(aim);
        const Rounds by = rounds_called(rounds);
        const Busy busy(*this);
        Outcome outcome{};
        {
            const nb::gil_scoped_release unlocked;
            outcome = planner_.run(goal, wanted, count, by);
        }
        progress_.raise_failure();
        return outcome_name(outcome);
    }

    // Why everybody would do the action after these acts; None if somebody has no reason.
    std::optional<nb::tuple> reasons(const std::vector<std::uint32_t> &acts, std::uint32_t action) {
        const Busy busy(*this);
        const StateId state = along(acts);
        auto found = planner_.reasons(state, action_at(action).index);
        if (!found) return std::nullopt;
        return nb::cast<nb::tuple>(deed_to_python({action, std::move(*found)})[1]);
    }

    std::optional<nb::tuple> settle(const std::vector<std::uint32_t> &acts, std::uint64_t effort) {
        const Busy busy(*this);
        (void)along(acts);
        std::optional<Tale> tale;
        {
            const nb::gil_scoped_release unlocked;
            tale = planner_.settle(acts, effort);
        }
        progress_.raise_failure();
        return tale ? std::optional(tale_to_python(*tale)) : std::nullopt;
    }

    const Planner &planner() const noexcept { return planner_; }

private:
    struct Busy {
        explicit Busy(PythonPlanner &owner) : planner(owner) {
            if (planner.busy_) throw std::runtime_error("another thread is at work here");
            planner.busy_ = true;
        }
        ~Busy() { planner.busy_ = false; }
        Busy(const Busy &) = delete;
        PythonPlanner &planner;
    };

    // The tables that come first, before anybody looks, were measured to take that much.
    static Watch::Limits room_for(const GroundWorld &world, Watch::Limits resources) {
        if (std::isnan(resources.seconds)) throw std::invalid_argument("a time is not a number");
        const std::size_t needed = (std::size_t{3} << 20) + world.bytes() / 2 * 3;
        if (needed > resources.bytes) throw std::bad_alloc();
        return resources;
    }

    StateId along(const std::vector<std::uint32_t> &acts) {
        StateId state = graph_.initial();
        for (const std::uint32_t act : acts) {
            state = state == no_state ? no_state : graph_.after(state, action_at(act));
        }
        if (state == no_state) throw std::invalid_argument("the acts are not possible");
        return state;
    }

    // Moves the beginning behind these acts, before the planner looks at it.
    std::size_t after(const std::vector<std::uint32_t> &acts) {
        if (!acts.empty()) graph_.begin_at(along(acts));
        return acts.size();
    }

    PlannerLimits checked(std::uint32_t author_limit, std::uint32_t character_limit,
                          std::uint32_t epistemic_limit, std::uint32_t hoped_character,
                          std::uint32_t hoped_epistemic, bool commits,
                          std::uint32_t imagines, bool focuses, std::uint64_t proof) const {
        constexpr std::uint32_t most = 1 << 14;  // what fits into the keys of the tables
        if (author_limit > most || character_limit > most || epistemic_limit > most_nested) {
            throw std::invalid_argument("a limit of depth exceeds 16384 acts or 1024 minds");
        }
        if (graph_.initial() == no_state) {
            throw std::invalid_argument("the triggers of the initial state never settle");
        }
        const Reach hoped = Reach::real(std::min(hoped_character, character_limit),
                                        std::min(hoped_epistemic, epistemic_limit));
        return {author_limit, character_limit, epistemic_limit, hoped, commits, imagines, focuses,
                resources_, proof};
    }

    const std::vector<std::uint32_t> &order_of_all(const std::vector<std::uint32_t> &order) const {
        if (!order.empty() && order.size() != graph_.world().action_count) {
            throw std::invalid_argument("an order must place every action");
        }
        return order;
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
    PythonProgress progress_;
    std::size_t begun_;  // acts before the beginning
    Planner planner_;
    bool busy_ = false;
};

}  // namespace

void bind_planner(nb::module_ &module) {
    nb::class_<PythonPlanner>(module, "Planner", "A search for stories, with a graph of its own.")
        .def(nb::init<const GroundWorld &, std::uint32_t, std::uint32_t, std::uint32_t, double,
                      std::size_t, std::size_t, nb::object, const std::vector<std::uint32_t> &,
                      std::uint64_t, const std::vector<std::uint32_t> &, std::size_t, std::uint64_t,
                      std::uint32_t, std::uint32_t, bool, std::uint32_t, bool>(),
             nb::arg("world"), nb::arg("author"), nb::arg("character"), nb::arg("epistemic"),
             nb::arg("seconds"), nb::arg("bytes"), nb::arg("states"), nb::arg("progress").none(),
             nb::arg("order"), nb::arg("proof"), nb::arg("begun"),
             nb::arg("capacity") = most_numbers, nb::arg("effort") = UINT64_MAX,
             nb::arg("hoped_character") = UINT32_MAX, nb::arg("hoped_epistemic") = UINT32_MAX,
             nb::arg("commits") = false, nb::arg("imagines") = 0,
             nb::arg("focuses") = false,
             nb::keep_alive<1, 2>(),
             "ValueError if the triggers of the initial state never settle; MemoryError if it cannot "
             "even begin within so many bytes. order: the place of "
             "each action among equals; empty: that in the world. proof: the effort for showing that "
             "nothing in a story can be left out. begun: acts that have happened already. "
             "capacity: the states that can be numbered. effort: the steps of work after which it stops. "
             "hoped_character, hoped_epistemic: how far the hopeful rounds look, if not so far. "
             "commits: whether plans once begun count as reasons for all their acts there. imagines: whether "
             "long plans are found there as stories are; 0: no, more: with more patience. "
             "focuses: whether, where it imagines, it looks first at those who seem needed.")
        .def("run", &PythonPlanner::run, nb::arg("goal"), nb::arg("aim"), nb::arg("count"),
             nb::arg("rounds") = "all",
             "Searches, once; the name of the outcome. aim: any, shortest, refute or several. "
             "rounds: all, the hopeful or the certain ones. "
             "Releases the interpreter's lock.")
        .def("reasons", &PythonPlanner::reasons, nb::arg("acts"), nb::arg("action"),
             "Why all who must consent would do the action after these acts; None: they do not.")
        .def("settle", &PythonPlanner::settle, nb::arg("acts"), nb::arg("effort"),
             "These acts proved as a story, or fewer of them, as in `tales`; None if somebody has no "
             "reason or it takes more effort. Releases the interpreter's lock.")
        .def_prop_ro("start", [](const PythonPlanner &self) { return self.planner().start(); })
        .def_prop_ro(
            "tales",
            [](const PythonPlanner &self) {
                nb::list tales;
                for (const Tale &tale : self.planner().tales()) tales.append(tale_to_python(tale));
                return nb::tuple(tales);
            },
            "What was found: (story, utility, undecided, round) each.")
        .def_prop_ro("bound", [](const PythonPlanner &self) { return self.planner().bound(); })
        .def_prop_ro("exhausted",
                     [](const PythonPlanner &self) { return self.planner().is_exhausted(); })
        .def_prop_ro("round",
                     [](const PythonPlanner &self) { return name_of(self.planner().round()); })
        .def_prop_ro("stop",
                     [](const PythonPlanner &self) -> std::optional<std::string> {
                         const auto stop = self.planner().stop();
                         if (!stop) return std::nullopt;
                         return stop_name(*stop);
                     })
        .def_prop_ro("expanded",
                     [](const PythonPlanner &self) { return self.planner().expanded(); })
        .def_prop_ro("states", [](const PythonPlanner &self) { return self.planner().states(); });
    module.def("resident_bytes", &resident_bytes,
               "The memory that the process occupies; 0 where the system does not say.");
    module.def("rounds", rounds_to_python,
               "The ways of searching: (name, what it does, complete, optimal) each.");
}

}  // namespace dramaturge
