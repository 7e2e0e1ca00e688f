#include "core/forum/uscc.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recourse::forum {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::size_t bytes_max = 200;

/// The place in the alphabet, or -1.
int value_of(char c)
{
    auto const at = alphabet.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

std::string cleaned(std::string_view text)
{
    std::string out;
    text = text.substr(0, bytes_max);
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto c = text[i];
        // U+FF01 to U+FF5E are the ASCII characters, wide: EF BC 81 to EF BD 9E; U+3000 is the wide space.
        auto const byte = [&](std::size_t k) { return static_cast<unsigned char>(text[i + k]); };
        if (byte(0) == 0xEF && i + 2 < text.size() && (byte(1) == 0xBC || byte(1) == 0xBD)) {
            c = static_cast<char>((byte(1) == 0xBC ? 0x21 - 0x81 : 0x60 - 0x80) + byte(2));
            i += 2;
        } else if (text.substr(i, 3) == "\u3000") {
            i += 2;
            continue;
        }
        if (c == ' ' || c == '-' || c == '\t' || c == '\n' || c == '\r')
            continue;
        out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

std::optional<char> check_of(std::string_view code)
{
    int sum = 0, weight = 1;
    for (char const c : code.substr(0, 17)) {
        auto const value = value_of(c);
        if (value < 0)
            return std::nullopt;
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    return alphabet[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

std::optional<char> organisation_check_of(std::string_view organisation)
{
    constexpr std::array<int, 8> weights { 3, 7, 9, 10, 5, 8, 4, 2 };
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        char const c = organisation[i];
        bool const digit = c >= '0' && c <= '9';
        if (!digit && (c < 'A' || c > 'Z'))
            return std::nullopt;
        sum += (digit ? c - '0' : c - 'A' + 10) * weights[i];
    }
    auto const rest = 11 - sum % 11;
    return rest == 10 ? 'X' : static_cast<char>('0' + rest % 11);
}

struct Kind {
    std::string_view begins;
    std::string_view authority, authority_zh, kind, kind_zh;
};

// Source of the beginnings: see docs/forum-check.md; secondary, the standard itself was not read.
constexpr std::array<Kind, 12> kinds { {
    { "11", "the organs of the state", "机构编制", "organ of the state", "机关" },
    { "12", "the organs of the state", "机构编制", "public institution", "事业单位" },
    { "13", "the organs of the state", "机构编制", "mass organisation", "群众团体" },
    { "19", "the organs of the state", "机构编制", "other", "其他" },
    { "51", "civil affairs", "民政", "social organisation", "社会团体" },
    { "52", "civil affairs", "民政", "private non-enterprise body", "民办非企业单位" },
    { "53", "civil affairs", "民政", "foundation", "基金会" },
    { "59", "civil affairs", "民政", "other", "其他" },
    { "91", "the company register", "市场监管", "company", "企业" },
    { "92", "the company register", "市场监管", "individual business", "个体工商户" },
    { "93", "the company register", "市场监管", "farmers' cooperative", "农民专业合作社" },
    { "Y1", "another authority", "其他部门", "other", "其他" },
} };

} // namespace

std::string_view word(CodeWarning warning)
{
    constexpr std::array<std::string_view, 7> words { "empty", "length", "character", "check", "organisation_check",
        "kind", "place" };
    return words[static_cast<std::size_t>(warning)];
}

bool CodeRead::warns(CodeWarning warning) const
{
    return std::ranges::find(warnings, warning) != warnings.end();
}

CodeRead read_code(std::string_view text)
{
    CodeRead read;
    read.code = cleaned(text);
    if (read.code.empty()) {
        read.warnings.push_back(CodeWarning::empty);
        return read;
    }
    if (read.code.size() != 18)
        read.warnings.push_back(CodeWarning::length);
    if (std::ranges::any_of(read.code, [](char c) { return value_of(c) < 0; }))
        read.warnings.push_back(CodeWarning::character);
    if (read.code.size() != 18)
        return read;

    std::string_view const code = read.code;
    read.computed = check_of(code);
    if (read.computed && *read.computed != code[17])
        read.warnings.push_back(CodeWarning::check);
    read.organisation = code.substr(8, 9);
    read.organisation_computed = organisation_check_of(read.organisation);
    if (read.organisation_computed && *read.organisation_computed != read.organisation[8])
        read.warnings.push_back(CodeWarning::organisation_check);
    read.authority = code[0];
    read.kind = code[1];
    auto const known = std::ranges::find(kinds, code.substr(0, 2), &Kind::begins);
    if (known == kinds.end())
        read.warnings.push_back(CodeWarning::kind);
    else {
        read.authority_name = { std::string { known->authority }, std::string { known->authority_zh } };
        read.kind_name = { std::string { known->kind }, std::string { known->kind_zh } };
    }
    read.place = code.substr(2, 6);
    if (read.place.find_first_not_of("0123456789") != std::string::npos)
        read.warnings.push_back(CodeWarning::place);
    return read;
}

std::string say(CodeWarning warning, CodeRead const& read, Language language)
{
    bool const zh = language == Language::zh;
    auto const letter = [](std::optional<char> c) { return c ? std::string(1, *c) : std::string {}; };
    switch (warning) {
    case CodeWarning::empty:
        return zh ? "未填写统一社会信用代码。" : "No code is given.";
    case CodeWarning::length:
        return fmt::format(
            fmt::runtime(zh ? "代码为{}个字符，应为18个。" : "The code has {} characters; a code has 18."),
            read.code.size());
    case CodeWarning::character:
        return zh ? "代码含有不应出现的字符（不使用 I、O、S、V、Z）。"
                  : "A character is none of the alphabet, which has no I, O, S, V and Z.";
    case CodeWarning::check:
        return fmt::format(
            fmt::runtime(zh ? "校验位为{}，计算结果为{}：请在登记机关网站核对，但不能据此否定该公司存在。"
                            : "The last character is {}; computed is {}. Look the code up in the register; "
                              "registrations that fail this check are said to exist."),
            read.code[17], letter(read.computed));
    case CodeWarning::organisation_check:
        return fmt::format(fmt::runtime(zh ? "组织机构代码校验位为{}，计算结果为{}。"
                                           : "The last character of the organisation's code is {}; computed is {}."),
            read.organisation[8], letter(read.organisation_computed));
    case CodeWarning::kind:
        return fmt::format(
            fmt::runtime(zh ? "前两位{}不在已知类别中。" : "No kind of body is known that begins with {}."),
            read.code.substr(0, 2));
    case CodeWarning::place:
        return fmt::format(
            fmt::runtime(zh ? "行政区划码{}含有字母。" : "The place {} is not of digits only."), read.place);
    }
    return {};
}

} // namespace recourse::forum
