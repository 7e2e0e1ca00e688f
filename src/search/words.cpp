#include "search/words.hpp"

#include "base/check.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace recourse::search {

namespace {

icu::Normalizer2 const& folding()
{
    static auto const* const instance = [] {
        UErrorCode error = U_ZERO_ERROR;
        auto const* const found = icu::Normalizer2::getNFKCCasefoldInstance(error);
        RECOURSE_ASSERT(U_SUCCESS(error));
        return found;
    }();
    return *instance;
}

bool stands_alone(UChar32 point)
{
    if (point < 0x2E80)
        return false;
    UErrorCode error = U_ZERO_ERROR;
    auto const script = uscript_getScript(point, &error);
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
}

bool is_part_of_word(UChar32 point)
{
    return (u_isalnum(point) != 0) || (U_GET_GC_MASK(point) & (U_GC_MN_MASK | U_GC_MC_MASK | U_GC_ME_MASK)) != 0;
}

void append(std::string& text, UChar32 point)
{
    std::uint8_t bytes[U8_MAX_LENGTH];
    std::int32_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, point);
    if (text.size() + static_cast<std::size_t>(size) <= word_bytes_max)
        text.append(reinterpret_cast<char const*>(bytes), static_cast<std::size_t>(size));
}

class Walk {
public:
    explicit Walk(std::function<bool(Word const&)> const& visit) : visit_(visit) { }

    /// A stretch that is folded by itself: a character and the marks that belong to it.
    bool cluster(icu::UnicodeString const& points, std::size_t begin, std::size_t end)
    {
        icu::UnicodeString folded;
        UErrorCode error = U_ZERO_ERROR;
        folding().normalize(points, folded, error);
        RECOURSE_ASSERT(U_SUCCESS(error));
        for (std::int32_t at = 0; at < folded.length();) {
            auto const point = folded.char32At(at);
            at += U16_LENGTH(point);
            if (stands_alone(point)) {
                if (!finish())
                    return false;
                word_ = { {}, begin, end };
                append(word_.text, point);
                if (!finish())
                    return false;
            } else if (is_part_of_word(point)) {
                if (word_.text.empty())
                    word_.begin = begin;
                append(word_.text, point);
                word_.end = end;
            } else if (!finish()) {
                return false;
            }
        }
        return true;
    }
    bool finish()
    {
        if (word_.text.empty())
            return true;
        bool const more = visit_(word_);
        word_.text.clear();
        return more;
    }

private:
    std::function<bool(Word const&)> const& visit_;
    Word word_;
};

} // namespace

void each_word(std::string_view utf8, std::function<bool(Word const&)> const& visit)
{
    Walk walk(visit);
    icu::UnicodeString cluster;
    std::size_t begin = 0;
    auto const* const bytes = reinterpret_cast<std::uint8_t const*>(utf8.data());
    for (std::size_t at = 0; at < utf8.size();) {
        auto const start = at;
        UChar32 point = 0;
        // A piece at a time, since the library counts in 32 bits.
        auto const rest = std::min<std::size_t>(utf8.size() - start, 16);
        std::int32_t used = 0;
        U8_NEXT(bytes + start, used, static_cast<std::int32_t>(rest), point); // NOLINT(bugprone-inc-dec-in-conditions)
        at += static_cast<std::size_t>(used);
        bool const parts = point < 0 || folding().hasBoundaryBefore(point) || cluster.length() > 64;
        if (parts && !cluster.isEmpty()) {
            if (!walk.cluster(cluster, begin, start))
                return;
            cluster.remove();
        }
        if (point < 0) {
            if (!walk.finish())
                return;
            continue;
        }
        if (cluster.isEmpty())
            begin = start;
        cluster.append(point);
    }
    if (!cluster.isEmpty() && !walk.cluster(cluster, begin, utf8.size()))
        return;
    walk.finish();
}

std::vector<Word> words_of(std::string_view utf8)
{
    std::vector<Word> words;
    each_word(utf8, [&](Word const& word) {
        words.push_back(word);
        return true;
    });
    return words;
}

} // namespace recourse::search
