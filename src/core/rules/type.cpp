#include "core/rules/type.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace recourse::rules {

namespace {

Type const& any()
{
    static Type const dyn;
    return dyn;
}

} // namespace

Type Type::list(Type element)
{
    Type type { TypeKind::list };
    type.parts_ = std::make_shared<std::vector<Type> const>(1, std::move(element));
    return type;
}

Type Type::map(Type key, Type value)
{
    Type type { TypeKind::map };
    type.parts_ = std::make_shared<std::vector<Type> const>(std::vector { std::move(key), std::move(value) });
    return type;
}

Type Type::record(std::shared_ptr<RecordType const> record)
{
    RECOURSE_ASSERT(record != nullptr);
    Type type { TypeKind::record };
    type.record_ = std::move(record);
    return type;
}

Type Type::words(std::vector<std::string> words)
{
    Type type { TypeKind::string };
    type.words_ = std::make_shared<std::vector<std::string> const>(std::move(words));
    return type;
}

Type Type::type_of(Type of)
{
    Type type { TypeKind::type };
    type.parts_ = std::make_shared<std::vector<Type> const>(1, std::move(of));
    return type;
}

Type Type::variable(unsigned number)
{
    Type type { TypeKind::dyn };
    type.variable_ = number;
    return type;
}

Type const& Type::element() const
{
    RECOURSE_ASSERT(kind_ == TypeKind::list || kind_ == TypeKind::map);
    return parts_ ? parts_->back() : any();
}

Type const& Type::key() const
{
    RECOURSE_ASSERT(kind_ == TypeKind::map);
    return parts_ ? parts_->front() : any();
}

RecordType const& Type::fields() const
{
    RECOURSE_ASSERT(kind_ == TypeKind::record && record_ != nullptr);
    return *record_;
}

std::vector<std::string> const& Type::word_list() const
{
    static std::vector<std::string> const none;
    return words_ ? *words_ : none;
}

std::vector<Type> const& Type::parts() const
{
    static std::vector<Type> const none;
    return parts_ ? *parts_ : none;
}

bool operator==(Type const& a, Type const& b)
{
    if (a.kind_ != b.kind_ || a.variable_ != b.variable_)
        return false;
    if (a.kind_ == TypeKind::record)
        return a.record_ == b.record_ || a.record_->name == b.record_->name;
    return a.parts_ == b.parts_ || a.parts() == b.parts();
}

int RecordType::find(std::string_view field) const
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name == field)
            return static_cast<int>(i);
    }
    return -1;
}

namespace {

struct Named {
    std::string_view name;
    TypeKind kind;
};

// The first name of a kind is the one we print.
constexpr std::array names {
    Named { "dyn", TypeKind::dyn },
    Named { "null_type", TypeKind::null },
    Named { "bool", TypeKind::boolean },
    Named { "int", TypeKind::integer },
    Named { "uint", TypeKind::uinteger },
    Named { "double", TypeKind::real },
    Named { "string", TypeKind::string },
    Named { "bytes", TypeKind::bytes },
    Named { "list", TypeKind::list },
    Named { "map", TypeKind::map },
    Named { "timestamp", TypeKind::timestamp },
    Named { "duration", TypeKind::duration },
    Named { "type", TypeKind::type },
    Named { "money", TypeKind::money },
    Named { "date", TypeKind::date },
    Named { "null", TypeKind::null },
    Named { "any", TypeKind::dyn },
    Named { "google.protobuf.Timestamp", TypeKind::timestamp },
    Named { "google.protobuf.Duration", TypeKind::duration },
    // What protobuf wraps so that it can be null has no static type of its own here.
    Named { "google.protobuf.Any", TypeKind::dyn },
    Named { "google.protobuf.Value", TypeKind::dyn },
    Named { "google.protobuf.NullValue", TypeKind::null },
    Named { "google.protobuf.BoolValue", TypeKind::dyn },
    Named { "google.protobuf.BytesValue", TypeKind::dyn },
    Named { "google.protobuf.DoubleValue", TypeKind::dyn },
    Named { "google.protobuf.FloatValue", TypeKind::dyn },
    Named { "google.protobuf.Int32Value", TypeKind::dyn },
    Named { "google.protobuf.Int64Value", TypeKind::dyn },
    Named { "google.protobuf.UInt32Value", TypeKind::dyn },
    Named { "google.protobuf.UInt64Value", TypeKind::dyn },
    Named { "google.protobuf.StringValue", TypeKind::dyn },
};

std::string_view kind_name(TypeKind kind)
{
    for (auto const& named : names) {
        if (named.kind == kind)
            return named.name;
    }
    return kind == TypeKind::record ? "record" : "error";
}

constexpr int depth_max = 64;

class TypeReader {
public:
    explicit TypeReader(std::string_view text) : text_(text) { }

