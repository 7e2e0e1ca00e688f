#include "api/replies.hpp"
#include "notify/refusals.hpp"
#include "notify/unsubscribe.hpp"

// Which kinds of mail somebody wants.

namespace recourse::api {

namespace {

using accounts::Scope;

struct KindView {
    std::string kind;
    bool on = true;
    bool may_be_switched_off = true;
};
BOOST_DESCRIBE_STRUCT(KindView, (), (kind, on, may_be_switched_off))
struct KindsView {
    std::vector<KindView> kinds;
};
BOOST_DESCRIBE_STRUCT(KindsView, (), (kinds))
struct SwitchBody {
    std::string kind;
    bool on = false;
};
BOOST_DESCRIBE_STRUCT(SwitchBody, (), (kind, on))

bool is_person(Call& call)
{
    if (call.caller.actor.person)
        return true;
    call.refuse(act::Refusal { &notify::refusals::nobody, {}, {} });
    return false;
}

void read_settings(Call& call)
{
    if (!is_person(call))
        return;
    auto const silenced = call.desk.notifier().outbox().silenced(call.caller.actor.person);
    if (!went(call, silenced))
        return;
    KindsView view;
    for (auto const& kind : notify::kinds())
        view.kinds.push_back({ std::string { kind.word },
            !kind.may_be_silenced || std::ranges::find(*silenced, kind.word) == silenced->end(),
            kind.may_be_silenced });
    call.answer(http::Response::json(json_of(view)).with("Cache-Control", "no-store"));
}

void change_settings(Call& call)
{
    if (!is_person(call))
        return;
    auto const given = body<SwitchBody>(call);
    if (!given)
        return;
    auto const* kind = notify::find_kind(given->kind);
    if (kind == nullptr || !kind->may_be_silenced)
        return call.refuse(act::Refusal { &notify::refusals::kind_unknown, {}, {} });
    if (went(call, call.desk.notifier().outbox().silence(call.caller.actor.person, kind->word, !given->on)))
        call.answer(http::Response::empty());
}

std::optional<notify::Leaving> leaving(Call& call)
{
    auto found = notify::parse_unsubscribe_token(call.desk.accounts(), call.request.parameter("token"));
    if (!found)
        call.refuse(act::Refusal { &notify::refusals::link_unknown, {}, {} });
    return found;
}

/// What the link of a mail leads to in a browser. It changes nothing: programs that look at links before people do
/// must not leave for them (RFC 8058).
void unsubscribe_page(Call& call)
{
    auto const found = leaving(call);
    if (!found)
        return;
    bool const zh = http::language_of(call.request) == Language::zh;
    call.answer(http::Response::html(
        fmt::format("<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><title>{}</title><meta name=\"viewport\" "
                    "content=\"width=device-width\"><h1>{}</h1><p>{}: <code>{}</code></p><form method=\"post\"><button "
                    "name=\"List-Unsubscribe\" value=\"One-Click\">{}</button></form></html>",
            zh ? "zh" : "en", zh ? "通知设置" : "Notices", zh ? "通知设置" : "Notices",
            zh ? "不再接收此类邮件" : "Receive no more mails of this kind", found->kind, zh ? "确认" : "Confirm"))
            .with("Cache-Control", "no-store"));
}

/// One click (RFC 8058): the body, "List-Unsubscribe=One-Click", says no more than the method.
void unsubscribe(Call& call)
{
    auto const found = leaving(call);
    if (found && went(call, call.desk.notifier().outbox().silence(found->person, found->kind, true)))
        call.answer(http::Response::empty());
}

} // namespace

void add_notices(std::vector<Operation>& table)
{
    using http::Method;
    table.push_back({ .path = "/v1/notices",
        .id = "notices.read",
        .summary = "Which kinds of mail the caller gets",
        .scope = Scope::read,
        .gives = given<KindsView>(),
        .runs = http::Runs::aside,
        .run = read_settings });
    table.push_back({ .method = Method::post,
        .path = "/v1/notices",
        .id = "notices.change",
        .summary = "Switches a kind of mail off or on for the caller",
        .scope = Scope::read,
        .takes = taken<SwitchBody>(),
        .status = 204,
        .runs = http::Runs::aside,
        .run = change_settings });
    table.push_back({ .path = "/v1/notices/unsubscribe/{token}",
        .id = "notices.unsubscribe-page",
        .summary = "The page behind the link of a mail; it changes nothing",
        .status = 200,
        .runs = http::Runs::aside,
        .run = unsubscribe_page,
        .gives_type = "text/html" });
    table.push_back({ .method = Method::post,
        .path = "/v1/notices/unsubscribe/{token}",
        .id = "notices.unsubscribe",
        .summary = "Switches off the kind of mail that the link names (RFC 8058)",
        .status = 204,
        .runs = http::Runs::aside,
        .run = unsubscribe });
}

} // namespace recourse::api
