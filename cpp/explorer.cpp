#include "explorer.hpp"

#include <algorithm>
#include <new>
#include <span>
#include <utility>

#include "proof.hpp"

namespace dramaturge {

namespace {

// Estimates look no further ahead than this; beyond, they only say "further".
constexpr std::uint32_t farthest_estimate = 32;

}  // namespace

Explorer::Explorer(StateGraph &graph, std::uint32_t character_limit,
                   std::uint32_t epistemic_limit, Watch::Limits limits,
                   std::function<bool()> pulse)
    : graph_(graph),
      reach_(Reach::real(character_limit, epistemic_limit)),
      watch_(
          limits, [this] { return graph_.size(); }, [this] { return bytes(); }, std::move(pulse)),
      outlook_(graph, Outlook::Listed::all),
      preview_(graph),
      sketches_(graph.world(), preview_, relaxations_, watch_) {
    for (std::uint32_t agent = 0; agent < graph.world().utilities.size(); ++agent) {
        // The author's plans are as long as a story; it costs nothing until somebody hopes.
        const std::uint32_t longest = agent == 0 ? farthest_estimate : character_limit;
        relaxations_.push_back(std::make_unique<Relaxation>(
            graph, agent, std::min(longest, farthest_estimate), &watch_));
    }
    explainer_ = std::make_unique<Explainer>(
        graph, outlook_, preview_, relaxations_, sketches_, watch_,
        Explainer::Policy{.slack = UINT32_MAX, .exact = true});
    graph_.ask_before_growth([this](std::size_t bytes) { watch_.admit(bytes); });
    preview_.ask_before_growth([this](std::size_t bytes) { watch_.admit(bytes); });
}

Explorer::~Explorer() { graph_.ask_before_growth({}); }

std::uint32_t Explorer::hope(StateId state, double above) {
    try {
        return relaxations_[0]->steps(state, above);
    } catch (const Stopped &stopped) {
        stop_ = stopped.reason;
        return 0;
    }
}

std::optional<std::vector<Move>> Explorer::moves(StateId state, bool ask) {
    stop_.reset();
    std::vector<Move> found;
    try {
        watch_.check();
        for (const std::uint32_t action : outlook_.actions(state)) {
            watch_.tick();
            const StateId after = graph_.after(state, {action});
            if (after == no_state) continue;
            const bool willing = !ask || outlook_.is_author_only(action) ||
                                 explainer_->others_agree(state, author, action, reach_);
            found.push_back({action, after, willing});
        }
    } catch (const Stopped &stopped) {
        stop_ = stopped.reason;
        return std::nullopt;
    } catch (const std::bad_alloc &) {
        stop_ = Stop::memory;
        return std::nullopt;
    }
    return found;
}

std::optional<std::vector<std::uint32_t>> Explorer::reason(StateId state, std::uint32_t who,
                                                           std::uint32_t action, Reach reach,
                                                           std::uint64_t effort,
                                                           std::size_t states) {
    stop_.reset();
    const StateId mind = graph_.believed(state, CharacterId{who});
    const std::uint64_t before = watch_.restrict(effort);
    watch_.restrict_states(states);
    std::optional<std::vector<std::uint32_t>> found;
    try {
        found = explainer_->reason(mind, who, graph_.world().meant(action), reach);
    } catch (const TooDear &) {
        found.reset();
    } catch (const Stopped &stopped) {
        stop_ = stopped.reason;
    } catch (const std::bad_alloc &) {
        stop_ = Stop::memory;
    }
    watch_.restore(before);
    watch_.restrict_states(SIZE_MAX);
    return found;
}

std::size_t Explorer::bytes() const {
    std::size_t sum = graph_.bytes() + outlook_.bytes() + preview_.bytes() + sketches_.bytes();
    for (const auto &relaxation : relaxations_) sum += relaxation->bytes();
    return sum + (explainer_ ? explainer_->bytes() : 0);
}

}  // namespace dramaturge
