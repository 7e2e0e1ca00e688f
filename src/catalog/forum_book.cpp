#include "catalog/forum_book.hpp"

#include "catalog/embedded.hpp"
#include "catalog/forum_entry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace recourse::catalog {

namespace {

using codec::Node;
using forum::Book;

constexpr std::array<std::string_view, 4> answer_words { "yes", "no", "uncertain", "unknown" };
constexpr std::array<std::string_view, 3> court_words { "basic", "intermediate", "high" };
constexpr std::array<std::string_view, 6> result_words { "prc_judgment", "prc_award", "hk_award", "hk_judgment",
    "foreign_award", "foreign_judgment" };
constexpr std::array<std::string_view, 3> venue_kinds { "basis", "procedure", "flag" };
constexpr std::array<std::string_view, 4> procedure_words { "summary", "general", "domestic", "emergency" };
constexpr std::array<std::string_view, 2> party_words { "prc_domicile", "no_prc_domicile" };
constexpr std::array<std::string_view, 2> step_kinds { "work", "formality" };

class BookReader {
public:
    BookReader(std::span<DataFile const* const> files, Reading with) : files_(files), with_(with) { }

    Book read()
    {
        for (auto const* file : files_) {
            if (is_forum_check(*file))
                one(*file);
            else
                convention(*file);
        }
        findings();
        references();
        return std::move(book_);
    }

private:
    /// Calls `read` with each table of that name; `what` is what messages call it.
    template <class Read>
    void each(DataFile const& file, TableReader& root, std::string_view name, Read const& read)
    {
        for (auto const* node : root.tables(name)) {
            ForumEntry entry(file, *node, fmt::format("[[{}]]", name), with_);
            read(entry);
            entry.finish();
        }
    }

    /// The id of a table; a second one of the same name is a problem.
    std::string id(ForumEntry& entry, std::string_view of, std::string_view key = "id")
    {
        auto found = entry.need_text(key);
        if (!found.empty() && !ids_.emplace(fmt::format("{}:{}", of, found)).second)
            entry.problem_at(key, fmt::format("there are two with the {} '{}'", key, found));
        return found;
    }

    void one(DataFile const& file)
    {
        TableReader root(file.document, file.document.root, "a file of forums/check", with_.problems);
        root.allow("sources");
        clause_tables(file, root);
        court_tables(file, root);
        each(file, root, "reach", [&](ForumEntry& entry) { reach(entry); });
        each(file, root, "status", [&](ForumEntry& entry) { status(file, entry); });
        each(file, root, "person", [&](ForumEntry& entry) { person(file, entry); });
        paper_tables(file, root);
        root.finish();
    }

    void clause_tables(DataFile const& file, TableReader& root)
    {
        each(file, root, "institution", [&](ForumEntry& entry) {
            forum::Institution made;
            made.id = id(entry, "institution");
            made.name = entry.need_words("name");
            made.country = entry.country("country");
            made.by_rules = entry.boolean("by_rules").value_or(false);
            made.part_of = entry.text("part_of").value_or("");
            made.names = entry.texts("names");
            made.source = entry.source();
            book_.institutions.push_back(std::move(made));
        });
        each(file, root, "misnomer", [&](ForumEntry& entry) {
            forum::Misnomer made { entry.texts("names"), entry.texts("meant"), entry.need_words("why"),
                entry.source() };
            if (made.names.empty() || made.meant.empty())
                entry.problem("a misnomer has 'names' and 'meant'");
            book_.misnomers.push_back(std::move(made));
        });
        each(file, root, "place", [&](ForumEntry& entry) {
            forum::PlaceName made;
            made.id = id(entry, "place");
            made.country = entry.country("country");
            made.region = entry.text("region").value_or("");
            made.whole_country = entry.boolean("whole_country").value_or(false);
            made.names = entry.texts("names");
            book_.places.push_back(std::move(made));
        });
        each(file, root, "finding", [&](ForumEntry& entry) {
            forum::FindingText made;
            made.code = entry.choice<forum::FindingCode>("code", forum::finding_words);
            id(entry, "finding", "code");
            made.says = entry.need_words("says");
            made.remedy = entry.words("remedy");
            made.source = entry.source();
            book_.findings.push_back(std::move(made));
        });
    }

