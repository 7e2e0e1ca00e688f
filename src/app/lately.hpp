#pragma once

#include <cstddef>
#include <unordered_map>
#include <utility>

namespace recourse::app {

/// What was used lately, by key: at most about `max` values, those left alone the longest gone first. There are two
/// generations; what is found moves into the younger one, and when that has half the room the older one is dropped.
template <class Key, class Value>
class Lately {
public:
    explicit Lately(std::size_t max) : max_(max) { }

    /// Nothing where it is not kept. Pointers are good until `age` or `clear`.
    Value* find(Key const& key)
    {
        if (auto const found = younger_.find(key); found != younger_.end())
            return &found->second;
        auto node = older_.extract(key);
        return node ? &younger_.insert(std::move(node)).position->second : nullptr;
    }
    /// What is kept already stays as it is.
    Value& put(Key const& key, Value&& value) { return younger_.try_emplace(key, std::move(value)).first->second; }
    /// Drops what is too much; to be called when no pointer is in use.
    void age()
    {
        if (younger_.size() * 2 <= max_)
            return;
        older_ = std::move(younger_);
        younger_.clear();
    }
    void clear()
    {
        younger_.clear();
        older_.clear();
    }

private:
    std::size_t max_;
    std::unordered_map<Key, Value> younger_, older_;
};

} // namespace recourse::app
