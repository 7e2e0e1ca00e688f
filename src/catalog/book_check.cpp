#include "base/text.hpp"
#include "catalog/data_readers.hpp"
#include "time/period.hpp"

#include <fmt/format.h>

// What can only be seen once the whole book is read.

namespace recourse::catalog {

using cover::Book;

namespace {

using Readings = std::vector<std::string>;

class BookCheck {
public:
    BookCheck(Book const& book, Problems& problems) : book_(book), problems_(problems) { }

    void run()
    {
        every(book_.scopes);
        every(book_.covers);
        every(book_.exclusions);
        every(book_.caps);
        every(book_.deadlines);
        for (auto const table : provision_tables()) {
            std::vector<cover::Provision const*> rules;
            for (auto const& one : book_.provisions) {
                if (one.table == table)
                    rules.push_back(&one);
            }
            twice(rules, [](auto const* one) -> auto const& { return *one; });
        }
        for (auto const& one : book_.provisions)
            declared(one.readings, one.place, one.id);
        for (auto const& one : book_.terms)
            declared(one.readings, one.place, one.id);
        for (auto const& one : book_.provisions) {
            if (one.table == "transition")
                runs(one);
        }
    }

private:
    static std::string_view word(cover::Provision const& rule, std::string_view key)
    {
        auto const found = rule.words.find(std::string { key });
        return found == rule.words.end() || found->second.empty() ? std::string_view {} : found->second.front();
    }

    void wrong(cover::Provision const& rule, std::string what, std::string remedy = {})
    {
        problems_.push_back({ rule.place, fmt::format("'{}' {}", rule.id, what), std::move(remedy) });
    }

    /// A deadline of that id in every reading in which the rule speaks.
    bool has_deadline(cover::Provision const& rule, std::string_view id) const
    {
        return std::ranges::all_of(book_.readings, [&](auto const& reading) {
            return !reading.takes(rule.readings) || std::ranges::any_of(book_.deadlines, [&](auto const& one) {
                return one.id == id && reading.takes(one.readings);
            });
        });
    }

    /// Plain time, or a deadline: what else would have to know a calendar.
    void counts(cover::Provision const& rule, std::string_view key, bool slot)
    {
        auto const text = word(rule, key);
        auto const period = time::parse_period(text);
        if (period && period->unit == time::Unit::working_days)
            wrong(rule, fmt::format("counts working days in '{}' and has no calendar for them", key),
                "name a [[deadline]], which has one");
        if (!period && !slot && !has_deadline(rule, text))
            wrong(rule, fmt::format("has '{}' in '{}', which is no period and no deadline of the book", text, key));
    }

    /// A transition that time takes in a claim says when, what and whose silence it is.
    void runs(cover::Provision const& rule)
    {
        if (!word(rule, "earliest").empty()) {
            if (word(rule, "on").empty())
                wrong(rule, "says when an act is too early and names no act", "on = \"escalate\"");
            counts(rule, "earliest", false);
        }
        auto const starts = word(rule, "starts");
        auto const effect = word(rule, "effect");
        if (starts.empty()) {
            for (auto const* key : { "effect", "awaits", "share" }) {
                if (!word(rule, key).empty())
                    wrong(rule, fmt::format("has '{}' and never starts", key), "starts = \"opened\"");
            }
            return;
        }
        if (effect.empty() || word(rule, "after").empty()) {
            wrong(rule, "starts and lacks 'after' or 'effect'");
            return;
        }
        counts(rule, "after", starts == "evidence-asked" && word(rule, "after") == "evidence-slot");
        auto const awaits = word(rule, "awaits");
        auto const whose = awaits == "answer" || awaits == "return-receipt" ? "seller"
            : awaits == "reply" || awaits == "return-shipment"              ? "buyer"
                                                                            : "";
        if (!awaits.empty() && word(rule, "silent").empty())
            wrong(rule, fmt::format("awaits '{}' and does not say whose silence it is", awaits));
        else if (*whose != '\0' && word(rule, "silent") != whose)
            wrong(rule, fmt::format("awaits '{}', which is the {}'s to give", awaits, whose));
        if (!word(rule, "share").empty() && effect != "refund")
            wrong(rule, "gives a share of no refund");
    }

    template <class Rules>
    void every(Rules const& rules)
    {
        for (auto const& one : rules)
            declared(one.readings, one.place, one.id);
        twice(rules, std::identity {});
    }

    void declared(Readings const& readings, Place const& place, std::string const& id)
    {
        std::vector<std::string_view> known;
        for (auto const& reading : book_.readings)
            known.push_back(reading.id);
        for (auto const& one : readings) {
            if (std::ranges::find(known, one) == known.end())
                problems_.push_back(
                    { place, fmt::format("'{}' names the reading '{}', which the book does not declare", id, one),
                        did_you_mean(one, known) });
        }
    }

    /// Two rules of one kind with one id in one reading: nobody could tell which one speaks.
    template <class Rules, class Get>
    void twice(Rules const& rules, Get get)
    {
        for (std::size_t i = 0; i < rules.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                auto const& one = get(rules[i]);
                auto const& other = get(rules[j]);
                if (!one.id.empty() && one.id == other.id && meet(one.readings, other.readings))
                    problems_.push_back({ one.place, fmt::format("the id '{}' is given twice in one reading", one.id),
                        "give the rule another id, or name the readings in which it holds" });
            }
        }
    }

    /// Is there a reading in which both hold?
    bool meet(Readings const& a, Readings const& b) const
    {
        return std::ranges::any_of(
            book_.readings, [&](auto const& reading) { return reading.takes(a) && reading.takes(b); });
    }

    Book const& book_;
    Problems& problems_;
};

} // namespace

void check_book(Book const& book, Problems& problems)
{
    BookCheck(book, problems).run();
}

} // namespace recourse::catalog
