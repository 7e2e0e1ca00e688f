#include "accounts/state.hpp"

// Who let whom in: whoever can choose another officer's password for him, or asks himself into a company under another
// name, could be two persons at once.

namespace recourse::accounts {

Result<void> Accounts::State::note_recovery(Caller const& caller, Id<Person> person, Instant at)
{
    if (!caller.actor.person) // the command line, whose people could write the file
        return {};
    return run("INSERT INTO recoveries(officer, person, at) VALUES(?1, ?2, ?3)"
               " ON CONFLICT(officer, person) DO UPDATE SET at = excluded.at",
        number(caller.actor.person), number(person), at.micros);
}

Result<Id<Person>> Accounts::State::inviter(StoredLink const& link)
{
    if (link.by)
        return link.by;
    // A key's invitation goes back to whom the key does; that it was the key's stands in the log.
    auto row = RECOURSE_TRY(query("SELECT k.made_by FROM accesses a JOIN keys k ON k.id = a.key"
                                  " WHERE a.kind = 'invitation' AND a.record = ?1 AND a.deed = ?2"
                                  " ORDER BY a.number LIMIT 1",
        link.id, static_cast<std::int64_t>(Deed::changed)));
    return RECOURSE_TRY(next(row)) ? id_at<Person>(row, 0) : Id<Person> {};
}

Result<void> Accounts::State::note_invited(StoredLink const& link, Id<Person> person, Instant at)
{
    return note_let_in(RECOURSE_TRY(inviter(link)), link.part, person, at);
}

Result<void> Accounts::State::note_let_in(Id<Person> by, Part const& part, Id<Person> person, Instant at)
{
    if (!part.party || !by)
        return {};
    // Whoever let the inviter in could be the inviter.
    return run("INSERT INTO recoveries(officer, person, at)"
               " SELECT officer, ?2, ?3 FROM"
               " (SELECT ?1 AS officer UNION SELECT officer FROM recoveries WHERE person = ?1 AND at > ?4)"
               " WHERE officer <> ?2"
               " ON CONFLICT(officer, person) DO UPDATE SET at = excluded.at",
        number(by), number(person), at.micros, later(at, -apart_after_recovery).micros);
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
