#pragma once

#include "papers/compose.hpp"
#include "papers/reader.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace recourse::papers::samples {

inline std::string file(std::filesystem::path const& path)
{
    std::ifstream in { path, std::ios::binary };
    EXPECT_TRUE(in) << path;
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

inline std::filesystem::path folder()
{
    return std::filesystem::path { RECOURSE_SOURCE_DIR } / "tests/papers";
}

inline std::string told(Problems const& problems)
{
    std::string out;
    for (auto const& one : problems)
        out += to_string(one) + '\n';
    return out;
}

inline Vocabulary const& vocabulary()
{
    static Vocabulary const read = [] {
        auto found = read_vocabulary(file(folder() / "fields.toml"), file(folder() / "sources.toml"), "tests/papers");
        EXPECT_TRUE(found) << told(found.error());
        return found ? *found : Vocabulary {};
    }();
    return read;
}

inline Document document(std::string const& id)
{
    auto const in = folder() / id;
    auto const about = file(in / "document.toml");
    auto const en = file(in / "en.md");
    auto const zh = file(in / "zh.md");
    auto found = read_document({ "tests/papers/" + id, about, en, zh }, vocabulary());
    EXPECT_TRUE(found) << told(found.error());
    return found ? *found : Document {};
}

inline Money money(std::string_view text)
{
    return *parse_money(text);
}

/// What the sample documents are filled with.
inline Values values()
{
    Values out;
    auto const put = [&](std::string const& id, auto value, Words source = {}) {
        out.fields.emplace(id, Value { std::move(value), std::move(source) });
    };
    put("claimant.name", Words { "Harbour & Sons Ltd", "港口父子有限公司" });
    put("respondent.name", Words { "Ningbo Haixing Trading Co., Ltd.", "宁波海星贸易有限公司" });
    put("respondent.address", Words { "1 Zhongshan Road\nNingbo", "中山路1号\n宁波" });
    put("day", Date::of(2026, 3, 1));
    put("due", Date::of(2026, 3, 31), { "30 days from the day of the letter", "自发函之日起三十日" });
    put("contract.day", Date::of(2025, 11, 5));
    put("contract", ExhibitPages { "contract", 12, 15 });
    put("goods", Words { "mouse pads", "鼠标垫" });
    put("quantity", Number { 4'000, 0 });
    put("price", money("48000.00 USD"), { "contract, clause 3", "合同第三条" });
    put("waiver", false);
    put("total", money("50120.50 USD"), { "sum of the heads", "各项之和" });
    std::vector<Row> heads(2);
    heads[0].cells = { { "what", { Words { "the price", "价款" } } },
        { "amount", { money("48000.00 USD"), { "contract, clause 3", "合同第三条" } } },
        { "proof", { ExhibitPages { "contract", 0, 0 } } } };
    heads[1].cells = { { "what", { Words { "interest", "利息" } } }, { "amount", { money("2120.50 USD") } } };
    put("heads", std::move(heads));
    out.exhibits = { { "contract", "3", 20 }, { "photo", "12", 0 } };
    return out;
}

inline Wish wish(Setting setting)
{
    return { .setting = setting, .day = Date::of(2026, 3, 1) };
}

inline Paper paper(std::string const& id, Values const& with, Wish const& how)
{
    auto const found = compose(document(id), with, how);
    EXPECT_TRUE(found) << told(found.error());
    return found ? *found : Paper {};
}

inline constexpr std::array<Setting, 3> settings { Setting::en, Setting::zh, Setting::both };

inline std::string name(Setting setting)
{
    return setting == Setting::en ? "en" : setting == Setting::zh ? "zh" : "both";
}

} // namespace recourse::papers::samples
