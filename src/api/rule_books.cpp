#include "api/rule_books.hpp"

#include "api/rule_book_refusals.hpp"
#include "base/check.hpp"
#include "catalog/data_check.hpp"

#include <algorithm>
#include <set>

namespace recourse::api {

namespace {

using accounts::Scope;

constexpr std::size_t problems_shown = 500;

struct Upload {
    std::vector<BookFile> files;
};
BOOST_DESCRIBE_STRUCT(Upload, (), (files))

struct BookView {
    KeptBook book;
    std::vector<BookFile> files;
};
BOOST_DESCRIBE_STRUCT(BookView, (), (book, files))

struct BookList {
    std::vector<KeptBook> rule_books;
};
BOOST_DESCRIBE_STRUCT(BookList, (), (rule_books))

bool is_plain(std::string_view part)
{
    return !part.empty() && std::ranges::all_of(part, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

/// programmes/<programme>/<edition>/.../<file>.toml, each part in small letters, digits and hyphens.
bool is_name(std::string_view name)
{
    constexpr std::size_t bytes_max = 200;
    constexpr std::size_t parts_max = 8;
    if (name.size() > bytes_max || !name.ends_with(".toml"))
        return false;
    name.remove_suffix(5);
    std::size_t parts = 0;
    for (bool last = false; !last;) {
        auto const slash = name.find('/');
        last = slash == std::string_view::npos;
        auto const part = name.substr(0, slash);
        if (!is_plain(part) || (parts == 0 && part != "programmes"))
            return false;
        ++parts;
        if (!last)
            name.remove_prefix(slash + 1);
    }
    return parts >= 4 && parts <= parts_max;
}

void refuse(Call& call, act::RefusalKind const& kind, std::vector<std::pair<std::string, std::string>> values = {})
{
    call.refuse(act::Refusal { &kind, std::move(values), {} });
}

void upload(Call& call)
{
    if (!is_officer(call.caller))
        return call.refuse(not_found());
    auto given = body<Upload>(call);
    if (!given)
        return;
    auto& files = given->files;
    if (auto flaws = shape_flaws(files); !flaws.empty()) {
        auto problem = problem_of(act::Refusal { &rule_book_refusals::shape, {}, {} }, http::language_of(call.request));
        problem.errors = std::move(flaws);
        return call.refuse(problem);
    }
    std::ranges::sort(files, {}, &BookFile::name);
    auto const digest = digest_of(files);
    auto const kept = call.desk.shelf().find(digest);
    auto const tell = [&](KeptBook const& book) {
        call.answer(http::Response::json(json_of(book), 201)
                .with("Location", fmt::format("/v1/rule-books/{}", to_string(book.digest))));
    };
    if (kept)
        return tell(*kept);
    std::string const folder { catalog::edition_of(files.front().name) };
    auto const edition = folder.substr(folder.rfind('/') + 1);
    auto const programme = folder.substr(folder.find('/') + 1, folder.rfind('/') - folder.find('/') - 1);
    auto const refuse_taken = [&] {
        auto const other = call.desk.shelf().find(programme, edition);
        refuse(call, rule_book_refusals::edition_taken,
            { { "edition", edition }, { "programme", programme },
                { "digest", other ? to_string(other->digest) : "-" } });
    };
    if (call.desk.shelf().find(programme, edition))
        return refuse_taken();

    auto const data = call.desk.running_books().data_with(files);
    if (!data)
        return call.refuse(problem_of(data.error(), http::language_of(call.request)));
    auto problems = catalog::check(*data, call.desk.today(), folder);
    if (data->cases.size() > book_cases_max)
        problems.push_back(
            { { folder }, fmt::format("it has {} cases, {} are the most", data->cases.size(), book_cases_max), {} });
    if (!problems.empty())
        return call.refuse(problem_of(problems, http::language_of(call.request)));
    auto const found = std::ranges::find(data->world->books, folder, &cover::Book::folder);
    RECOURSE_ASSERT(found != data->world->books.end()); // a folder without a book has problems
    KeptBook book { digest, programme, edition, casework::written(found->name.en), found->from, {},
        static_cast<std::uint32_t>(catalog::rules_of(*found)), static_cast<std::uint32_t>(data->cases.size()), 0,
        to_string(call.desk.clock().now()) };
    for (auto const& reading : found->readings)
        book.readings.push_back(reading.id);
    for (auto const& file : files)
        book.bytes += file.text.size();
    auto const done = call.desk.shelf().keep(book, files);
    if (!done)
        return call.refuse(unavailable());
    switch (*done) {
    case Shelf::Kept::yes:
        return tell(book);
    case Shelf::Kept::edition_taken:
        return refuse_taken();
    case Shelf::Kept::full:
        return refuse(call, rule_book_refusals::full, { { "most", fmt::format("{}", Shelf::books_max) } });
    }
}

void list(Call& call)
{
    if (!is_of_programme(call.caller))
        return call.refuse(not_found());
    call.answer(http::Response::json(json_of(BookList { call.desk.shelf().list() }))
            .with("Cache-Control", "private, no-cache"));
}

void read(Call& call)
{
    auto const book = book_of(call);
    if (!book)
        return;
    auto files = call.desk.shelf().files(book->digest);
    if (!files)
        return call.refuse(unavailable());
    call.answer(http::Response::json(json_of(BookView { *book, *std::move(files) }))
            .with("Cache-Control", "private, no-cache"));
}

/// The edition as which the book was ever proposed; nothing: as none. The error: the views give no answer.
std::expected<std::optional<Id<Edition>>, std::monostate> proposed_as(Call& call, Digest const& digest)
{
    if (!call.desk.pipeline().wait_projected(call.desk.pipeline().durable(), std::chrono::seconds(2)))
        return std::unexpected(std::monostate {});
    store::PageRequest page { .view = static_cast<store::View>(app::View::editions),
        .scopes = app::lists_of(app::View::editions),
        .bodies = static_cast<store::View>(app::View::editions) };
    for (;;) {
        auto const found = call.desk.store().page(page);
        if (!found)
            return std::unexpected(std::monostate {});
        for (auto const& item : found->value) {
            if (!item.body)
                continue;
            auto const line = packed::unpack<app::EditionLine>(app::text_of(*item.body));
            if (line && line->digest == digest)
                return line->id;
        }
        if (found->value.size() < page.limit)
            return std::nullopt;
        page.after = { found->value.back().sort, found->value.back().key };
    }
}

void remove(Call& call)
{
    if (!is_officer(call.caller))
        return call.refuse(not_found());
    auto const book = book_of(call);
    if (!book)
        return;
    std::lock_guard const lock(call.desk.running_books().changing());
    auto const edition = proposed_as(call, book->digest);
    if (!edition)
        return call.refuse(unavailable());
    if (*edition)
        return refuse(call, rule_book_refusals::proposed, { { "edition", to_string(**edition) } });
    auto const gone = call.desk.shelf().remove(book->digest);
    if (!gone)
        return call.refuse(unavailable());
    call.answer(http::Response::empty(204));
}

} // namespace

std::vector<http::ProblemError> shape_flaws(std::vector<BookFile> const& files)
{
    std::vector<http::ProblemError> flaws;
    auto const wrong
        = [&](std::string pointer, std::string detail) { flaws.push_back({ std::move(pointer), std::move(detail) }); };
    if (files.empty() || files.size() > book_files_max)
        wrong("/files", fmt::format("there are {} files; a book has from 1 to {}", files.size(), book_files_max));
    std::size_t bytes = 0;
    std::set<std::string_view> names, folders;
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto const& [name, text] = files[i];
        auto const at = [&](std::string_view member) { return fmt::format("/files/{}/{}", i, member); };
        bytes += text.size();
        if (!is_name(name))
            wrong(at("name"),
                "this is no name like programmes/acme/2027-01-01/programme.toml: small letters, digits and hyphens, "
                "at most 200 characters and 8 parts");
        else if (!names.insert(name).second)
            wrong(at("name"), "another file has the same name");
        else
            folders.insert(catalog::edition_of(name));
        if (text.size() > book_file_bytes_max)
            wrong(at("text"), fmt::format("it has {} bytes; a file has at most {}", text.size(), book_file_bytes_max));
        if (text.find('\0') != std::string::npos)
            wrong(at("text"), "it holds a NUL, which no text has");
    }
    if (bytes > book_bytes_max)
        wrong("/files", fmt::format("together they have {} bytes; a book has at most {}", bytes, book_bytes_max));
    if (folders.size() > 1)
        wrong("/files", fmt::format("they are of {} editions; upload each for itself", folders.size()));
    return flaws;
}

http::Problem problem_of(Problems const& problems, Language language)
{
    auto problem = problem_of(act::Refusal { &rule_book_refusals::wrong, {}, {} }, language);
    for (std::size_t i = 0; i < std::min(problems.size(), problems_shown); ++i) {
        auto const& one = problems[i];
        http::ProblemError error { "/files", to_string(one) };
        error.file = one.place.file;
        error.line = one.place.line;
        error.column = one.place.column;
        error.remedy = one.remedy;
        problem.errors.push_back(std::move(error));
    }
    if (problems.size() > problems_shown)
        problem.errors.push_back({ "/files", fmt::format("{} more", problems.size() - problems_shown) });
    return problem;
}

std::optional<KeptBook> book_of(Call& call)
{
    if (!is_of_programme(call.caller)) {
        call.refuse(not_found());
        return std::nullopt;
    }
    auto const digest = parse_digest(call.request.parameter("digest"));
    auto const book = digest ? call.desk.shelf().find(*digest) : std::nullopt;
    if (!book)
        refuse(call, rule_book_refusals::not_found);
    return book;
}

std::optional<std::shared_ptr<app::RuleBooks const>> books_with(
    Call& call, KeptBook const& book, Date from, RunningEdition* made)
{
    auto files = call.desk.shelf().files(book.digest);
    if (!files) {
        call.refuse(unavailable());
        return std::nullopt;
    }
    RunningEdition edition { { book.programme, book.edition, from }, *std::move(files) };
    auto books = call.desk.running_books().with(edition);
    if (!books) {
        call.refuse(problem_of(books.error(), http::language_of(call.request)));
        return std::nullopt;
    }
    if (made != nullptr)
        *made = std::move(edition);
    return *std::move(books);
}

void add_rule_books(std::vector<Operation>& table)
{
    using http::Method;
    table.push_back({ .method = Method::post,
        .path = "/v1/rule-books",
        .id = "rule-books.upload",
        .summary = "Checks one edition of a book, runs its cases, and keeps it; nothing is in force by that",
        .scope = Scope::rules,
        .takes = taken<Upload>(),
        .gives = given<KeptBook>(),
        .status = 201,
        .runs = http::Runs::aside,
        .run = upload,
        .body_bytes_max = std::size_t { 4 } << 20 });
    table.push_back({ .path = "/v1/rule-books",
        .id = "rule-books.list",
        .summary = "The books that were uploaded, by programme and edition",
        .scope = Scope::read,
        .gives = given<BookList>(),
        .run = list });
    table.push_back({ .path = "/v1/rule-books/{digest}",
        .id = "rule-books.read",
        .summary = "A book that was uploaded, with its files",
        .scope = Scope::read,
        .gives = given<BookView>(),
        .runs = http::Runs::aside,
        .run = read });
    table.push_back({ .method = Method::del,
        .path = "/v1/rule-books/{digest}",
        .id = "rule-books.remove",
        .summary = "Removes a book that was never proposed",
        .scope = Scope::rules,
        .status = 204,
        .runs = http::Runs::aside,
        .run = remove });
    add_what_if(table);
}

} // namespace recourse::api
