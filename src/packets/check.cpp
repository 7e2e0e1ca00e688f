#include "packets/check.hpp"

#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace recourse::packets {

namespace {

using receiver::Field;
using receiver::Measure;
using receiver::Receiver;

constexpr std::string_view packet_place = "packet";

bool is_text(std::string_view type)
{
    return type == "text/plain" || type == "text/csv" || type == "text/tab-separated-values" || type == "message/rfc822"
        || type == "application/xml" || type == "text/xml" || type == "application/json";
}

std::string grouped(std::uint64_t number)
{
    auto digits = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

/// What a type that is not taken is best turned into.
Words conversion(Receiver const& to, std::string_view type)
{
    auto const takes
        = [&](std::string_view wanted) { return std::ranges::find(to.types.takes, wanted) != to.types.takes.end(); };
    bool const picture = type.starts_with("image/");
    for (std::string_view const wanted : { "image/jpeg", "image/png", "application/pdf" }) {
        if (wanted.starts_with("image/") && !picture)
            continue;
        if (takes(wanted))
            return { fmt::format("hand in a copy as {} and keep the original", wanted),
                fmt::format("另存为 {} 副本提交，原文件保留", wanted) };
    }
    auto const list = join_and(to.types.takes);
    return { fmt::format("it takes {}", list), fmt::format("可接受：{}", list) };
}

class Checker {
public:
    Checker(Receiver const& to, Dossier const& dossier, Surveys const& surveys)
        : to_(to)
        , dossier_(dossier)
        , surveys_(surveys)
    {
        auto const put = slots_of(to, dossier);
        for (auto const& exhibit : dossier.exhibits)
            if (is_enclosed(to, exhibit, put))
                handed_in_.push_back(&exhibit);
    }

    Findings run()
    {
        numbers();
        packet();
        unknowns();
        auto const& signer = dossier_.signer;
        if (to_.list.signed_
            && (signer == Words {} || (wants("en") && signer.en.empty()) || (wants("zh") && signer.zh.empty())))
            add(Weight::breach, "signer-missing", "list",
                { "nobody is named who signs or seals", "未写明签名或盖章人" },
                { "name who signs, and in what capacity, in both languages", "以中英文写明签名人及身份" });
        for (auto const* exhibit : handed_in_)
            one(*exhibit);
        slots();
        return std::move(found_);
    }

private:
    void add(Weight weight, std::string code, std::string place, Words says, Words remedy = {})
    {
        found_.push_back({ weight, std::move(code), std::move(place), std::move(says), std::move(remedy) });
    }

    void numbers()
    {
        std::set<Number> seen;
        for (auto const& exhibit : dossier_.exhibits) {
            if (exhibit.number.value < 1)
                add(Weight::breach, "number-missing", "list", { "an exhibit has no number", "有证据未编号" },
                    { "number it", "请编号" });
            else if (!seen.insert(exhibit.number).second)
                add(Weight::breach, "number-twice", label(exhibit.number),
                    { "two exhibits have this number", "两份证据编号相同" },
                    { "numbers are given once: give one of them the next free number",
                        "编号只用一次：为其中一份取下一编号" });
            if (exhibit.said_number && *exhibit.said_number != exhibit.number)
                add(Weight::breach, "number-differs", label(exhibit.number),
                    { fmt::format("the description calls it {}, and a number that was given stays",
                          label(*exhibit.said_number)),
                        fmt::format("说明文件称其为 {}，而已定编号不得更改", label(*exhibit.said_number)) },
                    { fmt::format("call it {} there, in the facts too", label(exhibit.number)),
                        fmt::format("请在说明文件（包括事实部分）中改为 {}", label(exhibit.number)) });
        }
        for (auto const& exhibit : dossier_.exhibits)
            for (auto const number : exhibit.translates)
                if (!seen.contains(number))
                    add(Weight::breach, "exhibit-missing", label(exhibit.number),
                        { fmt::format("it is a translation of {}, which there is not", label(number)),
                            fmt::format("其为 {} 的译本，而该证据不存在", label(number)) },
                        { "correct the number or add the exhibit", "更正编号或补充证据" });
        for (auto const& fact : dossier_.chronology)
            for (auto const number : fact.exhibits)
                if (!seen.contains(number))
                    add(Weight::breach, "exhibit-missing", "chronology",
                        { fmt::format("it refers to {}, which there is not", label(number)),
                            fmt::format("引用了不存在的 {}", label(number)) },
                        { "correct the number or add the exhibit", "更正编号或补充证据" });
        for (auto const& fact : dossier_.chronology)
            if (fact.day)
                not_later(*fact.day, "chronology", { "something happened", "事实" });
    }

    /// What is told on the day of the list was by then.
    void not_later(Date day, std::string const& place, Words const& what)
    {
        if (day <= dossier_.day)
            return;
        add(Weight::breach, "date-after-list", place,
            { fmt::format("{} on {}, after the day of the list ({})", what.en, to_string(day), to_string(dossier_.day)),
                fmt::format("{}日期 {} 晚于清单日期（{}）", what.zh, to_string(day), to_string(dossier_.day)) },
            { "correct the date", "更正日期" });
    }

    static bool is_named(std::vector<Party> const& parties)
    {
        return std::ranges::any_of(
            parties, [](auto const& one) { return !one.name.en.empty() || !one.name.zh.empty(); });
    }

    void packet()
    {
        if (handed_in_.empty())
            add(Weight::breach, "empty", std::string { packet_place }, { "there is no exhibit in it", "没有证据" },
                { "add one", "请添加证据" });
        // A platform knows who is logged in; whoever gets a list on paper does not.
        if (!is_named(dossier_.own))
            add(takes_files(to_) ? Weight::note : Weight::breach, "claimant-missing", std::string { packet_place },
                { "nobody is named whose evidence it is", "未列明提交证据的当事人" },
                { "name the party that hands it in", "列明提交人" });
        if (!is_named(dossier_.opponents) && (to_.copies.per_opponent > 0 || to_.copies.per_opponent_beyond_first > 0))
            add(Weight::breach, "opponent-missing", std::string { packet_place },
                { "no opponent is named, and the copies go by their number", "未列对方当事人，无法确定副本份数" },
                { "name every opponent", "列明全部对方当事人" });
        for (auto const* list : { &dossier_.own, &dossier_.opponents })
            for (auto const& party : *list)
                both(
                    party.name, "party-one-language", std::string { packet_place }, { "a party's name", "当事人名称" });
        if (takes_files(to_)) {
            std::uint64_t total = 0;
            for (auto const* exhibit : handed_in_)
                total += exhibit->size;
            measure(Measure::total_bytes, total, std::string { packet_place });
            // The covering note is a file too.
            measure(Measure::files, handed_in_.size() + 1, std::string { packet_place });
        }
        std::uint64_t pages = 0;
        for (auto const* exhibit : handed_in_)
            pages += pages_of(*exhibit).value_or(0);
        measure(Measure::pages, pages, std::string { packet_place });
    }

    void unknowns()
    {
        auto const unknown = [&](receiver::Unknown const& why, std::string_view what) {
            if (why)
                add(Weight::unknown, fmt::format("unknown-{}", what), std::string { packet_place }, *why,
                    { fmt::format("ask {}", to_.name.en), fmt::format("请向{}核实", to_.name.zh) });
        };
        unknown(to_.types.unknown, "types");
        unknown(to_.languages.unknown, "languages");
        unknown(to_.copies.unknown, "copies");
        unknown(to_.names.unknown, "names");
        for (auto const& limit : to_.limits)
            unknown(limit.unknown, word(limit.measure));
        for (auto const& note : to_.notes)
            add(Weight::note, "receiver-says", std::string { packet_place }, note);
    }

    std::optional<std::uint64_t> pages_of(Exhibit const& exhibit) const
    {
        if (auto const survey = surveys_.find(exhibit.number);
            survey != surveys_.end() && !survey->second.pages.empty())
            return survey->second.pages.size();
        if (exhibit.pages)
            return static_cast<std::uint64_t>(std::max(*exhibit.pages, 0));
        return std::nullopt;
    }

    void measure(Measure what, std::uint64_t value, std::string const& place)
    {
        auto const& limit = to_.limit(what);
        if (receiver::keeps(limit, value))
            return;
        struct Said {
            std::string_view code, en, zh;
            Words remedy;
        };
        auto const said = [&]() -> Said {
            switch (what) {
            case Measure::file_bytes:
                return { "file-too-large", "bytes", "字节",
                    { "make it smaller or part it, and keep the original", "压缩或拆分后提交，原文件保留" } };
            case Measure::total_bytes:
                return { "total-too-large", "bytes in all", "字节（合计）",
                    { "leave out what proves least, or make pictures smaller", "减少次要证据或压缩图片" } };
            case Measure::files:
                return { "too-many-files", "files", "个文件", { "put papers of one kind together", "同类文件合并" } };
            case Measure::pages:
                return { "too-many-pages", "pages in all", "页（合计）",
                    { "hand in extracts, and say that the rest is to be had", "提交节选，并说明其余可随时提供" } };
            case Measure::file_pages:
                return { "file-too-many-pages", "pages", "页", { "part it, or hand in an extract", "拆分或提交节选" } };
            case Measure::image_pixels:
                return { "picture-too-large", "pixels", "像素",
                    { "hand in a smaller copy and keep the original", "提交缩小副本，原图保留" } };
            }
            return {};
        }();
        auto const most = limit.below ? limit.most - 1 : limit.most;
        add(Weight::breach, std::string { said.code }, place,
            { fmt::format("{} {} where at most {} go, {} too many", grouped(value), said.en, grouped(most),
                  grouped(value - most)),
                fmt::format("{} {}，上限 {}，超出 {}", grouped(value), said.zh, grouped(most), grouped(value - most)) },
            said.remedy);
    }

    /// It takes papers in that language, so what we say in them has to be in it too.
    bool wants(std::string_view language) const
    {
        return !to_.languages.unknown && std::ranges::find(to_.languages.takes, language) != to_.languages.takes.end();
    }

    void both(Words const& text, std::string code, std::string place, Words const& what)
    {
        if (text.en.empty() == text.zh.empty())
            return;
        bool const no_english = text.en.empty();
        // Whoever takes English papers alone gets no Chinese.
        bool const english_alone = wants("en") && !wants("zh");
        if (english_alone && !no_english)
            return;
        add(wants(no_english ? "en" : "zh") ? Weight::breach : Weight::note, std::move(code), std::move(place),
            { fmt::format("{} is in {} only", what.en, no_english ? "Chinese" : "English"),
                fmt::format("{}仅有{}", what.zh, no_english ? "中文" : "英文") },
            { fmt::format("add the {}", no_english ? "English" : "Chinese"),
                fmt::format("补充{}", no_english ? "英文" : "中文") });
    }

    void one(Exhibit const& exhibit)
    {
        auto const place = label(exhibit.number);
        files(exhibit, place);
        columns(exhibit, place);
        form(exhibit, place);
        days(exhibit, place);
        if (exhibit.group != 0
            && std::ranges::none_of(dossier_.groups, [&](auto const& one) { return one.number == exhibit.group; }))
            add(Weight::breach, "group-missing", place,
                { fmt::format("it belongs to group {}, which there is not", exhibit.group),
                    fmt::format("所属第 {} 组不存在", exhibit.group) },
                { "name the group or move the exhibit", "补充该组或调整分组" });
    }

    void days(Exhibit const& exhibit, std::string const& place)
    {
        if (exhibit.collected_on)
            not_later(*exhibit.collected_on, place, { "it is said to have been collected", "收集" });
        if (exhibit.from)
            not_later(*exhibit.from, place, { "it is said to be", "所载" });
        if (exhibit.to && exhibit.to != exhibit.from)
            not_later(*exhibit.to, place, { "it is said to go on until and end", "所载截止" });
        if (exhibit.from && exhibit.to && *exhibit.to < *exhibit.from)
            add(Weight::breach, "dates-reversed", place,
                { fmt::format(
                      "it ends on {}, before it begins on {}", to_string(*exhibit.to), to_string(*exhibit.from)),
                    fmt::format("截止日期 {} 早于开始日期 {}", to_string(*exhibit.to), to_string(*exhibit.from)) },
                { "correct the dates", "更正日期" });
    }

    void files(Exhibit const& exhibit, std::string const& place)
    {
        auto const survey = surveys_.find(exhibit.number);
        if (takes_files(to_)) {
            measure(Measure::file_bytes, exhibit.size, place);
            if (!to_.types.unknown && std::ranges::find(to_.types.takes, exhibit.media_type) == to_.types.takes.end())
                add(Weight::breach, "type-not-taken", place,
                    { fmt::format("a file of type {} is not taken", exhibit.media_type),
                        fmt::format("不接受 {} 类型文件", exhibit.media_type) },
                    conversion(to_, exhibit.media_type));
            auto const name = file_name(exhibit, to_.names);
            if (to_.names.longest && name.size() > static_cast<std::size_t>(*to_.names.longest))
                add(Weight::breach, "name-too-long", place,
                    { fmt::format("{} has {} characters where at most {} go", name, name.size(), *to_.names.longest),
                        fmt::format("文件名 {} 共 {} 字符，上限 {}", name, name.size(), *to_.names.longest) });
        } else if (!can_be_bound(exhibit)) {
            add(Weight::note, "not-printed", place,
                { fmt::format("a file of type {} cannot be bound: a sheet stands for it", exhibit.media_type),
                    fmt::format("{} 类型文件无法装订，以替代页代替", exhibit.media_type) },
                { "hand in the file itself on a medium, or a print of it as a PDF",
                    "另附载体提交原文件，或转为 PDF 打印件" });
        }
        if (auto const pages = pages_of(exhibit))
            measure(Measure::file_pages, *pages, place);
        else if (can_be_bound(exhibit) && !is_text(exhibit.media_type) && survey == surveys_.end())
            add(Weight::unknown, "pages-unknown", place, { "its pages have not been counted", "页数未统计" },
                { "let the file be read, or say how many", "读取文件或填写页数" });
        if (survey == surveys_.end())
            return;
        auto const& seen = survey->second;
        if (seen.image_pixels > 0)
            measure(Measure::image_pixels, seen.image_pixels, place);
        if (!seen.fault.empty())
            add(takes_files(to_) ? Weight::note : Weight::breach, "not-readable", place,
                { seen.fault, fmt::format("文件无法读取：{}", seen.fault) },
                { "hand in a copy that opens, and keep this one", "提交可打开的副本，原文件保留" });
        if (exhibit.pages && !seen.pages.empty() && seen.pages.size() != static_cast<std::size_t>(*exhibit.pages))
            add(Weight::breach, "pages-differ", place,
                { fmt::format("the list says {} pages, the file has {}", *exhibit.pages, seen.pages.size()),
                    fmt::format("清单载 {} 页，文件为 {} 页", *exhibit.pages, seen.pages.size()) },
                { "correct the list, or hand in the whole paper", "更正清单或提交完整文件" });
        if (seen.layers && !takes_files(to_))
            add(Weight::breach, "has-layers", place,
                { "its pages have layers that can be switched off; bound, all of them would show",
                    "页面含可切换图层，装订后将全部显示" },
                { "print it to a flat PDF, and keep this one", "打印为普通 PDF 后提交，原文件保留" });
        if (seen.active && !takes_files(to_))
            add(Weight::note, "active-left-out", place,
                { "links, programs or actions in it are left out of the bound copy",
                    "装订副本略去其中的链接、脚本或动作" },
                { "the file itself keeps them", "原文件保留" });
    }

    void columns(Exhibit const& exhibit, std::string const& place)
    {
        auto const empty = [&](Field field) {
            add(Weight::breach, "column-empty", place,
                { fmt::format("'{}' is empty, and the list must have it", word(field)),
                    fmt::format("必填栏“{}”为空", word(field)) },
                { "fill it in, in both languages", "以中英文填写" });
        };
        auto const needed
            = [&](Field field) { return std::ranges::find(to_.list.required, field) != to_.list.required.end(); };
        auto const text = [&](Field field, Words const& value, Words const& what) {
            if (std::ranges::find(to_.list.fields, field) == to_.list.fields.end())
                return;
            both(value, field == Field::name ? "name-one-language" : "text-one-language", place, what);
            if (value.en.empty() && value.zh.empty() && needed(field))
                empty(field);
        };
        text(Field::name, exhibit.name, { "its name", "证据名称" });
        text(Field::source, exhibit.source, { "its source", "证据来源" });
        text(Field::proves, exhibit.proves, { "what it proves", "证明目的" });
        text(Field::content, exhibit.content, { "its content in brief", "内容摘要" });
        text(Field::collected, exhibit.collected_by, { "who collected it", "收集人" });
        if (needed(Field::category) && !exhibit.category)
            empty(Field::category);
        // Pages of a text are counted when it is printed.
        if (needed(Field::pages) && !pages_of(exhibit) && can_be_bound(exhibit) && !is_text(exhibit.media_type))
            empty(Field::pages);
        if (needed(Field::date) && !exhibit.from)
            empty(Field::date);
        if (std::ranges::find(to_.list.fields, Field::original) != to_.list.fields.end()
            && exhibit.original == Originality::unknown)
            add(Weight::unknown, "original-unknown", place,
                { "nobody has said whether it is an original or a copy", "未说明原件或复印件" },
                { "say which; bring the original to the hearing", "请注明；开庭时出示原件" });
    }

    void form(Exhibit const& exhibit, std::string const& place)
    {
        bool const tribunal = to_.kind == receiver::Kind::court || to_.kind == receiver::Kind::arbitration;
        if (tribunal && exhibit.form.foreign_public && !exhibit.form.notarised && !exhibit.form.apostilled)
            add(Weight::breach, "proof-missing", place,
                { "an official document made abroad without notarisation or apostille",
                    "域外公文书证未经公证或附加证明书" },
                { "have it notarised or apostilled where it was made", "在其作成地办理公证或附加证明书" });
        translation(exhibit, place);
    }

    bool is_taken(std::string_view language) const
    {
        return std::ranges::find(to_.languages.takes, language) != to_.languages.takes.end();
    }

    void translation(Exhibit const& exhibit, std::string const& place)
    {
        auto const attached = translations_of(to_, dossier_, exhibit);
        auto const is_attached = [&](std::string_view language) {
            return std::ranges::any_of(attached, [&](auto const* one) { return one->form.language == language; });
        };
        std::vector<std::string> said_only;
        for (auto const& language : exhibit.form.translations)
            if (!is_attached(language))
                said_only.push_back(language);
        bool const wanted = !to_.languages.unknown && to_.languages.translation && !exhibit.form.language.empty()
            && !is_taken(exhibit.form.language) && !translates_what_is_taken(exhibit);
        Words const hand_in { "hand the translation in as an exhibit of its own that says what it translates",
            "将译本列为单独证据并注明所译证据" };
        if (!wanted) {
            if (!said_only.empty())
                add(Weight::note, "translation-not-attached", place,
                    { fmt::format("a translation into '{}' is said to be there and does not go along",
                          fmt::join(said_only, "', '")),
                        fmt::format("称有“{}”译本，但未随附", fmt::join(said_only, "”、“")) },
                    hand_in);
            return;
        }
        auto const& language = exhibit.form.language;
        auto const into = to_.languages.takes.front();
        auto const found
            = std::ranges::find_if(attached, [&](auto const* one) { return is_taken(one->form.language); });
        if (found != attached.end()) {
            if (translator_of(**found, exhibit) == Words {})
                add(Weight::unknown, "translator-unknown", place, { "nobody has said who translated it", "未注明译者" },
                    { "name the translator", "请注明译者" });
        } else if (std::ranges::any_of(said_only, [&](auto const& one) { return is_taken(one); })) {
            add(Weight::breach, "translation-not-attached", place,
                { fmt::format("its text is in '{}'; a translation into '{}' is said to be there and does not go along",
                      language, into),
                    fmt::format("文本语言为“{}”，称有“{}”译本但未随附", language, into) },
                hand_in);
        } else {
            add(Weight::breach, "translation-missing", place,
                { fmt::format("its text is in '{}', and no translation into '{}' goes with it", language, into),
                    fmt::format("文本语言为“{}”，未附“{}”译本", language, into) },
                { "have it translated, and say by whom", "附译本并注明译者" });
        }
    }

    /// A translation out of a language that is taken needs none back.
    bool translates_what_is_taken(Exhibit const& exhibit) const
    {
        return std::ranges::any_of(handed_in_, [&](auto const* one) {
            return std::ranges::find(exhibit.translates, one->number) != exhibit.translates.end()
                && is_taken(one->form.language);
        });
    }

    void slots()
    {
        if (to_.slots.empty())
            return;
        auto const put = slots_of(to_, dossier_);
        for (auto const& exhibit : dossier_.exhibits) {
            if (is_gone(exhibit) || put.contains(exhibit.number))
                continue;
            std::vector<std::string_view> ids;
            ids.reserve(to_.slots.size());
            for (auto const& slot : to_.slots)
                ids.emplace_back(slot.id);
            if (!exhibit.slot.empty()) {
                auto remedy = did_you_mean(exhibit.slot, ids);
                if (remedy.empty())
                    remedy = fmt::format("choose among {}", fmt::join(ids, ", "));
                add(Weight::breach, "slot-unknown", label(exhibit.number),
                    { fmt::format("there is no slot '{}'", exhibit.slot), fmt::format("没有栏位“{}”", exhibit.slot) },
                    { remedy, "请选择栏位" });
                continue;
            }
            // What has no place there stays out: a bank record is nothing for an inspector.
            bool const out = takes_files(to_);
            add(Weight::note, "slot-none", label(exhibit.number),
                { fmt::format("no slot takes its kind '{}'{}", exhibit.kind, out ? ": it stays out" : ""),
                    fmt::format("没有栏位接受“{}”类证据{}", exhibit.kind, out ? "，不随附" : "") },
                { out ? "choose a slot for it if it is to go along" : "choose a slot for it",
                    out ? "如需随附，请选择栏位" : "请选择栏位" });
        }
        for (auto const& slot : to_.slots) {
            auto const count = std::ranges::count_if(put, [&](auto const& one) { return one.second == &slot; });
            auto const place = fmt::format("slot {}", slot.id);
            if (slot.required && count == 0)
                add(Weight::breach, "slot-empty", place,
                    { fmt::format("nothing is in '{}', which must be filled", slot.name.en),
                        fmt::format("必填栏位“{}”为空", slot.name.zh) },
                    { "add an exhibit for it", "请添加相应证据" });
            if (slot.most && count > *slot.most)
                add(Weight::breach, "slot-overfull", place,
                    { fmt::format("{} files where {} go", count, *slot.most),
                        fmt::format("{} 个文件，上限 {}", count, *slot.most) },
                    { "put them together in one file, or choose", "合并为一个文件或取舍" });
        }
    }

    Receiver const& to_;
    Dossier const& dossier_;
    Surveys const& surveys_;
    std::vector<Exhibit const*> handed_in_;
    Findings found_;
};

} // namespace

bool takes_files(Receiver const& to)
{
    switch (to.kind) {
    case receiver::Kind::platform:
    case receiver::Kind::payment_service:
    case receiver::Kind::inspector:
        return true;
    case receiver::Kind::card_network:
    case receiver::Kind::arbitration:
    case receiver::Kind::court:
    case receiver::Kind::police:
        return false;
    }
    return true;
}

bool can_be_bound(Exhibit const& exhibit)
{
    return exhibit.media_type == "application/pdf" || exhibit.media_type == "image/jpeg"
        || exhibit.media_type == "image/png" || is_text(exhibit.media_type);
}

bool is_enclosed(Receiver const& to, Exhibit const& exhibit, std::map<Number, receiver::Slot const*> const& slots)
{
    return !is_gone(exhibit) && (to.slots.empty() || !takes_files(to) || slots.contains(exhibit.number));
}

std::map<Number, receiver::Slot const*> slots_of(Receiver const& to, Dossier const& dossier)
{
    std::map<Number, receiver::Slot const*> put;
    for (auto const& exhibit : dossier.exhibits) {
        if (is_gone(exhibit))
            continue;
        auto const slot = std::ranges::find_if(to.slots, [&](auto const& one) {
            return exhibit.slot.empty() ? std::ranges::find(one.kinds, exhibit.kind) != one.kinds.end()
                                        : one.id == exhibit.slot;
        });
        if (slot != to.slots.end())
            put.emplace(exhibit.number, &*slot);
    }
    return put;
}

std::vector<Exhibit const*> translations_of(Receiver const& to, Dossier const& dossier, Exhibit const& exhibit)
{
    auto const put = slots_of(to, dossier);
    std::vector<Exhibit const*> found;
    for (auto const& one : dossier.exhibits)
        if (std::ranges::find(one.translates, exhibit.number) != one.translates.end() && is_enclosed(to, one, put))
            found.push_back(&one);
    std::ranges::stable_sort(found, {}, [](auto const* one) { return one->number; });
    return found;
}

Words translator_of(Exhibit const& translation, Exhibit const& original)
{
    auto by = translation.form.translated_by;
    if (by.en.empty())
        by.en = original.form.translated_by.en;
    if (by.zh.empty())
        by.zh = original.form.translated_by.zh;
    return by;
}

Findings check(Receiver const& to, Dossier const& dossier, Surveys const& surveys)
{
    return Checker(to, dossier, surveys).run();
}

Findings check_files(Receiver const& to, std::vector<FileFacts> const& files)
{
    Findings found;
    auto const over
        = [&](Measure what, std::uint64_t value, std::string_view place, std::string_view code, std::string_view unit) {
              auto const& limit = to.limit(what);
              if (receiver::keeps(limit, value))
                  return;
              auto const most = limit.below ? limit.most - 1 : limit.most;
              found.push_back({ Weight::breach, std::string { code }, std::string { place },
                  { fmt::format("the finished packet has {} {} where at most {} go, {} too many", grouped(value), unit,
                        grouped(most), grouped(value - most)),
                      fmt::format("成品共 {} {}，上限 {}，超出 {}", grouped(value), unit, grouped(most),
                          grouped(value - most)) },
                  { "leave out what proves least, or make pictures smaller", "减少次要证据或压缩图片" } });
          };
    std::uint64_t bytes = 0, pages = 0;
    for (auto const& file : files) {
        over(Measure::file_bytes, file.bytes, file.name, "file-too-large", "bytes");
        over(Measure::file_pages, file.pages, file.name, "file-too-many-pages", "pages");
        bytes += file.bytes;
        pages += file.pages;
        if (!to.types.unknown && std::ranges::find(to.types.takes, file.media_type) == to.types.takes.end())
            found.push_back({ Weight::breach, "type-not-taken", file.name,
                { fmt::format("a file of type {} is not taken", file.media_type),
                    fmt::format("不接受 {} 类型文件", file.media_type) },
                conversion(to, file.media_type) });
        if (to.names.longest && file.name.size() > static_cast<std::size_t>(*to.names.longest))
            found.push_back({ Weight::breach, "name-too-long", file.name,
                { fmt::format("the name has {} characters where at most {} go", file.name.size(), *to.names.longest),
                    fmt::format("文件名共 {} 字符，上限 {}", file.name.size(), *to.names.longest) },
                { "give it a shorter name", "缩短文件名" } });
    }
    over(Measure::total_bytes, bytes, packet_place, "total-too-large", "bytes");
    over(Measure::pages, pages, packet_place, "too-many-pages", "pages");
    over(Measure::files, files.size(), packet_place, "too-many-files", "files");
    return found;
}

} // namespace recourse::packets
