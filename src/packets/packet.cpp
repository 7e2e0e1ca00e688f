#include "packets/packet.hpp"

#include "base/check.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <utility>

namespace recourse::packets {

namespace {

using receiver::Receiver;

std::expected<std::string, std::string> read(Exhibit const& exhibit)
{
    auto const place = label(exhibit.number);
    if (!exhibit.read)
        return std::unexpected(fmt::format("{}: its file is not to be had", place));
    auto bytes = exhibit.read();
    if (!bytes)
        return std::unexpected(fmt::format("{}: {}", place, bytes.error()));
    if (bytes->size() != exhibit.size || sha256(*bytes) != exhibit.digest)
        return std::unexpected(fmt::format("{}: the file is another than its digest says", place));
    return bytes;
}

/// How a file of an exhibit is bound as it is; nothing where it is printed or a sheet stands for it.
std::optional<pdf::Form> form_of(Exhibit const& exhibit)
{
    if (exhibit.media_type == "application/pdf")
        return pdf::Form::pdf;
    if (exhibit.media_type == "image/jpeg")
        return pdf::Form::jpeg;
    if (exhibit.media_type == "image/png")
        return pdf::Form::png;
    return std::nullopt;
}

std::string about(Exhibit const& exhibit)
{
    return fmt::format("{} · {} · {} bytes · SHA-256 {}", exhibit.media_type,
        exhibit.form.language.empty() ? "-" : exhibit.form.language, exhibit.size, to_string(exhibit.digest));
}

std::string title_of(Receiver const& to, Exhibit const& exhibit)
{
    if (english_only(to))
        return fmt::format("{} {}", label(exhibit.number), exhibit.name.en);
    return fmt::format("{} {}", label(exhibit.number), in_a_line(exhibit.name));
}

/// A sheet that stands for what cannot be bound.
Page stand_in(Exhibit const& exhibit, Date day, Words const& why)
{
    Page page {
        .title = { label(exhibit.number), label(exhibit.number) }, .subtitle = exhibit.name, .blocks = {}, .day = day
    };
    auto const same = [](std::string const& text) { return Words { text, text }; };
    page.blocks.emplace_back(Particulars { {
        { { "Stands here for a file", "本页代替文件" }, why },
        { { "Type", "类型" }, same(exhibit.media_type) },
        { { "Bytes", "字节数" }, same(std::to_string(exhibit.size)) },
        { { "SHA-256", "SHA-256" }, same(to_string(exhibit.digest)) },
        { { "Content in brief", "内容摘要" }, exhibit.content },
    } });
    return page;
}

class Binder {
public:
    Binder(Receiver const& to, Dossier const& dossier, Packet& packet, pdf::Walls const& walls)
        : to_(to)
        , dossier_(dossier)
        , packet_(packet)
        , walls_(walls)
    {
    }

    std::expected<void, std::string> run()
    {
        RECOURSE_TRY_DONE(gather());
        RECOURSE_TRY_DONE(front());
        // Everything of ours is one PDF, so that its fonts are in it once.
        std::uint32_t sheets = 0;
        for (auto const& run : runs_)
            sheets += static_cast<std::uint32_t>(run.sheets.size());
        binding_.stamps = sheets;
        binding_.ours = RECOURSE_TRY(press_.write(runs_, stamps()));
        marks();
        auto bundle = RECOURSE_TRY(pdf::bind(binding_, inputs_, walls_));
        packet_.files.push_back(
            { to_.names.letters_and_digits ? "evidence.pdf" : fmt::format("evidence-{}.pdf", to_.id), "application/pdf",
                std::move(bundle.bytes), bundle.pages, {} });
        return {};
    }

private:
    /// The exhibits in the order of the list, each as what is bound of it.
    std::expected<void, std::string> gather()
    {
        for (auto const* exhibit : in_order(to_.list, dossier_))
            if (!is_gone(*exhibit))
                order_.push_back(exhibit);
        for (auto const* exhibit : order_) {
            inputs_.push_back(RECOURSE_TRY(input(*exhibit)));
            inputs_.back().label = label(exhibit->number);
        }
        return {};
    }

