#pragma once

#include "app/pipeline.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace recourse::app {

/// Finds the matters whose days have to be counted anew because the calendar is another than the one by which they were
/// counted: after a start with newer data, and after an edition with other days came into force. It goes through all
/// that are not closed, in parts, again and again until nothing is left to count, and then rests until the books are
/// others. For one thread.
class Recounts {
public:
    using Books = std::function<std::shared_ptr<RuleBooks const>()>;

    /// `books` gives those by which commands are decided now. The pipeline and the store must outlive it.
    Recounts(Pipeline&, store::Store&, Books);

    /// The commands for some matters, at most `most` of which are looked at; empty as well where none of these needs
    /// one. What was found by the same books at the same version has the same id.
    std::vector<Envelope> next(std::size_t most);

private:
    std::optional<Envelope> recount(codec::Stream, time::Calendar const&);

    Pipeline& pipeline_;
    store::Store& store_;
    Books books_;
    std::shared_ptr<RuleBooks const> rested_; ///< by these nothing is left to count; null: not known
    std::shared_ptr<RuleBooks const> now_; ///< by these it goes through the matters
    std::optional<store::PageRequest::Cursor> after_;
    bool clean_ = true; ///< so far nothing was found on this way through
    limitation::Record record_; // room that is used again
    std::vector<limitation::Row> rows_;
};

} // namespace recourse::app
