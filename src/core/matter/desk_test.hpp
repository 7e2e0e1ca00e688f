#pragma once

#include "core/matter/invariants.hpp"
#include "core/matter/viewer.hpp"

#include "time/shipped_calendar.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

// A matter and commands to it: what the tests of this folder stand on.

namespace recourse::matter {

using act::Role;

inline Id<Party> const client_party { 11 }, supplier_party { 12 }, stranger { 13 };
inline act::Actor const buyer { Role::buyer, client_party, { 20 } };
inline act::Actor const buyers_key { Role::buyer, client_party, {} };
inline act::Actor const counsel { Role::counsel, client_party, { 21 } };
inline act::Actor const partner { Role::counsel, client_party, { 22 } };
inline act::Actor const supplier { Role::supplier, supplier_party, { 23 } };
inline act::Actor const supplier_counsel { Role::supplier_counsel, supplier_party, { 24 } };
inline act::Actor const officer { Role::officer, {}, { 25 } };
inline act::Actor const auditor { Role::auditor, {}, { 26 } };
inline act::Actor const inspector { Role::inspector, stranger, { 27 } };
inline act::Actor const platform { Role::platform, {}, {} };
inline act::Actor const other_buyer { Role::buyer, stranger, { 28 } };

inline Date day(std::string_view text)
{
    auto const date = parse_date(text);
    EXPECT_TRUE(date) << text;
    return date.value_or(Date {});
}
inline Money usd(std::int64_t whole)
{
    return { whole * 100, *Currency::from_code("USD") };
}
inline Money cny(std::int64_t whole)
{
    return { whole * 100, *Currency::from_code("CNY") };
}

inline time::Calendar const& cn()
{
    static auto const calendar = time::shipped_cn();
    return calendar;
}

/// One matter of an order. Whatever a command does, all that must hold is looked at.
struct Desk {
    State state;
    Date today = day("2026-06-01");
    std::optional<OrderFacts> order = OrderFacts { { 17 }, client_party, supplier_party };
    bool knows_client = true;
    Platform other_track;
    std::optional<Money> statement;
    std::optional<Id<evidence::Exhibit>> unknown_exhibit;
    act::Behind behind;
    std::vector<Event> last; ///< what the last command brought

    Context context(act::Actor const& actor) const
    {
        return { actor, { {}, today }, cn(), order, knows_client, other_track, statement, unknown_exhibit, behind };
    }
    /// The code of the refusal without "matter.", "so" where it was so already, "" where it is done.
    std::string operator()(act::Actor const& actor, Command const& command)
    {
        auto const decision = decide(state, command, context(actor));
        last.clear();
        if (!decision) {
            std::string_view const code = decision.error().kind->code;
            return std::string { code.starts_with("matter.") ? code.substr(7) : code };
        }
        if (decision->empty())
            return "so";
        auto const before = state;
        for (auto const& event : *decision)
            evolve(state, event);
        EXPECT_EQ(breaches({ before, state, cn() }), std::vector<std::string_view> {});
        last = *decision;
        return {};
    }
    void open() { EXPECT_EQ((*this)(buyer, Open { "Li & Partners", "USD", PaperLanguage::bilingual, "Chairs" }), ""); }
    /// "limitation 2029-01-10" for each day that runs.
    std::vector<std::string> days() const
    {
        std::vector<std::string> lines;
        for (auto const& one : state.days) {
            if (one.row.stand == limitation::Stand::runs && one.row.due && !one.row.done)
                lines.push_back(std::string { limitation::rule(one.row.rule).word } + " " + to_string(*one.row.due));
        }
        return lines;
    }
    /// The event of this kind among the last ones; null: there is none.
    template <class One>
    One const* brought() const
    {
        for (auto const& event : last) {
            if (auto const* found = std::get_if<One>(&event))
                return found;
        }
        return nullptr;
    }
};

inline Pursued teak_co()
{
    Pursued one;
    one.name = "Teak Co";
    one.name_zh = "柚木公司";
    one.country = "CN";
    one.address = "1 Harbour Road, Ningbo";
    return one;
}
inline ConflictCheck clear_check(std::vector<std::string> names = { "Teak Co", "柚木公司" })
{
    return { std::move(names), ConflictResult::clear, "Ms Li", day("2026-05-20"), {} };
}
inline Head head_of(std::int64_t whole, HeadKind kind = HeadKind::price)
{
    return { kind, usd(whole), "Civil Code art. 566", {}, {}, {} };
}
inline Application application_of(Stage stage, std::int64_t whole = 40'000)
{
    Application one;
    one.stage = stage;
    one.court = "Ningbo Intermediate People's Court";
    one.on = day("2026-05-25");
    one.amount = usd(whole);
    one.targets
        = { { Asset::bank, "Bank of Ningbo 12", "Teak Co", {} }, { Asset::real, "Workshop, plot 7", "Teak Co", {} } };
    one.security = SecurityForm::insurer;
    one.security_amount = usd(whole);
    one.insurer = "PICC";
    return one;
}
inline Receipt receipt_of(Route route, std::int64_t whole, std::string_view on = "2026-05-28")
{
    Receipt one;
    one.route = route;
    one.amount = usd(whole);
    one.on = day(on);
    return one;
}

/// A matter that may go on: 40,000 claimed of one supplier, conflicts searched, CIETAC chosen.
struct Ready : Desk {
    Ready()
    {
        open();
        EXPECT_EQ((*this)(buyer, AddPursued { teak_co() }), "");
        EXPECT_EQ((*this)(counsel, CheckConflict { clear_check() }), "");
        EXPECT_EQ((*this)(buyer, AddHead { head_of(40'000) }), "");
        EXPECT_EQ((*this)(counsel, ChooseForum { { "cietac", Bench::cietac, "The contract says so." }, {} }), "");
    }
    std::string file(std::string_view on = "2026-05-26", std::vector<Interlock> read = {})
    {
        return (*this)(counsel, File { { "cietac", day(on), "DX2026-1", usd(40'000), {} }, std::move(read) });
    }
    /// Frozen before suit: both targets, on 27 May 2026.
    void freeze()
    {
        EXPECT_EQ((*this)(counsel, ApplyPreservation { application_of(Stage::pre_action) }), "");
        EXPECT_EQ((*this)(counsel, RecordRuling { 1, true, day("2026-05-26"), "" }), "");
        for (std::uint32_t const target : { 1U, 2U })
            EXPECT_EQ((*this)(counsel, ExecuteMeasure { { 1, target, day("2026-05-27"), {}, {}, false } }), "");
    }
    void award(std::int64_t whole = 42'000)
    {
        Title title;
        title.filing = 1;
        title.received_on = day("2026-05-29");
        title.performance_until = day("2026-06-30");
        title.principal = usd(whole);
        EXPECT_EQ((*this)(counsel, RecordTitle { title }), "");
    }
};

} // namespace recourse::matter