    void court_tables(DataFile const& file, TableReader& root)
    {
        each(file, root, "region",
            [&](ForumEntry& entry) { book_.regions.push_back({ id(entry, "region"), entry.need_words("name") }); });
        each(file, root, "level", [&](ForumEntry& entry) {
            forum::LevelRule made;
            made.court = entry.choice<forum::CourtLevel>("court", court_words);
            made.regions = entry.texts("regions");
            made.others = entry.boolean("others").value_or(false);
            made.at_least = entry.money("at_least").value_or(Money { 0, *Currency::from_code("CNY") });
            if (made.at_least.currency != *Currency::from_code("CNY"))
                entry.problem_at("at_least", "the level of a court goes by an amount in CNY");
            made.source = entry.source();
            book_.levels.push_back(std::move(made));
        });
        each(file, root, "venue", [&](ForumEntry& entry) {
            forum::VenueRule made;
            made.id = id(entry, "venue");
            made.kind = entry.word("kind", venue_kinds).value_or("basis");
            made.when = entry.some_of("when", forum::venue_signs);
            made.unless = entry.some_of("unless", forum::venue_signs);
            made.point.says = entry.need_words("says");
            made.point.source = entry.source();
            book_.venues.push_back(std::move(made));
        });
        each(file, root, "summary", [&](ForumEntry& entry) {
            forum::SummaryRule made;
            made.forum = entry.need_text("forum");
            made.name = entry.need_words("name");
            made.at_most = entry.money("at_most").value_or(Money {});
            if (entry.node().find("at_most") == nullptr)
                entry.problem("there is no 'at_most'");
            made.from = entry.date("from");
            made.says = entry.words("says");
            made.source = entry.source();
            book_.summaries.push_back(std::move(made));
        });
        each(file, root, "step", [&](ForumEntry& entry) {
            forum::TimetableStep made;
            made.forum = entry.need_text("forum");
            made.id = id(entry, "step");
            made.procedure = entry.word("procedure", procedure_words).value_or("");
            made.party = entry.word("party", party_words).value_or("");
            made.what = entry.need_words("what");
            made.period = entry.period("period");
            made.least = entry.boolean("least").value_or(false);
            made.extension = entry.period("extension");
            made.extendable = entry.boolean("extendable").value_or(false);
            made.from = entry.words("from");
            made.says = entry.words("says");
            if (!made.period && made.says.en.empty())
                entry.problem("a step has a 'period' or says why it has none", "says = \"...\", says_zh = \"...\"");
            made.source = entry.source();
            book_.timetable.push_back(std::move(made));
        });
    }

    void reach(ForumEntry& entry)
    {
        forum::ReachRule made;
        made.result = entry.choice<forum::ResultKind>("result", result_words);
        made.places = entry.texts("places");
        made.from = entry.texts("from");
        made.enforceable = entry.choice<forum::Answer>("enforceable", answer_words);
        made.instrument = entry.need_words("instrument");
        made.in_force = entry.date("in_force");
        made.in_force_source = entry.source_in("in_force_source");
        made.limit = entry.period("limit");
        made.limit_from = entry.words("limit_from");
        made.limit_source = entry.source_in("limit_source");
        made.court = entry.words("court");
        made.note = entry.words("note");
        made.reciprocity = entry.boolean("reciprocity").value_or(false);
        made.source = entry.source();
        if (made.places.empty())
            entry.problem("a reach has 'places'", "a country, \"convention\" or \"other\"");
        book_.reach.push_back(std::move(made));
    }

    std::vector<forum::LadderPeriod> periods(DataFile const& file, ForumEntry& parent)
    {
        std::vector<forum::LadderPeriod> found;
        for (auto const* node : parent.tables("period")) {
            ForumEntry entry(file, *node, "a 'period'", with_);
            forum::LadderPeriod made;
            made.id = id(entry, "period");
            entry.need_text("period");
            made.period = entry.period("period").value_or(time::Period {});
            made.what = entry.need_words("what");
            made.from = entry.need_words("from");
            made.source = entry.source();
            entry.finish();
            found.push_back(std::move(made));
        }
        return found;
    }

    void status(DataFile const& file, ForumEntry& entry)
    {
        forum::SupplierStatus made;
        made.id = id(entry, "status");
        made.fact = entry.text("fact").value_or("");
        made.name = entry.need_words("name");
        made.suable = entry.choice<forum::Answer>("suable", answer_words);
        made.says = entry.need_words("says");
        made.periods = periods(file, entry);
        made.source = entry.source();
        book_.statuses.push_back(std::move(made));
    }

