#include "render/pdf_flow.hpp"

#include <algorithm>

namespace recourse::render {

namespace {

/// Less than this is not worth beginning a band that must be parted anyway.
constexpr double least_part = 90;
constexpr double tiny = 0.01;

/// The lines that end within `height` stay; the rest is returned, its first line at the top. Whole if none would stay.
std::optional<Band> part(Band& band, double height)
{
    auto const stays = [&](Placed const& line) { return line.top + line.height <= height + tiny; };
    Band rest = band;
    std::erase_if(band.text, [&](Placed const& line) { return !stays(line); });
    std::erase_if(rest.text, stays);
    if (band.text.empty() || rest.text.empty())
        return std::nullopt;
    double end = 0;
    for (auto const& line : band.text)
        end = std::max(end, line.top + line.height);
    double first = rest.text.front().top;
    for (auto const& line : rest.text)
        first = std::min(first, line.top);
    // Whatever stood between the parts is no longer needed; a frame keeps its inner edge.
    double const edge = band.backdrop ? 7 : 0;
    first -= edge;
    for (auto& line : rest.text)
        line.top -= first;
    std::erase_if(band.rules, [&](Hairline const& rule) { return rule.y > end; });
    std::erase_if(rest.rules, [&](Hairline const& rule) { return rule.y < first; });
    for (auto& rule : rest.rules)
        rule.y -= first;
    rest.height = band.height - first;
    rest.before = 0;
    rest.source = 0;
    rest.role = Role::text;
    band.height = std::min(end + edge, height);
    band.with_next = false;
    return rest;
}

class Paginator {
public:
    Paginator(std::vector<Band> bands, std::vector<Band> const& heads, double height)
        : bands_(std::move(bands))
        , heads_(heads)
        , height_(height)
    {
    }

    std::vector<Sheet> run()
    {
        for (std::size_t i = 0; i < bands_.size(); ++i) {
            if (y_ > 0 && y_ + chain(i, head_, true) > height_ + tiny) {
                // A chain that no sheet can hold begins here only if something of it fits.
                bool const fits_nowhere = chain(i, -1, false) > height_;
                if (!fits_nowhere || height_ - y_ < least_part + chain_lead(i))
                    turn();
            }
            place(std::move(bands_[i]));
        }
        return std::move(sheets_);
    }

private:
    double head_height(int head, int current) const
    {
        return head >= 0 && head != current ? heads_[static_cast<std::size_t>(head)].height : 0;
    }

    /// The height of a band with all that must follow it on the same sheet.
    double chain(std::size_t i, int head, bool with_white) const
    {
        double sum = 0;
        for (bool first = true;; ++i, first = false) {
            auto const& band = bands_[i];
            sum += head_height(band.head, head) + band.height + (first && !with_white ? 0 : band.before);
            head = band.head;
            if (!band.with_next || i + 1 == bands_.size())
                return sum;
        }
    }

    /// What of a chain stands above the lines of its last band, all table heads included.
    double chain_lead(std::size_t i) const
    {
        double sum = 0;
        for (int head = head_;; ++i) {
            auto const& band = bands_[i];
            sum += band.before + head_height(band.head, head);
            head = band.head;
            if (!band.with_next || i + 1 == bands_.size())
                return sum;
            sum += band.height;
        }
    }

    void turn()
    {
        sheets_.emplace_back();
        y_ = 0;
        head_ = -1;
    }

    void put_head(int head, double before)
    {
        if (head >= 0 && head != head_) {
            auto band = heads_[static_cast<std::size_t>(head)];
            band.before = before;
            drop(std::move(band));
        }
        head_ = head;
    }

    void drop(Band band)
    {
        if (y_ > 0)
            y_ += band.before;
        double const height = band.height;
        sheets_.back().push_back({ std::move(band), y_ });
        y_ += height;
    }

    void place(Band band)
    {
        bool const new_head = band.head >= 0 && band.head != head_;
        put_head(band.head, band.before);
        if (new_head)
            band.before = 0;
        for (;;) {
            double const before = y_ > 0 ? band.before : 0;
            double const room = height_ - y_ - before;
            if (band.height <= room + tiny)
                return drop(std::move(band));
            // The head alone must not stay behind, nor is a fresh sheet turned over.
            bool const fresh = sheets_.back().size() <= (band.head >= 0 ? 1U : 0U);
            std::optional<Band> rest;
            if (fresh || room >= least_part)
                rest = part(band, room);
            if (rest) {
                drop(std::move(band));
                band = std::move(*rest);
            } else if (fresh) {
                return drop(std::move(band)); // one line taller than a sheet: there is no better place
            }
            auto const head = band.head;
            turn();
            put_head(head, 0);
        }
    }

    std::vector<Band> bands_;
    std::vector<Band> const& heads_;
    double height_;
    std::vector<Sheet> sheets_ { 1 };
    double y_ = 0;
    int head_ = -1;
};

} // namespace

std::vector<Sheet> paginate(std::vector<Band> bands, std::vector<Band> const& heads, double height)
{
    return Paginator { std::move(bands), heads, height }.run();
}

} // namespace recourse::render
