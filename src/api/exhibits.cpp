#include "api/dossier_replies.hpp"
#include "api/file_answer.hpp"
#include "api/query.hpp"
#include "api/vault_refusals.hpp"
#include "codec/described.hpp"
#include "core/evidence/refusals.hpp"

#include <algorithm>

// The bytes of an exhibit, what proves that they were here, and what was read out of them.

namespace recourse::api {

namespace {

using accounts::Scope;

constexpr std::size_t piece_bytes = std::size_t { 256 } << 10U;

struct ReadingView {
    bool was_read = false;
    std::string says; ///< why nothing was read, as a clause
    std::optional<Digest> digest; ///< of the reading, which is an object of the vault
    std::optional<readers::Reading> reading;
};
BOOST_DESCRIBE_STRUCT(ReadingView, (), (was_read, says, digest, reading))

struct SearchHit {
    Id<evidence::Exhibit> exhibit;
    std::string mark; ///< "E12"; empty: it has no number yet
    std::string place; ///< "message 12", "page 3"
    std::uint64_t begin = 0; ///< bytes of the file, both 0 where there is no such range
    std::uint64_t end = 0;
    std::string snippet;
    std::vector<std::vector<std::uint64_t>> marks; ///< [from, to) of bytes of the snippet that were looked for
};
BOOST_DESCRIBE_STRUCT(SearchHit, (), (exhibit, mark, place, begin, end, snippet, marks))

struct SearchView {
    std::vector<SearchHit> hits; ///< those with more of the query first
    std::uint64_t count = 0; ///< of all pages, at most 1,000
    std::optional<std::string> next; ///< cursor of the next page
    std::uint64_t unread = 0; ///< exhibits that the caller sees and that have not been read yet
};
BOOST_DESCRIBE_STRUCT(SearchView, (), (hits, count, next, unread))

/// Bytes of an object as they are asked for. The whole is hashed on the way: of a damaged one the last piece is never
/// given.
class Sending {
public:
    /// `tell` is called with what keeps the bytes from being given.
    using Tell = std::function<void(vault::Fault const&)>;
    Sending(vault::Objects& objects, Digest const& digest, ByteSpan span, bool whole, Tell tell)
        : objects_(objects)
        , tell_(std::move(tell))
        , digest_(digest)
        , at_(span.begin)
        , left_(span.count)
        , hashed_(whole ? std::make_unique<Digester>() : nullptr)
    {
    }
    std::string next()
    {
        std::string piece;
        auto const count = std::min<std::uint64_t>(piece_bytes, left_);
        auto const got = objects_.get(digest_, at_, count, [&](std::span<std::uint8_t const> bytes) {
            piece.append(reinterpret_cast<char const*>(bytes.data()), bytes.size());
            return true;
        });
        if (!got)
            tell_(got.error());
        if (!got || piece.size() != count)
            return {};
        at_ += count;
        left_ -= count;
        if (hashed_) {
            hashed_->add(piece);
            if (left_ == 0 && hashed_->finish() != digest_) {
                tell_({ vault::FaultKind::corrupt, "an object has other bytes than its digest says" });
                return {};
            }
        }
        return piece;
    }

private:
    vault::Objects& objects_;
    Tell tell_;
    Digest digest_;
    std::uint64_t at_;
    std::uint64_t left_;
    std::unique_ptr<Digester> hashed_;
};

/// The exhibit of the path with its dossier; an erased one is refused.
struct Found {
    Id<Dossier> dossier;
    evidence::ExhibitState exhibit;
};
std::optional<Found> found(Call& call)
{
    Id<Dossier> id;
    auto const dossier = dossier_of(call, id);
    if (!dossier)
        return std::nullopt;
    auto const* exhibit = exhibit_of(call, dossier->state);
    if (exhibit == nullptr)
        return std::nullopt;
    return Found { id, *exhibit };
}

bool has_bytes(Call& call, evidence::ExhibitState const& exhibit)
{
    if (!exhibit.erased)
        return true;
    call.refuse(act::Refusal { &evidence::refusals::erased, {}, {} });
    return false;
}

void read_content(Call& call)
{
    auto const one = found(call);
    if (!one || !has_bytes(call, one->exhibit))
        return;
    auto const& exhibit = one->exhibit.exhibit;
    auto& objects = call.desk.vault().keeper().objects();
    auto const size = objects.size(exhibit.digest);
    if (!size)
        return call.refuse(vault_failed(call, size.error()));
    if (!*size)
        return call.refuse(
            vault_failed(call, { vault::FaultKind::corrupt, "the bytes of an exhibit are not here" }, exhibit.digest));
    note(call, "dossier", one->dossier.number, accounts::Deed::read);
    auto const tag = fmt::format("\"{}\"", to_string(exhibit.digest));
    auto const& headers = call.request.headers;
    if (http::check_preconditions(call.request.method, headers, tag) == http::Precondition::not_modified)
        return call.answer(http::Response::empty(304).with("ETag", tag));
    auto range = range_asked(headers.get("Range"), **size);
    if (auto const when = headers.find("If-Range"); when && *when != tag)
        range = {};
    if (range.kind == RangeAsked::Kind::not_there) {
        call.always.push_back({ "Content-Range", fmt::format("bytes */{}", **size) });
        return call.refuse(act::Refusal { &vault_refusals::range, {}, {} });
    }
    auto tell = [&desk = call.desk, id = call.request.id, operation = std::string { call.request.operation },
                    digest = exhibit.digest](
                    vault::Fault const& fault) { desk.log_failure(id, operation, desk.vault().tell(fault, digest)); };
    bool const whole = range.kind == RangeAsked::Kind::whole;
    auto const span = whole ? ByteSpan { 0, **size } : range.span;
    auto response = span.count == 0 ? http::Response::text({}, 200)
                                    : http::Response::in_pieces(
                                          span.count,
                                          [sending = std::make_shared<Sending>(objects, exhibit.digest, span, whole,
                                               std::move(tell))] { return sending->next(); },
                                          whole ? 200 : 206);
    response.headers.set("Content-Type", exhibit.media_type.empty() ? "application/octet-stream" : exhibit.media_type);
    response.headers.set("Content-Disposition", attachment(exhibit.file_name));
    response.headers.set("X-Content-Type-Options", "nosniff");
    response.headers.set("Accept-Ranges", "bytes");
    response.headers.set("ETag", tag);
    response.headers.set("Cache-Control", "private, no-cache");
    if (!whole)
        response.headers.set(
            "Content-Range", fmt::format("bytes {}-{}/{}", span.begin, span.begin + span.count - 1, **size));
    call.answer(std::move(response));
}

/// The record by which the exhibit came in.
vault::keeper::Place place_of(evidence::ExhibitState const& exhibit)
{
    return { exhibit.id.number, 0 };
}

void read_receipt(Call& call)
{
    auto const one = found(call);
    if (!one)
        return;
    note(call, "dossier", one->dossier.number, accounts::Deed::read);
    auto proof = call.desk.vault().keeper().receipt(
        place_of(one->exhibit), audience_of(one->dossier, one->exhibit.compartment));
    if (!proof)
        return call.refuse(vault_failed(call, proof.error()));
    call.answer(http::Response::text(*std::move(proof))
            .with("Content-Disposition", attachment(to_string(one->exhibit.id) + ".tlog-proof"))
            .with("Cache-Control", "private, no-cache"));
}

void read_record(Call& call)
{
    auto const one = found(call);
    if (!one)
        return;
    note(call, "dossier", one->dossier.number, accounts::Deed::read);
    auto& keeper = call.desk.vault().keeper();
    auto const entry = keeper.find(place_of(one->exhibit));
    if (!entry)
        return call.refuse(vault_failed(call, entry.error()));
    if (!*entry)
        return call.refuse(not_found());
    auto bytes = keeper.entry(**entry);
    if (!bytes)
        return call.refuse(vault_failed(call, bytes.error()));
    auto response = http::Response::text(*std::move(bytes));
    response.headers.set("Content-Type", "application/octet-stream");
    call.answer(std::move(response)
            .with("Content-Disposition", attachment(to_string(one->exhibit.id) + ".entry"))
            .with("Cache-Control", "private, no-cache"));
}

void read_reading(Call& call)
{
    auto const one = found(call);
    if (!one || !has_bytes(call, one->exhibit))
        return;
    note(call, "dossier", one->dossier.number, accounts::Deed::read);
    auto const& exhibit = one->exhibit.exhibit;
    auto read = call.desk.vault().reading(exhibit.digest, exhibit.file_name);
    if (!read)
        return call.refuse(read.error().kind == vault::FaultKind::missing
                ? problem_of({ &vault_refusals::not_read, {}, {} }, Language::en)
                : vault_failed(call, read.error()));
    ReadingView view { read->reading.has_value(), std::move(read->says), {}, std::move(read->reading) };
    if (read->json)
        view.digest = read->json->digest;
    call.answer(http::Response::json(json_of(view)).with("Cache-Control", "private, no-cache"));
}

void search_dossier(Call& call)
{
    Id<Dossier> id;
    auto const dossier = dossier_of(call, id);
    if (!dossier)
        return;
    auto const role = call.caller.actor.role;
    auto const& query = call.request.query;
    search::Ask ask;
    ask.text = std::string { query.get("q") };
    ask.cursor = std::string { query.get("cursor") };
    ask.limit = static_cast<std::size_t>(query::number_asked(call, "limit").value_or(20));
    for (auto const compartment : { evidence::Compartment::shared, evidence::Compartment::buyer_and_counsel,
             evidence::Compartment::supplier_and_counsel, evidence::Compartment::officer }) {
        if (evidence::reads(role, compartment))
            ask.compartments.push_back(search_compartment(id, compartment));
    }
    auto& vault = call.desk.vault();
    auto const answer = vault.search().query(ask);
    if (!answer && answer.error().kind == search::Fault::Kind::limit) {
        auto problem = problem_of({ &vault_refusals::search_wrong, {}, {} }, http::language_of(call.request));
        problem.detail = answer.error().detail;
        return call.refuse(std::move(problem));
    }
    if (!answer)
        return call.refuse(act::Refusal { &vault_refusals::failed, {}, {} });
    note(call, "dossier", id.number, accounts::Deed::read);
    SearchView view;
    view.count = answer->count;
    if (!answer->next.empty())
        view.next = answer->next;
    auto const read_upto = vault.read_upto();
    auto const seen = evidence::seen(dossier->state, call.caller.actor);
    for (auto const& one : seen.exhibits)
        view.unread += one.id.number > read_upto ? 1 : 0;
    for (auto const& hit : answer->hits) {
        auto const name = std::string_view { hit.document };
        auto const exhibit = parse_id<evidence::Exhibit>(name.substr(name.find(' ') + 1));
        auto const* one = exhibit ? evidence::find(dossier->state, *exhibit) : nullptr;
        // What was erased since, or lies elsewhere after all, is not given by way of a search.
        if (one == nullptr || one->erased || !evidence::reads(role, one->compartment))
            continue;
        SearchHit line { one->id, mark_of(*one), hit.place, hit.begin, hit.end, hit.snippet, {} };
        for (auto const& [from, to] : hit.marks)
            line.marks.push_back({ from, to });
        view.hits.push_back(std::move(line));
    }
    call.answer(http::Response::json(json_of(view)).with("Cache-Control", "private, no-cache"));
}

} // namespace

void add_exhibits(std::vector<Operation>& table)
{
    std::string const dossier = "/v1/dossiers/{dossier}", exhibit = dossier + "/exhibits/{exhibit}";
    table.push_back({ .path = exhibit + "/content",
        .id = "exhibits.content",
        .summary = "The bytes of an exhibit, exactly as they came; a Range of them, too",
        .scope = Scope::read,
        .runs = http::Runs::aside,
        .run = read_content,
        .gives_type = "application/octet-stream" });
    table.push_back({ .path = exhibit + "/receipt",
        .id = "exhibits.receipt",
        .summary = "The proof that the record of its coming in is in the log of the vault (c2sp.org/tlog-proof)",
        .scope = Scope::read,
        .runs = http::Runs::aside,
        .run = read_receipt,
        .gives_type = "text/plain" });
    table.push_back({ .path = exhibit + "/record",
        .id = "exhibits.record",
        .summary = "The record of its coming in as it stands in the log: what the receipt proves",
        .scope = Scope::read,
        .runs = http::Runs::aside,
        .run = read_record,
        .gives_type = "application/octet-stream" });
    table.push_back({ .path = exhibit + "/reading",
        .id = "exhibits.reading",
        .summary = "What was read out of an exhibit",
        .scope = Scope::read,
        .gives = given<ReadingView>(),
        .runs = http::Runs::aside,
        .run = read_reading });
    table.push_back({ .path = dossier + "/search",
        .id = "dossiers.search",
        .summary = "Finds words in the exhibits that the caller may read",
        .scope = Scope::read,
        .gives = given<SearchView>(),
        .runs = http::Runs::aside,
        .query = { { .name = "q",
                       .says = "words; \"two words\" that follow each other; a OR b; -word",
                       .takes = "text of at most 1,000 bytes",
                       .fits = [](Call&, std::string_view text) { return !text.empty() && text.size() <= 1'000; },
                       .is_needed = true },
            query::whole_number("limit", "hits on a page; 20 if nothing is said", 1, 100),
            { .name = "cursor",
                .says = "of the page before",
                .takes = "what `next` said",
                .fits = [](Call&, std::string_view text) { return text.size() <= 1'000; } } },
        .run = search_dossier });
}

} // namespace recourse::api
