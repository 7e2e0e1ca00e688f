#include "base/check.hpp"
#include "vault/keeper/keeper.hpp"

#include <fmt/format.h>

namespace recourse::vault::keeper {

namespace {

constexpr std::size_t findings_max = 300;
constexpr std::size_t step = 1000;

void found(KeeperCheck& check, std::string where, std::string what, std::string says)
{
    if (check.findings.size() < findings_max)
        check.findings.push_back({ std::move(where), std::move(what), std::move(says) });
}

} // namespace

/// The log is read up to the checkpoint that it has now; the index is compared as it was then.
void Keeper::check_log_and_index(KeeperCheck& check)
{
    std::scoped_lock const lock(writing_); // nothing is appended between the two
    std::vector<log::Checkpoint> seen;
    for (std::uint64_t after = 0;;) {
        auto const shown = index_->all_shown(after, step);
        if (!shown) {
            found(check, "index", "index.db", shown.error().detail);
            break;
        }
        for (auto const& one : *shown) {
            if (auto told = log::parse_signed_checkpoint(one.note))
                seen.push_back(std::move(told->checkpoint));
            after = one.size;
        }
        if (shown->size() < step)
            break;
    }
    Digester digester;
    auto const walked = log::check_log(
        files_, log_folder(), options_.origin, keys(), seen, [&](std::uint64_t index, std::string_view entry) {
            auto const record = decode_record(entry);
            if (!record || record->sequence != index)
                found(check, "log", fmt::format("entry {}", index), "it is no record of this place");
            else
                digester.add(index_line(*record));
        });
    check.entries = walked.entries;
    for (auto const& one : walked.findings)
        found(check, "log", one.file, one.says);
    auto const index = this->index();
    auto const print = index ? (*index)->fingerprint() : std::unexpected(index.error());
    if (!print)
        found(check, "index", "index.db", print.error().detail);
    else if (*print != digester.finish())
        found(check, "index", "index.db", "it is not what the log gives; remove the file, it is made anew");
}

void Keeper::check_objects(KeeperCheck& check)
{
    auto const walked = objects_->check();
    if (!walked) {
        found(check, "objects", {}, walked.error().detail);
        return;
    }
    check.objects = walked->objects;
    check.bytes = walked->bytes;
    for (auto const& one : walked->findings)
        found(check, "objects", one.name, one.says);
    std::optional<Digest> after;
    for (;;) {
        auto const recorded = index_->recorded(after, step);
        if (!recorded) {
            found(check, "index", "index.db", recorded.error().detail);
            return;
        }
        for (auto const& [digest, erased] : *recorded) {
            after = digest;
            auto const there = objects_->has(digest);
            if (!there)
                found(check, "objects", to_string(digest), there.error().detail);
            else if (!*there && !erased)
                found(check, "objects", to_string(digest), "records are about it, and its bytes are not there");
            else if (*there && erased)
                found(
                    check, "objects", to_string(digest), "its bytes are there, and the log says that they were erased");
        }
        if (recorded->size() < step)
            return;
    }
}

KeeperCheck Keeper::check()
{
    KeeperCheck check;
    check_log_and_index(check);
    check_objects(check);
    return check;
}

} // namespace recourse::vault::keeper
