#include "core/forum/clause_parts.hpp"

#include <algorithm>
#include <array>

namespace recourse::forum {

namespace {

using enum TokenKind;

/// How far apart two words may stand to belong together, in bytes of the folded text.
constexpr std::uint32_t beside = 14, close = 40, near = 60, around = 80;
/// A clause that names more of one kind than this is no clause; the rest is left out.
constexpr std::size_t named_max = 32;

std::string lower(std::string_view word)
{
    std::string out { word };
    for (auto& c : out)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

class Parts {
public:
    Parts(Book const& book, std::string_view original, Folded const& folded, std::span<Token const> tokens)
        : book_(book)
        , original_(original)
        , folded_(folded)
        , tokens_(tokens)
        , arbitral_(folded.sentences.size())
    {
    }

    ClauseParts read()
    {
        for (auto const& token : tokens_)
            if (is_arbitral(token))
                arbitral_[token.sentence] = true;
        institutions();
        agreed();
        seats();
        languages();
        number();
        laws();
        courts();
        return std::move(out_);
    }

private:
    static bool is_arbitral(Token const& token)
    {
        return token.kind == arbitrate || token.kind == ad_hoc || token.kind == arbitrator || token.kind == body
            || token.kind == seat || token.kind == clause_word;
    }

    /// The nearest token before `i` in its sentence, at most so many bytes away, for which the condition holds.
    template <class Condition>
    Token const* before(std::size_t i, std::uint32_t bytes, Condition const& condition) const
    {
        for (auto j = i; j-- > 0;) {
            auto const& token = tokens_[j];
            if (token.sentence != tokens_[i].sentence || tokens_[i].at - token.end > bytes)
                return nullptr;
            if (condition(token))
                return &token;
        }
        return nullptr;
    }
    template <class Condition>
    Token const* after(std::size_t i, std::uint32_t bytes, Condition const& condition) const
    {
        for (auto j = i + 1; j < tokens_.size(); ++j) {
            auto const& token = tokens_[j];
            if (token.sentence != tokens_[i].sentence || token.at - tokens_[i].end > bytes)
                return nullptr;
            if (condition(token))
                return &token;
        }
        return nullptr;
    }
    static auto is(TokenKind kind)
    {
        return [kind](Token const& token) { return token.kind == kind; };
    }

    Excerpt excerpt(std::uint32_t at, std::uint32_t end) const
    {
        auto const from = folded_.from[at];
        auto const until = folded_.from[end];
        auto text = original_.substr(from, until - from);
        while (
            !text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\r' || text.back() == '\t'))
            text.remove_suffix(1);
        return { std::string { text }, from };
    }

    std::string_view between(std::uint32_t at, std::uint32_t end) const
    {
        return std::string_view { folded_.text }.substr(at, end - at);
    }

    // Institutions and rules.

    void institutions()
    {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            auto const& token = tokens_[i];
            // "ICC" and its like mean an institution only where arbitration is spoken of.
            bool const short_name = token.end - token.at <= 6;
            if (token.kind == institution) {
                bool const rules_used = takes_rules(i);
                if (!short_name || arbitral_[token.sentence] || rules_used)
                    add({ std::string { token.id }, excerpt(token.at, token.end), rules_used, false, {} });
            } else if (token.kind == misnomer) {
                auto const& name = book_.misnomers[static_cast<std::size_t>(std::stoul(std::string { token.id }))];
                // "Vienna International Arbitration Centre" is another name than "International Arbitration Centre".
                auto const begin = name.meant.size() > 2 ? name_begins(i) : token.at;
                if (begin < token.at)
                    add({ {}, excerpt(begin, token.end), false, false, {} });
                else
                    add({ {}, excerpt(token.at, token.end), takes_rules(i), true, name.meant });
            } else if (token.kind == rules && token.id == "uncitral")
                add_rules("uncitral");
        }
        for (std::size_t i = 0; i < tokens_.size(); ++i)
            if (tokens_[i].kind == body)
                named_body(i);
        // A branch and the institution whose branch it is are one choice.
        auto const all = out_.clause.institutions;
        std::erase_if(out_.clause.institutions, [&](NamedInstitution const& one) {
            return std::ranges::any_of(all, [&](NamedInstitution const& other) {
                auto const* branch = book_.institution(other.id);
                return branch != nullptr && !one.id.empty() && branch->part_of == one.id && !other.only_rules;
            });
        });
    }

    /// "CIETAC's current arbitration rules", "Rules of Arbitration of the ICC".
    bool takes_rules(std::size_t i, bool again = false) const
    {
        if (i + 1 < tokens_.size()) {
            auto const& next = tokens_[i + 1];
            if (next.kind == rules && next.id.empty() && next.sentence == tokens_[i].sentence
                && next.at - tokens_[i].end <= close
                && between(tokens_[i].end, next.at).find_first_of(",;:") == std::string_view::npos)
                return true;
            // The abbreviation in brackets goes with the name before it.
            if (!again && next.kind == institution && next.id == tokens_[i].id && next.at - tokens_[i].end <= 3)
                return takes_rules(i + 1, true);
        }
        if (i == 0)
            return false;
        auto const& last = tokens_[i - 1];
        if (last.kind == institution && last.id == tokens_[i].id && tokens_[i].at - last.end <= 3)
            return takes_rules_before(i - 1);
        return takes_rules_before(i);
    }
    bool takes_rules_before(std::size_t i) const
    {
        if (i == 0)
            return false;
        auto const& last = tokens_[i - 1];
        return last.kind == rules && last.sentence == tokens_[i].sentence && tokens_[i].at - last.end <= 12
            && between(last.end, tokens_[i].at).starts_with(" of");
    }

    void add_rules(std::string_view id)
    {
        auto& all = out_.clause.rules;
        if (!id.empty() && std::ranges::find(all, id) == all.end())
            all.emplace_back(id);
    }

    void add(NamedInstitution named)
    {
        if (named.only_rules)
            add_rules(named.id);
        for (auto& one : out_.clause.institutions) {
            bool const same = named.id.empty() ? one.id.empty() && one.misnomer == named.misnomer
                    && (one.misnomer ? one.meant == named.meant : one.excerpt.text == named.excerpt.text)
                                               : one.id == named.id;
            if (same) {
                one.only_rules = one.only_rules && named.only_rules;
                return;
            }
        }
        if (out_.clause.institutions.size() < named_max)
            out_.clause.institutions.push_back(std::move(named));
    }

    /// "Dongguan Arbitration Commission" is a name, "the arbitration commission" is none.
    void named_body(std::size_t i)
    {
        auto const& token = tokens_[i];
        auto const* town = after(i, 8, is(place));
        if (town != nullptr && between(token.end, town->at).starts_with(" of") && token.end != town->at) {
            add({ {}, excerpt(token.at, town->end), false, false, {} });
            return;
        }
        auto const begin = name_begins(i);
        if (begin < token.at)
            add({ {}, excerpt(begin, token.end), false, false, {} });
        else
            out_.generic_body = true;
    }

    /// Where the name begins that the body or the general name ends; its own begin where there is none.
    std::uint32_t name_begins(std::size_t i) const
    {
        auto const& token = tokens_[i];
        if (i > 0 && tokens_[i - 1].kind == place && token.at - tokens_[i - 1].end <= 4
            && tokens_[i - 1].sentence == token.sentence) {
            auto const* found = book_.place(tokens_[i - 1].id);
            // "China arbitration commission" names a country and no body.
            return found != nullptr && !found->whole_country ? tokens_[i - 1].at : token.at;
        }
        return name_before(token.at);
    }

    /// Where a name begins that ends at `at`: two Chinese characters that are no common word, or English words with
    /// capitals; `at` where there is none.
    std::uint32_t name_before(std::uint32_t at) const
    {
        auto const text = std::string_view { folded_.text }.substr(0, at);
        constexpr std::array<std::string_view, 34> common { "有关", "该", "当地", "所在地", "相关", "提交", "向", "由",
            "至", "的", "任何", "其他", "其它", "上述", "给", "到", "经", "于", "在", "管辖权", "任一", "国内", "国际",
            "中国", "涉外", "专业", "或", "和", "仲裁", "一方", "双方", "同意", "通过", "交" };
        if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0x80) {
            for (auto const word : common)
                if (text.ends_with(word))
                    return at;
            if (text.size() < 6 || static_cast<unsigned char>(text[text.size() - 6]) < 0xE4)
                return at;
            return at - 6;
        }
        // Words of the original with capitals, at most eight, without the articles.
        std::uint32_t begin = at;
        std::size_t const original_end = folded_.from[at];
        auto const start = original_end > 160 ? original_end - 160 : 0;
        auto const head = original_.substr(start, original_end - start);
        constexpr std::array<std::string_view, 22> not_names { "the", "an", "a", "any", "such", "said", "by", "to",
            "in", "under", "and", "or", "relevant", "competent", "local", "this", "that", "before", "at", "with",
            "from", "shall" };
        std::size_t end = head.size();
        for (int words = 0; words < 8 && end > 0; ++words) {
            auto last = head.find_last_not_of(' ', end - 1);
            if (last == std::string_view::npos || end - last > 3)
                break;
            auto first = head.find_last_of(" \n\r\t\"(.,;:", last);
            first = first == std::string_view::npos ? 0 : first + 1;
            if (first > last)
                break;
            auto const word = head.substr(first, last + 1 - first);
            if (word.empty() || word[0] < 'A' || word[0] > 'Z'
                || std::ranges::find(not_names, lower(word)) != not_names.end())
                break;
            auto const folded_at = std::ranges::lower_bound(folded_.from, static_cast<std::uint32_t>(start + first));
            begin = static_cast<std::uint32_t>(folded_at - folded_.from.begin());
            end = first;
        }
        return begin;
    }

    // What is agreed about the proceedings.

    /// "Seat of arbitration", "arbitration rules", "仲裁委员会": the word is part of the phrase.
    bool speaks_of_arbitration(Token const& token) const
    {
        auto const text = between(token.at, token.end);
        bool const of_kind = token.kind == seat || token.kind == rules || token.kind == body || token.kind == language;
        return of_kind
            && (text.find("arbitra") != std::string_view::npos || text.find("仲裁") != std::string_view::npos);
    }

    void agreed()
    {
        auto& clause = out_.clause;
        bool firm = false, may_only = false;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            auto const& token = tokens_[i];
            if (token.kind == arbitrate) {
                clause.arbitration = true;
                auto const* modal
                    = before(i, around, [](auto const& one) { return one.kind == may || one.kind == must; });
                (modal != nullptr && modal->kind == may ? may_only : firm) = true;
            } else if (token.kind == ad_hoc)
                clause.arbitration = out_.ad_hoc = true;
            else if (speaks_of_arbitration(token))
                clause.arbitration = true;
            else if (token.kind == negotiate)
                clause.negotiation = true;
            else if (token.kind == last_word)
                clause.last_word = true;
            else if (token.kind == wide)
                clause.scope = Scope::wide;
            else if (token.kind == narrow && clause.scope == Scope::unknown)
                clause.scope = Scope::narrow;
        }
        if (!clause.institutions.empty())
            clause.arbitration = true;
        if (std::ranges::find(clause.rules, "uncitral") != clause.rules.end())
            clause.arbitration = true;
        out_.permissive = may_only && !firm;
    }

