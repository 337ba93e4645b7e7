// States in the making, with all the minds in them, before they have ids.
//
// A *draft* is a state under construction: its values are known at once, its minds only when asked
// for, so that a mind may lead back to the draft itself. There are three kinds: *told* drafts, whose
// minds a MindSource tells; *assigned* drafts, which differ from another state in the value at the
// end of a chain of beliefs; and *copies* of passing states. Drafts may be built on drafts.
//
// solve() follows all minds from one draft, splits what it finds into strongly connected components
// and gives each, inner ones first, to the States.
//
// A construction that grows past its bound fails: then its answers mean nothing, and solve() gives
// no_state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "canon.hpp"
#include "evaluation.hpp"
#include "ground_world.hpp"
#include "ids.hpp"
#include "layout.hpp"
#include "origins.hpp"
#include "states.hpp"

namespace dramaturge {

// A canonical state or a draft.
struct Ref {
    std::uint32_t bits;
    static constexpr std::uint32_t mark = 0x80000000U;

    static Ref of(StateId state) noexcept { return {state.index}; }
    static Ref draft(std::uint32_t index) noexcept { return {index | mark}; }
    bool is_draft() const noexcept { return (bits & mark) != 0; }
    bool is_kept() const noexcept { return !is_draft() && !States::is_passing(state()); }
    std::uint32_t index() const noexcept { return bits & ~mark; }
    StateId state() const noexcept { return {bits}; }
    bool operator==(const Ref &) const = default;
};

// What a told draft was made for; the same key, the same draft.
struct Key {
    std::uint32_t topic;  // a number that the source knows
    std::uint32_t event;
    Ref base;
    bool operator==(const Key &) const = default;
};

class MindSource {
public:
    // note: what was handed to told().
    virtual Ref mind(Key key, std::uint32_t note, std::uint32_t character) = 0;

protected:
    ~MindSource() = default;
};

class Construction final : public Minds {
public:
    // Keeps references: all must outlive it.
    Construction(const GroundWorld &world, const Layout &layout, States &states, Origins &origins);

    // Forgets all drafts. `source` must live until the next start().
    void start(MindSource *source);

    // The draft told by the source with this key, if there is one.
    bool find(Key key, Ref &found) const noexcept;
    // There must be none yet. The words must have come from blank(), or be those of another state.
    Ref told(Key key, const Word *words, Origin origin = {}, std::uint32_t note = 0);

    // The state `base` with one value set at the end of a chain, which lists the characters from
    // `chain.first` on in GroundWorld::chain_characters. The base is a mind of `owner`, who knows
    // of the change; nobody else in it does. What has that value already stays as it is.
    Ref assigned(Ref base, std::uint32_t owner, Range chain, std::uint32_t fluent, Value value);

    // The construction has no outcome.
    void fail() noexcept { failed_ = true; }
    bool failed() const noexcept { return failed_; }

    // To be called after the layout changed, then start().
    void relayout() noexcept { blocks_.clear(); }

    // Room for one valuation, until the next start().
    Word *blank();

    const Word *words(Ref ref) const noexcept {
        return ref.is_draft() ? drafts_[ref.index()].words : states_.words(ref.state());
    }
    Ref mind(Ref ref, std::uint32_t character);
    View view(Ref ref) noexcept { return {words(ref), ref.bits, this}; }
    const Word *words_at(std::uint32_t at, std::span<const std::uint32_t> chain) override;

    // Passes over assignments that change nothing, and takes passing states for drafts.
    Ref resolved(Ref ref);

    // Lists the drafts that the ref leads to, asking all for their minds; false after a failure.
    bool walk(Ref from, std::vector<Ref> &met);

    // The canonical state; keep: as in States::intern(). no_state after a failure.
    StateId solve(Ref root, bool keep);

    // How the state came about; of no known script if that would not tell what it is.
    Origin origin_of(Ref ref) const noexcept {
        return ref.is_draft() ? drafts_[ref.index()].origin : origins_.of(ref.state());
    }

    // After solve(): told drafts met, with their keys and states.
    template <class Visit>
    void for_each_solved(Visit visit) const {
        for (const Draft &draft : drafts_) {
            if (draft.form == Form::told && draft.solve == solves_ && draft.result != no_state) {
                visit(draft.key, draft.result);
            }
        }
    }

    std::size_t bytes() const noexcept;

private:
    enum class Form : std::uint8_t { told, assigned, copy };
    enum class Change : std::uint8_t { open, being_decided, none, some };
    struct Draft {
        Form form;
        Change change;  // assigned along a chain: whether it changes anything
        Key key;        // assigned: topic is the owner, event the fluent
        Range chain;    // assigned
        Value value;    // assigned; else the note
        Origin origin;
        const Word *words;
        std::uint32_t walk;   // the last walk that met it
        std::uint32_t solve;  // the last solve() that met it; what follows is its
        std::uint32_t order;  // of Tarjan's algorithm
        std::uint32_t low;
        StateId result;
    };
    static constexpr Ref not_asked{UINT32_MAX};
    struct Frame {
        std::uint32_t draft;
        std::uint32_t next;  // character
    };

    Ref add(const Draft &draft);
    bool find(const Draft &draft, Ref &found) const noexcept;
    std::uint64_t key_hash(const Draft &draft) const noexcept;
    static bool same_key(const Draft &left, const Draft &right) noexcept;
    Ref assigned_mind(std::uint32_t index, std::uint32_t character);
    bool changes(std::uint32_t index);
    bool may_change(const Draft &draft, Range path) const noexcept;
    Value read(Ref ref, Range path, std::uint32_t fluent);
    Ref copied(StateId passing);
    Ref resolved_mind(std::uint32_t draft, std::uint32_t character);
    void visit(std::uint32_t index);
    void close(std::uint32_t index, bool keep);
    void grow_slots();
    void give_back();

    const GroundWorld &world_;
    const Layout &layout_;
    States &states_;
    Origins &origins_;
    MindSource *source_ = nullptr;
    bool failed_ = false;
    std::uint32_t fuel_ = 0;   // steps that reading may still take
    std::uint32_t depth_ = 0;  // of nested calls
    std::uint32_t next_order_ = 0;
    std::uint32_t walks_ = 0;
    std::uint32_t solves_ = 0;
    std::vector<Draft> drafts_;
    std::vector<Ref> minds_;            // [draft][character]
    std::vector<std::uint32_t> slots_;  // hash table of drafts, used when there are many
    std::vector<std::unique_ptr<Word[]>> blocks_;  // of valuations
    std::size_t blanks_ = 0;                       // valuations used in them
    std::vector<std::uint32_t> open_;              // Tarjan's stack
    std::vector<Frame> frames_;
    Component component_;
};

}  // namespace dramaturge
