#include "vault/bag/check.hpp"

#include "vault/bag/measure.hpp"
#include "vault/bag/tag_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace recourse::vault {

namespace {

constexpr std::size_t declaration_bytes_max = 1'024;
constexpr std::size_t info_bytes_max = 4U << 20U;
constexpr std::array versions { "0.93", "0.94", "0.95", "0.96", "0.97", "1.0" };
constexpr std::array system_files { ".DS_Store", "Thumbs.db", "desktop.ini" };

bool is_system_file(std::string_view name)
{
    auto const own = name.substr(name.rfind('/') + 1);
    return std::ranges::find(system_files, own) != system_files.end() || own.starts_with("._");
}

bool is_payload(std::string_view name)
{
    return name.starts_with("data/");
}

/// A manifest with what it says.
struct Manifest {
    std::string file;
    bool of_tags = false;
    ChecksumKind const* kind = nullptr;
    std::vector<ManifestLine> lines;
    std::vector<std::optional<std::size_t>> files; ///< for each line the file that it names
};

class Check {
public:
    Check(Contents const& contents, BagLimits limits) : contents_(contents), limits_(limits) { }

    BagReport run();

private:
    bool final() const { return report_.version == "1.0"; }
    void tell(Grade grade, std::string file, std::string says)
    {
        report_.findings.push_back({ grade, std::move(file), std::move(says) });
    }
    std::optional<std::string> text_of(std::size_t index, std::size_t bytes_max);

    bool read_declaration();
    void read_manifests();
    void read_fetch();
    void read_info();
    void check_oxum(std::string_view value);
    std::optional<std::size_t> place(Manifest const&, ManifestLine const&);
    void check_presence();
    void check_sums();
    void check_names();

