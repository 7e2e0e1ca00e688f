#include "sim/books.hpp"

#include <fmt/format.h>

// What the auditor keeps of subjects that move no money: who decided on editions, and what lies in dossiers.

namespace recourse::sim {

Books::Wrong Books::take(std::uint64_t number, edition::Event const& event)
{
    auto& book = editions_[number];
    auto const decided = [&](act::Actor const& by) { book.decided = by; };
    if (std::holds_alternative<edition::events::Proposed>(event) == book.proposed_by.has_value() || book.decided)
        return fmt::format("E-{} is proposed twice, or decided before it is proposed, or twice", number);
    return std::visit(match {
                          [&](edition::events::Proposed const& e) -> Wrong {
                              book.proposed_by = e.by;
                              return {};
                          },
                          [&](edition::events::Confirmed const& e) -> Wrong {
                              decided(e.by);
                              if (!e.by.person || e.by.person == book.proposed_by->person)
                                  return fmt::format("E-{} was confirmed by whoever proposed it", number);
                              return {};
                          },
                          [&](edition::events::Withdrawn const& e) -> Wrong {
                              decided(e.by);
                              return {};
                          },
                      },
        event);
}

Books::Wrong Books::take(std::uint64_t number, evidence::Event const& event)
{
    auto& book = dossiers_[number];
    if (std::holds_alternative<evidence::events::Opened>(event) == book.open)
        return fmt::format("V-{} is opened twice, or changed before it is opened", number);
    book.open = true;
    return std::visit(match {
                          [&](evidence::events::Numbered const& e) -> Wrong {
                              for (auto const& [exhibit, given] : e.numbers) {
                                  if (!book.numbers.emplace(e.compartment, given).second)
                                      return fmt::format(
                                          "V-{} gives {} twice", number, evidence::mark(e.compartment, given));
                              }
                              return {};
                          },
                          [&](evidence::events::ErasureProposed const& e) -> Wrong {
                              book.proposed[e.digest] = e.by;
                              return {};
                          },
                          [&](evidence::events::Erased const& e) -> Wrong {
                              auto const found = book.proposed.find(e.digest);
                              if (found == book.proposed.end() || !e.by.person || e.by.person == found->second.person)
                                  return fmt::format("V-{}: bytes were erased by one person alone", number);
                              return {};
                          },
                          [](auto const&) -> Wrong { return {}; },
                      },
        event);
}

} // namespace recourse::sim
