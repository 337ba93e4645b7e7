#include "sketch.hpp"

#include <algorithm>

#include "planner_outlook.hpp"
#include "fluent_set.hpp"

namespace dramaturge {

namespace {

constexpr std::uint32_t never = Relaxation::never;

}  // namespace

Sketch::Sketch(const GroundWorld &world, Preview &preview, Relaxation &relaxation, Watch &watch,
               SketchEffort &effort, std::uint32_t who, const Gains *at_once)
    : world_(world),
      preview_(preview),
      relaxation_(relaxation),
      effort_(effort),
      watch_(watch),
      who_(who),
      is_usable_(preview.is_usable() && preview.tells_utility(1 + who)),
      known_(watch) {
    std::vector<std::uint32_t> usable;
    for (std::uint32_t action = 0; action < world.action_count; ++action) {
        if (world.consenting_of(EventId{action}).empty()) continue;
        if (world.fails_knowingly(action, who)) continue;
        if (at_once != nullptr && !at_once->may_all_but(who, world.meant(action))) continue;
        usable.push_back(action);
    }
    find_cone(usable);
    for (std::uint32_t action = 0; action < world.action_count; ++action) {
        touching_.push_back(!is_usable_ || sets_cone(action));
    }
    constexpr std::uint32_t acts_between_looks = 1'024;
    for (const std::uint32_t action : usable) {
        if (!sets_cone(action)) continue;
        if (acts_.size() % acts_between_looks == 0) watch.check_memory();
        acts_.push_back({action, guards_of(action)});
    }
}

// Backwards through these actions and all triggers. Whatever fluents outside do makes no difference to those inside.
void Sketch::find_cone(std::vector<std::uint32_t> events) {
    for (std::uint32_t event = world_.action_count; event < world_.events.size(); ++event) {
        events.push_back(event);
    }
    FluentSet cone(world_);
    cone.add_term(world_.utilities[1 + who_]);
    for (std::size_t before = SIZE_MAX; before != cone.size();) {
        before = cone.size();
        for (const std::uint32_t event : events) {
            for (const Effect &effect : world_.effects_of(EventId{event})) {
                if (!world_.chain(effect.chain).empty() || !cone.contains(effect.fluent)) continue;
                cone.add_condition(world_.events[event].precondition);
                cone.add_condition(effect.condition);
                cone.add_term(effect.value);
            }
        }
    }
    cone_ = cone.flags();
}

bool Sketch::sets_cone(std::uint32_t event) const {
    const auto effects = world_.effects_of(EventId{event});
    return std::any_of(effects.begin(), effects.end(), [this](const Effect &effect) {
        return world_.chain(effect.chain).empty() && cone_[effect.fluent] != 0;
    });
}

std::vector<std::vector<std::uint32_t>> Sketch::guards_of(std::uint32_t action) const {
    const std::uint32_t precondition = world_.events[action].precondition;
    if (!condition_reads_beliefs(world_, precondition)) return {{precondition}};
    const Condition &whole = world_.conditions[precondition];
    std::vector<std::vector<std::uint32_t>> guards;
    if (whole.form != Condition::Form::all) return guards;
    for (const std::uint32_t part : world_.parts_of(whole)) {
        if (condition_reads_beliefs(world_, part)) continue;
        const Condition &condition = world_.conditions[part];
        if (condition.form == Condition::Form::any) {
            const auto parts = world_.parts_of(condition);
            guards.emplace_back(parts.begin(), parts.end());
        } else if (condition.form != Condition::Form::all) {
            guards.push_back({part});
        }
    }
    return guards;
}

std::uint32_t Sketch::projected(std::uint32_t preview) {
    projected_.grow(preview_.size(), 0);
    if (projected_[preview] == 0) {
        const std::uint32_t found = preview_.restricted(preview, cone_);
        projected_.grow(preview_.size(), 0);
        projected_[preview] = projected_[found] = found + 1;
    }
    return projected_[preview] - 1;
}

std::uint32_t Sketch::steps(std::uint32_t preview, double above, std::uint32_t longest) {
    if (!is_usable_) return 0;
    const std::uint32_t start = projected(preview);
    if (preview_.utility(start, 1 + who_) > above) return 0;
    if (const std::uint32_t *stored = known_.find(key(start, above))) {
        if ((*stored & 1) != 0 || (*stored >> 1) > longest) return *stored >> 1;
    }
    const std::uint32_t known = least(start, above);
    if (known > longest || effort_.is_spent()) return known;
    return explore(start, above, longest);
}

// Breadth first. Whatever is reached is at least as far as what is left over.
std::uint32_t Sketch::explore(std::uint32_t start, double above, std::uint32_t longest) {
    std::uint32_t found = never;   // a way of just so many acts
    std::uint32_t beyond = never;  // no other way has fewer
    if (++exploration_ > preview_.capacity()) {  // else old marks would count again
        seen_.fill(0);
        exploration_ = 1;
    }
    const std::uint64_t begun = watch_.ticks();
    const auto see = [this](std::uint32_t values) {
        seen_.grow(preview_.size(), 0);
        const bool fresh = seen_[values] != exploration_;
        seen_[values] = exploration_;
        return fresh;
    };
    see(start);
    visits_.assign(1, {start, 0});
    for (std::size_t i = 0; i < visits_.size(); ++i) {
        const auto [values, depth] = visits_[i];
        if (depth + 1 >= std::min(found, beyond)) break;
        if (effort_.is_spent()) {
            beyond = std::min(beyond, depth + 1);
            break;
        }
        watch_.tick();
        const std::span<const std::uint32_t> following = successors(values);
        effort_.spend(1 + following.size());
        for (const std::uint32_t next : following) {
            if (next == Preview::none) {
                beyond = std::min(beyond, depth + 1);
                continue;
            }
            if (!see(next)) continue;
            if (preview_.utility(next, 1 + who_) > above) {
                found = std::min(found, depth + 1);
                continue;
            }
            const std::uint32_t *stored = known_.find(key(next, above));
            if (stored != nullptr && (*stored & 1) != 0) {
                found = std::min(found, std::min(never, depth + 1 + (*stored >> 1)));
                continue;
            }
            const std::uint32_t total = std::min(never, depth + 1 + least(next, above));
            if (total > longest) {
                beyond = std::min(beyond, total);
            } else {
                visits_.push_back({next, depth + 1});
            }
        }
    }
    const std::uint32_t steps = std::min(found, beyond);
    for (const Visit &visit : visits_) {
        if (steps == never) {
            keep(visit.values, above, never, true);
        } else if (visit.depth < steps) {
            keep(visit.values, above, steps - visit.depth, visit.depth == 0 && found <= beyond);
        }
    }
    effort_.spend_ticks(watch_.ticks() - begun);
    return steps;
}

std::uint32_t Sketch::least(std::uint32_t values, double above) {
    const std::uint32_t *stored = known_.find(key(values, above));
    const std::uint32_t known = stored == nullptr ? 1 : *stored >> 1;
    return std::max(known, relaxation_.steps(preview_, values, above));
}

// What follows on the values; valid until the next call.
std::span<const std::uint32_t> Sketch::successors(std::uint32_t values) {
    listed_.grow(preview_.size(), 0);
    if (listed_[values] != 0) return following_[listed_[values] - 1];
    effort_.spend(acts_.size());
    std::vector<std::uint32_t> found;
    for (const Act &act : acts_) {
        const bool possible =
            std::all_of(act.guards.begin(), act.guards.end(), [&](const auto &guard) {
                return std::any_of(guard.begin(), guard.end(), [&](std::uint32_t condition) {
                    return preview_.holds(condition, values);
                });
            });
        if (!possible) continue;
        const std::uint32_t after = preview_.following(values, act.action);
        const std::uint32_t next = after == Preview::none ? after : projected(after);
        if (next != values) found.push_back(next);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    if (following_.total() + 1 + found.size() > preview_.capacity()) {  // begins anew
        following_.clear();
        listed_.fill(0);
    }
    listed_.grow(preview_.size(), 0);
    listed_[values] = following_.add(found) + 1;
    return following_[listed_[values] - 1];
}

WideKey Sketch::key(std::uint32_t values, double above) {
    const std::uint32_t threshold =
        thresholds_.try_emplace(above, static_cast<std::uint32_t>(thresholds_.size()))
            .first->second;
    return {std::uint64_t{values} << 32 | threshold, 0};
}

void Sketch::keep(std::uint32_t values, double above, std::uint32_t steps, bool exact) {
    const WideKey wanted = key(values, above);
    if (const std::uint32_t *stored = known_.find(wanted)) {
        if ((*stored & 1) != 0 || (!exact && (*stored >> 1) >= steps)) return;
    }
    known_.put(wanted, steps << 1 | (exact ? 1u : 0u));
}

std::size_t Sketch::bytes() const noexcept {
    return known_.bytes() + visits_.capacity() * sizeof(Visit) +
           projected_.bytes() + listed_.bytes() + following_.bytes() + seen_.bytes();
}

Sketches::Sketches(const GroundWorld &world, Preview &preview,
                   std::vector<std::unique_ptr<Relaxation>> &relaxations, Watch &watch)
    : world_(world),
      preview_(preview),
      relaxations_(relaxations),
      watch_(watch),
      gains_(world),
      effort_(watch),
      made_(2 * world.character_count) {}

Sketch &Sketches::of(std::uint32_t who, bool at_once) {
    std::unique_ptr<Sketch> &sketch = made_[2 * who + (at_once ? 1 : 0)];
    if (!sketch) {
        sketch = std::make_unique<Sketch>(world_, preview_, *relaxations_[1 + who], watch_,
                                          effort_, who, at_once ? &gains_ : nullptr);
    }
    return *sketch;
}

std::size_t Sketches::bytes() const noexcept {
    std::size_t sum = 0;
    for (const auto &sketch : made_) sum += sketch ? sketch->bytes() : 0;
    return sum;
}

}  // namespace dramaturge