    void seats()
    {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            auto const& token = tokens_[i];
            if (token.kind == seat) {
                auto const* found = after(i, near, is(place));
                add_seat(found != nullptr ? found : before(i, close, is(place)), true);
            } else if (token.kind == arbitrate) {
                auto const* next = after(i, 16, is(place));
                if (next != nullptr
                    && (between(token.end, next->at).starts_with(" in ")
                        || between(token.end, next->at).starts_with(" at ")))
                    add_seat(next, false);
                auto const* last = before(i, 9, is(place));
                if (last != nullptr && (between(0, last->at).ends_with("在") || between(0, last->at).ends_with("于")))
                    add_seat(last, false);
            }
        }
        auto& all = out_.clause.seats;
        if (std::ranges::any_of(all, &NamedSeat::said))
            std::erase_if(all, [](auto const& one) { return !one.said; });
    }

    void add_seat(Token const* token, bool said)
    {
        auto const* found = token == nullptr ? nullptr : book_.place(token->id);
        if (found == nullptr)
            return;
        auto& all = out_.clause.seats;
        auto const known = std::ranges::find(all, found->id, &NamedSeat::place);
        if (known != all.end())
            known->said = known->said || said;
        else if (all.size() < named_max)
            all.push_back({ found->id, found->country, said, excerpt(token->at, token->end) });
    }