    void person(DataFile const& file, ForumEntry& entry)
    {
        forum::LiablePerson made;
        made.id = id(entry, "person");
        made.statuses = entry.texts("statuses");
        made.when = entry.some_of("when", forum::ladder_signs);
        made.enforcement = entry.boolean("enforcement").value_or(false);
        made.who = entry.need_words("who");
        made.why = entry.need_words("why");
        auto const en = entry.texts("needs");
        auto const zh = entry.texts("needs_zh");
        if (en.size() != zh.size())
            entry.problem_at("needs", "'needs' and 'needs_zh' are not the same list in two languages");
        for (std::size_t i = 0; i < std::min(en.size(), zh.size()); ++i)
            made.needs.push_back({ en[i], zh[i] });
        made.periods = periods(file, entry);
        made.transition = entry.words("transition");
        made.source = entry.source();
        book_.persons.push_back(std::move(made));
    }

    void paper_tables(DataFile const& file, TableReader& root)
    {
        each(file, root, "filing", [&](ForumEntry& entry) {
            book_.filings.push_back(
                { id(entry, "filing"), entry.need_words("name"), entry.need_words("says"), entry.source() });
        });
        each(file, root, "paper", [&](ForumEntry& entry) {
            forum::Paper made;
            made.id = id(entry, "paper");
            made.filings = entry.texts("filings");
            made.when = entry.some_of("when", forum::paper_signs);
            made.name = entry.need_words("name");
            made.why = entry.need_words("why");
            made.source = entry.source();
            std::set<std::string> steps;
            for (auto const* node : entry.tables("step")) {
                ForumEntry inner(file, *node, "a 'step'", with_);
                made.steps.push_back(step(inner));
                if (!steps.insert(made.steps.back().id).second)
                    inner.problem_at("id", fmt::format("there are two steps '{}'", made.steps.back().id));
            }
            book_.papers.push_back(std::move(made));
        });
        each(file, root, "apostille", [&](ForumEntry& entry) {
            forum::ApostilleRow made;
            made.country = id(entry, "apostille", "country");
            entry.country("country");
            made.apostille = entry.choice<forum::Answer>("apostille", answer_words);
            made.since = entry.date("since");
            made.note = entry.words("note");
            made.source = entry.source();
            book_.apostille.push_back(std::move(made));
        });
        if (auto const* node = root.table("formalities")) {
            ForumEntry entry(file, *node, "[formalities]", with_);
            for (auto const* name : { "by_apostille", "by_legalisation" }) {
                auto const* way = entry.need_table(name);
                if (way == nullptr)
                    continue;
                ForumEntry inner(file, *way, name, with_);
                auto& made = std::string_view { name } == "by_apostille" ? book_.formalities.apostille
                                                                         : book_.formalities.legalisation;
                made = step(inner);
                formality_ways_ += made.days_high > 0 ? 1 : 0;
            }
            book_.formalities.source = entry.source();
            entry.finish();
        }
    }

    forum::PaperStep step(ForumEntry& entry)
    {
        forum::PaperStep made;
        made.id = entry.need_text("id");
        made.kind = entry.word("kind", step_kinds).value_or("work");
        made.when = entry.some_of("when", forum::paper_signs);
        // The days of a formality are those of the way that the country takes.
        if (made.kind == "formality") {
            entry.finish();
            return made;
        }
        made.what = entry.need_words("what");
        auto const low = entry.need_integer("days_low").value_or(0);
        auto const high = entry.need_integer("days_high").value_or(0);
        if (low < 0 || high < low || high > 730)
            entry.problem_at("days_high", "a step takes from 'days_low' to 'days_high' days, 0 to 730");
        else {
            made.days_low = static_cast<int>(low);
            made.days_high = static_cast<int>(high);
        }
        made.source = entry.source();
        entry.finish();
        return made;
    }

    void convention(DataFile const& file)
    {
        auto const* list = file.document.root.find("table");
        if (list == nullptr || !list->is_array())
            return;
        for (auto const& node : list->items) {
            auto const* name = node.find("id");
            auto const* rows = node.find("rows");
            if (name == nullptr || name->text != "new_york_convention" || rows == nullptr)
                continue;
            auto const whole = with_.sources.resolve(file.document, node, true, with_.problems);
            for (auto const& row : rows->items)
                if (row.items.size() == 4)
                    party(file, row, whole);
        }
    }

