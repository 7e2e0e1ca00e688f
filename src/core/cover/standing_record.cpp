#include "core/cover/standing_record.hpp"

#include <memory>

namespace recourse::cover {

namespace {

using rules::RecordType;
using rules::Type;
using rules::TypeKind;

std::shared_ptr<RecordType const> const& month()
{
    static auto const type = std::make_shared<RecordType const>(RecordType { "month",
        { { "age", TypeKind::integer }, { "orders", TypeKind::integer }, { "volume", TypeKind::money },
            { "disputes", TypeKind::integer }, { "refunded", TypeKind::money } } });
    return type;
}

std::shared_ptr<RecordType const> const& record()
{
    static auto const type = std::make_shared<RecordType const>(RecordType { "record",
        { { "orders", TypeKind::integer }, { "disputes", TypeKind::integer }, { "disputes_open", TypeKind::integer },
            { "points", TypeKind::integer }, { "refunded", TypeKind::money }, { "recourse", TypeKind::money },
            { "months", Type::list(Type::record(month())) } } });
    return type;
}

} // namespace

rules::Schema const& record_schema()
{
    static auto const schema = [] {
        rules::Schema made;
        made.declare("record", Type::record(record()));
        return made;
    }();
    return schema;
}

rules::RecordType const& record_type()
{
    return *record();
}

rules::RecordType const& month_type()
{
    return *month();
}

} // namespace recourse::cover
