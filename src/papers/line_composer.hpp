#pragma once

#include "papers/notebook.hpp"
#include "papers/numbers.hpp"

#include <set>

namespace recourse::papers {

/// Fills lines with values, and remembers what stayed open.
class LineComposer {
public:
    LineComposer(Document const& document, Values const& values, bool with_notes)
        : document_(document)
        , values_(values)
        , with_notes_(with_notes)
    {
    }

    /// A line in both languages; a null is left empty.
    Text text(Pieces const* en, Pieces const* zh);

    /// A condition: known, and yes of a flag, and not empty of a list; or the contrary.
    bool holds(std::string const& name, bool unless);

    /// The rows of a list; null where it is not known.
    std::vector<Row> const* rows(std::string const& list) const;
    void enter(std::string const& list, Row const& row, int number) { scopes_.push_back({ list, &row, number }); }
    void leave() { scopes_.pop_back(); }

    /// The mark of a field that is not known, and it is remembered.
    Text open_text(std::string const& field, bool en, bool zh);
    void remember(Open);

    /// More was to be written than a paper may hold; the rest is left out.
    bool too_long() const;

    std::vector<Open> const& open() const { return open_; }
    std::vector<Note> const& notes() const { return notebook_.notes(); }

private:
    struct Scope {
        std::string list;
        Row const* row;
        int number;
    };
    /// A field or column with its value here.
    struct Found {
        Field const* field = nullptr;
        Value const* value = nullptr; ///< null: not known
        Words name {};
        std::string key {}; ///< "total", "heads[2].amount"
        int row = 0;
        bool needed = false;
    };

    Found find(std::string const& name) const;
    Found cell(Field const& list, Field const& column, Row const& row, int number) const;
    void line(Line&, Pieces const&, Language);
    void piece(Line&, Piece const&, Language);
    void value(Line&, Found const&, Form, bool strong, Language);
    void exhibit(Line&, Found const&, bool strong, Language);
    void join(Line&, Piece const&, Language);
    void count(Line&, Piece const&, Language);
    void mark_open(Line&, Found const&, OpenKind, Language);
    void source_note(Line&, Found const&, Language);
    void own_note(Line&, Piece const&, Language);
    std::string words_of_note(Piece const&, Language) const;

    Document const& document_;
    Values const& values_;
    bool with_notes_;
    std::vector<Scope> scopes_;
    std::vector<Open> open_;
    std::set<std::pair<OpenKind, std::string>> opened_; ///< what of it is there already
    Notebook notebook_;
    std::size_t bytes_ = 0; ///< of values, written so far
    int texts_ = 0; ///< composed so far
    int own_notes_ = 0; ///< of this line so far
};

} // namespace recourse::papers
