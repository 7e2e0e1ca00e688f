#include "cli/matter_page.hpp"

#include "cli/report.hpp"

#include <fmt/format.h>

#include <ostream>

namespace recourse::cli {

MatterPage::MatterPage(std::string_view command, std::string const& path, Given const& given, Streams streams)
    : id_(value_of(given, "MATTER"))
{
    Problems problems;
    chinese_ = language_of(command, given, Language::en, problems) == Language::zh;
    if (!parse_id<Matter>(id_))
        problems.push_back(
            { {}, fmt::format("recourse {}: '{}' is no id of a matter such as L-17", command, id_), {} });
    cli::say(problems, streams.err);
    if (!problems.empty()) {
        status = input_wrong;
        return;
    }
    auto const client = connected(command, given, streams);
    if (client == nullptr) {
        status = input_wrong;
        return;
    }
    auto const reply = client->ask({ .target = fmt::format("/v1/matters/{}/{}", id_, path),
        .headers = { { "Accept-Language", chinese_ ? "zh" : "en" } } });
    if (!reply || reply->status != 200) {
        status = say_refused(command, reply, streams.err);
        return;
    }
    body_ = reply->body;
    view_ = reply->json();
}

std::string MatterPage::colon(std::string const& head, std::string const& text) const
{
    return text.empty() ? head : fmt::format("{}{}{}", head, say(": ", "："), text);
}

std::string MatterPage::source(codec::Node const& of) const
{
    auto const title = text_at(of, "source/title"), clause = text_at(of, "source/clause");
    auto const mark = text_at(of, "source/mark");
    auto const text = title.empty() || clause.empty() ? title + clause : fmt::format("{}, {}", title, clause);
    return text.empty() ? fmt::format("[{}]", mark) : fmt::format("{} [{}]", text, mark);
}

} // namespace recourse::cli
