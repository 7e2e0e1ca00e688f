#include "api/packet_dossier.hpp"

#include "core/evidence/chronology.hpp"
#include "packets/media_type.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::api {

namespace {

using packets::Words;

/// Whether there are Chinese letters in it.
bool is_chinese(std::string_view text)
{
    // U+3400 to U+9FFF begin with E3 90 to E9 BF.
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        auto const first = static_cast<unsigned char>(text[i]), second = static_cast<unsigned char>(text[i + 1]);
        if ((first > 0xE3 && first <= 0xE9) || (first == 0xE3 && second >= 0x90))
            return true;
    }
    return false;
}

/// A text of which nobody said in what language it is, in its place.
Words placed(std::string const& text)
{
    return is_chinese(text) ? Words { {}, text } : Words { text, {} };
}

/// What was asked for stands before what the dossier says, language by language.
Words said(std::string const& en, std::string const& zh, Words otherwise)
{
    if (!en.empty())
        otherwise.en = en;
    if (!zh.empty())
        otherwise.zh = zh;
    return otherwise;
}

void add(Words& to, std::string const& en, std::string const& zh)
{
    if (!en.empty())
        to.en += (to.en.empty() ? "" : "; ") + en;
    if (!zh.empty())
        to.zh += (to.zh.empty() ? "" : "；") + zh;
}

Words of(evidence::When const& when)
{
    Words out;
    if (when.earliest)
        add(out, "not before " + to_string(*when.earliest), "不早于 " + to_string(*when.earliest));
    if (when.latest)
        add(out, "not after " + to_string(*when.latest), "不晚于 " + to_string(*when.latest));
    if (!when.as_known.empty()) {
        auto const words = placed(when.as_known);
        add(out, words.en, words.zh);
    }
    return out;
}

packets::Party party_of(PacketParty const& said)
{
    return { .name = { said.name, said.name_zh }, .address = { said.address, said.address_zh } };
}

class Composer {
public:
    Composer(PacketMatter const& matter, PacketAsked const& asked) : matter_(matter), asked_(asked) { }

    packets::Dossier compose()
    {
        out_.case_id = to_string(matter_.id);
        out_.title = said(asked_.title, asked_.title_zh, { matter_.title, matter_.title_zh });
        out_.defends = asked_.defends;
        out_.reference = asked_.reference;
        out_.asks = { asked_.asks, asked_.asks_zh };
        out_.signer = { asked_.signer, asked_.signer_zh };
        out_.day = matter_.today;
        out_.sole_arbitrator = asked_.sole_arbitrator;
        parties();
        for (auto const& one : asked_.questions)
            out_.questions.push_back({ one.text, one.text_zh });
        groups();
        for (auto const& one : matter_.exhibits)
            out_.exhibits.push_back(exhibit(one));
        for (auto const& one : matter_.gone)
            out_.exhibits.push_back(gone(one));
        if (!asked_.without_chronology)
            chronology();
        return std::move(out_);
    }

private:
    bool lies_here(Compartment where) const { return where == matter_.compartment || where == Compartment::shared; }

    void parties()
    {
        auto const own = asked_.own.value_or(matter_.own);
        if (!own.name.empty() || !own.name_zh.empty())
            out_.own.push_back(party_of(own));
        for (auto const& one : asked_.opponents)
            out_.opponents.push_back(party_of(one));
        if (out_.opponents.empty() && (!matter_.other.name.empty() || !matter_.other.name_zh.empty()))
            out_.opponents.push_back(party_of(matter_.other));
    }

    /// Those that have an exhibit here, by compartment and number.
    void groups()
    {
        for (auto const& one : matter_.seen.groups) {
            bool const used = std::ranges::any_of(
                matter_.exhibits, [&](auto const& exhibit) { return exhibit.group == std::optional { one.id }; });
            if (used && lies_here(one.compartment))
                groups_.push_back(&one);
        }
        std::ranges::stable_sort(
            groups_, {}, [](auto const* one) { return std::pair { one->compartment, one->number }; });
        for (std::size_t i = 0; i < groups_.size(); ++i)
            out_.groups.push_back({ static_cast<int>(i) + 1, { groups_[i]->group.title, groups_[i]->group.title_zh } });
    }

