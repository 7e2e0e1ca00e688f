#include "vault/bag/manifest.hpp"

#include "vault/bag/tag_text.hpp"
#include "vault/contents/contents.hpp"

#include <algorithm>
#include <map>

namespace recourse::vault {

namespace {

std::optional<std::string> digits_of(std::string_view text, std::size_t count)
{
    if (text.size() != count)
        return std::nullopt;
    std::string digits;
    for (char const c : text) {
        bool const small = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (!small && (c < 'A' || c > 'F'))
            return std::nullopt;
        digits += small ? c : static_cast<char>(c + 32);
    }
    return digits;
}

} // namespace

std::vector<ManifestLine> read_manifest(std::string_view text, std::string_view file, ChecksumKind const& kind,
    bool encoded, std::vector<Finding>& findings)
{
    std::vector<ManifestLine> lines;
    std::map<std::string, std::string, std::less<>> seen;
    std::size_t number = 0;
    for (auto const line : lines_of(text)) {
        ++number;
        auto const tell = [&](Grade grade, std::string_view says) {
            findings.push_back({ grade, std::string { file }, fmt::format("line {}: {}", number, says) });
        };
        if (line.empty())
            continue;
        auto const space = line.find_first_of(" \t");
        auto const name_at = space == std::string_view::npos ? space : line.find_first_not_of(" \t", space);
        auto const checksum = digits_of(line.substr(0, space), kind.digits);
        if (!checksum || name_at == std::string_view::npos) {
            tell(Grade::error, fmt::format("not {} hexadecimal digits, a space and a name", kind.digits));
            continue;
        }
        auto written = line.substr(name_at);
        if (written.starts_with('*')) {
            tell(Grade::warning,
                "an asterisk before the name, as md5sum writes it, which others take for a part of the name");
            written.remove_prefix(1);
        }
        if (written.starts_with("./")) {
            tell(Grade::warning, "\"./\" before the name, which is not of the form");
            written.remove_prefix(2);
        }
        auto name = encoded ? decode_name(written) : std::string { written };
        if (auto const flaw = name_flaw(name)) {
            tell(Grade::error, *flaw);
            continue;
        }
        auto const [before, added] = seen.emplace(name, *checksum);
        if (!added) {
            bool const same = before->second == *checksum;
            tell(encoded || !same ? Grade::error : Grade::warning,
                fmt::format("{} stands twice{}", name, same ? "" : ", with two checksums"));
            continue;
        }
        lines.push_back({ *checksum, std::move(name) });
    }
    return lines;
}

std::string manifest_line(std::string_view checksum, std::string_view name)
{
    return fmt::format("{}  {}\n", checksum, encode_name(name));
}

} // namespace recourse::vault
