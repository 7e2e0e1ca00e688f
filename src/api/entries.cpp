#include "api/entries.hpp"

#include "app/postings.hpp"
#include "store/keys.hpp"

namespace recourse::api {

namespace {

std::uint64_t number_of(store::Key const& key)
{
    std::uint64_t number = 0;
    for (char const c : key)
        number = (number << 8) | static_cast<unsigned char>(c);
    return number;
}

/// One leg of an event that is in the log; nothing where it cannot be read.
std::optional<Entry> entry_of(Desk& desk, store::Sequence sequence, std::uint64_t leg)
{
    auto const events = desk.store().read(sequence, 1);
    if (!events || events->empty())
        return std::nullopt;
    auto const& event = events->front();
    auto const stored = app::unpacked(event);
    if (!stored)
        return std::nullopt;
    auto const legs = app::legs_of(desk.store(), event, *stored);
    if (!legs || leg >= legs->size())
        return std::nullopt;
    auto const& one = (*legs)[leg];
    return Entry { sequence, event.at, one.account, id_of(codec::stream_of(event.stream)),
        app::event_word(stored->what), { one.debit, one.account.currency }, { one.credit, one.account.currency } };
}

} // namespace

std::optional<AccountLine> account_line(store::Account const& one)
{
    auto const account = escrow::from_number(static_cast<std::uint64_t>(one.id));
    if (!account)
        return std::nullopt;
    escrow::Balance const balance { one.debits, one.credits, one.pending_debits, one.pending_credits };
    auto const sign = escrow::is_asset(account->kind) ? 1 : -1;
    return AccountLine { to_string(*account), account->kind, { worth(account->kind, balance), one.currency },
        { sign * (one.pending_debits - one.pending_credits), one.currency } };
}

std::optional<std::vector<Entry>> entries_of(
    Desk& desk, escrow::Account const& account, store::Sequence from, store::Sequence before, std::size_t max)
{
    store::PageRequest request { .view = static_cast<store::View>(app::View::statements),
        .scopes = { app::scope_of(account) },
        .direction = store::Direction::descending,
        .limit = max };
    if (before > 0)
        request.after = { store::key_of(before), {} };
    auto const page = desk.store().page(request);
    if (!page)
        return std::nullopt;
    std::vector<Entry> entries;
    for (auto const& item : page->value) {
        auto const sequence = number_of(item.sort);
        if (sequence < from)
            break;
        if (auto entry = entry_of(desk, sequence, number_of(item.key)))
            entries.push_back(*std::move(entry));
    }
    return entries;
}

std::string csv(std::string_view text)
{
    std::string field { text };
    if (!field.empty() && std::string_view { "=+-@\t\r" }.contains(field.front()))
        field.insert(0, "'");
    if (field.find_first_of(",\"\n\r") == std::string::npos)
        return field;
    std::string quoted = "\"";
    for (char const c : field) {
        quoted += c;
        if (c == '"')
            quoted += c;
    }
    return quoted + "\"";
}

http::Response csv_response(std::string text)
{
    auto response = http::Response::text(std::move(text));
    response.headers.set("Content-Type", "text/csv; charset=utf-8; header=present");
    return response;
}

} // namespace recourse::api
