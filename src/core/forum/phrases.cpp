#include "core/forum/phrases.hpp"

#include <algorithm>
#include <functional>

namespace recourse::forum {

namespace {

bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

} // namespace

std::uint32_t PhraseTable::key(std::string_view text)
{
    std::uint32_t key = 0;
    for (char const c : text.substr(0, 3))
        key = key << 8U | static_cast<unsigned char>(c);
    return key;
}

void PhraseTable::add(std::string_view text, TokenKind kind, std::string_view id, bool prefix)
{
    auto folded = fold(text).text;
    if (!folded.empty())
        buckets_[key(folded)].push_back({ std::move(folded), kind, std::string { id }, prefix });
}

void PhraseTable::finish()
{
    for (auto& [first, phrases] : buckets_)
        std::ranges::stable_sort(phrases, std::greater {}, [](auto const& phrase) { return phrase.text.size(); });
}

std::vector<Token> PhraseTable::scan(Folded const& folded) const
{
    std::vector<Token> tokens;
    std::string_view const text = folded.text;
    auto const match = [&](std::size_t at, std::string_view bytes) -> Phrase const* {
        auto const bucket = buckets_.find(key(bytes));
        if (bucket == buckets_.end())
            return nullptr;
        for (auto const& phrase : bucket->second) {
            if (!text.substr(at).starts_with(phrase.text))
                continue;
            auto const end = at + phrase.text.size();
            if (is_word(phrase.text.front()) && at > 0 && is_word(text[at - 1]))
                continue;
            if (!phrase.prefix && is_word(phrase.text.back()) && end < text.size() && is_word(text[end]))
                continue;
            return &phrase;
        }
        return nullptr;
    };
    std::uint32_t sentence = 0;
    for (std::size_t at = 0; at < text.size();) {
        while (sentence + 1 < folded.sentences.size() && folded.sentences[sentence + 1] <= at)
            ++sentence;
        // Phrases of one and two bytes have buckets of their own.
        Phrase const* found = nullptr;
        for (std::size_t bytes = 3; found == nullptr && bytes > 0; --bytes)
            found = match(at, text.substr(at, bytes));
        if (found == nullptr) {
            ++at;
            continue;
        }
        auto const end = at + found->text.size();
        tokens.push_back(
            { found->kind, found->id, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end), sentence });
        at = end;
    }
    return tokens;
}

} // namespace recourse::forum
