#include "accounts/address.hpp"
#include "accounts/refusals.hpp"
#include "accounts/state.hpp"

namespace recourse::accounts {

Result<SignedIn> Accounts::sign_in(SignIn const& given)
{
    auto& state = *state_;
    auto const now = state.now();
    auto const key_of_email = email_key(given.email);
    auto const attempt = RECOURSE_TRY(state.begin_attempt(key_of_email, given.from));
    auto const person = RECOURSE_TRY(state.read([&] { return state.find_person(key_of_email); }));

    // The same work whether or not anybody is known under that address.
    auto const& hash = person ? person->hash : state.dummy_hash;
    bool is_right = false;
    std::optional<std::string> renewed;
    {
        auto const place = state.enter_gate();
        if (!place) {
            RECOURSE_TRY(state.take_back(attempt));
            return std::unexpected(place.error());
        }
        is_right = is_password(given.password, hash) && person.has_value();
        // The only moment at which a password is there to be hashed at another cost. No memory for it: another time.
        if (is_right && is_of_other_cost(hash, state.options.hash))
            renewed = hash_password(given.password, state.options.hash);
    }
    if (!is_right)
        return act::refuse(refusals::wrong_sign_in);

    auto result = state.write([&]() -> Result<SignedIn> {
        auto const present = RECOURSE_TRY(state.find_person(person->id));
        if (!present || present->hash != person->hash) // changed while we were hashing
            return act::refuse(refusals::wrong_sign_in);
        if (present->is_disabled)
            return act::refuse(refusals::disabled);
        if (RECOURSE_TRY(state.has_factor(present->id))) {
            if (given.code.empty())
                return act::refuse(refusals::code_needed);
            if (!RECOURSE_TRY(state.use_code(present->id, given.code, now)))
                return act::refuse(refusals::wrong_sign_in);
        }
        if (renewed)
            RECOURSE_TRY(state.run("UPDATE people SET hash = ?2 WHERE id = ?1", number(present->id), text(*renewed)));
        RECOURSE_TRY(state.clear_failures(attempt));
        return state.start_session(*present, given.from, now);
    });
    // Whoever only has to come again with a code has not failed. But nothing is cleared either: somebody who knows the
    // password and not the code would otherwise try codes for ever, with such a request between them.
    if (!result
        && (result.error().is(refusals::code_needed) || result.error().is(refusals::disabled)
            || result.error().is(refusals::factor_unreadable)))
        RECOURSE_TRY(state.take_back(attempt));
    return result;
}

} // namespace recourse::accounts
