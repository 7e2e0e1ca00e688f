#include "base/text.hpp"
#include "catalog/data_readers.hpp"

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
    }

private:
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
