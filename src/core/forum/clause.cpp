#include "core/forum/clause.hpp"

#include "base/text.hpp"
#include "core/forum/clause_parts.hpp"
#include "core/forum/clause_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::forum {

namespace {

/// Adds findings and settles the verdict.
class Judge {
public:
    Judge(Book const& book, ClauseParts parts) : book_(book), parts_(std::move(parts)), clause_(parts_.clause) { }

    Clause run()
    {
        if (!clause_.arbitration && !clause_.court) {
            find(FindingCode::nothing_found);
            return finish(Verdict::none);
        }
        auto verdict = Verdict::valid;
        if (clause_.arbitration)
            verdict = arbitration();
        if (clause_.court && !parts_.dissatisfied)
            verdict = std::max(verdict, court());
        if (clause_.negotiation)
            find(FindingCode::negotiation_first);
        if (verdict == Verdict::valid && clause_.arbitration)
            find(FindingCode::bars_court);
        return finish(verdict);
    }

private:
    void find(FindingCode code, Words const& what = {})
    {
        if (clause_.has(code))
            return;
        auto const& text = book_.findings[static_cast<std::size_t>(code)];
        auto const filled = [&](std::string words, std::string const& with) {
            if (auto const at = words.find("{what}"); at != std::string::npos)
                words.replace(at, 6, with);
            return words;
        };
        clause_.findings.push_back({ code, { filled(text.says.en, what.en), filled(text.says.zh, what.zh) },
            { filled(text.remedy.en, what.en), filled(text.remedy.zh, what.zh) }, text.source });
    }
    /// Words of the clause, in whichever language it has.
    void find(FindingCode code, std::string const& what) { find(code, Words { what, what }); }

    Clause finish(Verdict verdict)
    {
        clause_.verdict = verdict;
        std::ranges::stable_sort(clause_.findings, {}, &Finding::code);
        return std::move(clause_);
    }

    /// The institutions that are chosen, by their names.
    Words chosen_names() const
    {
        Words all;
        for (auto const& one : clause_.institutions) {
            if (one.only_rules)
                continue;
            auto const* known = book_.institution(one.id);
            all.en += (all.en.empty() ? "" : ", ") + (known == nullptr ? one.excerpt.text : known->name.en);
            all.zh += (all.zh.empty() ? "" : "、") + (known == nullptr ? one.excerpt.text : known->name.zh);
        }
        return all;
    }

    Verdict arbitration()
    {
        auto verdict = institution();
        if (parts_.dissatisfied) {
            find(FindingCode::appeal_to_court);
            verdict = std::max(verdict, Verdict::defective);
        }
        if (parts_.even) {
            find(FindingCode::even_number, fmt::format("{}", *parts_.even));
            verdict = std::max(verdict, Verdict::unclear);
        }
        if (disagree(clause_.seats)) {
            find(FindingCode::two_seats, clause_.seats[0].excerpt.text + " / " + clause_.seats[1].excerpt.text);
            verdict = std::max(verdict, Verdict::unclear);
        }
        if (parts_.permissive)
            find(FindingCode::permissive);
        if (clause_.seats.empty())
            find(FindingCode::no_seat);
        if (clause_.languages.empty())
            find(FindingCode::no_language);
        if (!clause_.arbitrators)
            find(FindingCode::no_number);
        if (!clause_.last_word)
            find(FindingCode::not_final);
        if (clause_.scope != Scope::wide)
            find(FindingCode::narrow_scope);
        if (!clause_.contract_law.empty() && clause_.contract_law != "CN" && clause_.clause_law.empty())
            find(FindingCode::no_law_of_clause, clause_.contract_law);
        return verdict;
    }

    /// Two places disagree unless one is the country in which the other lies.
    bool disagree(std::vector<NamedSeat> const& seats) const
    {
        auto const whole = [&](NamedSeat const& one) {
            auto const* place = book_.place(one.place);
            return place != nullptr && place->whole_country;
        };
        return seats.size() > 1 && !(seats[0].country == seats[1].country && (whole(seats[0]) || whole(seats[1])));
    }

