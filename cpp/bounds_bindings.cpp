#include "bounds_bindings.hpp"

#include <nanobind/stl/optional.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

#include "planner_watch.hpp"
#include "preview.hpp"
#include "relaxation.hpp"
#include "sketch.hpp"
#include "state_graph.hpp"

namespace dramaturge {

namespace {

namespace nb = nanobind;

// A graph with all that the planner concludes from values alone. Nothing here asks for a state that
// it was not asked for: what the graph has not met yet is part of the question.
class PythonBounds {
public:
    PythonBounds(const GroundWorld &world, std::uint32_t horizon)
        : graph_(world),
          watch_({std::numeric_limits<double>::infinity(), SIZE_MAX, SIZE_MAX},
                 [this] { return graph_.size(); }, [] { return std::size_t{0}; },
                 [] { return true; }),
          preview_(graph_),
          sketches_(world, preview_, relaxations_, watch_) {
        if (graph_.initial() == no_state) {
            throw std::invalid_argument("the triggers of the initial state never settle");
        }
        for (std::uint32_t agent = 0; agent < world.utilities.size(); ++agent) {
            relaxations_.push_back(std::make_unique<Relaxation>(graph_, agent, horizon));
        }
    }

    std::uint32_t initial() const { return graph_.initial().index; }

    std::uint32_t believed(std::uint32_t state, std::uint32_t character) const {
        check(character, graph_.world().character_count);
        return graph_.believed(state_at(state), {character}).index;
    }

    std::optional<std::uint32_t> after(std::uint32_t state, std::uint32_t action) {
        const StateId next = graph_.after(state_at(state), action_at(action));
        return next == no_state ? std::nullopt : std::optional(next.index);
    }

    // What preview_.after says, in the numbering of steps(); the action must be possible.
    std::optional<std::uint32_t> previewed(std::uint32_t state, std::uint32_t action) {
        if (!graph_.possible(state_at(state), action_at(action))) {
            throw std::invalid_argument("the action is not possible");
        }
        const std::uint32_t preview = preview_.after(state_at(state), action);
        return preview == Preview::none ? std::nullopt : std::optional(preview);
    }

    std::uint32_t preview_of(std::uint32_t state) { return preview_.of(state_at(state)); }

    std::uint32_t relaxed(std::uint32_t preview, std::uint32_t agent, double above) {
        check(preview, preview_.size());
        check(agent, relaxations_.size());
        return relaxations_[agent]->steps(preview_, preview, above);
    }

    std::uint32_t sketched(std::uint32_t preview, std::uint32_t character, bool at_once,
                           double above, std::uint32_t longest) {
        check(preview, preview_.size());
        check(character, graph_.world().character_count);
        return sketches_.of(character, at_once).steps(preview, above, longest);
    }

    bool may_gain(std::uint32_t action, std::uint32_t without) const {
        return sketches_.gains().may_all_but(without, action_at(action).index);
    }

private:
    static void check(std::size_t index, std::size_t count) {
        if (index >= count) throw nb::index_error("out of range");
    }
    StateId state_at(std::uint32_t state) const {
        check(state, graph_.size());
        return {state};
    }
    EventId action_at(std::uint32_t action) const {
        check(action, graph_.world().action_count);
        return {action};
    }

    StateGraph graph_;
    Watch watch_;
    Preview preview_;
    std::vector<std::unique_ptr<Relaxation>> relaxations_;  // [agent]
    Sketches sketches_;
};

}  // namespace

void bind_bounds(nb::module_ &module) {
    nb::class_<PythonBounds>(module, "Bounds",
                             "What the search concludes from values alone, for tests. A preview is "
                             "the number of a valuation.")
        .def(nb::init<const GroundWorld &, std::uint32_t>(), nb::arg("world"), nb::arg("horizon"),
             nb::keep_alive<1, 2>())
        .def_prop_ro("initial", &PythonBounds::initial)
        .def("believed", &PythonBounds::believed, nb::arg("state"), nb::arg("character"))
        .def("after", &PythonBounds::after, nb::arg("state"), nb::arg("action"))
        .def("preview_of", &PythonBounds::preview_of, nb::arg("state"))
        .def("previewed", &PythonBounds::previewed, nb::arg("state"), nb::arg("action"),
             "The preview of what follows; None: the values alone do not tell.")
        .def("relaxed", &PythonBounds::relaxed, nb::arg("preview"), nb::arg("agent"),
             nb::arg("above"), "At least so many acts to a utility above that.")
        .def("sketched", &PythonBounds::sketched, nb::arg("preview"), nb::arg("character"),
             nb::arg("at_once"), nb::arg("above"), nb::arg("longest"),
             "The same; at_once: in plans in which everybody else gains at once.")
        .def("may_gain", &PythonBounds::may_gain, nb::arg("action"), nb::arg("without"),
             "Whether all who must consent, but for one, may gain by the action at once.");
}

}  // namespace dramaturge