    std::expected<pdf::Input, std::string> input(Exhibit const& exhibit)
    {
        auto bytes = RECOURSE_TRY(read(exhibit));
        auto const seen = packet_.surveys.find(exhibit.number);
        bool const bound = seen != packet_.surveys.end() && seen->second.fault.empty() && !seen->second.pages.empty();
        if (auto const form = form_of(exhibit); form && bound)
            return pdf::Input {
                .form = *form, .bytes = std::move(bytes), .pages = static_cast<std::uint32_t>(seen->second.pages.size())
            };
        if (!form_of(exhibit) && can_be_bound(exhibit) && is_utf8(bytes)) {
            auto text = press_.set_text(bytes, title_of(to_, exhibit), about(exhibit), dossier_.day,
                exhibit.media_type == "message/rfc822" ? TextOf::mail : TextOf::data);
            if (text.encoded > 0)
                packet_.findings.push_back({ Weight::note, "encoded-left-out", label(exhibit.number),
                    { fmt::format("{} lines of its encoded parts are not printed", text.encoded),
                        fmt::format("其编码部分 {} 行未打印", text.encoded) },
                    { "hand in what is attached as an exhibit of its own", "附件请另列为单独证据" } });
            if (text.cut)
                packet_.findings.push_back({ Weight::note, "print-cut", label(exhibit.number),
                    { "the file is longer than what is printed of it", "文件较长，仅打印部分" },
                    { "hand in the file itself on a medium", "另附载体提交原文件" } });
            return own(std::move(text.run));
        }
        auto const fault = seen == packet_.surveys.end() ? std::string {} : seen->second.fault;
        Words why { "it cannot be printed and is handed in on a medium", "无法打印，另附载体提交" };
        if (!fault.empty())
            why = { fault, "无法读取，另附载体提交" };
        auto sheet = stand_in(exhibit, dossier_.day, why);
        sheet.chinese = !english_only(to_);
        return own(press_.set(sheet).run);
    }

    /// Sheets of ours, whose place in our PDF is known once all are set.
    pdf::Input own(render::SheetRun run)
    {
        auto const pages = static_cast<std::uint32_t>(run.sheets.size());
        runs_.push_back(std::move(run));
        return { .form = pdf::Form::pdf, .bytes = {}, .pages = pages };
    }

    Page page() const
    {
        return to_.kind == receiver::Kind::police ? police_page(to_, dossier_, packet_.surveys, packet_.bound)
                                                  : list_page(to_, dossier_, packet_.surveys, packet_.bound);
    }

    /// The index says on which page each exhibit begins, and how long it is itself moves them: set until it stays.
    std::expected<void, std::string> front()
    {
        std::uint32_t sheets = 1;
        for (int turn = 0; turn < 5; ++turn) {
            int at = static_cast<int>(sheets) + 1;
            for (std::size_t i = 0; i < order_.size(); ++i) {
                packet_.bound[order_[i]->number] = { at, static_cast<int>(inputs_[i].pages) };
                at += static_cast<int>(inputs_[i].pages);
            }
            packet_.page = page();
            auto set = press_.set(packet_.page);
            if (set.run.sheets.size() != sheets) {
                sheets = static_cast<std::uint32_t>(set.run.sheets.size());
                continue;
            }
            binding_.front_pages = sheets;
            auto const thousandths = [](double points) { return static_cast<std::int32_t>(points * 1000); };
            for (auto const& spot : set.spots)
                binding_.links.push_back({ spot.sheet, thousandths(spot.x), thousandths(spot.y),
                    thousandths(spot.width), thousandths(spot.height),
                    static_cast<std::uint32_t>(packet_.bound.at(spot.exhibit).first - 1) });
            runs_.insert(runs_.begin(), std::move(set.run));
            // What stands for exhibits comes after the index, in their order.
            for (std::uint32_t next = sheets; auto& input : inputs_)
                if (input.bytes.empty())
                    input.first = std::exchange(next, next + input.pages);
            return {};
        }
        return std::unexpected("the index could not be set: its length changes with its page numbers");
    }

