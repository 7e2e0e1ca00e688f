#include "notify/templates.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recourse::notify {

namespace {

constexpr std::string_view subject_mark = "Subject: ";
constexpr std::size_t value_bytes_max = 200;

constexpr std::array all_kinds {
    Kind { "account-confirmed", false }, // where money goes is about the party's own safety
    Kind { "account-proposed", false },
    Kind { "answer-due" },
    Kind { "cancel-proposed" },
    Kind { "claim-closed" },
    Kind { "claim-opened" },
    Kind { "deadline-missed" },
    Kind { "determination" },
    Kind { "evidence-asked" },
    Kind { "inspection-ordered" },
    Kind { "invitation", false }, // to somebody who has no settings yet, once
    Kind { "limit-set" },
    Kind { "matter-due" },
    Kind { "matter-missed" },
    Kind { "measure-taken" },
    Kind { "offer-received" },
    Kind { "order-offered" },
    Kind { "order-paid" },
    Kind { "order-shipped" },
    Kind { "recourse-offset" },
    Kind { "recourse-paid" },
    Kind { "recourse-wanted" },
    Kind { "refund-sent" },
    Kind { "sign-in-locked", false }, // about the person's own safety
    Kind { "webhook-off", false }, // otherwise nobody would know that nothing arrives
    Kind { "your-turn" },
};

/// On one line, of a length that reads.
std::string tame(std::string_view value)
{
    std::string out;
    for (char const c : value.substr(0, value_bytes_max))
        out += static_cast<unsigned char>(c) < ' ' || c == 0x7F ? ' ' : c;
    while (!out.empty() && !is_utf8(out))
        out.pop_back();
    return out;
}

std::string_view word(Language language)
{
    return language == Language::zh ? "zh" : "en";
}

std::string_view find(std::string_view kind, Language language)
{
    auto const path = fmt::format("notices/{}/{}.txt", kind, word(language));
    auto const texts = embedded_texts();
    auto const found = std::ranges::lower_bound(texts, std::string_view { path }, {}, &EmbeddedText::path);
    return found != texts.end() && found->path == path ? found->text : std::string_view {};
}

/// Of a value that is said in both languages ("what.en", "what.zh") the one of the text; otherwise the one value.
Values::const_iterator value_of(Values const& values, std::string_view name, Language language)
{
    auto const said = std::ranges::find(values, fmt::format("{}.{}", name, word(language)), &Values::value_type::first);
    return said != values.end() ? said : std::ranges::find(values, name, &Values::value_type::first);
}

std::expected<std::string, std::string> filled(std::string_view text, Language language, Values const& values)
{
    std::string out;
    while (!text.empty()) {
        auto const open = text.find('{');
        out += text.substr(0, open);
        if (open == std::string_view::npos)
            break;
        auto const close = text.find('}', open);
        if (close == std::string_view::npos)
            return std::unexpected(std::string { "a '{' has no '}'" });
        auto const name = text.substr(open + 1, close - open - 1);
        auto const value = value_of(values, name, language);
        if (value == values.end())
            return std::unexpected(fmt::format("there is no value for {{{}}}", name));
        out += tame(value->second);
        text.remove_prefix(close + 1);
    }
    return out;
}

} // namespace

std::span<Kind const> kinds()
{
    return all_kinds;
}

Kind const* find_kind(std::string_view kind)
{
    auto const found = std::ranges::lower_bound(all_kinds, kind, {}, &Kind::word);
    return found != all_kinds.end() && found->word == kind ? &*found : nullptr;
}

std::vector<std::string> holes(std::string_view text)
{
    std::vector<std::string> names;
    for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
        std::string name { text.substr(open + 1, text.find('}', open) - open - 1) };
        if (std::ranges::find(names, name) == names.end())
            names.push_back(std::move(name));
    }
    return names;
}

std::expected<Text, std::string> text_of(std::string_view kind, Language language, Values const& values)
{
    auto const text = find(kind, language);
    auto const end = text.find('\n');
    if (!text.starts_with(subject_mark) || end == std::string_view::npos || text.substr(end, 2) != "\n\n")
        return std::unexpected(fmt::format("notices/{}/{}.txt has no form of a notice", kind, word(language)));
    auto subject = filled(text.substr(subject_mark.size(), end - subject_mark.size()), language, values);
    if (!subject)
        return std::unexpected(fmt::format("notices/{}/{}.txt: {}", kind, word(language), subject.error()));
    auto body = filled(text.substr(end + 2), language, values);
    if (!body)
        return std::unexpected(fmt::format("notices/{}/{}.txt: {}", kind, word(language), body.error()));
    return Text { *std::move(subject), *std::move(body) };
}

std::expected<std::string, std::string> footer_of(Language language, Values const& values)
{
    return filled(find("footer", language), language, values);
}

} // namespace recourse::notify
