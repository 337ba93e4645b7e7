// Builds one state, with all the minds in it, before it has an id.
//
// A *draft* is a state under construction: its valuation is known at once, its minds only when
// asked for, so that a mind may lead back to the draft itself. There are two forms: *sown* drafts,
// whose minds a MindSource tells; and *assigned* drafts, which differ from another state in the
// value at the end of a chain of beliefs. solve() follows all minds from one draft, splits what it
// finds into strongly connected components and gives each, inner ones first, to the Canon.
//
// A construction that grows past its bound fails: its state is no_state.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "canon.hpp"
#include "ground_world.hpp"
#include "ids.hpp"

namespace dramaturge {

// A canonical state or a draft.
struct Ref {
    std::uint32_t bits;
    static constexpr std::uint32_t mark = 0x80000000U;

    static Ref of(StateId state) noexcept { return {state.index}; }
    static Ref draft(std::uint32_t index) noexcept { return {index | mark}; }
    bool is_draft() const noexcept { return (bits & mark) != 0; }
    std::uint32_t index() const noexcept { return bits & ~mark; }
    StateId state() const noexcept { return {bits}; }
    bool operator==(const Ref &) const = default;
};

// Tells the minds of sown drafts, by the seeds that they were sown with.
class MindSource {
public:
    virtual Ref mind(std::uint32_t seed, std::uint32_t character) = 0;

protected:
    ~MindSource() = default;
};

class Construction {
public:
    Construction(const GroundWorld &world, Canon &canon);

    // Forgets all drafts. `source` must live until the next start().
    void start(MindSource *source);

    // Each seed has one draft.
    Ref sown(std::uint32_t seed, std::uint32_t valuation);
    bool find_sown(std::uint32_t seed, Ref &found) const noexcept;

    // The state `base` with one value set at the end of a chain, which lists the characters from
    // `chain.first` on in GroundWorld::chain_characters. The base is a mind of `owner`, who knows
    // of the change; nobody else in it does. What has that value already stays as it is.
    Ref assigned(Ref base, std::uint32_t owner, Range chain, std::uint32_t fluent, Value value);

    // The construction has no outcome.
    void fail() noexcept { failed_ = true; }

    // no_state after a failure.
    StateId solve(Ref root);

    // After solve(): the seeds met, with their states.
    template <class Visit>
    void for_each_solved(Visit visit) const {
        for (const Draft &draft : drafts_) {
            if (draft.form == Form::sown && draft.result != no_state) {
                visit(draft.base, draft.result);
            }
        }
    }

    std::size_t bytes() const noexcept;

private:
    enum class Form : std::uint8_t { sown, assigned };
    enum class Change : std::uint8_t { open, being_decided, none, some };
    struct Draft {
        Form form;
        Change change;        // assigned along a chain: whether it changes anything
        std::uint32_t base;   // sown: the seed; assigned: the bits of the Ref
        std::uint32_t owner;
        Range chain;
        std::uint32_t fluent;
        Value value;
        std::uint32_t valuation;
        std::uint32_t order;  // of Tarjan's algorithm
        std::uint32_t low;
        StateId result;
    };
    struct Frame {
        std::uint32_t draft;
        std::uint32_t next;  // character
    };

    Ref add(const Draft &draft);
    bool find(const Draft &draft, Ref &found) const noexcept;
    std::uint64_t key_hash(const Draft &draft) const noexcept;
    static bool same_key(const Draft &left, const Draft &right) noexcept;
    std::uint32_t valuation(Ref ref) const noexcept;
    Ref mind(Ref ref, std::uint32_t character);
    Ref told_mind(std::uint32_t index, std::uint32_t character);
    bool changes(std::uint32_t index);
    bool may_change(const Draft &draft, Range path) const noexcept;
    Value read(Ref ref, Range path, std::uint32_t fluent);
    Ref resolved(Ref ref);
    void visit(std::uint32_t index);
    void close(std::uint32_t index);
    void grow_slots();

    const GroundWorld &world_;
    Canon &canon_;
    MindSource *source_ = nullptr;
    bool failed_ = false;
    std::uint32_t fuel_ = 0;   // steps that reading may still take
    std::uint32_t depth_ = 0;  // of nested calls
    std::uint32_t next_order_ = 0;
    std::vector<Draft> drafts_;
    std::vector<Ref> minds_;  // [draft][character]
    std::vector<std::uint32_t> slots_;  // hash table of drafts, used when there are many
    std::vector<std::uint32_t> open_;   // Tarjan's stack
    std::vector<Frame> frames_;
    std::vector<std::uint32_t> rows_;  // of one component, for the Canon
    std::vector<StateId> ids_;
    std::vector<Value> values_;
};

}  // namespace dramaturge
