#include "render/text.hpp"

#include "render/compose.hpp"
#include "render/measure.hpp"
#include "render/text_setter.hpp"
#include "render/wording.hpp"

#include <algorithm>

namespace recourse::render {

namespace {

constexpr int summary_lines = 10; ///< title, blank line and the three answers

/// The three answers beside their questions, in the lines that are left of the first ten.
class Summary {
public:
    Summary(TextSetter& setter, Page const& page) : setter_(setter), page_(page), say_(page.language)
    {
        for (auto const& point : page.summary)
            label_ = std::max(label_, columns(point.question) + 2);
        room_ = setter.width() - label_;
    }

    void set()
    {
        int left = summary_lines - 2;
        for (std::size_t i = 0; i < page_.summary.size(); ++i) {
            auto const& point = page_.summary[i];
            // What must be done keeps three lines at least.
            int const most = i == 0 ? 2 : i == 1 ? 3 : left;
            auto const lines
                = i + 1 < page_.summary.size() ? statement(point, std::min(most, left - 2)) : actions(point, left);
            put(point.question, lines);
            left -= static_cast<int>(lines.size());
        }
    }

private:
    Line joined(Line first, Line const& second) const
    {
        return joined(std::move(first), second, say_(Label::between_sentences));
    }
    static Line joined(Line first, Line const& second, std::string_view between)
    {
        if (!first.empty() && !second.empty() && !between.empty())
            first.push_back({ std::string { between }, Tone::plain, 0 });
        first.insert(first.end(), second.begin(), second.end());
        return first;
    }

    /// A second sentence that does not fit stands in the sections below; the first one is clipped if it must be.
    std::vector<Line> statement(Point const& point, int most) const
    {
        auto lines = wrap(joined(point.answer, point.brief.empty() ? point.more : point.brief), room_);
        return static_cast<int>(lines.size()) <= most ? lines : limited(point.answer, most);
    }

    std::vector<Line> limited(Line const& line, int most) const
    {
        auto lines = wrap(line, room_);
        if (static_cast<int>(lines.size()) <= most)
            return lines;
        // Everything from the last allowed line on becomes one clipped line.
        Line rest;
        for (auto i = static_cast<std::size_t>(most) - 1; i < lines.size(); ++i)
            rest = joined(std::move(rest), lines[i]);
        lines.resize(static_cast<std::size_t>(most));
        lines.back() = setter_.clip(rest, room_);
        return lines;
    }

    /// The sentences of a line that fit into so many lines; the line itself where not one does.
    Line whole_sentences(Line const& line, int most) const
    {
        auto shorter = line;
        while (!shorter.empty() && static_cast<int>(wrap(shorter, room_).size()) > most) {
            auto& text = shorter.back().text;
            auto const before = [&](std::string_view end) {
                return text.size() > end.size() ? text.rfind(end, text.size() - end.size() - 1) : std::string::npos;
            };
            auto const dot = before(". ");
            auto const stop = before("。");
            if (dot != std::string::npos)
                text.resize(dot + 1);
            else if (stop != std::string::npos)
                text.resize(stop + std::string_view { "。" }.size());
            else
                return line;
        }
        return shorter;
    }

    std::vector<Line> actions(Point const& point, int most) const
    {
        std::vector<Line> lines;
        Line stop;
        if (!point.stop.empty())
            stop = joined(
                { { say_(Label::colon, say_(Label::stop_mark), std::string {}), Tone::stop, 0 } }, point.stop, "");
        // What must not be done is worth a second line where there is one.
        int const kept = stop.empty() ? 0 : std::min(static_cast<int>(wrap(stop, room_).size()), most > 2 ? 2 : 1);
        auto const open = std::max(most - kept, 1);
        if (point.actions.empty()) {
            lines = limited(joined(point.answer, point.after), open);
        } else if (point.actions.size() == 1) {
            lines = limited(point.actions.front(), open);
        } else {
            auto const count = static_cast<int>(point.actions.size());
            auto const shown = count <= open ? count : open - 1;
            for (int i = 0; i < shown; ++i) {
                Line action { { fmt::format("{}  ", i + 1), Tone::muted, 0 } };
                auto const& words = point.actions[static_cast<std::size_t>(i)];
                action.insert(action.end(), words.begin(), words.end());
                lines.push_back(setter_.clip(action, room_));
            }
            if (shown < count)
                lines.push_back({ { say_(Label::today_more, count - shown), Tone::muted, 0 } });
        }
        if (!stop.empty()) {
            auto const left = std::max(most - static_cast<int>(lines.size()), 1);
            for (auto& piece : limited(whole_sentences(stop, left), left))
                lines.push_back(std::move(piece));
        }
        return lines;
    }

    void put(std::string const& question, std::vector<Line> const& lines)
    {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            auto const name = i == 0 ? question : std::string {};
            Line line { { name, Tone::muted, 0 },
                { std::string(static_cast<std::size_t>(label_ - columns(name)), ' '), Tone::plain, 0 } };
            line.insert(line.end(), lines[i].begin(), lines[i].end());
            setter_.put(line, 0);
        }
    }

    TextSetter& setter_;
    Page const& page_;
    Wording say_;
    int label_ = 0;
    int room_ = 0;
};

} // namespace

std::string render_text(casework::Answer const& answer, TextOptions const& options)
{
    auto const page = compose(answer);
    TextSetter setter { options, page.language };
    setter.put(setter.clip({ { page.title, Tone::strong, 0 } }, setter.width()), 0);
    setter.put({}, 0);
    Summary { setter, page }.set();
    setter.blank();
    setter.wrapped({ { page.as_of_line, Tone::muted, 0 } }, 0, 0);
    for (auto const& section : page.sections) {
        setter.rule(section.title);
        for (auto const& block : section.blocks)
            setter.block(block);
    }
    if (!page.sources.empty()) {
        setter.rule(page.sources_title);
        setter.wrapped(page.sources_remark, 2, 0);
        setter.blank();
        for (std::size_t i = 0; i < page.sources.size(); ++i) {
            auto const& source = page.sources[i];
            auto const mark = fmt::format("[{}]", i + 1);
            Line line { { mark + std::string(5 - std::min<std::size_t>(mark.size(), 4), ' '), Tone::muted, 0 },
                { source.title, Tone::plain, 0 } };
            if (!source.about.empty())
                line.push_back({ Wording { page.language }(Label::in_brackets, source.about), Tone::muted, 0 });
            setter.wrapped(line, 2, 5);
            if (!source.url.empty())
                setter.wrapped({ { source.shown, Tone::muted, 0 } }, 7, 0);
        }
    }
    setter.blank();
    setter.wrapped({ { page.closing, Tone::plain, 0 } }, 0, 0);
    return setter.take();
}

} // namespace recourse::render