    std::expected<Type, std::string> whole()
    {
        auto type = one(0);
        skip();
        if (type && at_ != text_.size())
            return std::unexpected("unexpected '" + std::string(text_.substr(at_)) + "' after the type");
        return type;
    }

private:
    void skip()
    {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t'))
            ++at_;
    }

    bool take(char c)
    {
        skip();
        if (at_ < text_.size() && text_[at_] == c) {
            ++at_;
            return true;
        }
        return false;
    }

    std::expected<Type, std::string> one(int depth)
    {
        if (depth > depth_max)
            return std::unexpected("types nested too deeply");
        skip();
        auto const start = at_;
        while (at_ < text_.size()
            && (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '_' || text_[at_] == '.'))
            ++at_;
        auto const name = text_.substr(start, at_ - start);
        std::vector<Type> parts;
        if (take('(')) {
            do {
                auto part = one(depth + 1);
                if (!part)
                    return part;
                parts.push_back(*std::move(part));
            } while (take(','));
            if (!take(')'))
                return std::unexpected("a type's parts end with ')'");
        }
        return named(name, std::move(parts));
    }

    static std::expected<Type, std::string> named(std::string_view name, std::vector<Type> parts)
    {
        if (name == "list" && parts.size() <= 1)
            return Type::list(parts.empty() ? Type {} : std::move(parts[0]));
        if (name == "map" && (parts.empty() || parts.size() == 2))
            return parts.empty() ? Type::map({}, {}) : Type::map(std::move(parts[0]), std::move(parts[1]));
        if (name == "type" && parts.size() == 1)
            return Type::type_of(std::move(parts[0]));
        if ((name == "wrapper" || name == "nullable") && parts.size() == 1)
            return Type {};
        if (name == "google.protobuf.Struct" && parts.empty())
            return Type::map(TypeKind::string, {});
        if (name == "google.protobuf.ListValue" && parts.empty())
            return Type::list({});
        if (name.size() == 1 && name[0] >= 'A' && name[0] <= 'Z' && parts.empty())
            return Type::variable(static_cast<unsigned>(name[0] - 'A' + 1));
        auto const found = std::ranges::find(names, name, &Named::name);
        if (found == names.end() || !parts.empty())
            return std::unexpected("no type is called '" + std::string(name) + "'");
        return Type { found->kind };
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

} // namespace

std::string to_string(Type const& type)
{
    switch (type.kind()) {
    case TypeKind::list:
        return "list(" + to_string(type.element()) + ")";
    case TypeKind::map:
        return "map(" + to_string(type.key()) + ", " + to_string(type.element()) + ")";
    case TypeKind::record:
        return type.fields().name;
    case TypeKind::type:
        return type.parts().empty() ? "type" : "type(" + to_string(type.parts()[0]) + ")";
    default:
        return std::string(kind_name(type.kind()));
    }
}

std::expected<Type, std::string> parse_type(std::string_view text)
{
    return TypeReader(text).whole();
}

std::string_view runtime_name(Type const& type)
{
    switch (type.kind()) {
    case TypeKind::timestamp:
        return "google.protobuf.Timestamp";
    case TypeKind::duration:
        return "google.protobuf.Duration";
    case TypeKind::record:
        return type.fields().name;
    default:
        return kind_name(type.kind());
    }
}

} // namespace recourse::rules