    Contents const& contents_;
    BagLimits limits_;
    BagReport report_;
    std::vector<Manifest> manifests_;
    std::set<std::string, std::less<>> elsewhere_; ///< what fetch.txt names
    std::map<std::string, std::size_t> composed_; ///< of every file
    std::map<std::string, std::size_t> folded_;
};

/// The text of a file beside the payload; tells when it is none.
std::optional<std::string> Check::text_of(std::size_t index, std::size_t bytes_max)
{
    auto const& name = contents_.entries()[index].name;
    auto const bytes = read_whole(contents_, index, bytes_max);
    if (!bytes) {
        tell(Grade::error, name, bytes.error().says);
        return std::nullopt;
    }
    auto text = to_utf8(*bytes, report_.encoding);
    if (!text) {
        tell(Grade::error, name, text.error());
        return std::nullopt;
    }
    return *std::move(text);
}

bool Check::read_declaration()
{
    constexpr std::string_view file = "bagit.txt",
                               version_label = "BagIt-Version: ", encoding_label = "Tag-File-Character-Encoding: ";
    auto const at = find(contents_, file);
    auto const wrong = [&](std::string says) {
        tell(Grade::error, std::string { file }, std::move(says));
        return false;
    };
    if (!at)
        return wrong("is missing: this is no bag");
    auto const text = read_whole(contents_, *at, declaration_bytes_max);
    if (!text)
        return wrong(text.error().says);
    if (text->starts_with("\xEF\xBB\xBF"))
        return wrong("begins with a byte order mark");
    auto const lines = lines_of(*text);
    if (lines.size() != 2 || !lines[0].starts_with(version_label) || !lines[1].starts_with(encoding_label))
        return wrong("is not the two lines \"BagIt-Version: M.N\" and \"Tag-File-Character-Encoding: ENCODING\"");
    auto const version = lines[0].substr(version_label.size());
    if (std::ranges::find(versions, version) == versions.end())
        return wrong(fmt::format("version '{}' is none that is known", version.substr(0, 20)));
    report_.version = version;
    report_.encoding = lines[1].substr(encoding_label.size());
    if (auto const known = to_utf8({}, report_.encoding); !known)
        return wrong(known.error());
    return true;
}

void Check::read_manifests()
{
    auto const files = contents_.entries();
    for (std::size_t i = 0; i < files.size(); ++i) {
        std::string_view stem = files[i].name;
        bool const of_tags = stem.starts_with("tag");
        if (of_tags)
            stem.remove_prefix(3);
        if (!stem.starts_with("manifest-") || !stem.ends_with(".txt") || stem.find('/') != std::string_view::npos)
            continue;
        stem = stem.substr(9, stem.size() - 13);
        std::string name { stem };
        std::ranges::transform(
            name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        if (name != stem)
            tell(Grade::warning, files[i].name, "the name of the checksum is to be written in small letters");
        auto const* const kind = checksum_kind(name);
        if (kind == nullptr) {
            tell(Grade::warning, files[i].name, "its checksum is none that is known: not checked");
            continue;
        }
        auto const text = text_of(i, limits_.manifest_bytes_max);
        if (!text)
            continue;
        Manifest manifest { files[i].name, of_tags, kind, {}, {} };
        manifest.lines = read_manifest(*text, files[i].name, *kind, final(), report_.findings);
        manifests_.push_back(std::move(manifest));
    }
    if (std::ranges::none_of(manifests_, [](Manifest const& one) { return !one.of_tags; }))
        tell(Grade::error, {}, "there is no manifest of the payload with a checksum that is known");
}

/// Names only: nothing is ever fetched.
void Check::read_fetch()
{
    auto const at = find(contents_, "fetch.txt");
    auto const text = at ? text_of(*at, limits_.manifest_bytes_max) : std::nullopt;
    if (!text)
        return;
    std::size_t number = 0;
    for (auto const line : lines_of(*text)) {
        ++number;
        if (line.empty())
            continue;
        auto const wrong
            = [&](std::string_view says) { tell(Grade::error, "fetch.txt", fmt::format("line {}: {}", number, says)); };
        std::array<std::string_view, 2> words; // the address and the length; the rest is the name
        auto rest = line;
        for (auto& word : words) {
            auto const end = std::min(rest.find_first_of(" \t"), rest.size());
            word = rest.substr(0, end);
            rest.remove_prefix(std::min(rest.find_first_not_of(" \t", end), rest.size()));
        }
        bool const length = words[1] == "-"
            || (!words[1].empty() && words[1].find_first_not_of("0123456789") == std::string_view::npos);
        if (rest.empty() || !length) {
            wrong("not an address, a length or \"-\", and a name");
            continue;
        }
        if (rest.starts_with("./"))
            rest.remove_prefix(2);
        auto name = final() ? decode_name(rest) : std::string { rest };
        if (auto const flaw = name_flaw(name))
            wrong(*flaw);
        else if (!is_payload(name))
            wrong("names a file that is not below data/");
        else
            elsewhere_.insert(std::move(name));
    }
}

void Check::check_oxum(std::string_view value)
{
    std::uint64_t bytes = 0, count = 0;
    auto const dot = value.find('.');
    auto const number = [](std::string_view text, std::uint64_t& into) {
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
        return error == std::errc {} && end == text.data() + text.size();
    };
    if (dot == std::string_view::npos || !number(value.substr(0, dot), bytes) || !number(value.substr(dot + 1), count))
        return tell(Grade::error, "bag-info.txt", "Payload-Oxum is not BYTES.FILES");
    std::uint64_t have_bytes = 0, have = 0;
    for (auto const& file : contents_.entries())
        if (is_payload(file.name)) {
            have_bytes += file.size;
            ++have;
        }
    if (bytes != have_bytes || count != have)
        tell(final() ? Grade::error : Grade::warning, "bag-info.txt",
            fmt::format("Payload-Oxum says {} bytes in {} files; there are {} in {}", bytes, count, have_bytes, have));
}

void Check::read_info()
{
    std::string const file = report_.version < "0.96" ? "package-info.txt" : "bag-info.txt";
    auto const at = find(contents_, file);
    auto const text = at ? text_of(*at, info_bytes_max) : std::nullopt;
    if (!text)
        return;
    auto const trimmed = [](std::string_view word) {
        auto const from = word.find_first_not_of(" \t");
        return from == std::string_view::npos ? std::string_view {}
                                              : word.substr(from, word.find_last_not_of(" \t") + 1 - from);
    };
    std::size_t number = 0;
    for (auto const line : lines_of(*text)) {
        ++number;
        if (line.empty())
            continue;
        bool const goes_on = line.front() == ' ' || line.front() == '\t';
        if (goes_on && !report_.info.empty()) {
            report_.info.back().second += " " + std::string { trimmed(line) };
            continue;
        }
        auto const colon = line.find(':');
        if (colon == std::string_view::npos) {
            tell(Grade::warning, file, fmt::format("line {}: not a label, a colon and a value", number));
            continue;
        }
        report_.info.emplace_back(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
    }
    for (auto const& [label, value] : report_.info)
        if (label == "Payload-Oxum")
            check_oxum(value);
}

/// The file that a line names. Tells where it is found under another name, or not at all.
std::optional<std::size_t> Check::place(Manifest const& manifest, ManifestLine const& line)
{
    if (auto const exact = find(contents_, line.name))
        return exact;
    auto const named
        = [&](std::string_view says) { return fmt::format("{} names {}, {}", manifest.file, line.name, says); };
    if (auto const at = composed_.find(composed(line.name)); at != composed_.end()) {
        tell(Grade::warning, contents_.entries()[at->second].name,
            named("which is written in another Unicode form (NFC or NFD) than the file's"));
        return at->second;
    }
    if (!final()) {
        if (auto const at = folded_.find(folded(line.name)); at != folded_.end()) {
            tell(Grade::warning, contents_.entries()[at->second].name, named("which differs in the case of letters"));
            return at->second;
        }
        if (is_system_file(line.name)) {
            tell(Grade::warning, line.name, "a file of an operating system, listed and missing");
            return std::nullopt;
        }
    }
    tell(Grade::error, line.name,
        elsewhere_.contains(line.name) ? "is missing: fetch.txt says where it may be had, and nothing is fetched"
                                       : fmt::format("is missing, and {} lists it", manifest.file));
    return std::nullopt;
}

void Check::check_presence()
{
    auto const files = contents_.entries();
    std::vector<std::size_t> listings(files.size());
    std::size_t payload_manifests = 0;
    for (auto& manifest : manifests_) {
        payload_manifests += manifest.of_tags ? 0U : 1U;
        std::vector<bool> named(files.size());
        for (auto const& line : manifest.lines) {
            manifest.files.emplace_back();
            if (is_payload(line.name) == manifest.of_tags) {
                tell(Grade::error, manifest.file,
                    fmt::format("lists {}, which is {}", line.name, manifest.of_tags ? "payload" : "not below data/"));
                continue;
            }
            auto const at = place(manifest, line);
            manifest.files.back() = at;
            if (at && !named[*at]) {
                named[*at] = true;
                listings[*at] += manifest.of_tags ? 0U : 1U;
            }
        }
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!is_payload(files[i].name) || listings[i] == payload_manifests || payload_manifests == 0)
            continue;
        if (listings[i] > 0 && !final())
            tell(Grade::note, files[i].name, "not every manifest lists it");
        else if (!final() && is_system_file(files[i].name))
            tell(Grade::warning, files[i].name, "a file of an operating system that no manifest lists");
        else
            tell(Grade::error, files[i].name,
                listings[i] == 0 ? "no manifest lists it" : "a manifest of the payload does not list it");
    }
}

void Check::check_sums()
{
    auto const files = contents_.entries();
    auto const* const own = checksum_kind("sha256");
    std::vector<std::vector<ChecksumKind const*>> wanted(files.size(), { own });
    for (auto const& manifest : manifests_)
        for (auto const& at : manifest.files)
            if (at && std::ranges::find(wanted[*at], manifest.kind) == wanted[*at].end())
                wanted[*at].push_back(manifest.kind);
    auto const measured = measure(contents_, wanted);
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!measured[i])
            tell(Grade::error, files[i].name, measured[i].error().says);
        else
            report_.digests.emplace(files[i].name, *parse_digest(measured[i]->front()));
    }
    for (auto const& manifest : manifests_)
        for (std::size_t i = 0; i < manifest.lines.size(); ++i) {
            auto const at = manifest.files[i];
            if (!at || !measured[*at])
                continue;
            auto const place = std::ranges::find(wanted[*at], manifest.kind) - wanted[*at].begin();
            if ((*measured[*at])[static_cast<std::size_t>(place)] != manifest.lines[i].checksum)
                tell(Grade::error, files[*at].name,
                    fmt::format("its {} is not the one of {}", manifest.kind->name, manifest.file));
        }
}

