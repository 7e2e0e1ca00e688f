#include "readers/dkim/dkim.hpp"

#include "base/printable.hpp"
#include "readers/dkim/canonical.hpp"
#include "readers/dkim/crypto.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace recourse::readers::dkim {

namespace {

std::string small(std::string_view text)
{
    std::string result { text };
    std::ranges::transform(
        result, result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

/// The quoted form of RFC 6376 section 2.11: "=2E" is a full stop.
std::string unquoted(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned value = 0;
        if (text[i] == '=' && i + 2 < text.size()
            && std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16).ptr == text.data() + i + 3) {
            result += static_cast<char>(value);
            i += 2;
        } else
            result += text[i];
    }
    return result;
}

/// The parts of a list with colons, without white space.
std::vector<std::string> colon_list(std::string_view text)
{
    std::vector<std::string> parts(1);
    for (char const c : text) {
        if (c == ':')
            parts.emplace_back();
        else if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
            parts.back() += c;
    }
    return parts;
}

bool within(std::string_view domain, std::string_view parent)
{
    return domain == parent
        || (domain.size() > parent.size() && domain.ends_with(parent)
            && domain[domain.size() - parent.size() - 1] == '.');
}

std::optional<std::uint64_t> number(std::string_view digits)
{
    std::uint64_t value = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc {} || end != digits.data() + digits.size() || value > 1'000'000'000'000)
        return std::nullopt;
    return value;
}

