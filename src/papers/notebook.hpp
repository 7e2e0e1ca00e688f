#pragma once

#include "papers/paper.hpp"

#include <map>

namespace recourse::papers {

/// The notes for counsel while a paper is composed. A note has a key; the same key again is the same note, so that both
/// languages and every use of a value share one number.
class Notebook {
public:
    /// Its number; the words of `language` become its own in that language.
    int note(std::string const& key, bool warning, Language language, std::string const& words)
    {
        auto const [at, is_new] = by_key_.try_emplace(key, notes_.size());
        if (is_new)
            notes_.push_back({ .number = static_cast<int>(notes_.size()) + 1, .warning = warning, .words = {} });
        auto& note = notes_[at->second];
        (language == Language::zh ? note.words.zh : note.words.en) = words;
        return note.number;
    }

    std::vector<Note> const& notes() const { return notes_; }

private:
    std::map<std::string, std::size_t> by_key_;
    std::vector<Note> notes_;
};

} // namespace recourse::papers
