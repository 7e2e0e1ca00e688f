#include "core/cover/assess.hpp"

#include <algorithm>

namespace recourse::cover {

using rules::Kind;
using rules::Value;

BookFrame::BookFrame(Book const& book, Reading const& reading, casework::Evaluation& evaluation, Inputs const& inputs)
    : book_(book)
    , reading_(reading)
    , evaluation_(evaluation)
{
    auto& arena = evaluation.arena();
    auto const shared = evaluation.frame().slots().first(casework::fact_schema().size());
    auto given = arena.array<Value>(book.inputs.size());
    for (std::size_t i = 0; i < book.inputs.size(); ++i) {
        auto const found = inputs.find(book.inputs[i].id);
        given[i] = found != inputs.end() ? found->second
                                         : Value::unknown(arena, "inputs." + book.id + "." + book.inputs[i].id);
    }
    auto const input = Value::record_of(arena, *book.input_type, given);
    frame_.emplace(
        arena, book.schema->size(), shared, [this](std::uint32_t slot) { return lazy(slot); }, evaluation.exchange(),
        evaluation.counting());
    frame_->set(evaluation.world().table_slot, evaluation.world().table_value);
    frame_->set(book.input_slot, input);
}

casework::Frame& BookFrame::problem(std::size_t index)
{
    if (problem_ && problem_at_ == index)
        return *problem_;
    auto const shared = evaluation_.frame().slots().first(casework::fact_schema().size());
    if (problem_)
        problem_->restart(shared);
    else
        problem_.emplace(
            evaluation_.arena(), book_.problem_schema->size(), shared,
            [this](std::uint32_t slot) { return lazy_of_problem(slot); }, evaluation_.exchange(),
            evaluation_.counting());
    problem_at_ = index;
    problem_->set(book_.problem_slot, evaluation_.problem_value(index));
    return *problem_;
}

Value BookFrame::lazy(std::uint32_t slot)
{
    if (slot < evaluation_.world().schema->size())
        return evaluation_.frame().slot(slot);
    for (auto const& term : book_.terms) {
        if (!term.per_problem && term.slot == slot && (holds(term.readings) || term.readings.empty()))
            return frame_->value(*term.is);
    }
    return Value::unknown(evaluation_.arena(), "term." + book_.schema->names()[slot]);
}

Value BookFrame::lazy_of_problem(std::uint32_t slot)
{
    if (slot < book_.schema->size())
        return frame_->slot(slot);
    auto const& name = book_.problem_schema->names()[slot];
    int const shared = evaluation_.world().problem_schema->slot(name);
    if (shared >= 0)
        return evaluation_.problem(problem_at_).slot(static_cast<std::uint32_t>(shared));
    for (auto const& term : book_.terms) {
        if (term.per_problem && term.slot == slot && (holds(term.readings) || term.readings.empty()))
            return problem_->value(*term.is);
    }
    return Value::unknown(evaluation_.arena(), "term." + name);
}

Value BookFrame::term(std::string_view id)
{
    for (auto const& term : book_.terms) {
        if (!term.per_problem && term.id == id && (holds(term.readings) || term.readings.empty()))
            return frame_->slot(term.slot);
    }
    return {};
}

} // namespace recourse::cover
