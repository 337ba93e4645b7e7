#include "initial_state.hpp"

#include <map>
#include <utility>
#include <vector>

namespace dramaturge {

namespace {

struct EntrySet {
    std::vector<Value> values;  // of the state itself
    std::map<std::pair<std::vector<std::uint32_t>, std::uint32_t>, Value> beliefs;  // chain, fluent

    auto operator<=>(const EntrySet &) const = default;
};

EntrySet believed(const EntrySet &entries, std::uint32_t character) {
    EntrySet found{entries.values, {}};
    for (const auto &[key, value] : entries.beliefs) {
        if (key.first.front() == character) {
            found.beliefs.insert({key, value});
        }
    }
    for (const auto &[key, value] : entries.beliefs) {
        if (key.first.front() != character) {
            continue;
        }
        const std::vector<std::uint32_t> rest(key.first.begin() + 1, key.first.end());
        if (rest.empty()) {
            found.values[key.second] = value;
        } else {
            found.beliefs[{rest, key.second}] = value;
        }
    }
    return found;
}

// Keys are numbers of entry sets.
struct EntryMinds final : MindSource {
    EntryMinds(const Layout &layout, Construction &construction)
        : layout_(layout), construction_(construction) {}

    Ref state(EntrySet entries) {
        const auto [place, fresh] =
            numbers_.insert({entries, static_cast<std::uint32_t>(sets_.size())});
        const Key key{place->second, 0, {0}};
        Ref found;
        if (!fresh && construction_.find(key, found)) {
            return found;
        }
        if (fresh) {
            sets_.push_back(&place->first);
        }
        Word *words = construction_.blank();
        layout_.pack(place->first.values.data(), words);
        return construction_.told(key, words);
    }

    Ref mind(Key key, std::uint32_t, std::uint32_t character) override {
        return state(believed(*sets_[key.topic], character));
    }

    const Layout &layout_;
    Construction &construction_;
    std::map<EntrySet, std::uint32_t> numbers_;
    std::vector<const EntrySet *> sets_;  // into numbers_, whose nodes stay in place
};

}  // namespace

StateId initial_state(const GroundWorld &world, const Layout &layout, Construction &construction) {
    EntrySet entries{std::vector<Value>(world.fluent_count(), unknown), {}};
    for (const Entry &entry : world.initial) {
        const auto chain = world.chain(entry.chain);
        if (chain.empty()) {
            entries.values[entry.fluent] = entry.value;
        } else {
            entries.beliefs[{{chain.begin(), chain.end()}, entry.fluent}] = entry.value;
        }
    }
    EntryMinds minds(layout, construction);
    construction.start(&minds);
    return construction.solve(minds.state(std::move(entries)), false);
}

}  // namespace dramaturge
