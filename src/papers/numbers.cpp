#include "papers/numbers.hpp"

#include "base/check.hpp"
#include "papers/figures.hpp"

#include <fmt/format.h>

namespace recourse::papers {

std::string letters_of(int number)
{
    RECOURSE_ASSERT(number >= 1);
    // As word processors count: z is followed by aa, bb, ...
    return std::string(static_cast<std::size_t>((number - 1) / 26 + 1), static_cast<char>('a' + (number - 1) % 26));
}

std::string roman_of(int number)
{
    RECOURSE_ASSERT(number >= 1 && number < 4'000);
    static constexpr std::array<std::pair<int, std::string_view>, 13> steps { { { 1000, "m" }, { 900, "cm" },
        { 500, "d" }, { 400, "cd" }, { 100, "c" }, { 90, "xc" }, { 50, "l" }, { 40, "xl" }, { 10, "x" }, { 9, "ix" },
        { 5, "v" }, { 4, "iv" }, { 1, "i" } } };
    std::string out;
    for (auto const& [value, letters] : steps)
        for (; number >= value; number -= value)
            out += letters;
    return out;
}

namespace {

std::string in_brackets(std::string const& text, Language language)
{
    return language == Language::zh ? fmt::format("（{}）", text) : fmt::format("({})", text);
}

std::string chinese_of(int number)
{
    return chinese_number(static_cast<std::uint64_t>(number));
}

/// The second and the third level, as far as they are counted for themselves.
std::string lower(Numbering numbering, Counts const& counts, int level, Language language)
{
    bool const chinese = language == Language::zh;
    if (numbering == Numbering::articles && chinese)
        return level == 2 ? in_brackets(chinese_of(counts[1]), language) : std::to_string(counts[2]);
    if (level == 2)
        return in_brackets(chinese ? std::to_string(counts[1]) : letters_of(counts[1]), language);
    // Chinese counts its second level with figures, and so its third with letters.
    bool const with_letters = numbering != Numbering::plain || chinese;
    return in_brackets(with_letters ? letters_of(counts[2]) : roman_of(counts[2]), language);
}

/// Whether the second level is counted within the first: "7.1".
bool in_figures(Numbering numbering, Language language)
{
    return numbering == Numbering::clauses || (numbering == Numbering::articles && language == Language::en);
}

} // namespace

std::string number_of(Numbering numbering, Counts const& counts, int level, Language language)
{
    bool const articles = numbering == Numbering::articles;
    bool const chinese = language == Language::zh;
    if (level == 1) {
        if (!articles)
            return fmt::format("{}.", counts[0]);
        return chinese ? fmt::format("第{}条", chinese_of(counts[0])) : fmt::format("Article {}", counts[0]);
    }
    if (level == 2 && in_figures(numbering, language))
        return fmt::format("{}.{}", counts[0], counts[1]);
    auto out = lower(numbering, counts, level, language);
    return level == 3 && articles && chinese ? out + "." : out;
}

std::string reference_to(Numbering numbering, Counts const& counts, int level, Language language)
{
    auto out = numbering == Numbering::articles && language == Language::zh ? chinese_of(counts[0])
                                                                            : std::to_string(counts[0]);
    if (level == 1)
        return out;
    if (numbering == Numbering::articles && language == Language::zh) {
        // As statutes and contracts are cited: 条, 项, 目.
        out += fmt::format("条第（{}）项", chinese_of(counts[1]));
        return level == 2 ? out : out + fmt::format("第{}目", counts[2]);
    }
    out += in_figures(numbering, language) ? fmt::format(".{}", counts[1]) : lower(numbering, counts, 2, language);
    return level == 2 ? out : out + lower(numbering, counts, 3, language);
}

} // namespace recourse::papers
