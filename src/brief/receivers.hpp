#pragma once

#include "base/language.hpp"
#include "papers/document.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace recourse::brief {

/// To whom a paper goes, "court".
inline std::string_view word(papers::Receiver receiver, Language language)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> words { { { "supplier", "供应商" },
        { "platform", "平台" }, { "court", "法院" }, { "tribunal", "仲裁机构" }, { "police", "公安机关" },
        { "registry", "登记机关" }, { "counsel", "律师" }, { "anyone", "不限" } } };
    auto const& [en, zh] = words.at(static_cast<std::size_t>(receiver));
    return language == Language::zh ? zh : en;
}

} // namespace recourse::brief