    Verdict institution()
    {
        std::vector<NamedInstitution const*> chosen, rules;
        for (auto const& one : clause_.institutions)
            (one.only_rules ? rules : chosen).push_back(&one);
        std::erase_if(chosen, [&](auto const* one) { return one->misnomer && explained(*one); });
        if (chosen.size() > 1) {
            find(FindingCode::competing_institutions, chosen_names());
            return Verdict::competing;
        }
        if (chosen.empty())
            return rules.empty() ? no_institution() : only_rules(*rules.front());
        auto const& one = *chosen.front();
        if (std::ranges::any_of(rules, [&](auto const* other) { return other->id != one.id; }))
            find(FindingCode::rules_of_another, one.excerpt.text);
        if (one.misnomer) {
            find(one.meant.size() == 1 ? FindingCode::name_inexact : FindingCode::name_of_several, one.excerpt.text);
            return Verdict::defective;
        }
        if (one.id.empty()) {
            find(FindingCode::institution_not_listed, one.excerpt.text);
            return Verdict::unclear;
        }
        return Verdict::valid;
    }

    /// A wrong name beside the right one.
    bool explained(NamedInstitution const& misnomer) const
    {
        return std::ranges::any_of(clause_.institutions, [&](auto const& other) {
            return !other.id.empty() && std::ranges::find(misnomer.meant, other.id) != misnomer.meant.end();
        });
    }

    Verdict only_rules(NamedInstitution const& named)
    {
        auto const* known = book_.institution(named.id);
        // The institution's own model clause says no more than this.
        if (known != nullptr && known->by_rules)
            return Verdict::valid;
        find(FindingCode::rules_only, named.excerpt.text);
        return Verdict::unclear;
    }

    Verdict no_institution()
    {
        bool const abroad = !clause_.seats.empty()
            && std::ranges::all_of(clause_.seats, [](auto const& one) { return one.country != "CN"; });
        if (abroad) {
            find(FindingCode::ad_hoc, clause_.seats.front().excerpt.text);
            return Verdict::unclear;
        }
        find(FindingCode::no_institution);
        return Verdict::defective;
    }

    Verdict court()
    {
        auto verdict = Verdict::valid;
        if (clause_.arbitration) {
            bool const choice = parts_.alternative || parts_.option;
            find(choice ? FindingCode::arbitration_or_court : FindingCode::competing_court);
            if (parts_.option)
                find(FindingCode::one_sided_choice);
            verdict = choice ? Verdict::either_or : Verdict::competing;
        }
        auto const named = [](NamedCourt const& one) { return !one.place.empty() || !one.link.empty(); };
        auto const count = std::ranges::count_if(clause_.courts, named);
        if (count == 0) {
            find(FindingCode::court_not_named);
            return std::max(verdict, Verdict::unclear);
        }
        auto const first = std::ranges::find_if(clause_.courts, named);
        if (count > 1)
            find(FindingCode::several_courts);
        if (first->country.empty() || first->country == "CN")
            find(FindingCode::court_link, first->excerpt.text);
        else
            find(FindingCode::court_abroad, first->excerpt.text);
        return verdict;
    }

    Book const& book_;
    ClauseParts parts_;
    Clause clause_;
};

} // namespace

std::string_view word(Verdict verdict)
{
    constexpr std::array<std::string_view, 6> words { "none", "valid", "unclear", "defective", "competing",
        "either_or" };
    return words[static_cast<std::size_t>(verdict)];
}

bool Clause::has(FindingCode code) const
{
    return std::ranges::find(findings, code, &Finding::code) != findings.end();
}

Clause judged(Book const& book, ClauseParts parts)
{
    return Judge(book, std::move(parts)).run();
}

ClauseReader::ClauseReader(Book const& book) : book_(book), phrases_(clause_phrases(book)) { }

std::expected<Clause, std::string> ClauseReader::read(std::string_view text) const
{
    if (text.size() > bytes_max)
        return std::unexpected(fmt::format(
            "the text has {} bytes; a clause of at most {} is read: give the clause alone", text.size(), bytes_max));
    if (!is_utf8(text))
        return std::unexpected("the text is not UTF-8: save it as UTF-8 and give it again");
    auto const folded = fold(text);
    auto const tokens = phrases_.scan(folded);
    return judged(book_, clause_parts(book_, text, folded, tokens));
}

} // namespace recourse::forum
