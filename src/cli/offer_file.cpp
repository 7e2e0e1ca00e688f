#include "cli/offer_file.hpp"

#include "base/text.hpp"
#include "codec/json_reader.hpp"
#include "codec/toml_reader.hpp"

#include <charconv>

namespace recourse::cli {

namespace {

using codec::Node;
using codec::NodeKind;

constexpr std::size_t offer_bytes_max = std::size_t { 64 } << 10U;

Node text_node(std::string text, Node const& like)
{
    Node node;
    node.kind = NodeKind::string;
    node.line = like.line;
    node.column = like.column;
    node.text = std::move(text);
    return node;
}

/// As the wire has it: a day is text, "20000.00 USD" an object, a number with a point its digits.
void to_wire(Node& node, std::string_view key)
{
    bool const is_money = key == "amount" || key == "costs" || key == "saved";
    if (node.is(NodeKind::date))
        node = text_node(to_string(node.date), node);
    else if (node.is(NodeKind::decimal))
        node = text_node(node.text, node);
    else if (is_money && node.is_string()) {
        auto const space = node.text.find(' ');
        if (space == std::string::npos)
            return;
        Node money;
        money.kind = NodeKind::table;
        money.line = node.line;
        money.column = node.column;
        money.members.push_back({ "amount", node.line, node.column, text_node(node.text.substr(0, space), node) });
        money.members.push_back({ "currency", node.line, node.column, text_node(node.text.substr(space + 1), node) });
        node = std::move(money);
    }
    for (auto& item : node.items)
        to_wire(item, {});
    for (auto& member : node.members) {
        if (!is_money || !node.is_table())
            to_wire(member.value, member.key);
    }
}

/// The deepest node that the pointer reaches.
Place place_of(codec::Document const& document, std::string_view pointer)
{
    auto const* at = &document.root;
    Place place = document.place(*at);
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        auto const step = pointer.substr(0, pointer.find('/'));
        pointer.remove_prefix(step.size());
        std::size_t index = 0;
        auto const [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
        if (at->is_array() && error == std::errc {} && index < at->items.size())
            at = &at->items[index];
        else if (auto const* member = at->is_table() ? at->member(step) : nullptr)
            at = &member->value;
        else
            break;
        if (at->line > 0)
            place = document.place(*at);
    }
    return place;
}

} // namespace

std::expected<api::OfferAsked, Problems> read_offer(std::string const& text, std::string const& name)
{
    codec::TreeLimits limits;
    limits.bytes_max = offer_bytes_max;
    auto const first = text.find_first_not_of(" \t\r\n");
    bool const is_json = first != std::string::npos && text[first] == '{';
    auto document = is_json ? codec::read_json(text, name, limits) : codec::read_toml(text, name, limits);
    if (!document.problems.empty())
        return std::unexpected(std::move(document.problems));
    if (!is_json)
        to_wire(document.root, {});
    auto offer = codec::from_tree<api::OfferAsked>(document.root);
    if (offer)
        return *std::move(offer);
    Problems problems;
    for (auto const& flaw : offer.error()) {
        auto const member = flaw.pointer.empty() ? std::string {} : flaw.pointer.substr(1) + ": ";
        problems.push_back({ place_of(document, flaw.pointer), member + flaw.says, {} });
    }
    return std::unexpected(std::move(problems));
}

} // namespace recourse::cli