    void languages()
    {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            auto const& token = tokens_[i];
            if (token.kind != language)
                continue;
            bool const marker = token.id.empty();
            // "Language: English" in a list needs no word of arbitration beside it.
            bool const label
                = marker && between(token.end, static_cast<std::uint32_t>(folded_.text.size())).starts_with(":");
            if (!arbitral_[token.sentence] && !label && !speaks_of_arbitration(token)
                && between(token.at, token.end).find("proceedings") == std::string_view::npos)
                continue;
            bool found = false;
            auto last = token.end;
            for (auto j = i + 1; j < tokens_.size() && tokens_[j].sentence == token.sentence; ++j) {
                auto const& next = tokens_[j];
                auto const reach = found ? 12U : label ? 3U : marker ? near : 10U;
                if (next.kind != tongue) {
                    if (next.at - last > reach || (found && next.kind != either))
                        break;
                    continue;
                }
                if (next.at - last > reach)
                    break;
                add_language(next.id);
                found = true;
                last = next.end;
            }
            if (!found && marker)
                if (auto const* earlier = before(i, 3, is(tongue)))
                    add_language(earlier->id);
        }
    }

    void add_language(std::string_view id)
    {
        for (; !id.empty(); id = id.substr(std::min(id.size(), std::size_t { 3 }))) {
            std::string const one { id.substr(0, 2) };
            auto& all = out_.clause.languages;
            if (std::ranges::find(all, one) == all.end())
                all.push_back(one);
        }
    }

    void number()
    {
        int most = 0;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            auto const& token = tokens_[i];
            if (token.kind != arbitrator)
                continue;
            if (token.id == "3") {
                most = 3;
                continue;
            }
            Token const* said = token.id == "1" ? &token : before(i, beside, is(TokenKind::number));
            if (said == nullptr && token.id == "count")
                said = after(i, close, is(TokenKind::number));
            if (said == nullptr || before(i, near, is(each_party)) != nullptr)
                continue; // "each party appoints one arbitrator"
            // "the two arbitrators so appointed" counts nobody.
            if (said->id == "2" && between(0, said->at).ends_with("the "))
                continue;
            most = std::max(most, said->id[0] - '0');
        }
        if (most > 0)
            out_.clause.arbitrators = most;
        if (most == 2)
            out_.even = most;
    }

    void laws()
    {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            auto const& token = tokens_[i];
            std::string country;
            if (token.kind == law_of)
                country = token.id;
            else if (token.kind == law) {
                auto const* where = before(i, 3, [](auto const&) { return true; });
                if (where == nullptr || where->kind != place) {
                    where = after(i, 20, [](auto const&) { return true; });
                    if (where != nullptr
                        && (where->kind != place || between(token.at, where->at).find(" of") == std::string_view::npos))
                        where = nullptr;
                }
                if (auto const* found = where == nullptr ? nullptr : book_.place(where->id))
                    country = found->country;
            }
            if (country.empty())
                continue;
            auto& law_here
                = before(i, around, is(clause_word)) != nullptr ? out_.clause.clause_law : out_.clause.contract_law;
            if (law_here.empty())
                law_here = country;
        }
    }

    // Courts.

    /// True where the court is the way to settle, and not only a help for arbitration, or shut out.
    bool settles(std::size_t i) const
    {
        if (before(i, near, is(negative)) != nullptr)
            return false;
        if (!out_.clause.arbitration)
            return true;
        return before(i, around, is(aid)) == nullptr && after(i, around, is(aid)) == nullptr;
    }

    void courts()
    {
        Token const* last_either = nullptr;
        Token const* last_arbitral = nullptr;
        Token const* last_court = nullptr;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            auto const& token = tokens_[i];
            if (i > 0 && token.sentence != tokens_[i - 1].sentence)
                last_either = last_arbitral = last_court = nullptr;
            bool const arbitral
                = token.kind == arbitrate || token.kind == institution || token.kind == misnomer || token.kind == body;
            if (token.kind == either)
                last_either = &token;
            else if (arbitral) {
                if (last_either != nullptr && last_court != nullptr && last_court->end <= last_either->at
                    && token.at - last_either->end <= around)
                    out_.alternative = true;
                last_arbitral = &token;
            } else if ((token.kind == court || token.kind == sue) && settles(i)) {
                out_.clause.court = true;
                if (out_.clause.arbitration && before(i, around, is(dissatisfied)) != nullptr)
                    out_.dissatisfied = true;
                if (last_either != nullptr && last_arbitral != nullptr && first_arbitral_before(i, *last_either)
                    && token.at - last_either->end <= around)
                    out_.alternative = true;
                if (last_court == nullptr)
                    last_court = &token;
                if (token.kind == court)
                    add_court(i);
            } else if (token.kind == TokenKind::option && arbitral_[token.sentence])
                out_.option = true;
        }
    }

    bool first_arbitral_before(std::size_t i, Token const& other) const
    {
        return before(i, 4 * around, [&](auto const& one) {
            return (one.kind == arbitrate || one.kind == institution || one.kind == misnomer || one.kind == body)
                && one.end <= other.at;
        }) != nullptr;
    }

    void add_court(std::size_t i)
    {
        auto const& token = tokens_[i];
        auto const where = [](auto const& one) { return one.kind == place || one.kind == TokenKind::link; };
        auto const* found = before(i, close, where);
        if (found == nullptr)
            found = after(i, close, where);
        NamedCourt named;
        named.excerpt = found == nullptr ? excerpt(token.at, token.end)
                                         : excerpt(std::min(found->at, token.at), std::max(found->end, token.end));
        if (found != nullptr && found->kind == TokenKind::link)
            named.link = found->id;
        else if (auto const* known = found == nullptr ? nullptr : book_.place(found->id)) {
            named.place = known->id;
            named.country = known->country;
        }
        auto& all = out_.clause.courts;
        if (all.size() < named_max && std::ranges::none_of(all, [&](auto const& one) {
                return one.place == named.place && one.link == named.link;
            }))
            all.push_back(std::move(named));
    }

    Book const& book_;
    std::string_view original_;
    Folded const& folded_;
    std::span<Token const> tokens_;
    std::vector<bool> arbitral_; // by sentence
    ClauseParts out_;
};

} // namespace

ClauseParts clause_parts(
    Book const& book, std::string_view original, Folded const& folded, std::span<Token const> tokens)
{
    return Parts(book, original, folded, tokens).read();
}

} // namespace recourse::forum