    /// iso2, in force, address, mark.
    void party(DataFile const& file, Node const& row, casework::SourceRef const& whole)
    {
        auto const from = parse_date(row.items[1].text);
        if (!from) {
            with_.problems.push_back({ file.document.place(row.items[1]), from.error(), "YYYY-MM-DD" });
            return;
        }
        forum::Party made { row.items[0].text, *from, whole };
        made.source.mark = row.items[3].text;
        if (made.source.mark == "unverified") {
            made.source.document.clear();
            made.source.url.clear();
            made.source.title = row.items[2].text;
        } else
            made.source.url = row.items[2].text.substr(0, row.items[2].text.find(' '));
        book_.convention.push_back(std::move(made));
    }

    void findings()
    {
        std::ranges::sort(book_.findings, {}, &forum::FindingText::code);
        for (std::size_t i = 0; i < forum::finding_words.size(); ++i) {
            auto const code = static_cast<forum::FindingCode>(i);
            if (std::ranges::find(book_.findings, code, &forum::FindingText::code) == book_.findings.end())
                missing(fmt::format("no [[finding]] says '{}'", forum::finding_words[i]), "in clause.toml");
        }
        if (formality_ways_ < 2)
            missing("nobody says how long an apostille and a legalisation take", "[formalities] in papers.toml");
    }

    void missing(std::string message, std::string remedy)
    {
        with_.problems.push_back({ { "forums/check", 0, 0 }, std::move(message), std::move(remedy) });
    }

    /// What one table says of another has to be there.
    void references()
    {
        auto const need = [&](std::string_view of, std::string const& name, std::string_view by) {
            if (!name.empty() && !ids_.contains(fmt::format("{}:{}", of, name)))
                missing(fmt::format("{} names the {} '{}', which nobody describes", by, of, name), {});
        };
        for (auto const& one : book_.institutions)
            need("institution", one.part_of, one.id);
        for (auto const& one : book_.misnomers)
            for (auto const& meant : one.meant)
                need("institution", meant, one.names.empty() ? "a misnomer" : one.names.front());
        for (auto const& one : book_.places)
            need("region", one.region, one.id);
        for (auto const& one : book_.levels)
            for (auto const& region : one.regions)
                need("region", region, "a level");
        for (auto const& one : book_.persons)
            for (auto const& status : one.statuses)
                need("status", status, one.id);
        for (auto const& one : book_.papers)
            for (auto const& filing : one.filings)
                need("filing", filing, one.id);
    }

    std::span<DataFile const* const> files_;
    Reading with_;
    Book book_;
    std::set<std::string, std::less<>> ids_;
    int formality_ways_ = 0;
};

} // namespace

bool is_forum_check(DataFile const& file)
{
    return file.folder == "forums/check" && file.name != "sources.toml";
}

Book read_forum_book(std::span<DataFile const* const> files, Reading with)
{
    return BookReader(files, with).read();
}

std::expected<Book, Problems> forum_book_of(std::span<FileText const> files)
{
    Problems problems;
    SourceRegister sources;
    std::deque<DataFile> documents;
    for (auto const& file : files) {
        bool const law = file.path == "forums/cn/law/treaties.toml";
        if (!file.path.starts_with("forums/check/") && file.path != "forums/sources.toml" && !law)
            continue;
        auto const slash = file.path.rfind('/');
        documents.push_back({ codec::Document {}, file.path.substr(0, slash), file.path.substr(slash + 1) });
        auto& document = documents.back().document = recourse::catalog::read(file);
        problems.insert(problems.end(), document.problems.begin(), document.problems.end());
        if (document.root.find("sources") != nullptr)
            sources.add(document, problems);
    }
    std::vector<DataFile const*> read;
    for (auto const& file : documents)
        if (file.name != "sources.toml")
            read.push_back(&file);
    auto book = read_forum_book(read, { sources, problems, {}, nullptr });
    if (!problems.empty())
        return std::unexpected(std::move(problems));
    return book;
}

std::expected<Book, Problems> shipped_forum_book()
{
    return forum_book_of(shipped_files());
}

} // namespace recourse::catalog