/// Names that are one file where case or Unicode forms are not told apart.
void Check::check_names()
{
    auto const files = contents_.entries();
    for (std::size_t i = 0; i < files.size(); ++i) {
        composed_.emplace(composed(files[i].name), i);
        auto const [before, added] = folded_.emplace(folded(files[i].name), i);
        if (!added)
            tell(Grade::warning, files[i].name,
                fmt::format("is one file with {} where case is not told apart", files[before->second].name));
    }
}

BagReport Check::run()
{
    check_names();
    if (read_declaration()) {
        read_manifests();
        read_fetch();
        read_info();
        check_presence();
        check_sums();
    }
    auto& findings = report_.findings;
    std::ranges::sort(findings);
    findings.erase(std::ranges::unique(findings).begin(), findings.end());
    if (findings.size() > limits_.findings_max) {
        auto const grade = findings[limits_.findings_max].grade;
        auto const more = findings.size() - limits_.findings_max;
        findings.resize(limits_.findings_max);
        tell(grade, {}, fmt::format("and {} more", more));
    }
    return std::move(report_);
}

} // namespace

bool BagReport::valid() const
{
    return std::ranges::none_of(findings, [](Finding const& one) { return one.grade == Grade::error; });
}

BagReport check_bag(Contents const& contents, BagLimits limits)
{
    return Check(contents, limits).run();
}

} // namespace recourse::vault
