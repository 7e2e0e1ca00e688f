#include "api/backup.hpp"
#include "api/replies.hpp"
#include "app/audit.hpp"
#include "cli/desk.hpp"
#include "cli/desk_client.hpp"
#include "cli/report.hpp"
#include "cli/vault_check.hpp"

#include <fmt/format.h>

#include <ostream>

// A copy of a data directory, and a data directory from a copy.

namespace recourse::cli {

namespace {

constexpr std::array backup_options {
    Option { "data", "DIR", "the data directory, which no server has" },
    Option { "to", "FILE", "with --data: the copy; it must not be there yet" },
    desk_server,
    desk_key_file,
    desk_programme,
    desk_zone,
};
constexpr std::string_view backup_details
    = "The copy is FILE, the log, with files beside it whose names begin with its name. A running server makes one in "
      "the folder of its --backups and says its name. The key of second factors (accounts.key) and the one that signs "
      "the vault's log (vault/key) are in none: keep copies of them, elsewhere. `recourse restore` makes a data "
      "directory of it again.";

constexpr std::array restore_words { Positional { "BACKUP", "the file that recourse backup named" } };
constexpr std::array restore_options {
    Option { "data", "DIR", "the directory to be made: empty, or not there yet", {}, true },
    Option { "accounts-key", "FILE", "the key of second factors, kept elsewhere" },
    Option { "vault-key", "FILE", "the key that signs the vault's log, kept elsewhere" },
    Option { "quick", "", "look at files, chain and events only" },
    desk_programme,
    desk_zone,
};
constexpr std::string_view restore_details
    = "Everything is copied beside DIR first and looked through: the files, the chain of hashes, every event, what has "
      "to hold after each, the views against the log, and every object of the vault. Only what is as it should be "
      "becomes DIR. Without --accounts-key second factors have to be set up anew; a vault with records needs "
      "--vault-key.";

int run_backup(Given const& given, Streams streams)
{
    if (given.contains("server")) {
        auto const client = connected("backup", given, streams);
        if (client == nullptr)
            return input_wrong;
        auto const made = client->ask({ .method = http::Method::post, .target = "/v1/backups" });
        if (!made || made->status != 201)
            return say_refused("backup", made, streams.err);
        auto const tree = made->json();
        streams.out << fmt::format("{}, with every event up to {}\n", text_at(tree, "name"), text_at(tree, "last"));
        return answered;
    }
    if (!given.contains("data") || !given.contains("to")) {
        say("recourse backup: name --data DIR and --to FILE, or the --server that is running", streams.err);
        return input_wrong;
    }
    app::SystemClock clock;
    auto const desk = opened_desk("backup", given, streams, clock);
    if (desk == nullptr)
        return input_wrong;
    auto const to = value_of(given, "to");
    auto const made = api::back_up(*desk, to);
    if (!made) {
        say("recourse backup: " + made.error(), streams.err);
        return we_failed;
    }
    for (auto const& file : *made)
        streams.out << file.string() << '\n';
    streams.out << fmt::format("recourse restore {} --data DIR makes a data directory of them.\n", to);
    return answered;
}

int run_restore(Given const& given, Streams streams)
{
    auto const wrong = [&](std::string const& message) {
        say("recourse restore: " + message, streams.err);
        return input_wrong;
    };
    std::vector<std::string> flaws;
    auto options = desk_options_of(given, flaws);
    for (auto const& flaw : flaws)
        wrong(flaw);
    if (!flaws.empty())
        return input_wrong;
    bool const quick = given.contains("quick");
    auto const directory = value_of(given, "data");
    auto restoring = api::Restoring::begin(
        value_of(given, "BACKUP"), directory, { value_of(given, "accounts-key"), value_of(given, "vault-key") }, quick);
    if (!restoring)
        return wrong(restoring.error());
    options.directory = restoring->folder();
    store::Sequence events = 0;
    {
        app::SystemClock clock;
        auto const desk = open_desk(std::move(options), clock);
        if (!desk)
            return wrong(desk.error());
        auto& pipeline = (*desk)->pipeline();
        if (!pipeline.wait_projected(pipeline.durable(), std::chrono::minutes(10)))
            return wrong("the views of the backup do not follow its log");
        auto const audit = quick ? app::audit_chain((*desk)->store())
                                 : app::audit((*desk)->store(), (*desk)->books(), (*desk)->zone());
        if (!audit)
            return wrong(audit.error());
        for (auto const& finding : audit->findings)
            say("recourse restore: " + finding, streams.err);
        if (!audit->findings.empty())
            return wrong("the backup is not as it should be; nothing was restored. Take an older one.");
        if (!quick && !vault_is_well("restore", (*desk)->vault(), streams.err))
            return wrong("the vault of the backup is not as it should be; nothing was restored. Take an older one.");
        events = audit->events;
    }
    if (auto const done = restoring->finish(); !done)
        return wrong(done.error());
    streams.out << fmt::format("{}: {} events, {}\n", directory, events,
        quick ? "whose chain holds" : "chain, invariants, balances, views and vault are as they should be");
    if (!given.contains("accounts-key"))
        streams.out << "It has a new accounts.key. Put the one that was kept in its place before the desk starts, or\n"
                       "second factors and secrets of webhooks have to be set up anew.\n";
    return answered;
}

} // namespace

Subcommand const backup_command { "backup", "copy log, accounts, deliveries, rule books and vault as they are",
    "recourse backup --data desk --to desk.backup", {}, backup_options, run_backup, backup_details };
Subcommand const restore_command { "restore", "make a data directory of a backup, once it is found to be whole",
    "recourse restore desk.backup --data desk-2", restore_words, restore_options, run_restore, restore_details };

} // namespace recourse::cli
