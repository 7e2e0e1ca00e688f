#include "packets/us_certificate.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::packets {

namespace {

constexpr char const* not_known = "not known";

Words english(std::string text)
{
    return { std::move(text), {} };
}

Item item(std::string name, std::string value)
{
    return { english(std::move(name)), english(value.empty() ? not_known : std::move(value)) };
}

std::string joined(std::vector<Words> const& all, bool known)
{
    std::string text;
    for (auto const& one : all)
        text += (text.empty() ? "" : "; ") + one.en;
    return !text.empty() ? text : known ? "none" : not_known;
}

/// What is known of either; the list is whole only where both are known.
std::vector<Words> incidents_and_others(SystemFacts const& facts)
{
    auto all = facts.incidents;
    all.insert(all.end(), facts.others.begin(), facts.others.end());
    return all;
}

std::string checks(std::vector<SystemCheck> const& all)
{
    std::string text;
    for (auto const& one : all)
        text += fmt::format("{}{}: {}, {} looked at, {} wrong", text.empty() ? "" : "; ", to_string(one.at),
            one.what.en, one.looked_at, one.wrong);
    return text.empty() ? "none recorded" : text;
}

std::string log(SystemFacts const& facts)
{
    if (!facts.entries)
        return not_known;
    auto text = fmt::format("{}, {} entries", facts.log_name.empty() ? "the log" : facts.log_name, *facts.entries);
    if (!facts.log_root.empty())
        text += ", root " + facts.log_root;
    return text;
}

Entry of(CopiedFile const& file)
{
    Entry entry { label(file.number), english(file.name), {}, {} };
    if (!file.file.empty())
        entry.items.push_back(item("File as it came", file.file));
    entry.items.push_back(item("Bytes", std::to_string(file.bytes)));
    entry.items.push_back(item("SHA-256", to_string(file.digest)));
    entry.items.push_back(item("Came in", file.came_in ? to_string(*file.came_in) : std::string {}));
    entry.items.push_back(item("Record",
        !file.entry       ? std::string {}
            : file.proved ? fmt::format("entry {} of the log; its proof was checked", *file.entry)
                          : fmt::format("entry {} of the log; its proof was not checked", *file.entry)));
    return entry;
}

} // namespace

Page us_certificate(SystemFacts const& facts, std::span<CopiedFile const> files, std::string const& case_id, Date day)
{
    Page page { .title = english("Certification of electronic records and copies"),
        .subtitle = english("Draft under Federal Rules of Evidence 902(13) and 902(14), for a qualified person to "
                            "complete and sign"),
        .blocks = {},
        .chinese = false,
        .day = day };
    auto const section = [&](char const* title) { page.blocks.emplace_back(Section { english(title) }); };
    auto const paragraph = [&](std::string text) { page.blocks.emplace_back(Paragraph { english(std::move(text)) }); };
    page.blocks.emplace_back(Particulars { { item("Case", case_id),
        item("Covers",
            facts.from && facts.to ? fmt::format("{} to {}", to_string(*facts.from), to_string(*facts.to))
                                   : std::string {}),
        item("Files", std::to_string(files.size())) } });

    section("1. The process that made the records (Rule 902(13))");
    page.blocks.emplace_back(
        Particulars { { item("Program", facts.program), item("Operating system", facts.operating_system),
            item("Machine", facts.machine.en), item("Clock", facts.clock.en), item("Log", log(facts)),
            item("Time stamps of an authority", joined(facts.stamps, facts.stamps_known)),
            item("Ordinary course", facts.business.en), item("Kept by", facts.keeper.en) } });
    paragraph(
        "A file that comes in is kept under the SHA-256 digest of its bytes. Each act on it is appended to a log, "
        "a hash tree after RFC 6962, of which signed checkpoints fix every entry before them. The program sets a "
        "record's time, actor, digest and place; what a record says of a file's origin is what the person stated "
        "who handed it in.");

    section("2. That the process gives an accurate result");
    page.blocks.emplace_back(Particulars { { item("Checks", checks(facts.self_checks)),
        item("Audits by others", checks(facts.audits)),
        item("Acts of this case without a record",
            facts.records_missing ? std::to_string(*facts.records_missing) : std::string {}),
        item("Restarts",
            !facts.restarts_known        ? std::string {}
                : facts.restarts.empty() ? "none"
                                         : fmt::format("{}, the last at {}", facts.restarts.size(),
                                               to_string(std::ranges::max(facts.restarts)))),
        item("Incidents and whatever else bears on it", joined(incidents_and_others(facts), facts.others_known)) } });

    section("3. The copies and how they were identified (Rule 902(14))");
    paragraph(
        "Each file was copied out of the store, and the SHA-256 digest of the copy was compared with that which was "
        "recorded when the file came in. The digests below were equal, so each copy is the same as the file, byte "
        "for byte.");
    paragraph(facts.extraction.en.empty() ? "How the copies were taken is not known."
                                          : fmt::format("How they were taken: {}.", facts.extraction.en));
    for (auto const& file : files)
        page.blocks.emplace_back(of(file));

    section("4. To be completed by the qualified person");
    paragraph("I, ______________________________, am ______________________________ (position) of "
              "______________________________. I am qualified to certify this because "
              "____________________________________________________________.");
    paragraph(
        "I certify that the records named above were made by the electronic process described in parts 1 and 2, "
        "which produces an accurate result, and that the files named in part 3 are copies identified by the process "
        "described there. I add to what is said above to be not known: "
        "____________________________________________________________.");
    paragraph(
        "I declare under penalty of perjury [where signed outside the United States: under the laws of the United "
        "States of America] that the foregoing is true and correct (28 U.S.C. 1746). Executed at "
        "______________________________.");
    page.blocks.emplace_back(
        Signature { english("____________________"), {}, english("Signature"), english("Executed on") });

    section("For counsel");
    paragraph(
        "Before the trial or hearing the proponent gives the adverse party reasonable written notice of the intent "
        "to offer the record, and makes the record and the certification available for inspection (Rule 902(11)). "
        "In a civil case a foreign certification is signed in a manner that, if falsely made, would subject the "
        "maker to a criminal penalty where it is signed (Rule 902(12)). It goes to authenticity alone: hearsay and "
        "relevance stay open.");
    return page;
}

} // namespace recourse::packets
