#include "accounts/state.hpp"

// Who let whom in again: whoever can choose another officer's password for him could be two persons at once.

namespace recourse::accounts {

Result<void> Accounts::State::note_recovery(Caller const& caller, Id<Person> person, Instant at)
{
    if (!caller.actor.person) // the command line, whose people could write the file
        return {};
    return run("INSERT INTO recoveries(officer, person, at) VALUES(?1, ?2, ?3)"
               " ON CONFLICT(officer, person) DO UPDATE SET at = excluded.at",
        number(caller.actor.person), number(person), at.micros);
}

Result<std::vector<act::Apart>> Accounts::State::apart_from(Id<Person> person)
{
    auto row = RECOURSE_TRY(query("SELECT person, at FROM recoveries WHERE officer = ?1"
                                  " UNION ALL SELECT officer, at FROM recoveries WHERE person = ?1 ORDER BY 1, 2",
        number(person)));
    std::vector<act::Apart> apart;
    auto const at = now();
    while (RECOURSE_TRY(next(row))) {
        auto const until = later(instant_at(row, 1), apart_after_recovery);
        if (at < until)
            apart.push_back({ id_at<Person>(row, 0), until });
    }
    return apart;
}

} // namespace recourse::accounts
