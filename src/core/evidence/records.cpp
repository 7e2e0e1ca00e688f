#include "core/evidence/records.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recourse::evidence {

namespace {

constexpr std::size_t line_max = 512;
constexpr std::size_t place_max = 64; ///< bytes of the line that names the place
constexpr std::size_t note_max = std::size_t { 16 } * 1024 - place_max;

/// At most so many bytes, cut between characters, control characters as blanks.
std::string fitted(std::string text, std::size_t max, bool one_line)
{
    for (char& c : text) {
        auto const code = static_cast<unsigned char>(c);
        if ((code < 0x20 || code == 0x7F) && (one_line || (c != '\n' && c != '\t')))
            c = ' ';
    }
    if (text.size() > max) {
        auto end = max;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u)
            --end;
        text.resize(end);
    }
    return text;
}

/// A note of lines, each "name: value"; what is empty is left out.
class Note {
public:
    Note& line(std::string_view name, std::string_view value)
    {
        if (!value.empty())
            text_ += fmt::format("{}{}: {}", text_.empty() ? "" : "\n", name, value);
        return *this;
    }
    std::string take() { return std::move(text_); }

private:
    std::string text_;
};

std::string text_of(When const& when)
{
    if (is_sure(when))
        return to_string(*when.earliest);
    std::string text;
    if (when.earliest)
        text = "not before " + to_string(*when.earliest);
    if (when.latest)
        text += (text.empty() ? "" : ", ") + std::string { "not after " } + to_string(*when.latest);
    if (!when.as_known.empty())
        text += (text.empty() ? "" : ", ") + when.as_known;
    return text;
}

/// Gathers the records of one event.
class Records {
public:
    explicit Records(RecordContext const& context) : context_(context) { }

    ActRecord& add(Deed deed, ExhibitState const& exhibit, Compartment compartment, std::string note)
    {
        auto& record = add(deed, compartment, std::move(note));
        record.digest = exhibit.exhibit.digest;
        record.size = exhibit.exhibit.size;
        record.exhibits = { exhibit.id };
        return record;
    }
    ActRecord& add(Deed deed, Compartment compartment, std::string note)
    {
        ActRecord record;
        record.deed = deed;
        record.subject = to_string(context_.dossier);
        record.actor = actor_text(context_.by);
        record.at = context_.at;
        record.note = std::move(note);
        record.compartment = compartment;
        return all_.emplace_back(std::move(record));
    }
    ExhibitState const& exhibit(Id<Exhibit> id) const
    {
        auto const* found = find(context_.after, id);
        RECOURSE_ASSERT(found != nullptr);
        return *found;
    }
    State const& state() const { return context_.after; }

    std::vector<ActRecord> take()
    {
        for (std::size_t i = 0; i < all_.size(); ++i) {
            auto& record = all_[i];
            record.place = { context_.sequence, static_cast<std::uint32_t>(i) };
            record.how = fitted(std::move(record.how), line_max, true);
            record.actor = fitted(std::move(record.actor), line_max, true);
            record.note = fitted(std::move(record.note), note_max, false);
        }
        return std::move(all_);
    }

private:
    RecordContext const& context_;
    std::vector<ActRecord> all_;
};

Deed deed_of(ExhibitState const& exhibit)
{
    if (!exhibit.derived)
        return exhibit.exhibit.form == Form::original ? Deed::collected : Deed::received;
    switch (exhibit.derived->how) {
    case Derivation::translation:
        return Deed::translated;
    case Derivation::redacted:
        return Deed::redacted;
    case Derivation::transcript:
    case Derivation::text_layer:
    case Derivation::other:
        return Deed::derived;
    }
    RECOURSE_ASSERT(false);
}

void added(Records& records, events::ExhibitAdded const& e)
{
    auto const& one = e.exhibit;
    auto const& source = one.source;
    ExhibitState const exhibit { e.id, e.on, e.by, e.compartment, one, e.derived, 0, {}, {}, {}, {}, {}, {} };
    Note note;
    note.line("exhibit", to_string(e.id))
        .line("compartment", claim::word(e.compartment))
        .line("original name", one.file_name)
        .line("media type", one.media_type)
        .line("form", word(one.form))
        .line("from", source.from)
        .line("collected by", source.collected_by)
        .line("collected", text_of(one.collected))
        .line("account", source.account);
    auto const deed = deed_of(exhibit);
    std::vector<ExhibitState const*> hidden;
    std::vector<Digest> parents;
    if (e.derived) {
        note.line("made by", e.derived->by).line("made as", word(e.derived->how));
        for (auto const id : e.derived->from) {
            auto const& parent = records.exhibit(id);
            bool const for_all = parent.compartment == e.compartment || parent.compartment == Compartment::shared;
            if (for_all)
                parents.push_back(parent.exhibit.digest);
            else
                hidden.push_back(&parent);
        }
    }
    auto& record = records.add(deed, exhibit, e.compartment, note.take());
    record.parents = std::move(parents);
    record.how = source.device;
    auto const& tool = e.derived ? e.derived->tool : source.tool;
    if (!tool.empty())
        record.how += (record.how.empty() ? "" : "; ") + tool;
    for (auto const* parent : hidden)
        records.add(deed, *parent, parent->compartment,
            Note {}.line("made of it", to_string(one.digest)).line("exhibit", to_string(e.id)).take());
}

