#pragma once

#include "base/date.hpp"
#include "core/act/actor.hpp"
#include "store/store.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace recourse::api {

/// What an answer about a record was made of: it is the same answer as long as all of it is the same.
struct MadeOf {
    store::StreamId of = 0; ///< the record
    act::Actor viewer;
    Date today; ///< in the programme's zone
    void const* books = nullptr; ///< the rule books by which it was worked out
    std::vector<store::Sequence> latest = {}; ///< the latest event of the record and of each other that it tells of
    friend bool operator==(MadeOf const&, MadeOf const&) = default;
};

/// One answer about a record, as it goes out.
struct ShownRecord {
    std::string json;
    std::string tag; ///< for ETag
};

/// The last answers about records, so that what is asked again before anything has changed is not worked out again:
/// what somebody may do now is found by asking the rules about every command. It never holds more than `bytes_max`
/// (counted by their JSON), and any thread may use it.
class Shown {
public:
    explicit Shown(std::size_t bytes_max = std::size_t { 32 } << 20) : half_(bytes_max / 2) { }

    /// Null where it has to be worked out.
    std::shared_ptr<ShownRecord const> find(MadeOf const&);
    void keep(MadeOf, std::shared_ptr<ShownRecord const>);

private:
    struct Hash {
        std::size_t operator()(MadeOf const&) const;
    };
    using Generation = std::unordered_map<MadeOf, std::shared_ptr<ShownRecord const>, Hash>;

    std::size_t half_;
    std::mutex mutex_;
    Generation young_, old_; ///< when the young ones fill their half, the old ones go
    std::size_t young_bytes_ = 0;
};

} // namespace recourse::api
