#pragma once

#include "core/evidence/invariants.hpp"
#include "core/evidence/viewer.hpp"

#include <gtest/gtest.h>

#include <map>

// A dossier and commands to it: what the tests of this folder stand on.

namespace recourse::evidence {

using act::Role;

inline Id<Party> const buyer_party { 11 }, supplier_party { 12 }, stranger { 13 };
inline act::Actor const buyer { Role::buyer, buyer_party, {} };
inline act::Actor const counsel { Role::counsel, buyer_party, { 21 } };
inline act::Actor const supplier { Role::supplier, supplier_party, {} };
inline act::Actor const supplier_counsel { Role::supplier_counsel, supplier_party, { 22 } };
inline act::Actor const officer { Role::officer, {}, { 23 } };
inline act::Actor const second { Role::officer, {}, { 24 } };
inline act::Actor const key { Role::officer, {}, {} };
inline act::Actor const auditor { Role::auditor, {}, { 25 } };
inline act::Actor const inspector { Role::inspector, stranger, {} };

inline constexpr auto shared = Compartment::shared;
inline constexpr auto own = Compartment::buyer_and_counsel;
inline constexpr auto theirs = Compartment::supplier_and_counsel;
inline constexpr auto caucus = Compartment::officer;

inline Date day(int of_year)
{
    return Date::of(2026, 1, 1).plus_days(of_year);
}

/// An exhibit of the bytes `text`, with which all that is said of it begins.
inline Exhibit exhibit_of(std::string const& text, ExhibitKind kind = ExhibitKind::photo)
{
    Exhibit exhibit;
    exhibit.digest = sha256(text);
    exhibit.size = text.size();
    exhibit.file_name = text + ".jpg";
    exhibit.media_type = "image/jpeg";
    exhibit.kind = kind;
    exhibit.source.from = text + " mailbox";
    exhibit.description.title = text + " title";
    exhibit.description.brief = text + " brief";
    return exhibit;
}

/// One dossier of an order. Whatever a command does, all that must hold is looked at.
struct Desk {
    State state;
    Date today = day(100);
    std::uint64_t next = 100;
    OrderFacts order { { 17 }, buyer_party, supplier_party, {} };
    bool has_order = true;
    bool knows_buyer = true;
    bool keeps = true; ///< the vault holds whatever a command names
    std::uint64_t size_off = 0; ///< what the vault says of sizes is so much more
    std::vector<Event> last; ///< what the last command brought

    Context context(act::Actor const& actor, Command const& command) const
    {
        Context context { actor, { {}, today }, next, {}, knows_buyer, {} };
        if (has_order)
            context.order = order;
        if (auto const* add = std::get_if<AddExhibit>(&command); add != nullptr && keeps)
            context.kept = Kept { add->exhibit.digest, add->exhibit.size + size_off };
        return context;
    }
    /// The code of the refusal without "dossier.", "so" where it was so already, "" where it is done.
    std::string operator()(act::Actor const& actor, Command const& command)
    {
        auto const decision = decide(state, command, context(actor, command));
        last.clear();
        if (!decision) {
            auto const code = decision.error().kind->code;
            EXPECT_TRUE(code.starts_with("dossier."));
            return std::string { code.substr(8) };
        }
        if (decision->empty())
            return "so";
        auto const before = state;
        for (auto const& event : *decision)
            evolve(state, event);
        EXPECT_EQ(breaches(before, state), std::vector<std::string_view> {});
        last = *decision;
        ++next;
        return {};
    }
    /// The id of what the command added.
    template <class Kind>
    Id<Kind> made(act::Actor const& actor, Command const& command)
    {
        Id<Kind> const id { next };
        EXPECT_EQ((*this)(actor, command), "");
        return id;
    }
    Id<Exhibit> exhibit(act::Actor const& actor, Compartment in, std::string const& text)
    {
        return made<Exhibit>(actor, AddExhibit { in, exhibit_of(text), {} });
    }
    void open() { EXPECT_EQ((*this)(buyer, Open { "Chairs", "" }), ""); }
    View view_of(act::Actor const& actor) const { return view(state, context(actor, Open {})); }
    /// "E1 photo 3": the number of each exhibit that the actor sees, or "-".
    std::vector<std::string> marks(act::Actor const& actor) const
    {
        std::vector<std::string> marks;
        for (auto const& one : seen(state, actor).exhibits)
            marks.push_back(one.number == 0 ? "-" : mark(one.compartment, one.number));
        return marks;
    }
};

} // namespace recourse::evidence