void handed(Records& records, Deed deed, Compartment compartment, Handing const& handing)
{
    for (auto const id : handing.exhibits) {
        auto& record = records.add(deed, records.exhibit(id), compartment,
            Note {}
                .line("to", handing.to)
                .line("as", word(handing.parcel))
                .line("digest", handing.digest ? to_string(*handing.digest) : std::string {})
                .line("note", handing.note)
                .take());
        record.how = handing.how;
    }
}

void held(Records& records, Deed deed, Compartment compartment, std::vector<Id<Exhibit>> const& exhibits,
    std::string const& note)
{
    if (exhibits.empty())
        records.add(deed, compartment, note);
    for (auto const id : exhibits)
        records.add(deed, records.exhibit(id), compartment, note);
}

} // namespace

std::string actor_text(act::Actor const& by)
{
    std::string text { act::word(by.role) };
    if (by.party)
        text += " " + to_string(by.party);
    if (by.person)
        text += " " + to_string(by.person);
    return text;
}

std::string_view word(Deed deed)
{
    switch (deed) {
    case Deed::collected:
        return "collected";
    case Deed::received:
        return "received";
    case Deed::viewed_original:
        return "viewed-original";
    case Deed::derived:
        return "derived";
    case Deed::translated:
        return "translated";
    case Deed::redacted:
        return "redacted";
    case Deed::numbered:
        return "numbered";
    case Deed::exported:
        return "exported";
    case Deed::handed_over:
        return "handed-over";
    case Deed::sealed:
        return "sealed";
    case Deed::held:
        return "held";
    case Deed::erased:
        return "erased";
    case Deed::released:
        return "released";
    case Deed::withdrawn:
        return "withdrawn";
    }
    RECOURSE_ASSERT(false);
}

std::vector<ActRecord> records_of(Event const& event, RecordContext const& context)
{
    Records records(context);
    std::visit(
        match {
            [&](events::ExhibitAdded const& e) { added(records, e); },
            [&](events::Numbered const& e) {
                for (auto const& [id, number] : e.numbers)
                    records.add(Deed::numbered, records.exhibit(id), e.compartment,
                        Note {}.line("number", mark(e.compartment, number)).take());
            },
            [&](events::OriginalViewed const& e) {
                auto const& exhibit = records.exhibit(e.exhibit);
                records.add(Deed::viewed_original, exhibit, exhibit.compartment,
                    Note {}
                        .line("seen on", to_string(e.seen_on))
                        .line("seen by", e.seen_by)
                        .line("note", e.note)
                        .take());
            },
            [&](events::HoldPlaced const& e) {
                held(records, Deed::held, e.compartment, e.hold.exhibits,
                    Note {}
                        .line("hold", to_string(e.id))
                        .line("order", e.hold.reference)
                        .line("until", e.hold.until ? to_string(*e.hold.until) : "it is let go")
                        .line("reason", e.hold.reason)
                        .take());
            },
            [&](events::HoldLetGo const& e) {
                auto const* hold = find(context.after, e.id);
                RECOURSE_ASSERT(hold != nullptr);
                held(records, Deed::released, hold->compartment, hold->hold.exhibits,
                    Note {}.line("hold", to_string(e.id)).line("reason", e.reason).take());
            },
            [&](events::ExhibitWithdrawn const& e) {
                auto const& exhibit = records.exhibit(e.id);
                Note note;
                if (exhibit.number > 0)
                    note.line("number", mark(exhibit.compartment, exhibit.number));
                records.add(Deed::withdrawn, exhibit, exhibit.compartment, note.line("reason", e.reason).take());
            },
            [&](events::Erased const& e) {
                auto const& erasures = context.after.erasures;
                auto const erasure = std::ranges::find_if(erasures, [&](auto const& one) {
                    return one.digest == e.digest && one.phase == ErasurePhase::erased && one.on == e.on;
                });
                RECOURSE_ASSERT(erasure != erasures.end());
                auto const note = Note {}
                                      .line("order", erasure->reference)
                                      .line("reason", erasure->reason)
                                      .line("proposed by", actor_text(erasure->proposed_by))
                                      .take();
                std::set<Compartment> told;
                for (auto const& one : context.after.exhibits) {
                    // The bytes are one object, in however many compartments they are an exhibit.
                    if (one.exhibit.digest == e.digest && one.erased == e.on && told.insert(one.compartment).second)
                        records.add(Deed::erased, one, one.compartment, note);
                }
            },
            [&](events::Exported const& e) { handed(records, Deed::exported, e.compartment, e.handing); },
            [&](events::HandedOver const& e) { handed(records, Deed::handed_over, e.compartment, e.handing); },
            [&](events::Sealed const& e) { handed(records, Deed::sealed, e.compartment, e.handing); },
            // What is only said about exhibits changes none of them.
            [](events::Opened const&) {},
            [](events::ExhibitDescribed const&) {},
            [](events::GroupMade const&) {},
            [](events::PutInGroup const&) {},
            [](events::FactAdded const&) {},
            [](events::FactRevised const&) {},
            [](events::FactDropped const&) {},
            [](events::IssueAdded const&) {},
            [](events::IssueRevised const&) {},
            [](events::IssueDropped const&) {},
            [](events::LinkAdded const&) {},
            [](events::LinkDropped const&) {},
            [](events::StepRecorded const&) {},
            [](events::ErasureProposed const&) {},
            [](events::ErasureDeclined const&) {},
        },
        event);
    return records.take();
}

} // namespace recourse::evidence