    int group_of(evidence::ExhibitState const& one) const
    {
        for (std::size_t i = 0; i < groups_.size(); ++i) {
            if (one.group == std::optional { groups_[i]->id })
                return static_cast<int>(i) + 1;
        }
        return 0;
    }

    Words proves(evidence::ExhibitState const& one, PacketExhibit const* wanted) const
    {
        Words out;
        for (auto const* group : groups_) {
            if (one.group == std::optional { group->id })
                add(out, group->group.proves, group->group.proves_zh);
        }
        for (auto const& joined : matter_.seen.links) {
            if (joined.link.exhibit == std::optional { one.id } && lies_here(joined.compartment))
                add(out, joined.link.proves, joined.link.proves_zh);
        }
        return wanted == nullptr ? out : said(wanted->proves, wanted->proves_zh, out);
    }

    packets::Form form(evidence::ExhibitState const& one, PacketExhibit const* wanted) const
    {
        auto const& origin = one.exhibit.origin;
        packets::Form form;
        // "zxx" is a thing without words.
        form.language
            = origin.language == "zxx" ? std::string {} : origin.language.substr(0, origin.language.find('-'));
        bool const official = origin.made_by == evidence::Hand::public_body;
        form.foreign_public = official && !origin.country.empty() && origin.country != "CN";
        Words by;
        for (auto const& step : one.steps) {
            form.notarised |= step.step == evidence::Step::notarised || step.step == evidence::Step::legalised;
            form.apostilled |= step.step == evidence::Step::apostilled;
            if (step.step == evidence::Step::translated) {
                form.translations.push_back(step.language.substr(0, step.language.find('-')));
                auto const words = placed(step.by);
                add(by, words.en, words.zh);
            }
        }
        for (auto const& other : matter_.seen.exhibits) {
            if (!translates(other, one.id) || !is_live(other) || !lies_here(other.compartment) || goes_along(other.id))
                continue;
            auto const& language = other.exhibit.origin.language;
            form.translations.push_back(language.substr(0, language.find('-')));
            auto const words = placed(other.derived->by);
            add(by, words.en, words.zh);
        }
        if (one.derived && one.derived->how == evidence::Derivation::translation)
            by = placed(one.derived->by);
        form.translated_by = wanted == nullptr ? by : said(wanted->translated_by, wanted->translated_by_zh, by);
        return form;
    }

    static bool translates(evidence::ExhibitState const& one, Id<evidence::Exhibit> id)
    {
        return one.derived && one.derived->how == evidence::Derivation::translation
            && std::ranges::find(one.derived->from, id) != one.derived->from.end();
    }
    bool goes_along(Id<evidence::Exhibit> id) const
    {
        return std::ranges::find(matter_.exhibits, id, &evidence::ExhibitState::id) != matter_.exhibits.end();
    }

    /// What is left of an exhibit: its number, and of what was withdrawn the name.
    packets::Exhibit gone(evidence::ExhibitState const& one) const
    {
        packets::Exhibit out;
        out.number = packet_number(one);
        out.group = group_of(one);
        out.withdrawn = one.withdrawn.has_value();
        out.erased = one.erased.has_value();
        out.gone_on = one.erased ? one.erased : one.withdrawn;
        if (!out.erased) {
            auto const& it = one.exhibit;
            out.name = { it.description.title, it.description.title_zh };
            if (out.name == Words {})
                out.name = { it.file_name, it.file_name };
        }
        return out;
    }

    /// The first and last day of the facts that it shows.
    void days(packets::Exhibit& out, evidence::ExhibitState const& one) const
    {
        for (auto const& joined : matter_.seen.links) {
            if (joined.link.exhibit != std::optional { one.id } || !joined.link.fact || !lies_here(joined.compartment))
                continue;
            auto const fact = std::ranges::find(matter_.seen.facts, *joined.link.fact, &evidence::FactState::id);
            if (fact == matter_.seen.facts.end() || !is_sure(fact->fact.when) || !lies_here(fact->compartment))
                continue;
            auto const day = *fact->fact.when.earliest;
            out.from = out.from ? std::min(*out.from, day) : day;
            out.to = out.to ? std::max(*out.to, day) : day;
        }
    }

