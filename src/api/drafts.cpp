#include "api/dossier_replies.hpp"
#include "api/file_answer.hpp"
#include "api/form_refusals.hpp"
#include "api/matter_papers.hpp"
#include "api/statement_refusals.hpp"
#include "brief/receivers.hpp"
#include "papers/compose.hpp"
#include "papers/docx.hpp"
#include "papers/pdf.hpp"

#include <algorithm>
#include <array>

// Drafts of a matter's papers, made on the spot and kept by nobody: whoever wants one on record puts it into the
// dossier and says so (make-paper).

namespace recourse::api {

namespace {

using accounts::Scope;

enum class DraftFormat : std::uint8_t { docx, pdf, txt };
BOOST_DESCRIBE_ENUM(DraftFormat, docx, pdf, txt)
enum class DraftLanguage : std::uint8_t { both, en, zh };
BOOST_DESCRIBE_ENUM(DraftLanguage, both, en, zh)

struct Draft {
    std::string document; ///< id, as the list of documents has it
    DraftFormat format = DraftFormat::docx;
    DraftLanguage language = DraftLanguage::both;
    bool without_notes = false; ///< notes for counsel stay out
    std::string fields; ///< TOML of fields that the matter does not have, as for papers of a case file
};
BOOST_DESCRIBE_STRUCT(Draft, (), (document, format, language, without_notes, fields))
constexpr std::size_t fields_max = std::size_t { 256 } << 10U;

struct OpenField {
    std::string field;
    bool needed = false;
    std::string says; ///< who gives it, and what it is
};
BOOST_DESCRIBE_STRUCT(OpenField, (), (field, needed, says))
struct DocumentLine {
    std::string id;
    std::string name;
    std::string to; ///< for whom it is
    std::vector<OpenField> open; ///< what would stay open in a draft of today
};
BOOST_DESCRIBE_STRUCT(DocumentLine, (), (id, name, to, open))
struct DocumentsView {
    std::vector<DocumentLine> documents;
};
BOOST_DESCRIBE_STRUCT(DocumentsView, (), (documents))

void refuse_fields(Call& call, Problems const& problems)
{
    auto problem = problem_of({ &form_refusals::body_wrong, {}, {} }, http::language_of(call.request));
    for (auto const& one : problems)
        problem.errors.push_back({ "/fields", to_string(one) });
    call.refuse(std::move(problem));
}

/// What papers of the matter are filled from; nothing: a problem has been answered.
std::unique_ptr<MatterPapers> papers_of(
    Call& call, Id<Matter> id, app::Aggregate<matter::State> const& matter, std::string_view fields)
{
    auto const& state = matter.state;
    auto const track = track_of(call.desk, state.order);
    auto const view = matter_view(call, id, matter, track);
    MatterPackage asked { id, state, {}, { Language::en, Language::zh }, {}, {}, view.cautions, view.figures };
    auto const folder = state.order ? std::optional { Id<Dossier> { state.order.number } } : state.dossier;
    if (folder) {
        auto const dossier = peek<evidence::State>(call.desk, stream_of(*folder));
        if (dossier.version > 0 && may_see(call.caller, dossier.state)) {
            for (auto& one : evidence::seen(dossier.state, call.caller.actor).exhibits) {
                if (is_live(one) && one.number != 0)
                    asked.exhibits.push_back(std::move(one));
            }
        }
    }
    auto made = MatterPapers::of(call.desk, asked, track, fields);
    if (made)
        return *std::move(made);
    refuse_fields(call, made.error());
    return nullptr;
}

void list_documents(Call& call)
{
    Id<Matter> id;
    auto const matter = matter_of(call, id);
    if (!matter)
        return;
    note(call, "matter", id.number, accounts::Deed::read);
    auto const from = papers_of(call, id, *matter, {});
    if (from == nullptr)
        return;
    auto const language = http::language_of(call.request);
    DocumentsView view;
    for (auto const& document : from->shelf().documents) {
        auto const values = from->values(document);
        DocumentLine line { document.id, document.name.in(language), std::string { brief::word(document.to, language) },
            {} };
        for (auto const* ids : { &document.needs, &document.takes })
            for (auto const& field : *ids) {
                auto const found = document.vocabulary->fields.find(field);
                if (!values.fields.contains(field) && found != document.vocabulary->fields.end())
                    line.open.push_back({ field, ids == &document.needs, found->second.name.in(language) });
            }
        view.documents.push_back(std::move(line));
    }
    give(call, matter->version, json_of(view));
}

std::expected<std::string, std::string> written(papers::Paper const& paper, DraftFormat format)
{
    if (format == DraftFormat::docx)
        return papers::to_docx(paper);
    if (format == DraftFormat::txt)
        return papers::to_text(paper);
    auto pdf = papers::Press {}.print(paper);
    if (!pdf)
        return std::unexpected(std::move(pdf.error()));
    return std::move(pdf->bytes);
}

void make_draft(Call& call)
{
    Id<Matter> id;
    auto const matter = matter_of(call, id);
    if (!matter)
        return;
    auto const asked = body<Draft>(call);
    if (!asked)
        return;
    if (asked->fields.size() > fields_max)
        return refuse_fields(call, { { {}, "these are more than 256 KiB", "give what the paper needs" } });
    auto const from = papers_of(call, id, *matter, asked->fields);
    if (from == nullptr)
        return;
    auto const* document = from->shelf().find(asked->document);
    if (document == nullptr)
        return call.refuse(act::Refusal { &statement_refusals::no_document, { { "id", asked->document } }, {} });
    papers::Wish wish;
    wish.setting = asked->language == DraftLanguage::en ? papers::Setting::en
        : asked->language == DraftLanguage::zh          ? papers::Setting::zh
                                                        : papers::Setting::both;
    wish.notes = !asked->without_notes;
    wish.day = call.desk.today();
    auto const paper = papers::compose(*document, from->values(*document), wish);
    if (!paper)
        return refuse_fields(call, paper.error());
    auto bytes = written(*paper, asked->format);
    if (!bytes)
        return call.refuse(act::Refusal { &statement_refusals::not_written, { { "why", bytes.error() } }, {} });
    note(call, "matter", id.number, accounts::Deed::read);
    static constexpr std::array<std::string_view, 3> endings { "docx", "pdf", "txt" };
    auto response = http::Response::text(*std::move(bytes));
    response.headers.set("Content-Type", "application/octet-stream");
    call.answer(std::move(response)
            .with("Content-Disposition",
                attachment(fmt::format(
                    "{}_{}.{}", to_string(id), document->id, endings.at(static_cast<std::size_t>(asked->format)))))
            .with("X-Content-Type-Options", "nosniff")
            .with("Cache-Control", "no-store")
            .with("Open-Fields", fmt::format("{}", paper->open.size())));
}

} // namespace

void add_drafts(std::vector<Operation>& table)
{
    table.push_back({ .path = "/v1/matters/{matter}/documents",
        .id = "matters.documents",
        .summary = "The papers that can be drafted of a matter, for whom each is, and what would stay open in it",
        .scope = Scope::read,
        .gives = given<DocumentsView>(),
        .runs = http::Runs::aside,
        .run = list_documents });
    table.push_back({ .method = http::Method::post,
        .path = "/v1/matters/{matter}/drafts",
        .id = "matters.draft",
        .summary = "A paper of the matter as it stands, a draft for counsel: .docx, PDF or text; it is kept nowhere",
        .scope = Scope::read,
        .takes = taken<Draft>(),
        .runs = http::Runs::aside,
        .run = make_draft,
        .gives_type = "application/octet-stream" });
}

} // namespace recourse::api