std::optional<Instant> moment(std::string_view digits)
{
    auto const seconds = number(digits);
    // Up to the year 9999.
    if (!seconds || *seconds > 253'402'300'799)
        return std::nullopt;
    return Instant { static_cast<std::int64_t>(*seconds) * 1'000'000 };
}

/// The domain of the one address of the one From; "" otherwise.
std::string from_domain(TakenApart const& mail)
{
    std::string domain;
    int fields = 0;
    for (auto const& field : mail.fields) {
        if (!field.is("from"))
            continue;
        ++fields;
        auto value = field.value;
        if (auto const angle = value.rfind('<'); angle != std::string_view::npos)
            value = value.substr(angle);
        auto const at = value.rfind('@');
        if (at == std::string_view::npos)
            return {};
        for (char const c : value.substr(at + 1)) {
            bool const part = c == '.' || c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
            if (!part)
                break;
            domain += c;
        }
    }
    return fields == 1 ? small(domain) : std::string {};
}

Alignment alignment(std::string_view from, std::string_view signer)
{
    if (from.empty())
        return Alignment::no_from;
    if (from == signer)
        return Alignment::same;
    return within(from, signer) ? Alignment::parent : within(signer, from) ? Alignment::child : Alignment::other;
}

/// Checks one signature; every early return is "undetermined" with the reason.
class Checking {
public:
    Checking(TakenApart const& mail, std::size_t field, std::span<KeyRecord const> keys, std::optional<Instant> as_of)
        : mail_(mail)
        , field_(field)
        , keys_(keys)
        , as_of_(as_of)
    {
    }

    Signature run()
    {
        judge();
        for (auto* const text : { &out_.says, &out_.algorithm, &out_.domain, &out_.selector, &out_.identity })
            *text = printable(*text).substr(0, 1000);
        return std::move(out_);
    }

private:
    void cannot_tell(std::string why) { out_.says = std::move(why); }

    bool read_field()
    {
        auto const tags = read_tags(mail_.fields[field_].value);
        if (!tags)
            return cannot_tell("the signature is malformed: no list of tags"), false;
        tags_ = *tags;
        out_.algorithm = small(tag(tags_, "a").value_or(""));
        out_.domain = small(tag(tags_, "d").value_or(""));
        out_.selector = tag(tags_, "s").value_or("");
        out_.identity = unquoted(tag(tags_, "i").value_or(""));
        out_.signed_at = moment(tag(tags_, "t").value_or(""));
        out_.alignment = alignment(from_domain(mail_), out_.domain);
        for (auto const& name : colon_list(tag(tags_, "h").value_or(""))) {
            if (out_.signed_headers.size() < 200)
                out_.signed_headers.push_back(small(well_formed(name)).substr(0, 200));
        }
        for (char const* const needed : { "a", "b", "bh", "d", "h", "s" }) {
            if (!tag(tags_, needed))
                return cannot_tell(fmt::format("the signature is malformed: {}= is missing", needed)), false;
        }
        // Drafts before RFC 4871 had no version or 0.5; their signatures are made in the same way.
        if (auto const version = tag(tags_, "v"); version && *version != "1" && *version != "0.5")
            return cannot_tell(fmt::format("the signature is of version {}, which is not known", *version)), false;
        return true;
    }

    bool read_method()
    {
        auto const dash = out_.algorithm.find('-');
        auto const kind = out_.algorithm.substr(0, dash);
        auto const hash = dash == std::string::npos ? "" : out_.algorithm.substr(dash + 1);
        kind_ = kind == "ed25519" ? KeyKind::ed25519 : KeyKind::rsa;
        hash_ = hash == "sha1" ? Hash::sha1 : Hash::sha256;
        bool const known
            = out_.algorithm == "rsa-sha256" || out_.algorithm == "rsa-sha1" || out_.algorithm == "ed25519-sha256";
        if (!known)
            return cannot_tell(fmt::format("the algorithm {} is not known", out_.algorithm)), false;
        if (hash_ == Hash::sha1)
            out_.weak.push_back(Weakness::sha1);
        auto const forms = tag(tags_, "c").value_or("simple/simple");
        auto const slash = forms.find('/');
        auto const form = [&](std::string_view word, Form& into) {
            into = word == "relaxed" ? Form::relaxed : Form::simple;
            return word == "relaxed" || word == "simple";
        };
        if (!form(forms.substr(0, slash), header_form_)
            || !form(slash == std::string::npos ? "simple" : forms.substr(slash + 1), body_form_))
            return cannot_tell(fmt::format("the form c={} is not known", forms)), false;
        auto const queries = colon_list(tag(tags_, "q").value_or("dns/txt"));
        if (std::ranges::none_of(queries, [](auto const& one) { return one == "dns/txt" || one == "dns"; }))
            return cannot_tell("the key is not to be had from the name service (q=)"), false;
        return true;
    }

    bool read_scope()
    {
        auto const is_signed = [&](std::string_view name) {
            return std::ranges::find(out_.signed_headers, name) != out_.signed_headers.end();
        };
        if (!is_signed("from"))
            return cannot_tell("From is not signed"), false;
        if (!is_signed("subject"))
            out_.weak.push_back(Weakness::subject_not_signed);
        if (!is_signed("date"))
            out_.weak.push_back(Weakness::date_not_signed);
        if (auto const length = tag(tags_, "l")) {
            out_.body_length = number(*length);
            out_.weak.push_back(Weakness::body_length);
            if (!out_.body_length)
                return cannot_tell("the signature is malformed: l= is no number"), false;
        }
        if (!out_.identity.empty()) {
            auto const at = out_.identity.rfind('@');
            auto const domain = small(at == std::string::npos ? "" : out_.identity.substr(at + 1));
            if (!within(domain, out_.domain))
                return cannot_tell(fmt::format("i={} is not within d={}", out_.identity, out_.domain)), false;
            identity_is_subdomain_ = domain != out_.domain;
        }
        if (auto const expires = tag(tags_, "x")) {
            out_.expires_at = moment(*expires);
            if (!out_.expires_at)
                return cannot_tell("the signature is malformed: x= is no time"), false;
            if (!as_of_)
                return cannot_tell("the signature has an end (x=), and when the mail was collected is not given"),
                       false;
            if (*out_.expires_at < *as_of_)
                return cannot_tell(fmt::format(
                           "the signature ran out on {}, before the mail was collected", to_string(*out_.expires_at))),
                       false;
        }
        return true;
    }

    bool read_key()
    {
        auto const name = out_.selector + "._domainkey." + out_.domain;
        auto const found = std::ranges::find_if(keys_, [&](auto const& key) { return small(key.name) == small(name); });
        if (found == keys_.end())
            return cannot_tell(fmt::format("the key record {} is not at hand", name)), false;
        out_.key = *found;
        if (found->lookup != Lookup::found)
            return cannot_tell(fmt::format("there is no key record {}: the name service {}", name,
                       found->lookup == Lookup::no_such_name ? "knows no such name" : "did not answer")),
                   false;
        auto const tags = read_tags(found->text);
        if (!tags || tags->empty())
            return cannot_tell(fmt::format("the key record {} is malformed or empty", name)), false;
        auto const unusable = [&](std::string_view why) {
            cannot_tell(fmt::format("the key record {} is not usable: {}", name, why));
            return false;
        };
        if (tag(*tags, "v").value_or("DKIM1") != "DKIM1")
            return unusable("it is of another version");
        auto const kind = tag(*tags, "k").value_or("rsa");
        if (kind != (kind_ == KeyKind::rsa ? "rsa" : "ed25519"))
            return unusable(fmt::format("it is a key for {}", kind));
        auto const allows = [&](char const* list, std::string_view wanted) {
            auto const given = tag(*tags, list);
            if (!given)
                return true;
            return std::ranges::any_of(
                colon_list(*given), [&](auto const& one) { return one == wanted || one == "*"; });
        };
        if (!allows("h", hash_ == Hash::sha1 ? "sha1" : "sha256"))
            return unusable("it does not allow the hash");
        if (!allows("s", "email"))
            return unusable("it is not for mail");
        for (auto const& flag : colon_list(tag(*tags, "t").value_or(""))) {
            out_.testing = out_.testing || flag == "y";
            if (flag == "s" && identity_is_subdomain_)
                return unusable("it does not allow identities of subdomains");
        }
        auto const key = tag(*tags, "p");
        if (!key)
            return unusable("it has no key");
        if (key->empty())
            return unusable("the key was revoked");
        auto const bytes = from_folded_base64(*key);
        if (!bytes)
            return unusable("its key is not base64");
        key_ = *bytes;
        return true;
    }

    /// What the signature is over: the named fields, the lowest first, and its own field at the end.
    std::string signed_text() const
    {
        std::string text;
        std::vector<bool> used(mail_.fields.size());
        for (auto const& name : colon_list(tag(tags_, "h").value_or(""))) {
            auto const wanted = small(name);
            for (auto i = mail_.fields.size(); i-- > 0;) {
                if (used[i] || !mail_.fields[i].is(wanted))
                    continue;
                used[i] = true;
                text += canonical_field(mail_.fields[i], header_form_);
                break;
            }
            if (text.size() > 4u << 20) // the same field named over and over
                break;
        }
        auto const& field = mail_.fields[field_];
        auto const value = without_signature(field.value);
        auto const whole = std::string { field.whole.substr(0, field.whole.size() - field.value.size()) } + value;
        auto own = canonical_field({ whole, field.name, value }, header_form_);
        if (own.ends_with("\r\n"))
            own.resize(own.size() - 2);
        return text + own;
    }

    void judge()
    {
        if (!read_field() || !read_method() || !read_scope() || !read_key())
            return;
        auto const signature = from_folded_base64(tag(tags_, "b").value_or(""));
        auto const body_digest = from_folded_base64(tag(tags_, "bh").value_or(""));
        auto body = canonical_body(mail_.body, body_form_);
        if (out_.body_length) {
            if (*out_.body_length > body.size()) {
                out_.verdict = Verdict::failed;
                return cannot_tell("the body is shorter than what was signed");
            }
            out_.unsigned_bytes = body.size() - *out_.body_length;
            body.resize(static_cast<std::size_t>(*out_.body_length));
        }
        auto const checked = check_signature(kind_, hash_, key_, signed_text(), signature.value_or(""));
        out_.key_bits = static_cast<std::uint32_t>(checked.bits);
        if (checked.fit == Fit::no_key)
            return cannot_tell(fmt::format("the key record {} is not usable: its bytes are no key", out_.key->name));
        if (kind_ == KeyKind::rsa && checked.bits < 1024)
            out_.weak.push_back(Weakness::short_key);
        bool const same_body = body_digest && digest_of(hash_, body) == *body_digest;
        if (!same_body || checked.fit != Fit::right) {
            out_.verdict = Verdict::failed;
            return cannot_tell(!same_body ? "the body is not what was signed" : "the headers are not what was signed");
        }
        out_.verdict = Verdict::verified;
        out_.says = "headers and body are as the holder of the key signed them";
    }

    TakenApart const& mail_;
    std::size_t field_;
    std::span<KeyRecord const> keys_;
    std::optional<Instant> as_of_;
    Signature out_;
    Tags tags_;
    KeyKind kind_ = KeyKind::rsa;
    Hash hash_ = Hash::sha256;
    Form header_form_ = Form::simple, body_form_ = Form::simple;
    bool identity_is_subdomain_ = false;
    std::string key_;
};

} // namespace

std::vector<Signature> check(std::string_view mail, std::span<KeyRecord const> keys, std::optional<Instant> as_of)
{
    auto const apart = take_apart(mail);
    std::vector<Signature> all;
    for (std::size_t i = 0; i < apart.fields.size() && all.size() < 100; ++i) {
        if (!apart.fields[i].is("dkim-signature"))
            continue;
        if (all.size() < signatures_max)
            all.push_back(Checking(apart, i, keys, as_of).run());
        else
            all.emplace_back().says = "the mail has more signatures than are looked at";
    }
    return all;
}

std::vector<std::string> needed_keys(std::string_view mail)
{
    auto const apart = take_apart(mail);
    std::set<std::string> names;
    for (auto const& field : apart.fields) {
        auto const tags = field.is("dkim-signature") ? read_tags(field.value) : std::nullopt;
        if (!tags || names.size() >= signatures_max)
            continue;
        auto const selector = tag(*tags, "s"), domain = tag(*tags, "d");
        if (selector && domain)
            names.insert(printable(*selector + "._domainkey." + small(*domain)));
    }
    return { names.begin(), names.end() };
}

} // namespace recourse::readers::dkim