    packets::Exhibit exhibit(evidence::ExhibitState const& one) const
    {
        auto const found = std::ranges::find(asked_.exhibits, one.id, &PacketExhibit::exhibit);
        auto const* wanted = found == asked_.exhibits.end() ? nullptr : &*found;
        auto const& it = one.exhibit;
        packets::Exhibit out;
        out.number = packet_number(one);
        out.group = group_of(one);
        out.name = { it.description.title, it.description.title_zh };
        // The name of a file is what it came with, and the same in every language.
        if (out.name == Words {})
            out.name = { it.file_name, it.file_name };
        out.kind = claim::word(it.kind);
        std::ranges::replace(out.kind, '-', '_');
        out.category = wanted != nullptr && wanted->category ? wanted->category : packets::category_of(out.kind);
        out.source = placed(it.source.from);
        out.collected_by = placed(it.source.collected_by);
        if (wanted != nullptr) {
            out.source = said(wanted->source, wanted->source_zh, out.source);
            out.collected_by = said(wanted->collected_by, wanted->collected_by_zh, out.collected_by);
            out.slot = wanted->slot;
        }
        if (is_sure(it.collected))
            out.collected_on = it.collected.earliest;
        out.proves = proves(one, wanted);
        out.content = { it.description.brief, it.description.brief_zh };
        if (it.description.pages > 0)
            out.pages = static_cast<int>(it.description.pages);
        out.original = it.form == evidence::Form::original ? packets::Originality::original
            : it.form == evidence::Form::copy              ? packets::Originality::copy
                                                           : packets::Originality::unknown;
        out.form = form(one, wanted);
        for (auto const& original : matter_.exhibits)
            if (translates(one, original.id))
                out.translates.push_back(packet_number(original));
        days(out, one);
        out.digest = it.digest;
        out.size = it.size;
        out.media_type = packets::media_type_of(matter_.begins(it.digest), it.media_type, it.file_name);
        out.read = [read = matter_.read, digest = it.digest] { return read(digest); };
        return out;
    }

    void chronology()
    {
        for (auto const& moment : evidence::chronology(matter_.seen)) {
            if (!lies_here(moment.compartment))
                continue;
            packets::Fact fact { .day = {}, .says = { moment.text, moment.text_zh } };
            if (moment.sure)
                fact.day = moment.when.earliest;
            else
                fact.when = of(moment.when);
            for (auto const& proof : moment.proofs) {
                auto const one = std::ranges::find(matter_.exhibits, proof.exhibit, &evidence::ExhibitState::id);
                if (one != matter_.exhibits.end())
                    fact.exhibits.push_back(packet_number(*one));
            }
            std::ranges::sort(fact.exhibits);
            auto const twice = std::ranges::unique(fact.exhibits);
            fact.exhibits.erase(twice.begin(), twice.end());
            out_.chronology.push_back(std::move(fact));
        }
    }

    PacketMatter const& matter_;
    PacketAsked const& asked_;
    std::vector<evidence::GroupState const*> groups_;
    packets::Dossier out_;
};

} // namespace

packets::Number packet_number(evidence::ExhibitState const& one)
{
    auto const series = [&] {
        switch (one.compartment) {
        case Compartment::shared:
            return packets::Series::shared;
        case Compartment::buyer_and_counsel:
            return packets::Series::buyer;
        case Compartment::supplier_and_counsel:
            return packets::Series::supplier;
        case Compartment::officer:
            return packets::Series::programme;
        }
        return packets::Series::shared;
    }();
    return { static_cast<int>(one.number), series };
}

packets::Dossier packet_dossier(PacketMatter const& matter, PacketAsked const& asked)
{
    return Composer(matter, asked).compose();
}

} // namespace recourse::api
