#include "expand.hpp"

namespace dramaturge {

namespace {

class Meeting {
public:
    explicit Meeting(const StateGraph &graph) : graph_(graph) {}

    void meet(StateId state) {
        met_.resize(graph_.size(), false);
        if (met_[state.index]) {
            return;
        }
        std::size_t at = fresh.size();
        add(state);
        for (; at < fresh.size(); ++at) {
            for (std::uint32_t c = 0; c < graph_.world().character_count; ++c) {
                const StateId mind = graph_.believed(fresh[at], {c});
                if (!met_[mind.index]) {
                    add(mind);
                }
            }
        }
    }

    std::vector<StateId> fresh;  // met since it was last cleared
    std::uint64_t count = 0;

private:
    void add(StateId state) {
        met_[state.index] = true;
        fresh.push_back(state);
        ++count;
    }

    const StateGraph &graph_;
    std::vector<bool> met_;
};

}  // namespace

std::vector<std::uint64_t> expand_count(StateGraph &graph, std::uint32_t depth, Cancel &cancel) {
    std::vector<std::uint64_t> counts;
    Meeting meeting(graph);
    if (graph.initial() != no_state) {
        meeting.meet(graph.initial());
    }
    std::vector<StateId> level;
    std::vector<EventId> actions;
    std::uint32_t expanded = 0;
    while (counts.size() < depth) {
        level.clear();
        level.swap(meeting.fresh);
        for (const StateId state : level) {
            if (++expanded % 1024 == 0 && cancel.asked()) {
                return counts;
            }
            graph.possible_actions(state, actions);
            for (const EventId action : actions) {
                const StateId following = graph.after(state, action);
                if (following != no_state) {
                    meeting.meet(following);
                }
            }
        }
        counts.push_back(meeting.count);
    }
    return counts;
}

}  // namespace dramaturge
