#include "packets/parcel.hpp"

#include "base/digest.hpp"
#include "vault/contents/memory_contents.hpp"
#include "vault/zip/crc32.hpp"
#include "vault/zip/writer.hpp"

#include <fmt/format.h>

#include <map>

namespace recourse::packets {

namespace {

using Files = std::map<std::string, std::string>;

std::string_view heading(Weight weight)
{
    switch (weight) {
    case Weight::breach:
        return "The receiver will not take it so · 不符合要求";
    case Weight::unknown:
        return "Nobody could say: ask the receiver · 未知，请核实";
    case Weight::note:
        return "Worth knowing · 提示";
    }
    return {};
}

std::string both(Words const& text)
{
    return text.en == text.zh ? text.en : fmt::format("{}\n    {}", text.en, text.zh);
}

std::string findings_of(Findings const& findings)
{
    std::string text;
    for (auto const weight : { Weight::breach, Weight::unknown, Weight::note }) {
        bool begun = false;
        for (auto const& one : findings) {
            if (one.weight != weight)
                continue;
            if (!std::exchange(begun, true))
                text += fmt::format("\n{}\n\n", heading(weight));
            text += fmt::format("- {} {}: {}\n", one.place, one.code, both(one.says));
            if (!one.remedy.en.empty())
                text += fmt::format("    -> {}\n    -> {}\n", one.remedy.en, one.remedy.zh);
        }
    }
    return text;
}

std::string first_page(
    receiver::Receiver const& to, Dossier const& dossier, Findings const& findings, Files const& files)
{
    auto text = fmt::format("Packet of {} for {} · {}\nMade {}. This file is for whoever hands it in, not for the "
                            "receiver. · 本文件供提交人阅读，不提交。\n",
        dossier.case_id, to.name.en, to.name.zh, to_string(dossier.day));
    text += findings.empty() ? "\nNothing was found. · 未发现问题。\n" : findings_of(findings);
    text += "\nFiles, with their SHA-256 · 文件及其 SHA-256\n\n";
    for (auto const& [name, bytes] : files)
        text += fmt::format("{}  {}\n", to_string(sha256(bytes)), name);
    return text;
}

} // namespace

std::expected<std::string, std::string> parcel(
    receiver::Receiver const& to, Dossier const& dossier, Packet const& packet, std::vector<Beside> const& beside)
{
    Files files;
    for (auto const& file : packet.files)
        files.emplace(fmt::format("hand-in/{}{}{}", file.slot, file.slot.empty() ? "" : "/", file.name), file.bytes);
    for (auto const& paper : beside)
        files.emplace("beside/" + paper.name, paper.bytes);
    files.emplace(read_first, first_page(to, dossier, packet.findings, files));
    std::vector<vault::ZipMember> members;
    std::uint64_t total = 0;
    for (auto const& [name, bytes] : files) {
        members.push_back({ name, bytes.size(),
            vault::crc32_of(0, { reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size() }) });
        total += bytes.size();
    }
    std::string zip;
    zip.reserve(total + members.size() * 256);
    vault::MemoryContents const contents(std::move(files));
    auto const done = vault::write_zip(
        contents, members, [&](std::span<std::uint8_t const> piece) -> std::expected<void, std::string> {
            zip.append(reinterpret_cast<char const*>(piece.data()), piece.size());
            return {};
        });
    if (!done)
        return std::unexpected(to_string(done.error()));
    return zip;
}

} // namespace recourse::packets
