#include "codec/event_catalogue.hpp"

#include "codec/described.hpp"
#include "codec/event_kinds.hpp"
#include "codec/names.hpp"

#include <fmt/format.h>

#include <map>

namespace recourse::codec {

namespace {

/// Structs and enumerations, noted as the fields of events are described.
class Types {
public:
    template <class T>
    std::string word()
    {
        if constexpr (std::is_same_v<T, bool>)
            return "yes or no";
        else if constexpr (std::is_enum_v<T>)
            return enumeration<T>();
        else if constexpr (std::is_unsigned_v<T>)
            return "number";
        else if constexpr (std::is_integral_v<T>)
            return "whole number";
        else if constexpr (std::is_same_v<T, std::string>)
            return "text";
        else if constexpr (std::is_same_v<T, Date>)
            return "day";
        else if constexpr (std::is_same_v<T, Instant>)
            return "moment";
        else if constexpr (std::is_same_v<T, Currency>)
            return "currency";
        else if constexpr (std::is_same_v<T, Money>)
            return "money";
        else if constexpr (std::is_same_v<T, Ratio>)
            return "ratio";
        else if constexpr (std::is_same_v<T, Digest>)
            return "digest";
        else if constexpr (packed::detail::is_id<T>)
            return fmt::format("id {}", decltype(T::kind())::type::prefix);
        else if constexpr (packed::detail::is<T, std::optional>)
            return fmt::format("{}, or nothing", word<typename T::value_type>());
        else if constexpr (packed::detail::is<T, std::vector>)
            return fmt::format("list of {}", word<typename T::value_type>());
        else
            return structure<T>();
    }

    template <class T>
    std::string fields()
    {
        std::string text;
        boost::mp11::mp_for_each<packed::detail::members<T>>([&](auto member) {
            using Field = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
            text += fmt::format("{}`{}` {}", text.empty() ? "" : "; ", member.name, word<Field>());
        });
        return text.empty() ? "none" : text;
    }

    std::map<std::string, std::string> const& structures() const { return structures_; }
    std::map<std::string, std::string> const& enumerations() const { return enumerations_; }

private:
    template <class T>
    std::string structure()
    {
        std::string const name { qualified_name<T>() };
        if (structures_.emplace(name, "").second)
            structures_[name] = fields<T>();
        return name;
    }
    template <class T>
    std::string enumeration()
    {
        std::string const name { qualified_name<T>() };
        std::string words;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto one) {
            words += fmt::format(
                "{}{} {}", words.empty() ? "" : ", ", static_cast<unsigned>(one.value), hyphened(one.name));
        });
        enumerations_[name] = words;
        return name;
    }

    std::map<std::string, std::string> structures_;
    std::map<std::string, std::string> enumerations_;
};

} // namespace

std::string events_markdown()
{
    std::string text
        = "# Stored events\n\nWhat `recourse schema events` prints: what a log holds. An event is a number for its "
          "kind and bytes: who caused it (`codec::Caused`), then its\nfields. A log is kept for ever, so kinds, fields "
          "and words are only added, at the end; nothing is renumbered, reordered or taken away. Events that an older\n"
          "program wrote are read with what they lack as it begins; what a newer one wrote is refused. "
          "`tests/golden/stored/` keeps samples of each.\n\nA struct is the number of its fields (a varint) and the "
          "fields. Numbers are varints of seven bits a byte, the least first; whole numbers zigzag; texts and\nlists "
          "their length first; a day its number since 1970, a moment microseconds since then, money minor units and "
          "the "
          "number of its currency (ISO 4217),\na ratio numerator and denominator, a digest 32 bytes; what may be "
          "nothing "
          "a byte 0 or 1 first. `src/base/packed.hpp` says it in full.\n";
    Types types;
    std::string subject;
    for_each_kind([&]<class T>(std::type_identity<T>, auto const& make) {
        std::string_view const name = qualified_name<T>();
        std::string const of { name.substr(0, name.find("::")) };
        if (of != subject) {
            subject = of;
            text += fmt::format(
                "\n## {}\n\n| number | event | fields |\n|---|---|---|\n", of == "codec" ? "of any subject" : of);
        }
        text += fmt::format("| {:#06x} | {} | {} |\n", type_of(make(T {})), names::hyphenated(names::type_name<T>()),
            types.fields<T>());
    });
    types.word<Caused>();
    text += "\n## Parts\n\n| name | fields |\n|---|---|\n";
    for (auto const& [name, fields] : types.structures())
        text += fmt::format("| {} | {} |\n", name, fields);
    text += "\n## Words and their numbers\n\n| name | words |\n|---|---|\n";
    for (auto const& [name, words] : types.enumerations())
        text += fmt::format("| {} | {} |\n", name, words);
    return text;
}

} // namespace recourse::codec
