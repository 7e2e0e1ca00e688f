#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::rules {

struct RecordType;

enum class TypeKind : unsigned char {
    dyn,
    null,
    boolean,
    integer,
    uinteger,
    real,
    string,
    bytes,
    list,
    map,
    timestamp,
    duration,
    type,
    money,
    date,
    record,
    error,
};

/// A static type. Lists and maps carry their element types; a record carries its fields; a string may carry the words
/// it is limited to. Cheap to copy.
class Type {
public:
    Type(TypeKind kind = TypeKind::dyn) : kind_(kind) { }
    static Type list(Type element);
    static Type map(Type key, Type value);
    static Type record(std::shared_ptr<RecordType const>);
    /// A string that is one of these words.
    static Type words(std::vector<std::string> words);
    /// The type of a type value: what type(x) has where x has this type.
    static Type type_of(Type);
    /// A type that is still to be found, numbered from 1; the checker's own. Everyone else sees dyn.
    static Type variable(unsigned number);

    TypeKind kind() const { return kind_; }
    Type const& element() const; ///< of a list; value type of a map. Asserts.
    Type const& key() const; ///< of a map. Asserts.
    RecordType const& fields() const; ///< of a record. Asserts.
    std::shared_ptr<RecordType const> const& record_type() const { return record_; }
    /// Empty where the string is free.
    std::vector<std::string> const& word_list() const;
    /// 0 unless made by variable().
    unsigned variable_number() const { return variable_; }
    bool is_variable() const { return variable_ != 0; }
    /// Element types: one of a list, two of a map, at most one of a type.
    std::vector<Type> const& parts() const;

    /// Same type in every part; words are strings, records are the same by name.
    friend bool operator==(Type const&, Type const&);

private:
    TypeKind kind_;
    std::shared_ptr<std::vector<Type> const> parts_;
    std::shared_ptr<RecordType const> record_;
    std::shared_ptr<std::vector<std::string> const> words_;
    unsigned variable_ = 0;
};

/// "list(money)", "map(string, int)", "order" (a record's name).
std::string to_string(Type const&);
/// Reads what to_string writes, CEL's own names ("google.protobuf.Timestamp", "null_type", "optional wrappers" such as
/// "google.protobuf.Int64Value" are dyn) and single capital letters as variables ("A" is variable 1). Errors: a clause.
std::expected<Type, std::string> parse_type(std::string_view);
/// The name CEL gives the values of a type at run time: "list", "google.protobuf.Timestamp", "order".
std::string_view runtime_name(Type const&);

/// A record of named, typed fields, e.g. the facts under `order`. Values of it are arrays in field order.
struct RecordType {
    struct Field {
        std::string name;
        Type type;
    };
    std::string name;
    std::vector<Field> fields;

    /// Index of the field, or -1.
    int find(std::string_view field) const;
};

} // namespace recourse::rules
