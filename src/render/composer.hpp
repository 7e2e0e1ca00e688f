#pragma once

#include "core/case/answer.hpp"
#include "render/page.hpp"
#include "render/wording.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace recourse::render {

/// What the parts of the page share while it is written: the answer, the words, the numbered sources.
class Composer {
public:
    explicit Composer(casework::Answer const& a) : answer(a), say(language_of(a.language)) { }

    /// The reference to a source with its clause and mark, as a reader sees it behind a statement. A statement of fact
    /// without a source says so; other lines then show nothing.
    Line cite(casework::SourceRef const&, bool of_fact, bool estimate = false);

    /// The same behind a sentence, with the blank that the language sets there.
    Line cite_after(casework::SourceRef const&, bool of_fact, bool estimate = false);

    /// The programme that answers for the case: the best verdict, then the highest sum. Null: none was assessed.
    casework::Coverage const* headline() const;
    Line facts_named(std::vector<std::string> const& paths) const; ///< by the names a reader knows
    std::string hour(std::string const& time) const;
    std::string route_name(std::string const& id) const;
    casework::Track track_of(std::string const& route_or_programme) const;
    std::vector<casework::Deadline const*> deadlines_by_urgency() const;

    std::vector<Point> summary();
    std::vector<Block> why();
    std::vector<Block> routes();
    std::vector<Block> comparison();
    std::vector<Block> deadlines();
    std::vector<Block> plan();
    std::vector<Block> evidence();
    std::vector<Block> warnings();
    std::vector<Block> forecast();
    std::vector<Block> questions();
    std::vector<Block> counterfactuals();
    std::vector<Block> readings();
    std::vector<Block> rates();
    std::vector<Block> notes();

    casework::Answer const& answer;
    Wording say;
    std::vector<SourceNote> sources;

private:
    int number_of(casework::SourceRef const&);
    std::string clause(std::string const&) const;
    std::string with_route_names(std::string text) const;
    Line readings_named(std::string const& ids, std::string const& programme) const;
    Entry route_entry(casework::Route const&);
    Timeline timeline() const;
    NetPlot net_plot() const;

    std::vector<std::string> source_keys_;
};

/// A span or line of clean text.
Span span(std::string_view text, Tone = Tone::plain);
Line line(std::string_view text, Tone = Tone::plain);
Cell cell(std::string_view text, Tone = Tone::plain);
/// With a capital letter, as a sentence begins.
std::string sentence(std::string text);
/// "current-help" as "current help": an id in a sentence.
std::string spaced(std::string_view id);
/// The parts that are not empty, in muted tone, with " · " between them.
Line muted_join(std::vector<Line> const& parts);

/// The route of the programme and the best of the others, for the eyes of a person: open before conditional before
/// unknown, forums before the rest, then by middle outcome and by what can be recovered. At most `count`.
std::vector<casework::Route const*> routes_to_compare(casework::Answer const&, std::size_t count);

} // namespace recourse::render