    std::vector<std::string> stamps() const
    {
        bool const chinese = packet_.page.chinese;
        std::vector<std::string> lines;
        for (auto const* exhibit : order_) {
            auto const& place = packet_.bound.at(exhibit->number);
            for (int page = 1; page <= place.pages; ++page) {
                auto line = fmt::format("{} - {}/{}", label(exhibit->number), page, place.pages);
                if (chinese)
                    line += fmt::format("  {} 第{}页/共{}页", label_zh(exhibit->number), page, place.pages);
                lines.push_back(line + fmt::format("  [{}]", place.first + page - 1));
            }
        }
        return lines;
    }

    void marks()
    {
        bool const both = packet_.page.chinese && packet_.page.english;
        auto const named = [&](Words const& text) {
            return both ? in_a_line(text) : packet_.page.chinese ? text.zh : text.en;
        };
        binding_.title = named(packet_.page.title);
        binding_.day = dossier_.day;
        binding_.language = packet_.page.chinese ? "zh-CN" : "en";
        binding_.marks.push_back({ named(packet_.page.title), 0, 0 });
        bool const groups = to_.list.order == receiver::Order::group;
        int group = 0;
        bool first = true;
        for (auto const* exhibit : order_) {
            auto const page = static_cast<std::uint32_t>(packet_.bound.at(exhibit->number).first - 1);
            if (groups && (first || exhibit->group != group)) {
                first = false;
                group = exhibit->group;
                binding_.marks.push_back({ named(group_title(dossier_, group)), 0, page });
            }
            binding_.marks.push_back(
                { fmt::format("{} {}", label(exhibit->number), named(exhibit->name)), groups ? 1u : 0u, page });
        }
    }

    Receiver const& to_;
    Dossier const& dossier_;
    Packet& packet_;
    pdf::Walls const& walls_;
    std::vector<Exhibit const*> order_;
    std::vector<pdf::Input> inputs_;
    std::vector<render::SheetRun> runs_; ///< of ours: the index, then what stands for exhibits
    pdf::Binding binding_;
    Press press_;
};

std::expected<void, std::string> one_by_one(Receiver const& to, Dossier const& dossier, Packet& packet)
{
    packet.page = to.kind == receiver::Kind::inspector ? inspector_page(to, dossier, packet.surveys)
                                                       : covering_page(to, dossier, packet.surveys);
    auto printed = RECOURSE_TRY(print(packet.page));
    auto const* const name
        = to.kind == receiver::Kind::inspector ? "E000-inspection-brief.pdf" : "E000-covering-note.pdf";
    packet.files.push_back({ to.names.letters_and_digits ? "E000.pdf" : name, "application/pdf", std::move(printed.pdf),
        printed.sheets, {} });
    auto const slots = slots_of(to, dossier);
    std::vector<Exhibit const*> order;
    for (auto const& exhibit : dossier.exhibits)
        if (is_enclosed(to, exhibit, slots))
            order.push_back(&exhibit);
    std::ranges::stable_sort(order, {}, [](auto const* one) { return one->number; });
    for (auto const* exhibit : order) {
        auto bytes = RECOURSE_TRY(read(*exhibit));
        auto const slot = slots.find(exhibit->number);
        auto const seen = packet.surveys.find(exhibit->number);
        packet.files.push_back({ file_name(*exhibit, to.names), exhibit->media_type, std::move(bytes),
            seen == packet.surveys.end() ? 0 : seen->second.pages.size(),
            slot == slots.end() ? std::string {} : slot->second->id });
    }
    return {};
}

} // namespace

namespace {

pdf::Survey counted(
    Exhibit const& exhibit, std::expected<std::string, std::string> const& bytes, pdf::Walls const& walls)
{
    pdf::Survey seen;
    if (!bytes)
        seen.fault = bytes.error();
    else if (auto found = pdf::survey(*bytes, *form_of(exhibit), walls); found)
        seen = *std::move(found);
    else
        seen.fault = found.error();
    return seen;
}

/// So many files of one packet are read at once: each has a child of its own, with memory of its own.
constexpr std::size_t children_max = 4;

} // namespace

Surveys survey(Dossier const& dossier, pdf::Walls const& walls)
{
    std::vector<Exhibit const*> files;
    for (auto const& exhibit : dossier.exhibits)
        if (form_of(exhibit) && !is_gone(exhibit))
            files.push_back(&exhibit);
    std::vector<pdf::Survey> seen(files.size());
    std::atomic<std::size_t> next = 0;
    std::mutex reading; // where the bytes come from need not bear several readers
    auto const work = [&] {
        for (auto at = next++; at < files.size(); at = next++) {
            auto const bytes = [&] {
                std::scoped_lock const lock(reading);
                return read(*files[at]);
            }();
            seen[at] = counted(*files[at], bytes, walls);
        }
    };
    {
        auto const most = std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), children_max);
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < std::min(most, files.size()); ++i)
            others.emplace_back(work);
        work();
    }
    Surveys found;
    for (std::size_t i = 0; i < files.size(); ++i)
        found.emplace(files[i]->number, std::move(seen[i]));
    return found;
}

