#pragma once

#include "api/market_test.hpp"

#include <fmt/format.h>

/// What the tests of evidence share: files uploaded, and a case with counsel into whose dossier they go.
namespace recourse::api {

inline http::Field const tus { "Tus-Resumable", "1.0.0" };
inline http::Field const bytes_type { "Content-Type", "application/offset+octet-stream" };

inline Answer begin_upload(TestDesk& desk, Who const& who, std::size_t size)
{
    return desk.ask(who, http::Method::post, "/v1/uploads", {}, { tus, { "Upload-Length", fmt::format("{}", size) } });
}

inline Answer send_bytes(TestDesk& desk, Who const& who, std::string const& path, std::size_t offset, std::string bytes,
    std::vector<http::Field> more = {})
{
    more.insert(more.end(), { tus, bytes_type, { "Upload-Offset", fmt::format("{}", offset) } });
    return desk.ask(who, http::Method::patch, path, std::move(bytes), more);
}

/// The digest of the bytes, once the desk has them.
inline std::string uploaded(TestDesk& desk, Who const& who, std::string const& bytes)
{
    auto const begun = begin_upload(desk, who, bytes.size());
    std::string const path { begun.headers.get("Location") };
    EXPECT_EQ(send_bytes(desk, who, path, 0, bytes).status, 204);
    return desk.get(who, path).text("digest");
}

inline std::string body_of(
    std::string_view compartment, std::string const& digest, std::size_t size, std::string_view name)
{
    return fmt::format("{{'compartment':'{}','exhibit':{{'digest':'{}','size':{},'file_name':'{}','media_type':"
                       "'text/plain','kind':'other','source':{{'from':'a drawer'}},'collected':{{}},'origin':{{}},"
                       "'description':{{'title':'{}'}}}}}}",
        compartment, digest, size, name, name);
}

struct Work {
    Market market;
    TestDesk& desk = market.desk;
    Case& one = market.first;
    Who counsel = desk.person(act::Role::counsel, one.buyer);
    std::string path = "/v1/dossiers/" + one.dossier;

    /// The exhibit's id.
    std::string add(Who const& who, std::string_view compartment, std::string const& bytes, std::string_view name)
    {
        auto const digest = uploaded(desk, who, bytes);
        auto const receipt = desk.must(who, path + "/add-exhibit", body_of(compartment, digest, bytes.size(), name));
        return fmt::format("VX-{}", TestDesk::place_of(receipt));
    }
    std::string of(std::string_view exhibit, std::string_view what) const
    {
        return fmt::format("{}/exhibits/{}/{}", path, exhibit, what);
    }
    void read_all()
    {
        auto& vault = desk.desk().vault();
        ASSERT_TRUE(vault.wait_followed(vault.durable(), std::chrono::seconds(10)));
        while (vault.read_some()) { }
    }
};

} // namespace recourse::api
