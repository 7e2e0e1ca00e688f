#include "sim/malice.hpp"

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <limits>

namespace recourse::sim {

namespace {

template <class T>
struct IsId : std::false_type { };
template <class Kind>
struct IsId<Id<Kind>> : std::true_type { };
template <class T>
struct IsVector : std::false_type { };
template <class T>
struct IsVector<std::vector<T>> : std::true_type { };
template <class T>
struct IsOptional : std::false_type { };
template <class T>
struct IsOptional<std::optional<T>> : std::true_type { };

/// Goes through the leaves of a value and spoils the one that was drawn. Called with none it only counts.
class Spoiling {
public:
    Spoiling(Random& random, std::size_t which) : random_(random), which_(which) { }
    std::size_t leaves() const { return at_; }

    template <class T>
    void go(T& value)
    {
        if constexpr (IsVector<T>::value) {
            if (mine())
                list(value);
            for (auto& one : value)
                go(one);
        } else if constexpr (IsOptional<T>::value) {
            if (mine())
                value = value ? T {} : T { typename T::value_type {} };
            else if (value)
                go(*value);
        } else if constexpr (std::is_same_v<T, Money> || std::is_same_v<T, Date> || std::is_same_v<T, std::string>
            || std::is_same_v<T, Digest> || std::is_same_v<T, Ratio> || IsId<T>::value
            || std::is_arithmetic_v<T> || std::is_enum_v<T>) {
            if (mine())
                leaf(value);
        } else {
            using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
            boost::mp11::mp_for_each<Members>([&](auto member) { go(value.*member.pointer); });
        }
    }

private:
    bool mine() { return at_++ == which_; }

    void leaf(Money& money)
    {
        constexpr auto most = std::numeric_limits<std::int64_t>::max();
        auto const currency
            = random_.below(4) == 0 ? *Currency::from_code(random_.pick({ "USD", "JPY", "KWD" })) : money.currency;
        // It may have been spoilt before: from the ends of the numbers nothing is counted.
        auto const was = money.minor > -most / 100 && money.minor < most / 100 ? money.minor : 0;
        auto const minor = random_.pick<std::int64_t>({ 0, 1, -1, was + 1, was - 1, 10 * was, -was,
            1'000'000'000'000'000, 1'000'000'000'000'001, most, most - 1 });
        money = { minor, currency == Currency::none() ? *Currency::from_code("USD") : currency };
    }
    void leaf(Date& date)
    {
        // Days may have been spoilt before: from the ends of the calendar nothing is counted.
        bool const usual = date > Date::of(1900, 1, 1) && date < Date::of(2200, 1, 1);
        date = usual && random_.below(2) == 0
            ? date.plus_days(random_.between(-400, 400))
            : random_.pick({ Date::of(1, 1, 1), Date::of(9999, 12, 31), Date::of(2028, 2, 29) });
    }
    void leaf(std::string& text)
    {
        text = random_.pick<std::string>({ "", " ", "nobody", std::string(65'537, 'x'), "'; drop table orders; --" });
    }
    void leaf(Digest& digest) { digest.bytes[random_.below(digest.bytes.size())] ^= 1; }
    void leaf(Ratio& ratio)
    {
        ratio = random_.pick({ Ratio::of(3, 2), Ratio::of(-1, 2), Ratio::whole(0), Ratio::of(1, 3) });
    }
    template <class Kind>
    void leaf(Id<Kind>& id)
    {
        id.number = random_.pick<std::uint64_t>({ 0, 1, id.number + 1, 999'999, (std::uint64_t { 1 } << 46) - 1 });
    }
    template <class T>
    void leaf(T& value)
    {
        if constexpr (std::is_same_v<T, bool>)
            value = !value;
        else if constexpr (std::is_enum_v<T>)
            value = another(value);
        else
            value = random_.pick<T>(
                { T { 0 }, T { 1 }, static_cast<T>(value == std::numeric_limits<T>::max() ? 2 : value + 1),
                    std::numeric_limits<T>::max() });
    }
    template <class Enum>
    Enum another(Enum value)
    {
        std::vector<Enum> all;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>(
            [&](auto one) { all.push_back(one.value); });
        return all.empty() ? value : random_.pick(all);
    }
    template <class T>
    void list(std::vector<T>& values)
    {
        switch (random_.below(3)) {
        case 0:
            values.clear();
            return;
        case 1:
            if (!values.empty())
                values.push_back(values.front());
            return;
        default:
            if (!values.empty())
                values.resize(101, values.front());
        }
    }

    Random& random_;
    std::size_t which_;
    std::size_t at_ = 0;
};

/// Sums get a currency where they have none: the wire knows no other.
template <class T>
void furnish(T& value)
{
    if constexpr (IsVector<T>::value) {
        for (auto& one : value)
            furnish(one);
    } else if constexpr (IsOptional<T>::value) {
        if (value)
            furnish(*value);
    } else if constexpr (std::is_same_v<T, Money>) {
        if (value.currency == Currency::none())
            value.currency = *Currency::from_code("USD");
    } else if constexpr (boost::describe::has_describe_members<T>::value) {
        using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
        boost::mp11::mp_for_each<Members>([&](auto member) { furnish(value.*member.pointer); });
    }
}

void furnish(app::Command& command)
{
    std::visit([](auto& subject) { std::visit([](auto& one) { furnish(one); }, subject); }, command);
}

template <class Command>
app::Command empty_one(Random& random)
{
    constexpr auto count = std::variant_size_v<Command>;
    Command command;
    boost::mp11::mp_with_index<count>(random.below(count), [&](auto i) { command.template emplace<i>(); });
    app::Command result { std::move(command) };
    furnish(result);
    return result;
}

} // namespace

void spoil(app::Command& command, Random& random)
{
    auto const go = [&](Spoiling& spoiling) {
        std::visit([&](auto& subject) { std::visit([&](auto& one) { spoiling.go(one); }, subject); }, command);
    };
    Spoiling counting(random, std::numeric_limits<std::size_t>::max());
    go(counting);
    if (counting.leaves() == 0)
        return;
    Spoiling spoiling(random, random.below(counting.leaves()));
    go(spoiling);
    furnish(command);
}

app::Command any_command(Random& random)
{
    switch (random.below(6)) {
    case 0:
        return empty_one<party::Command>(random);
    case 1:
        return empty_one<order::Command>(random);
    case 2:
        return empty_one<claim::Command>(random);
    case 3:
        return empty_one<standing::Command>(random);
    case 4:
        return empty_one<matter::Command>(random);
    default:
        return empty_one<remittance::Command>(random);
    }
}

} // namespace recourse::sim
