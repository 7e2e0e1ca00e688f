#include "vault/contents/memory_contents.hpp"

namespace recourse::vault {

MemoryContents::MemoryContents(std::map<std::string, std::string> files)
{
    for (auto& [name, bytes] : files) {
        entries_.push_back({ name, bytes.size() });
        bytes_.push_back(std::move(bytes));
    }
}

std::expected<void, Flaw> MemoryContents::read(std::size_t index, PieceSink const& sink) const
{
    auto const& bytes = bytes_[index];
    sink({ reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size() });
    return {};
}

} // namespace recourse::vault
