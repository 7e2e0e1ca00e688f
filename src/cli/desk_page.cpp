#include "cli/desk_page.hpp"

#include "base/wrap.hpp"
#include "http/target.hpp"

#include <fmt/format.h>

#include <ostream>

namespace recourse::cli {

std::string cut_to_width(std::string const& line, std::size_t width)
{
    if (display_width(line) <= width)
        return line;
    std::string cut;
    for (std::size_t at = 0; at < line.size();) {
        auto const length = std::max<std::size_t>(first_length(std::string_view { line }.substr(at)), 1);
        auto const longer = cut + line.substr(at, length);
        if (display_width(longer) + 1 > width)
            break;
        cut = longer;
        at += length;
    }
    return cut + "…";
}

void Page::title(std::string const& text)
{
    out_ << wrap(text, page_width, "", "  ");
}

void Page::field(std::string_view name, std::string const& text)
{
    if (text.find_first_not_of(' ') != std::string::npos)
        out_ << wrap(text, page_width, fmt::format("{:<11}", name), std::string(11, ' '));
}

void Page::heading(std::string_view name)
{
    out_ << name << '\n';
}

void Page::item(std::string const& text)
{
    out_ << wrap(text, page_width, "  ", "    ");
}

std::string told(std::string const& head, std::string const& text)
{
    return text.find_first_not_of(' ') == std::string::npos ? head : fmt::format("{}: {}", head, text);
}

std::string explained(std::string const& head, std::string const& counting)
{
    if (counting.empty())
        return head;
    bool const clause = counting.front() >= 'a' && counting.front() <= 'z';
    return fmt::format("{}{} {}", head, clause ? "," : ".", counting);
}

std::string joined_at(codec::Node const& tree, std::string_view path)
{
    std::string all;
    for (auto const& item : items_at(tree, path))
        all += fmt::format("{}{}", all.empty() ? "" : ", ", text_at(item, ""));
    return all;
}

int list_page(std::string_view command, std::string_view path, Given const& given, Streams streams,
    std::string const& head, std::string (*row)(codec::Node const&))
{
    auto const client = connected(command, given, streams);
    if (client == nullptr)
        return input_wrong;
    auto target = fmt::format("{}?limit={}", path, http::percent_encode(value_of(given, "limit", "50")));
    if (given.contains("phase"))
        target += "&phase=" + http::percent_encode(value_of(given, "phase"));
    if (given.contains("after"))
        target += "&cursor=" + http::percent_encode(value_of(given, "after"));
    auto const reply = client->ask({ .target = std::move(target) });
    if (!reply || reply->status != 200)
        return say_refused(command, reply, streams.err);
    auto const page = reply->json();
    if (items_at(page, "items").empty()) {
        streams.out << "none\n";
        return answered;
    }
    streams.out << head << '\n';
    for (auto const& item : items_at(page, "items"))
        streams.out << row(item) << '\n';
    if (auto const next = text_at(page, "next"); !next.empty())
        streams.out << fmt::format("more: --after {}\n", printable(next));
    return answered;
}

} // namespace recourse::cli
