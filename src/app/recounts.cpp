#include "app/recounts.hpp"

#include "app/platform_facts.hpp"
#include "app/views.hpp"
#include "base/packed.hpp"
#include "core/matter/decide.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::app {

namespace {

/// The lists of all matters that are not closed.
std::vector<store::Key> going_on()
{
    using enum matter::Phase;
    std::vector<store::Key> lists;
    for (auto const phase : { open, filed, decided, enforcing })
        std::ranges::copy(lists_of(View::matters, static_cast<std::uint8_t>(phase)), std::back_inserter(lists));
    return lists;
}

std::uint64_t number_of(store::Key const& key)
{
    std::uint64_t number = 0;
    for (char const c : key)
        number = (number << 8) | static_cast<unsigned char>(c);
    return number;
}

} // namespace

Recounts::Recounts(Pipeline& pipeline, store::Store& store, Books books)
    : pipeline_(pipeline)
    , store_(store)
    , books_(std::move(books))
{
}

std::optional<Envelope> Recounts::recount(codec::Stream stream, time::Calendar const& calendar)
{
    auto const subject = pipeline_.read(stream);
    if (!subject || !*subject) {
        clean_ = false; // the store gives no answer: the next way through will tell
        return std::nullopt;
    }
    auto const& state = std::get<Aggregate<matter::State>>(**subject).state;
    if (!matter::days_change(state, calendar, record_, rows_))
        return std::nullopt;
    clean_ = false;
    Envelope envelope { {}, {}, { act::Role::platform, {}, {} }, stream, matter::Command { matter::Recount {} }, {},
        {} };
    envelope.content = content_of(envelope);
    envelope.id = command_id({},
        fmt::format("recount {} {} {}", stream.number, version_of(**subject), to_string(sha256(packed::pack(rows_)))));
    return envelope;
}

std::vector<Envelope> Recounts::next(std::size_t most)
{
    auto const books = books_();
    if (books == rested_)
        return {};
    if (books != now_) {
        now_ = books;
        after_.reset();
        clean_ = true;
    }
    // Latest change first: what changes meanwhile was counted by the books of now.
    store::PageRequest request { .view = static_cast<store::View>(View::matters),
        .scopes = going_on(),
        .after = after_,
        .direction = store::Direction::descending,
        .limit = most };
    auto const page = store_.page(request);
    if (!page)
        return {}; // the next look will tell
    std::vector<Envelope> found;
    auto const& calendar = chinese_calendar(*books);
    for (auto const& item : page->value) {
        if (auto envelope = recount({ codec::Subject::matter, number_of(item.key) }, calendar))
            found.push_back(*std::move(envelope));
    }
    if (page->value.size() == most) {
        after_ = { page->value.back().sort, page->value.back().key };
        return found;
    }
    if (clean_)
        rested_ = books;
    after_.reset();
    clean_ = true;
    return found;
}

} // namespace recourse::app
