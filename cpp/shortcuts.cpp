#include "shortcuts.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "people.hpp"

namespace dramaturge {

namespace {

class Shortcuts {
public:
    Shortcuts(StateGraph &graph, Outlook &outlook, Watch &watch, const Acts &acts, double above)
        : graph_(graph), outlook_(outlook), watch_(watch), acts_(acts), above_(above) {
        for (const std::uint32_t act : acts) people_ |= consenting_people(graph.world(), {act});
    }

    std::vector<Acts> find() {
        for (std::size_t left_out = 0; left_out < acts_.size(); ++left_out) {
            Acts rest = acts_;
            rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(left_out));
            StateId state = graph_.initial();
            for (std::size_t at = 0; at < rest.size(); ++at) {
                if (at >= left_out) replace(rest, at, state);
                const StateId next = after(state, rest[at]);
                if (next == no_state) break;
                state = next;
            }
        }
        std::vector<Acts> found(found_.begin(), found_.end());
        std::stable_sort(found.begin(), found.end(), [](const Acts &a, const Acts &b) {
            return a.size() < b.size();
        });
        return found;
    }

private:
    StateId after(StateId state, std::uint32_t act) {
        watch_.tick();
        if (!graph_.possible(state, EventId{act})) return no_state;
        return graph_.after(state, EventId{act});
    }

    // Notes what comes of putting in each act that is possible in the state, before rest[at].
    void replace(const Acts &rest, std::size_t at, StateId state) {
        const auto possible = outlook_.actions(state);
        const Acts candidates(possible.begin(), possible.end());
        for (const std::uint32_t act : candidates) {
            if (outlook_.is_author_only(act) || act == rest[at]) continue;
            if ((consenting_people(graph_.world(), {act}) & ~people_) != 0) continue;
            Acts other(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(at));
            other.push_back(act);
            other.insert(other.end(), rest.begin() + static_cast<std::ptrdiff_t>(at), rest.end());
            if (!follow(other)) continue;
            for (std::size_t i = 0; i < other.size();) {
                Acts fewer = other;
                fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
                if (follow(fewer)) {
                    other = std::move(fewer);
                    i = 0;
                } else {
                    ++i;
                }
            }
            if (other.size() < acts_.size()) found_.insert(other);
        }
    }

    // Leaves out what is impossible, and what comes after the end; false if it does not end well.
    bool follow(Acts &acts) {
        Acts kept;
        StateId state = graph_.initial();
        for (const std::uint32_t act : acts) {
            const StateId next = after(state, act);
            if (next == no_state || next == state) continue;
            kept.push_back(act);
            state = next;
            if (outlook_.utility(state, 0) > above_) {
                acts = std::move(kept);
                return true;
            }
        }
        return false;
    }

    StateGraph &graph_;
    Outlook &outlook_;
    Watch &watch_;
    const Acts &acts_;
    double above_;
    People people_ = 0;
    std::set<Acts> found_;
};

}  // namespace

std::vector<Acts> shortcuts(StateGraph &graph, Outlook &outlook, Watch &watch, const Acts &acts,
                            double above) {
    return Shortcuts(graph, outlook, watch, acts, above).find();
}

}  // namespace dramaturge
