#include "codec/described.hpp"
#include "codec/event_catalogue.hpp"
#include "codec/event_kinds.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

// Samples of every kind of stored event, in tests/golden/stored/: bytes as a log holds them, and what they say. They
// are read back for ever, so files only get longer: RECOURSE_UPDATE_GOLDENS adds what is missing and changes nothing.

namespace recourse::codec {

namespace {

namespace fs = std::filesystem;

// ------------------------------------------------------------------------------------- values with nothing left out

enum class Fill : std::uint8_t {
    all, ///< every optional value is there, every list has two items
    least, ///< nothing that may be absent is there
};

class Filling {
public:
    explicit Filling(Fill fill) : fill_(fill) { }

    template <class T>
    void fill(T& value)
    {
        ++count_;
        if constexpr (std::is_same_v<T, bool>)
            value = fill_ == Fill::all;
        else if constexpr (std::is_enum_v<T>) {
            constexpr std::size_t size = boost::mp11::mp_size<boost::describe::describe_enumerators<T>>::value;
            std::size_t at = 0;
            boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto one) {
                if (at++ == count_ % size)
                    value = one.value;
            });
        } else if constexpr (std::is_unsigned_v<T>)
            value = static_cast<T>(100 + count_ * 7 % 150);
        else if constexpr (std::is_integral_v<T>)
            value = static_cast<T>(count_ % 2 == 0 ? 50 + static_cast<int>(count_) : -static_cast<int>(count_));
        else if constexpr (std::is_same_v<T, std::string>)
            value = fmt::format("text {} 文", count_);
        else if constexpr (std::is_same_v<T, Date>)
            value = Date::from_days(20'000 + static_cast<int>(count_));
        else if constexpr (std::is_same_v<T, Instant>)
            value = { 1'700'000'000'000'000 + static_cast<std::int64_t>(count_) };
        else if constexpr (std::is_same_v<T, Currency>)
            value = *Currency::from_code(std::array { "USD", "CNY", "JPY" }[count_ % 3]);
        else if constexpr (std::is_same_v<T, Money>)
            value = { 10'000 + static_cast<std::int64_t>(count_), *Currency::from_code("EUR") };
        else if constexpr (std::is_same_v<T, Ratio>)
            value = Ratio::of(1, static_cast<std::int64_t>(count_) + 1);
        else if constexpr (std::is_same_v<T, Digest>)
            value.bytes.fill(static_cast<std::uint8_t>(count_));
        else if constexpr (packed::detail::is_id<T>)
            value.number = 1'000 + count_;
        else if constexpr (packed::detail::is<T, std::optional>) {
            if (fill_ == Fill::all)
                fill(value.emplace());
        } else if constexpr (packed::detail::is<T, std::vector>) {
            for (int i = 0; fill_ == Fill::all && i < 2; ++i)
                fill(value.emplace_back());
        } else
            boost::mp11::mp_for_each<packed::detail::members<T>>([&](auto member) { fill(value.*member.pointer); });
    }

private:
    Fill fill_;
    std::size_t count_ = 0;
};

// --------------------------------------------------------------------------------------------- values as lines of text

/// "what.amount = 1.00 USD", a line for each field.
template <class T>
void lines(std::string const& path, T const& value, std::vector<std::string>& out)
{
    auto const line = [&](std::string const& text) { out.push_back(path + " = " + text); };
    if constexpr (std::is_same_v<T, bool>)
        line(value ? "yes" : "no");
    else if constexpr (std::is_enum_v<T>)
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto one) {
            if (one.value == value)
                line(hyphened(one.name));
        });
    else if constexpr (std::is_integral_v<T>)
        line(fmt::format("{}", value));
    else if constexpr (std::is_same_v<T, std::string>)
        line(fmt::format("\"{}\"", value));
    else if constexpr (std::is_same_v<T, Currency>)
        line(std::string { value.code() });
    else if constexpr (std::is_same_v<T, Money>)
        line(fmt::format("{} {}", amount_text(value), value.currency.code()));
    else if constexpr (packed::detail::is_id<T>)
        line(to_string(value));
    else if constexpr (std::is_same_v<T, Date> || std::is_same_v<T, Instant> || std::is_same_v<T, Ratio>
        || std::is_same_v<T, Digest>)
        line(to_string(value));
    else if constexpr (packed::detail::is<T, std::optional>) {
        if (value)
            lines(path, *value, out);
        else
            line("nothing");
    } else if constexpr (packed::detail::is<T, std::vector>) {
        line(fmt::format("{} items", value.size()));
        for (std::size_t i = 0; i < value.size(); ++i)
            lines(fmt::format("{}.{}", path, i), value[i], out);
    } else
        boost::mp11::mp_for_each<packed::detail::members<T>>(
            [&](auto member) { lines(path + "." + member.name, value.*member.pointer, out); });
}

std::vector<std::string> lines_of(Stored const& stored)
{
    std::vector<std::string> out;
    lines("by", stored.caused, out);
    std::visit(
        [&](auto const& one) {
            if constexpr (requires { one.index(); })
                std::visit([&](auto const& event) { lines("event", event, out); }, one);
            else
                lines("event", one, out);
        },
        stored.what);
    return out;
}

// ------------------------------------------------------------------------------------------------------ the files

std::string hexadecimal(std::string_view bytes)
{
    std::string text;
    for (char const c : bytes)
        text += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return text;
}

/// A sample as it stands in its file: number and name, bytes, then a line for each field.
std::string written(std::string_view name, Stored const& stored)
{
    auto text = fmt::format("{:#06x} {}\n{}\n", type_of(stored.what), name, hexadecimal(pack(stored)));
    for (auto const& line : lines_of(stored))
        text += line + '\n';
    return text;
}

struct Sample {
    std::uint16_t type = 0;
    std::string name;
    std::string bytes;
    std::vector<std::string> says;
};

Sample read_sample(std::string const& block)
{
    Sample sample;
    std::istringstream in { block };
    std::string line;
    std::getline(in, line);
    sample.type = static_cast<std::uint16_t>(std::stoul(line.substr(0, 6), nullptr, 16));
    sample.name = line.substr(7);
    std::getline(in, line);
    for (std::size_t i = 0; i + 1 < line.size(); i += 2)
        sample.bytes += static_cast<char>(std::stoi(line.substr(i, 2), nullptr, 16));
    while (std::getline(in, line))
        sample.says.push_back(line);
    return sample;
}

std::vector<std::string> blocks_of(std::string const& text)
{
    std::vector<std::string> blocks;
    for (std::size_t at = 0; at < text.size();) {
        auto const end = std::min(text.find("\n\n", at), text.size() - 1);
        blocks.push_back(text.substr(at, end + 1 - at));
        at = end + 2;
    }
    return blocks;
}

fs::path const folder = fs::path { RECOURSE_SOURCE_DIR } / "tests/golden/stored";

std::string text_of(fs::path const& file)
{
    std::ifstream in { file, std::ios::binary };
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// What of a sample is no longer read as it was: nothing for ever. A program that knows more fields may say more.
std::vector<std::string> flaws_of(Sample const& sample)
{
    auto const stored = unpack(sample.type, sample.bytes);
    if (!stored)
        return { fmt::format("it cannot be read: {}", packed::word(stored.error())) };
    auto const said = lines_of(*stored);
    std::set<std::string> const now(said.begin(), said.end());
    std::vector<std::string> flaws;
    for (auto const& line : sample.says) {
        if (!now.contains(line))
            flaws.push_back(line);
    }
    return flaws;
}

} // namespace

TEST(StoredSamples, todays_events_are_among_them)
{
    std::map<std::string, std::vector<std::string>> files;
    for_each_kind([&]<class T>(std::type_identity<T>, auto const& make) {
        std::string_view const name = qualified_name<T>();
        for (auto const fill : { Fill::all, Fill::least }) {
            Filling filling(fill);
            Stored stored;
            filling.fill(stored.caused);
            T event {};
            filling.fill(event);
            stored.what = make(std::move(event));
            files[std::string { name.substr(0, name.find("::")) } + ".txt"].push_back(written(name, stored));
        }
    });
    for (auto const& [name, samples] : files) {
        auto kept = text_of(folder / name);
        auto const known = blocks_of(kept);
        for (auto const& sample : samples) {
            if (std::ranges::find(known, sample) != known.end())
                continue;
            if (std::getenv("RECOURSE_UPDATE_GOLDENS") != nullptr) {
                kept += kept.empty() ? sample : "\n" + sample;
                continue;
            }
            ADD_FAILURE() << name << " lacks this sample. If a field or a kind is new, RECOURSE_UPDATE_GOLDENS=1 adds "
                          << "it; if not, every log there is can no longer be read.\n"
                          << sample;
        }
        if (std::getenv("RECOURSE_UPDATE_GOLDENS") != nullptr) {
            fs::create_directories(folder);
            std::ofstream { folder / name, std::ios::binary } << kept;
        }
    }
}

TEST(StoredSamples, every_one_is_read_as_it_always_was)
{
    std::set<std::uint16_t> types;
    for (auto const& file : fs::directory_iterator { folder }) {
        for (auto const& block : blocks_of(text_of(file.path()))) {
            auto const sample = read_sample(block);
            EXPECT_EQ(flaws_of(sample), std::vector<std::string> {}) << file.path() << ' ' << sample.name;
            types.insert(sample.type);
        }
    }
    for_each_kind([&]<class T>(std::type_identity<T>, auto const& make) {
        EXPECT_TRUE(types.contains(type_of(make(T {})))) << qualified_name<T>();
    });
}

TEST(StoredSamples, no_byte_of_one_can_change_unseen)
{
    for (auto const& block : blocks_of(text_of(folder / "remittance.txt"))) {
        auto const sample = read_sample(block);
        for (std::size_t i = 0; i < sample.bytes.size(); ++i) {
            auto changed = sample;
            changed.bytes[i] = static_cast<char>(changed.bytes[i] ^ 1);
            EXPECT_NE(flaws_of(changed), std::vector<std::string> {}) << sample.name << ", byte " << i;
        }
    }
}

TEST(StoredSamples, the_published_catalogue_is_what_the_program_stores)
{
    EXPECT_EQ(text_of(fs::path { RECOURSE_SOURCE_DIR } / "docs/formats/events.md"), events_markdown())
        << "recourse schema events > docs/formats/events.md";
}

} // namespace recourse::codec
