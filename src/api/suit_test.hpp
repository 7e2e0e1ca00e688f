#pragma once

#include "api/matter_test.hpp"

namespace recourse::api {

/// The matter of the market's first order.
struct Suit {
    Market market;
    TestDesk& desk = market.desk;
    Case& one = market.first;
    Who counsel = desk.person(act::Role::counsel, one.buyer);
    std::string path;

    /// Opened, and nothing else.
    Suit()
    {
        one.matter = desk.must(one.buys, fmt::format("/v1/orders/{}/matter", one.order),
                             "{'currency':'USD','language':'bilingual','counsel':'Li & Partners','title':'Chairs'}")
                         .text("id");
        path = "/v1/matters/" + one.matter;
    }
    void put(Who const& who, std::string_view what, std::string body)
    {
        desk.must(who, fmt::format("{}/{}", path, what), std::move(body));
    }
    Answer get(std::string_view what, std::vector<http::Field> const& headers = {})
    {
        return desk.get(one.buys, fmt::format("{}/{}", path, what), headers);
    }
};

} // namespace recourse::api
