#include "api/system_facts.hpp"

#include "api/packet_dossier.hpp"
#include "app/stored_event.hpp"
#include "core/evidence/records.hpp"
#include "vault/keeper/incidents.hpp"
#include "vault/keeper/stamping.hpp"
#include "vault/log/proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include <sys/timex.h>
#include <sys/utsname.h>

namespace recourse::api {

namespace {

using packets::Words;

constexpr std::size_t told_max = 20; ///< that are named; the rest are counted

Words stated(std::string const& en, std::string const& zh)
{
    if (en.empty() && zh.empty())
        return {};
    return { en.empty() ? std::string {} : "as stated by whoever signs: " + en,
        zh.empty() ? std::string {} : "据签署人说明：" + zh };
}

/// A statement knows no parts of a second.
Instant to_second(Instant at)
{
    return { at.micros - at.micros % 1'000'000 };
}

/// How many acts of the case that the role reads have no record in the log of the vault.
std::expected<std::uint64_t, vault::Fault> missing_records(Desk& desk, Id<Dossier> id, act::Role role)
{
    auto const events
        = desk.store().read_stream(codec::to_number(codec::Stream { codec::Subject::dossier, id.number }), 1);
    if (!events)
        return std::unexpected(vault::Fault { vault::FaultKind::failed, "the log of events gives no answer" });
    evidence::State state;
    std::uint64_t missing = 0;
    for (auto const& event : events->value) {
        auto const stored = app::unpacked(event);
        if (!stored)
            return std::unexpected(vault::Fault { vault::FaultKind::failed, "an event cannot be read" });
        auto const& what = std::get<evidence::Event>(stored->what);
        evolve(state, what);
        for (auto const& record :
            evidence::records_of(what, { id, state, stored->caused.by, event.at, event.sequence })) {
            if (!evidence::reads(role, record.compartment))
                continue;
            auto const entry = RECOURSE_TRY(desk.vault().keeper().find({ record.place.sequence, record.place.index }));
            // Earlier versions recorded no withdrawals.
            missing += entry || record.deed == evidence::Deed::withdrawn ? 0 : 1;
        }
    }
    return missing;
}

/// A list of which the first are told and the rest counted.
class Told {
public:
    void add(Words const& one)
    {
        if (all_.size() < told_max)
            all_.push_back(one);
        else
            ++more_;
    }
    std::vector<Words> take()
    {
        if (more_ > 0)
            all_.push_back({ fmt::format("{} more", more_), fmt::format("另有 {} 次", more_) });
        return std::move(all_);
    }

private:
    std::vector<Words> all_;
    std::uint64_t more_ = 0;
};

/// When, by which authority, and how far its clock and the desk's were apart.
Words stamp(vault::Record const& record, vault::keeper::StampNote const& said)
{
    auto const apart = (record.at.micros - said.at.micros) / 1'000'000;
    return { fmt::format("{} over {} entries by {} (recorded {} s later by the system's clock)", to_string(said.at),
                 said.over, record.actor, apart),
        fmt::format("{}，覆盖 {} 条，{}（系统时钟记录晚 {} 秒）", to_string(said.at), said.over, record.actor, apart) };
}

/// What went wrong. Of other cases nothing is told but that something was wrong with them.
Words incident(vault::Record const& record, vault::keeper::Incident const& said,
    std::vector<evidence::ExhibitState> const& exhibits)
{
    using vault::keeper::IncidentKind;
    auto const when = to_string(to_second(record.at));
    auto const told = [&](std::string_view en, std::string_view zh) {
        return Words { fmt::format("{}: {} (entry {})", when, en, record.sequence),
            fmt::format("{}：{}（第 {} 条）", when, zh, record.sequence) };
    };
    switch (said.kind) {
    case IncidentKind::disk_full:
        return told("the disk was full, so that something could not be kept", "磁盘已满，有内容未能保存");
    case IncidentKind::damaged: {
        auto const one = std::ranges::find_if(
            exhibits, [&](auto const& exhibit) { return exhibit.exhibit.digest == said.object; });
        if (said.object == Digest {} || one == exhibits.end())
            return told("something that is kept was found damaged; it is none of these exhibits",
                "发现存储内容损坏，与本证据无关");
        auto const number = packets::label(packet_number(*one));
        return told(
            fmt::format("the bytes of {} were found damaged", number), fmt::format("发现 {} 的数据损坏", number));
    }
    case IncidentKind::clock_stepped:
        return told("the clock was put forward or back, " + said.says, "时钟跳变：" + said.says);
    case IncidentKind::authority_unreachable:
        return told("the time-stamp authority could not be reached", "无法联系时间戳机构");
    case IncidentKind::reported:
        break;
    }
    return told("reported by " + record.actor + ": " + said.says, record.actor + " 报告：" + said.says);
}

/// What the log says of the system itself: time stamps of an authority, restarts, incidents.
/// `from`: when the first of the exhibits came in; nothing: that is not known.
std::expected<void, vault::Fault> of_the_system(vault::keeper::Keeper& keeper,
    std::vector<evidence::ExhibitState> const& exhibits, std::optional<Instant> from, packets::SystemFacts& facts)
{
    Told stamps, incidents, programs;
    std::optional<Instant> first;
    std::string program;
    auto const covered = [from](Instant at) { return from && *from <= at; };
    for (std::optional<std::uint64_t> after;;) {
        auto const entries = RECOURSE_TRY(keeper.about_subject({}, after));
        if (entries.empty())
            break;
        after = entries.back();
        for (auto const entry : entries) {
            auto const record = RECOURSE_TRY(keeper.record(entry));
            if (record.act == vault::Act::timestamped) {
                if (auto const said = vault::keeper::parse_stamp_note(record.note))
                    stamps.add(stamp(record, *said));
            } else if (auto const ended = vault::keeper::parse_restart(record)) {
                first = first.value_or(record.at);
                if (covered(record.at)) {
                    facts.restarts.push_back(to_second(record.at));
                    facts.abrupt += *ended == vault::keeper::Ended::abruptly ? 1 : 0;
                    if (!program.empty() && program != record.how)
                        programs.add({ fmt::format("{} took the place of {} on {} (entry {})", record.how, program,
                                           to_string(to_second(record.at)), entry),
                            fmt::format("{} 程序由 {} 更换为 {}（第 {} 条）", to_string(to_second(record.at)), program,
                                record.how, entry) });
                }
                program = record.how;
            } else if (auto const said = vault::keeper::parse_incident(record)) {
                if (covered(record.at))
                    incidents.add(incident(record, *said, exhibits));
            }
        }
    }
    facts.stamps = stamps.take();
    facts.stamps_known = true;
    facts.incidents = incidents.take();
    facts.replaced = programs.take();
    // What came in before the first start that was recorded may have seen others.
    bool const all_along = first && from && *first <= *from;
    facts.restarts_known = facts.incidents_known = all_along;
    if (first && !all_along)
        facts.recorded_since = to_second(*first);
    return {};
}

/// The changes of the key that signs the log, within the time.
std::expected<std::vector<Words>, vault::Fault> key_changes(vault::keeper::Keeper& keeper, Instant from, Instant to)
{
    std::vector<Words> found;
    auto* const index = RECOURSE_TRY(keeper.index());
    for (auto const entry : RECOURSE_TRY(index->rotations())) {
        auto const record = RECOURSE_TRY(keeper.record(entry));
        if (record.at < from || to < record.at)
            continue;
        auto const key = vault::log::parse_verifier(record.note);
        auto const name = key ? fmt::format("{}+{:08x}", key->name, key->id) : record.note;
        auto const day = to_string(to_second(record.at));
        found.push_back({ fmt::format("the key that signs the log of acts was changed on {} to {}, by {} (entry {})",
                              day, name, record.actor, entry),
            fmt::format("{} 操作日志签名密钥更换为 {}，操作人 {}（第 {} 条）", day, name, record.actor, entry) });
    }
    return found;
}

/// Whether the record of the exhibit's coming in stands under the newest signed checkpoint.
bool is_proved(vault::keeper::Keeper& keeper, std::uint64_t entry, std::string const& shown_to)
{
    auto const receipt = keeper.receipt(entry, shown_to);
    auto const bytes = keeper.entry(entry);
    if (!receipt || !bytes)
        return false;
    auto const proof = vault::log::parse_tlog_proof(*receipt);
    return proof && vault::log::verify(*proof, *bytes, keeper.origin(), keeper.keys());
}

/// Of which exhibits somebody has noted that they came about in ordinary business.
Words ordinary(std::vector<evidence::ExhibitState> const& exhibits)
{
    std::string marks;
    for (auto const& one : exhibits) {
        if (one.exhibit.origin.ordinary_course)
            marks += (marks.empty() ? "" : ", ") + packets::label(packet_number(one));
    }
    if (marks.empty())
        return {};
    return { fmt::format("noted in the dossier as made in ordinary business: {}", marks),
        fmt::format("卷宗注明在正常业务中形成：{}", marks) };
}

Words joined(Words first, Words const& more)
{
    if (!more.en.empty())
        first.en += (first.en.empty() ? "" : "; ") + more.en;
    if (!more.zh.empty())
        first.zh += (first.zh.empty() ? "" : "；") + more.zh;
    return first;
}

} // namespace

packets::Words clock_now()
{
    timex look {};
    auto const state = ::adjtimex(&look);
    Words const of_system { "the clock of the operating system", "操作系统时钟" };
    if (state < 0)
        return joined(of_system, { "the kernel says nothing of how it is kept", "内核未说明校准情况" });
    if (state == TIME_ERROR || (look.status & STA_UNSYNC) != 0)
        return joined(
            of_system, { "the kernel says that nothing synchronises it at present", "内核显示目前未与外部时间同步" });
    return joined(of_system,
        { fmt::format("synchronised, by the kernel within {} ms at present", look.maxerror / 1000),
            fmt::format("已同步，内核估计误差不超过 {} 毫秒", look.maxerror / 1000) });
}

std::string operating_system_now()
{
    std::string name;
    std::ifstream release { "/etc/os-release" };
    for (std::string line; std::getline(release, line);) {
        constexpr std::string_view key = "PRETTY_NAME=";
        if (!line.starts_with(key))
            continue;
        name = line.substr(key.size());
        std::erase(name, '"');
    }
    utsname kernel {};
    if (::uname(&kernel) == 0)
        name += fmt::format("{}{} {}", name.empty() ? "" : ", ", kernel.sysname, kernel.release);
    return name;
}

std::string program_now()
{
    return "Recourse " RECOURSE_VERSION;
}

std::expected<TakenOut, vault::Fault> take_out(Desk& desk, Id<Dossier> id, act::Role role,
    std::vector<evidence::ExhibitState> const& exhibits, PacketStated const& said, Instant moment, Proofs proofs,
    std::string const& shown_to)
{
    auto const now = to_second(moment);
    auto& keeper = desk.vault().keeper();
    TakenOut out;
    auto& facts = out.facts;
    facts.program = program_now();
    facts.operating_system = operating_system_now();
    facts.machine = stated(said.machine, said.machine_zh);
    facts.clock = clock_now();
    if (desk.options().sandbox)
        facts.clock = joined(facts.clock,
            { "this desk is a sandbox, whose clock can be put forward: its times prove nothing",
                "本系统为沙盒，时钟可被拨快：其时间不具证明力" });
    auto const checkpoint = keeper.checkpoint();
    facts.entries = checkpoint.checkpoint.head.size;
    facts.log_name = checkpoint.checkpoint.origin;
    facts.log_root = to_string(checkpoint.checkpoint.head.root);
    facts.records_missing = RECOURSE_TRY(missing_records(desk, id, role));

    std::uint64_t unproved = 0;
    std::optional<Instant> from;
    for (auto const& one : exhibits) {
        packets::CopiedFile file;
        file.number = packet_number(one);
        file.name = one.exhibit.description.title.empty() ? one.exhibit.file_name : one.exhibit.description.title;
        file.file = one.exhibit.file_name;
        file.bytes = one.exhibit.size;
        file.digest = one.exhibit.digest;
        file.entry = RECOURSE_TRY(keeper.find({ one.id.number, 0 }));
        if (file.entry) {
            auto const record = RECOURSE_TRY(keeper.record(*file.entry));
            file.came_in = to_second(record.at);
            from = from ? std::min(*from, record.at) : record.at;
            file.proved = proofs == Proofs::made && is_proved(keeper, *file.entry, shown_to);
        }
        unproved += file.proved ? 0 : 1;
        out.files.push_back(std::move(file));
    }
    RECOURSE_TRY_DONE(of_the_system(keeper, exhibits, from, facts));
    if (from) {
        facts.from = to_second(*from);
        facts.to = now;
        for (auto& change : RECOURSE_TRY(key_changes(keeper, *facts.from, { now.micros + 999'999 })))
            facts.replaced.push_back(std::move(change));
    }
    facts.self_checks.push_back(
        { now, { "each file against its recorded digest", "逐一核对文件与记录的哈希值" }, exhibits.size(), 0 });
    if (proofs == Proofs::made)
        facts.self_checks.push_back(
            { now, { "the record of each one's coming in under the signed checkpoint", "逐一核对收件记录的检查点证明" },
                exhibits.size(), unproved });
    facts.extraction
        = { fmt::format("copied out of the store on {}, each file hashed with SHA-256 on its way; whoever may "
                        "read it can repeat that",
                to_string(now)),
              fmt::format("于 {} 自存储中复制，逐一计算 SHA-256；有权限者可重复提取", to_string(now)) };
    facts.business = joined(ordinary(exhibits), stated(said.business, said.business_zh));
    facts.keeper = stated(said.keeper, said.keeper_zh);
    if (auto const others = stated(said.others, said.others_zh); others != Words {}) {
        facts.others = { others };
        facts.others_known = true;
    } else if (facts.incidents_known) {
        facts.others
            = { { "none stated; what went wrong with the system is recorded in the log of acts and told under 2",
                "未作其他说明；系统异常均记录于操作日志，见第 2 项" } };
        facts.others_known = true;
    }
    return out;
}

} // namespace recourse::api
