#pragma once

#include "cli/desk_client.hpp"
#include "cli/desk_page.hpp"

#include <optional>
#include <string>
#include <string_view>

// What the pages of a matter have in common: one thing asked of a desk, in one of the two languages.

namespace recourse::cli {

/// What commands on one matter take.
inline constexpr auto matter_options = [] {
    std::array<Option, client_options.size() + 1> all {};
    all[0] = { "language", "LANGUAGE", "en or zh", "en", false, "en zh" };
    for (std::size_t i = 0; i < client_options.size(); ++i)
        all[i + 1] = client_options[i];
    return all;
}();

class MatterPage {
public:
    /// Asks for `/v1/matters/MATTER/<path>`, of the MATTER that was given. Where there is no answer it was said why,
    /// and `status` is the command's.
    MatterPage(std::string_view command, std::string const& path, Given const&, Streams);

    bool answered() const { return status == 0; }
    codec::Node const& view() const { return view_; }
    /// The answer as it came.
    std::string const& body() const { return body_; }
    std::string const& id() const { return id_; }
    std::string say(std::string_view en, std::string_view zh) const { return std::string { chinese_ ? zh : en }; }
    /// ": " or "：" between the two; the head alone where there is no text.
    std::string colon(std::string const& head, std::string const& text) const;
    /// "primary: Civil Procedure Law, art. 104"; the mark alone where there is no source.
    std::string source(codec::Node const& of) const;

    int status = 0;

private:
    std::string id_;
    std::string body_;
    codec::Node view_;
    bool chinese_ = false;
};

} // namespace recourse::cli
