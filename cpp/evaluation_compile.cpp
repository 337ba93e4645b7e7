#include <algorithm>
#include <utility>

#include "evaluation.hpp"
#include "reads.hpp"

namespace dramaturge {

bool as_fact(const GroundWorld &world, const Condition &condition, Read &read, Value &value,
             bool &is) {
    if (condition.form != Condition::Form::compare ||
        (condition.op != Comparator::equal && condition.op != Comparator::unequal)) {
        return false;
    }
    const Term *left = &world.terms[condition.left];
    const Term *right = &world.terms[condition.right];
    if (left->form == Term::Form::constant) {
        std::swap(left, right);
    }
    if (left->form != Term::Form::read || right->form != Term::Form::constant) {
        return false;
    }
    read = left->read;
    value = right->value;
    is = condition.op == Comparator::equal;
    if (!is && left->kind == Kind::boolean) {
        is = true;
        value = 1 - value;
    }
    return true;
}

// What a conjunction demands, cheapest first.
struct Evaluation::Demands {
    struct Merged {
        std::uint32_t chain;
        Layout::Pattern pattern;
    };
    std::vector<Merged> merged;        // sorted by chain once complete
    std::vector<std::uint32_t> plain;  // conditions that read no mind
    std::vector<std::uint32_t> other;
    bool contradictory = false;
};

Evaluation::Evaluation(const GroundWorld &world, const Layout &layout, Numbers &numbers)
    : world_(world), layout_(layout), numbers_(numbers) {
    compile();
}

void Evaluation::compile() {
    tests_.clear();
    entries_.assign(world_.conditions.size(), std::uint32_t{not_compiled});
    for (const Event &event : world_.events) {
        compile(event.precondition);
        compile(event.seen);
    }
    for (const Effect &effect : world_.effects) {
        compile(effect.condition);
    }
    for (const std::uint32_t condition : world_.observing) {
        compile(condition);
    }
    for (const Term &term : world_.terms) {
        if (term.form == Term::Form::choice || term.form == Term::Form::truth) {
            compile(term.condition);
        }
    }
    for (std::uint32_t i = 0; i < world_.conditions.size(); ++i) {
        const Condition &condition = world_.conditions[i];
        if (condition.form == Condition::Form::any) {
            for (const std::uint32_t part : world_.parts_of(condition)) {
                compile(part);
            }
        } else if (condition.form == Condition::Form::compare ||
                   condition.form == Condition::Form::match) {
            compile(i);
        }
    }
    tests_.shrink_to_fit();
}

void Evaluation::compile(std::uint32_t condition) {
    if (entries_[condition] == not_compiled) {
        entries_[condition] = compile(condition, outcome_true, outcome_false);
    }
}

std::uint32_t Evaluation::compile(std::uint32_t index, std::uint32_t yes, std::uint32_t no) {
    const Condition &condition = world_.conditions[index];
    switch (condition.form) {
        case Condition::Form::always:
            return yes;
        case Condition::Form::never:
            return no;
        case Condition::Form::all:
            return compile_all(condition, yes, no);
        case Condition::Form::any: {
            const auto parts = world_.parts_of(condition);
            for (std::size_t i = parts.size(); i-- > 0;) {
                no = compile(parts[i], yes, no);
            }
            return no;
        }
        case Condition::Form::compare:
        case Condition::Form::match:
            break;
    }
    Read read;
    Value value = unknown;
    bool is = true;
    if (!as_fact(world_, condition, read, value, is)) {
        return add({Form::leaf, 0, index, 0, 0, yes, no});
    }
    const Layout::Pattern pattern = layout_.pattern(read.fluent, value);
    return add({read.chain == 0 ? Form::own : Form::believed, read.chain, pattern.word,
                pattern.mask, pattern.bits, is ? yes : no, is ? no : yes});
}

std::uint32_t Evaluation::compile_all(const Condition &condition, std::uint32_t yes,
                                      std::uint32_t no) {
    Demands demands;
    for (const std::uint32_t part : world_.parts_of(condition)) {
        gather(part, demands);
    }
    if (demands.contradictory) {
        return no;
    }
    std::stable_sort(demands.merged.begin(), demands.merged.end(),
                     [](const auto &left, const auto &right) { return left.chain < right.chain; });
    // Backwards: what is compiled last is tested first.
    for (std::size_t i = demands.other.size(); i-- > 0;) {
        yes = compile(demands.other[i], yes, no);
    }
    std::size_t i = demands.merged.size();
    const auto compile_merged = [&](bool own) {
        for (; i > 0 && (demands.merged[i - 1].chain == 0) == own; --i) {
            const auto &[chain, pattern] = demands.merged[i - 1];
            yes = add({own ? Form::own : Form::believed, chain, pattern.word, pattern.mask,
                       pattern.bits, yes, no});
        }
    };
    compile_merged(false);
    for (std::size_t k = demands.plain.size(); k-- > 0;) {
        yes = compile(demands.plain[k], yes, no);
    }
    compile_merged(true);
    return yes;
}

void Evaluation::gather(std::uint32_t index, Demands &demands) const {
    const Condition &condition = world_.conditions[index];
    if (condition.form == Condition::Form::all) {
        for (const std::uint32_t part : world_.parts_of(condition)) {
            gather(part, demands);
        }
        return;
    }
    Read read;
    Value value = unknown;
    bool is = true;
    if (!as_fact(world_, condition, read, value, is) || !is) {
        (reads_no_mind(world_, index) ? demands.plain : demands.other).push_back(index);
        return;
    }
    const Layout::Pattern pattern = layout_.pattern(read.fluent, value);
    for (auto &[chain, merged] : demands.merged) {
        if (chain == read.chain && merged.word == pattern.word) {
            const Word both = merged.mask & pattern.mask;
            demands.contradictory |= (merged.bits & both) != (pattern.bits & both);
            merged.mask |= pattern.mask;
            merged.bits |= pattern.bits;
            return;
        }
    }
    demands.merged.push_back({read.chain, pattern});
}

std::uint32_t Evaluation::add(const Test &test) {
    tests_.push_back(test);
    return static_cast<std::uint32_t>(tests_.size() - 1);
}

std::size_t Evaluation::bytes() const noexcept {
    return tests_.capacity() * sizeof(Test) + entries_.capacity() * sizeof(std::uint32_t);
}

}  // namespace dramaturge
