#include "imagine.hpp"

#include <algorithm>
#include <utility>

#include "explain_attempt.hpp"

namespace dramaturge {

Imagination::Imagination(StateGraph &graph, Outlook &outlook, Preview &preview,
                         std::vector<std::unique_ptr<Relaxation>> &relaxations, Watch &watch,
                         Explainer &explainer, Extent extent)
    : graph_(graph),
      outlook_(outlook),
      preview_(preview),
      relaxations_(relaxations),
      watch_(watch),
      explainer_(explainer),
      extent_(extent),
      known_(watch) {}

std::span<const std::vector<std::uint32_t>> Imagination::plans(StateId mind, std::uint32_t who,
                                                               std::int32_t nested,
                                                               std::uint64_t allowed) {
    const Question question{
        mind, who, {extent_.real.left, nested}, outlook_.utility(mind, 1 + who)};
    const std::size_t at = attempt_at(question);
    while (attempts_[at].search) {
        if (attempts_[at].spent > allowed) throw TooDear();
        const std::uint64_t begun = watch_.ticks();
        try {
            go_on(at, question);
        } catch (const TooDear &) {
            attempts_[at].spent += watch_.ticks() - begun;
            throw;
        }
        attempts_[at].spent += watch_.ticks() - begun;
    }
    return attempts_[at].plans;
}

std::size_t Imagination::attempt_at(const Question &question) {
    const WideKey key{question.mind.index, packed(question.who, question.reach)};
    if (const std::uint32_t *known = known_.find(key)) return *known;
    const std::size_t at = attempts_.size();
    known_.put(key, static_cast<std::uint32_t>(at));
    watch_.make_room(attempts_, at + 1);
    Attempt &attempt = attempts_.emplace_back();
    attempt.search = std::make_unique<BestFirst>(
        BestFirst::Means{graph_, outlook_, preview_, relaxations_, watch_, refuted_},
        novel_round, explainer_,
        BestFirst::Aims{.start = question.mind,
                         .owner = question.who,
                         .longest = question.reach.left,
                         .above = question.above,
                         .reach = question.reach,
                         .all_ways = false,
                         .in_turn = false,
                         .focuses = extent_.focuses,
                         .has_way = is_real(question),
                         .only_new = extent_.only_new,
                         .patience = is_real(question) ? SIZE_MAX : extent_.patience});
    return at;
}

// Others' plans may be asked for meanwhile, so attempts_ may grow; nobody asks for this one.
void Imagination::go_on(std::size_t at, const Question &question) {
    if (attempts_[at].raw.empty()) {
        BestFirst &search = *attempts_[at].search;
        const auto end = search.next();
        if (!end) {
            attempts_[at].search.reset();
            return;
        }
        attempts_[at].raw = search.path_to(*end);
    }
    look_through(at, question);
    attempts_[at].raw.clear();
    const std::size_t wanted = is_real(question) ? extent_.plans : 1;
    if (++attempts_[at].found >= wanted) attempts_[at].search.reset();
}

void Imagination::look_through(std::size_t at, const Question &question) {
    Plan plan = attempts_[at].raw;
    prune(question, plan);
    std::vector<Plan> fresh{plan};
    for (std::size_t i = 1; i < plan.size(); ++i) {
        if (!graph_.possible(question.mind, EventId{plan[i]})) continue;
        if (!graph_.world().needs_consent_of(EventId{plan[i]}, question.who)) continue;
        Plan other = plan;
        const auto first = other.begin();
        std::rotate(first, first + static_cast<std::ptrdiff_t>(i),
                    first + static_cast<std::ptrdiff_t>(i) + 1);
        if (leads_to_it(question, other)) fresh.push_back(std::move(other));
    }
    std::vector<Plan> &plans = attempts_[at].plans;
    for (Plan &each : fresh) {
        if (std::find(plans.begin(), plans.end(), each) == plans.end()) {
            plans.push_back(std::move(each));
        }
    }
}

bool Imagination::leads_to_it(const Question &question, const Plan &plan) {
    StateId mind = question.mind;
    for (std::uint32_t i = 0; i < plan.size(); ++i) {
        watch_.tick();
        if (!graph_.possible(mind, EventId{plan[i]})) return false;
        const Reach left{question.reach.left - i, question.reach.nested};
        if (!explainer_.others_agree(mind, question.who, plan[i], left)) return false;
        mind = graph_.after(mind, EventId{plan[i]});
        if (mind == no_state) return false;
    }
    return outlook_.utility(mind, 1 + question.who) > question.above;
}

// Leaves out what does not matter.
void Imagination::prune(const Question &question, Plan &plan) {
    for (std::size_t at = 0; at < plan.size();) {
        Plan fewer = plan;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at));
        if (!fewer.empty() && leads_to_it(question, fewer)) {
            plan = std::move(fewer);
            at = 0;
        } else {
            ++at;
        }
    }
}

std::size_t Imagination::bytes() const noexcept {
    std::size_t sum = known_.bytes() + attempts_.capacity() * sizeof(Attempt);
    for (const Attempt &attempt : attempts_) {
        for (const Plan &plan : attempt.plans) sum += plan.capacity() * sizeof(std::uint32_t);
        if (attempt.search) sum += sizeof(BestFirst) + attempt.search->bytes();
    }
    return sum;
}

}  // namespace dramaturge
