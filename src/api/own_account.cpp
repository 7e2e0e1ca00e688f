#include "api/people.hpp"
#include "api/replies.hpp"

// What a person does with his own account: name, address, password, second factor.

namespace recourse::api::people {

namespace {

using accounts::Secret;

struct NewProfile {
    std::string name;
    std::string language; ///< "en" or "zh"
};
BOOST_DESCRIBE_STRUCT(NewProfile, (), (name, language))
struct NewEmail {
    std::string password;
    std::string email;
};
BOOST_DESCRIBE_STRUCT(NewEmail, (), (password, email))
struct NewPassword {
    std::string current;
    std::string next;
};
BOOST_DESCRIBE_STRUCT(NewPassword, (), (current, next))
struct Recovery {
    std::string token;
    std::string next;
};
BOOST_DESCRIBE_STRUCT(Recovery, (), (token, next))
struct Password {
    std::string password;
};
BOOST_DESCRIBE_STRUCT(Password, (), (password))
struct Code {
    std::string password; ///< where a factor is removed
    std::string code;
};
BOOST_DESCRIBE_STRUCT(Code, (), (password, code))
struct FactorView {
    std::string base32;
    std::string uri;
};
BOOST_DESCRIBE_STRUCT(FactorView, (), (base32, uri))
struct Codes {
    std::vector<std::string> codes; ///< each is good once in place of a code
};
BOOST_DESCRIBE_STRUCT(Codes, (), (codes))

void give_codes(Call& call, accounts::RecoveryCodes const& codes)
{
    Codes view;
    for (auto const& code : codes)
        view.codes.emplace_back(code.reveal());
    give_secret(call, json_of(view));
}

void change_profile(Call& call)
{
    auto const owner = own_account(call);
    if (!owner)
        return;
    auto const given = body<NewProfile>(call);
    if (!given)
        return;
    auto const language = language_said(call, given->language);
    if (language && went(call, call.desk.accounts().change_profile(owner->person, given->name, *language)))
        call.answer(http::Response::empty());
}

void change_email(Call& call)
{
    auto const token = own_session(call);
    if (!token)
        return;
    auto const given = body<NewEmail>(call);
    if (given
        && went(call, call.desk.accounts().change_email(*token, Secret { given->password }, given->email, from(call))))
        call.answer(http::Response::empty());
}

void change_password(Call& call)
{
    auto const token = own_session(call);
    if (!token)
        return;
    auto const given = body<NewPassword>(call);
    if (given
        && went(call,
            call.desk.accounts().change_password(
                *token, Secret { given->current }, Secret { given->next }, from(call))))
        call.answer(http::Response::empty());
}

void recover(Call& call)
{
    auto const given = body<Recovery>(call);
    if (given && went(call, call.desk.accounts().recover_password(Secret { given->token }, Secret { given->next })))
        call.answer(http::Response::empty());
}

void begin_factor(Call& call)
{
    auto const token = own_session(call);
    if (!token)
        return;
    auto const given = body<Password>(call);
    if (!given)
        return;
    auto const factor = call.desk.accounts().begin_factor(*token, Secret { given->password }, from(call));
    if (went(call, factor))
        give_secret(call,
            json_of(FactorView { std::string { factor->base32.reveal() }, std::string { factor->uri.reveal() } }), 201);
}

void confirm_factor(Call& call)
{
    auto const token = own_session(call);
    if (!token)
        return;
    auto const given = body<Code>(call);
    if (!given)
        return;
    auto const codes = call.desk.accounts().confirm_factor(*token, Secret { given->code }, from(call));
    if (went(call, codes))
        give_codes(call, *codes);
}

void renew_codes(Call& call)
{
    auto const token = own_session(call);
    if (!token)
        return;
    auto const given = body<Password>(call);
    if (!given)
        return;
    auto const codes = call.desk.accounts().new_recovery_codes(*token, Secret { given->password }, from(call));
    if (went(call, codes))
        give_codes(call, *codes);
}

void remove_factor(Call& call)
{
    auto const token = own_session(call);
    if (!token)
        return;
    auto const given = body<Code>(call);
    if (given
        && went(call,
            call.desk.accounts().remove_factor(*token, Secret { given->password }, Secret { given->code }, from(call))))
        call.answer(http::Response::empty());
}

} // namespace

void add_own_account(std::vector<Operation>& table)
{
    using http::Method;
    auto const row = [&](std::string path, std::string id, std::string summary, Schema takes, Schema gives, int status,
                         void (*run)(Call&)) {
        add(table,
            { .method = Method::post,
                .path = std::move(path),
                .id = std::move(id),
                .summary = std::move(summary),
                .takes = std::move(takes),
                .gives = std::move(gives),
                .status = status,
                .run = run });
    };
    row("/v1/me/change", "people.change-profile", "Changes the own name and the language of what is written to one",
        taken<NewProfile>(), {}, 204, change_profile);
    row("/v1/me/email", "people.change-email", "Changes the e-mail address with which one signs in", taken<NewEmail>(),
        {}, 204, change_email);
    row("/v1/password", "people.change-password", "Changes the password; other sessions end", taken<NewPassword>(), {},
        204, change_password);
    row("/v1/recovery", "people.recover", "A new password with the link", taken<Recovery>(), {}, 204, recover);
    row("/v1/factor", "people.begin-factor", "A second factor, to be confirmed with its first code", taken<Password>(),
        given<FactorView>(), 201, begin_factor);
    row("/v1/factor/confirm", "people.confirm-factor", "Puts the second factor in use", taken<Code>(), given<Codes>(),
        200, confirm_factor);
    row("/v1/factor/codes", "people.renew-codes", "Ten new recovery codes; the old ones are void", taken<Password>(),
        given<Codes>(), 200, renew_codes);
    row("/v1/factor/remove", "people.remove-factor", "Removes the own second factor", taken<Code>(), {}, 204,
        remove_factor);
}

} // namespace recourse::api::people