namespace {

/// Without numbers there is no order in which something could be bound.
Finding const* without_numbers(Findings const& findings)
{
    auto const found = std::ranges::find_if(
        findings, [](auto const& one) { return one.code == "number-twice" || one.code == "number-missing"; });
    return found == findings.end() ? nullptr : &*found;
}

/// What keeps these exhibits from being bound; nothing: they are.
std::optional<std::string> fault_of(
    Receiver const& to, Dossier const& dossier, Surveys const& surveys, pdf::Walls const& walls)
{
    Packet packet;
    packet.surveys = surveys;
    auto const bound = Binder(to, dossier, packet, walls).run();
    return bound ? std::nullopt : std::optional { bound.error() };
}

Finding not_bound(std::string place, std::string const& fault)
{
    return { Weight::breach, "not-bound", std::move(place), { fault, fmt::format("无法装订：{}", fault) },
        { "print the file anew, or hand it in on a medium and withdraw it here",
            "重新打印该文件，或另附载体提交并在此撤回" } };
}

} // namespace

Findings try_binding(Receiver const& to, Dossier const& dossier, Surveys const& surveys, Findings const& checked,
    pdf::Walls const& walls)
{
    if (takes_files(to) || without_numbers(checked) != nullptr)
        return {};
    auto const fault = fault_of(to, dossier, surveys, walls);
    if (!fault)
        return {};
    Findings found;
    for (auto const& exhibit : dossier.exhibits) {
        if (is_gone(exhibit))
            continue;
        auto alone = dossier;
        alone.exhibits = { exhibit };
        if (auto const own = fault_of(to, alone, surveys, walls))
            found.push_back(not_bound(label(exhibit.number), *own));
    }
    if (found.empty())
        found.push_back(not_bound("packet", *fault));
    return found;
}

std::expected<Packet, std::string> make(Receiver const& to, Dossier const& dossier, pdf::Walls const& walls)
{
    Packet packet;
    packet.surveys = survey(dossier, walls);
    packet.findings = check(to, dossier, packet.surveys);
    if (auto const* const finding = without_numbers(packet.findings))
        return std::unexpected(fmt::format("{}: {}", finding->place, finding->says.en));
    auto made = takes_files(to) ? one_by_one(to, dossier, packet) : Binder(to, dossier, packet, walls).run();
    if (!made)
        return std::unexpected(std::move(made.error()));
    std::vector<FileFacts> facts;
    facts.reserve(packet.files.size());
    for (auto const& file : packet.files)
        facts.push_back({ file.name, file.media_type, file.bytes.size(), file.pages });
    for (auto& finding : check_files(to, facts)) {
        bool const said = std::ranges::any_of(packet.findings,
            [&](auto const& one) { return one.code == finding.code && finding.place.starts_with(one.place); });
        if (!said)
            packet.findings.push_back(std::move(finding));
    }
    return packet;
}

} // namespace recourse::packets
