#include "api/matter_papers.hpp"

#include "api/case_now.hpp"
#include "api/forum_words.hpp"
#include "api/matter_memo.hpp"
#include "brief/fill.hpp"
#include "brief/matter_statement.hpp"
#include "codec/toml_reader.hpp"

#include <algorithm>
#include <array>

namespace recourse::api {

struct MatterPapers::Ground {
    std::shared_ptr<casework::World const> world;
    std::optional<brief::Study> study;
};

namespace {

/// Worked out by the claim statement; what the matter alone says of it is less.
constexpr std::array<std::string_view, 5> stated { "heads", "claim.as_of", "claim.total", "claim.open", "recovered" };

bool is_judge(papers::Receiver to)
{
    using enum papers::Receiver;
    return to == court || to == tribunal || to == police || to == registry;
}
bool is_other_side(papers::Receiver to)
{
    return to == papers::Receiver::supplier || to == papers::Receiver::platform;
}

/// The claim as the buyer's side reads it, without its exhibits: papers name those of the dossier, by their numbers.
Track without_exhibits(Track track)
{
    for (auto& claim : track.claims)
        claim.exhibits.clear();
    return track;
}

/// What came, as rows of a paper.
std::vector<papers::Row> recoveries_of(matter::State const& state)
{
    static constexpr std::array<std::string_view, 10> chinese { "", "平台退款", "拒付（退单）", "银行追回",
        "债务人自动履行", "和解款", "强制执行", "保险赔付", "抵销", "其他" };
    std::vector<papers::Row> rows;
    for (auto const& one : state.receipts) {
        papers::Row row;
        row.cells.emplace("day", papers::Value { one.receipt.on });
        row.cells.emplace("amount", papers::Value { one.counted });
        row.cells.emplace("route",
            papers::Value { papers::Words { std::string { matter::word(one.receipt.route) },
                std::string { chinese.at(static_cast<std::size_t>(one.receipt.route)) } } });
        rows.push_back(std::move(row));
    }
    return rows;
}

brief::Fields given_of(Desk& desk, MatterPackage const& asked)
{
    auto fields = matter_values(desk, asked).fields;
    for (auto const id : stated)
        fields.erase(std::string { id });
    auto const put = [&](std::string_view id, std::string const& text) {
        if (!text.empty())
            fields.try_emplace(std::string { id }, papers::Value { papers::same(text) });
    };
    put("order.arbitration_clause", asked.state.clause ? asked.state.clause->text : std::string {});
    put("counsel.firm", asked.state.counsel);
    if (auto rows = recoveries_of(asked.state); !rows.empty())
        fields.try_emplace("recoveries", papers::Value { std::move(rows) });
    return fields;
}

} // namespace

std::expected<std::unique_ptr<MatterPapers>, Problems> MatterPapers::of(
    Desk& desk, MatterPackage const& asked, Track const& track, std::string_view fields)
{
    static auto const shelf = brief::shipped_shelf(); // a part of the program: read once for the process
    if (!shelf)
        return std::unexpected(shelf.error());
    std::vector<papers::Exhibit> exhibits;
    for (auto const& one : asked.exhibits)
        exhibits.push_back({ to_string(one.id), evidence::mark(one.compartment, one.number), 0 });
    auto given = given_of(desk, asked);
    if (!fields.empty()) {
        auto more = brief::read_fields(codec::read_toml(fields, "fields"), (*shelf)->vocabulary, exhibits);
        if (!more)
            return std::unexpected(std::move(more.error()));
        for (auto& [id, value] : *more)
            given.insert_or_assign(id, std::move(value));
    }
    auto const books = desk.books();
    auto ground = std::make_shared<Ground>();
    ground->world = desk.world();
    brief::Options options;
    options.as_of = desk.today();
    auto facts = facts_of(*books, asked.state, without_exhibits(track));
    ground->study.emplace(
        brief::study({ *ground->world, forum_book() }, std::move(facts), {}, std::move(given), options));
    auto& study = *ground->study;
    study.exhibits = std::move(exhibits);
    std::optional<Money> paid;
    if (asked.state.order)
        paid = order::received(track.order);
    auto basis = brief::basis_of(asked.state, paid, desk.today(), study.basis.particulars.terms, ground->world->rates);
    if (!basis.particulars.items.empty()) { // the heads of the matter are what is claimed
        study.statement = quantum::statement(basis.particulars);
        study.basis = std::move(basis);
    }
    auto result = std::make_unique<MatterPapers>();
    result->ground_ = std::move(ground);
    result->shelf_ = shelf->get();
    return result;
}

papers::Values MatterPapers::values(papers::Document const& document) const
{
    auto study = *ground_->study;
    if (is_judge(document.to) || is_other_side(document.to))
        study.given.erase("conflict.state"), study.given.erase("engagement.state");
    if (is_judge(document.to))
        study.given.erase("offers");
    if (is_other_side(document.to)) {
        for (auto const* id : { "targets", "proceedings", "deadlines", "interruptions" })
            study.given.erase(id);
    }
    return brief::fill(study, document);
}

} // namespace recourse::api
