#include "api/lists.hpp"
#include "api/rule_books.hpp"

// Editions on their way to be in force: proposed by one officer, confirmed by another.

namespace recourse::api {

namespace {

using accounts::Scope;

struct EditionView {
    Id<Edition> id;
    std::uint32_t version = 0;
    edition::State edition;
};
BOOST_DESCRIBE_STRUCT(EditionView, (), (id, version, edition))

codec::Stream stream_of(Id<Edition> id)
{
    return { codec::Subject::edition, id.number };
}

std::optional<app::Aggregate<edition::State>> edition_of(Call& call, Id<Edition>& id)
{
    return of_programme<Edition, edition::State>(call, codec::Subject::edition, "edition", id);
}

/// A proposal of the edition that waits for its second officer; 0: none. Nothing when a problem has been answered.
std::optional<Id<Edition>> waiting(Call& call, std::string_view programme, std::string_view edition)
{
    if (!caught_up(call))
        return std::nullopt;
    auto const view = app::View::editions;
    store::PageRequest page { .view = static_cast<store::View>(view),
        .scopes = app::lists_of(view, static_cast<std::uint8_t>(edition::Phase::proposed)),
        .bodies = static_cast<store::View>(view) };
    for (;;) {
        auto const found = call.desk.store().page(page);
        if (!found) {
            call.refuse(unavailable());
            return std::nullopt;
        }
        for (auto const& item : found->value) {
            if (!item.body)
                continue;
            auto const line = packed::unpack<app::EditionLine>(app::text_of(*item.body));
            if (line && line->programme == programme && line->edition == edition)
                return line->id;
        }
        if (found->value.size() < page.limit)
            return Id<Edition> {};
        page.after = { found->value.back().sort, found->value.back().key };
    }
}

/// Sends a command that needs the book, with the books by which the desk would run; where it becomes true, the desk
/// runs by them at once.
void send_with_book(Call& call, codec::Stream target, edition::Command command, Digest const& digest, Date from)
{
    auto envelope = envelope_of(call, target, app::Command { std::move(command) });
    if (!envelope)
        return;
    std::lock_guard const lock(call.desk.running_books().changing());
    RunningEdition edition;
    auto const book = is_officer(call.caller) ? call.desk.shelf().find(digest) : std::nullopt;
    if (book) {
        auto books = books_with(call, *book, from, &edition);
        if (!books)
            return;
        envelope->next_books = app::NextBooks { digest, *std::move(books), {} };
        auto const* propose = std::get_if<edition::Propose>(&std::get<edition::Command>(envelope->command));
        if (propose != nullptr) {
            auto const other = waiting(call, propose->programme, propose->edition);
            if (!other)
                return;
            envelope->next_books->waiting = *other;
        }
    }
    auto const next = envelope->next_books;
    bool const confirms = std::holds_alternative<edition::Confirm>(std::get<edition::Command>(envelope->command));
    auto const outcome = carry_out(call.desk, *std::move(envelope));
    if (confirms && next && outcome.result == app::Result::done)
        call.desk.running_books().adopt(std::move(edition), next->books);
    answer(call, target, outcome);
}

} // namespace

void add_editions(std::vector<Operation>& table)
{
    using http::Method;
    table.push_back({ .method = Method::post,
        .path = "/v1/editions",
        .id = "editions.propose",
        .summary = "Proposes that a book be in force from a day on; a second person has to confirm it",
        .scope = Scope::rules,
        .takes = taken<edition::Propose>(),
        .gives = given<Receipt>(),
        .status = 201,
        .is_command = true,
        .runs = http::Runs::aside,
        .run = [](Call& call) {
            auto propose = body<edition::Propose>(call);
            if (!propose)
                return;
            auto const digest = propose->digest;
            auto const from = propose->from;
            send_with_book(call, { codec::Subject::edition, 0 }, *std::move(propose), digest, from);
        } });
    table.push_back({ .path = "/v1/editions",
        .id = "editions.list",
        .summary = "Editions that were proposed, latest change first",
        .scope = Scope::read,
        .gives = given_list<app::EditionLine>(),
        .runs = http::Runs::aside,
        .query = list_query<app::EditionLine>(app::View::editions),
        .run = [](Call& call) {
            if (!is_of_programme(call.caller))
                return call.refuse(not_found());
            give_list<app::EditionLine>(call, { app::View::editions, {} });
        } });
    table.push_back({ .path = "/v1/editions/{edition}",
        .id = "editions.read",
        .summary = "An edition: its book, its day, who proposed and confirmed it",
        .scope = Scope::read,
        .gives = given<EditionView>(),
        .run = [](Call& call) {
            Id<Edition> id;
            auto const one = edition_of(call, id);
            if (one)
                give(call, one->version, json_of(EditionView { id, one->version, one->state }));
        } });
    table.push_back({ .method = Method::post,
        .path = "/v1/editions/{edition}/confirm",
        .id = "editions.confirm",
        .summary = "Command: confirm",
        .scope = Scope::rules,
        .takes = taken<edition::Confirm>(),
        .gives = given<Receipt>(),
        .is_command = true,
        .runs = http::Runs::aside,
        .run = [](Call& call) {
            Id<Edition> id;
            auto const one = edition_of(call, id);
            if (!one)
                return;
            if (auto confirm = body<edition::Confirm>(call))
                send_with_book(call, stream_of(id), *std::move(confirm), one->state.digest, one->state.from);
        } });
    auto const target = [](Call& call) -> std::optional<codec::Stream> {
        Id<Edition> id;
        if (!edition_of(call, id))
            return std::nullopt;
        return stream_of(id);
    };
    add_actions<edition::Command>(table, "/v1/editions/{edition}", "editions", [](std::size_t) { return Scope::rules; },
        target, { "propose", "confirm" });
}

} // namespace recourse::api
