#include "readers/cell/entry.hpp"

#include "base/packed.hpp"
#include "readers/cell/request.hpp"
#include "readers/cell/walls.hpp"

#include <algorithm>
#include <new>

#include <csignal>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace recourse::readers::cell {

namespace {

std::string read_all(int descriptor)
{
    std::string all;
    char buffer[1 << 16];
    for (;;) {
        auto const got = ::read(descriptor, buffer, sizeof buffer);
        if (got <= 0)
            return all;
        all.append(buffer, static_cast<std::size_t>(got));
    }
}

bool write_all(std::string_view bytes)
{
    while (!bytes.empty()) {
        auto const put = ::write(1, bytes.data(), bytes.size());
        if (put <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
}

/// The walls as the first byte of the answer; the caller takes it off.
std::string walls_byte(Walls const& walls)
{
    return std::string(1, static_cast<char>((walls.system_calls ? 1 : 0) | (walls.files ? 2 : 0)));
}

/// Nothing is run on the way out that a broken state could lead astray.
[[noreturn]] void leave(int status)
{
    ::_exit(status);
}

[[noreturn]] void become(Request const& request)
{
    std::vector<char*> arguments { const_cast<char*>(request.reader.c_str()) };
    for (auto const& one : request.arguments)
        arguments.push_back(const_cast<char*>(one.c_str()));
    arguments.push_back(nullptr);
    char language[] = "LC_ALL=C.UTF-8";
    char* environment[] = { language, nullptr };
    if (!write_all(walls_byte(put_up_walls(Inmate::program))))
        leave(threw);
    ::execve(request.reader.c_str(), arguments.data(), environment);
    leave(no_program);
}

} // namespace

std::optional<int> entry(
    std::span<char const* const> arguments, std::span<NamedReader const> readers, void (*prepare)())
{
    if (arguments.size() < 2 || arguments[1] != hidden_argument)
        return std::nullopt;
    (void)::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    (void)::signal(SIGPIPE, SIG_DFL);
    auto const request = packed::unpack<Request>(read_all(request_descriptor));
    if (!request)
        return no_reader;
    (void)::syscall(SYS_close_range, 3u, ~0u, 0u);
    struct stat about {};
    if (::fstat(0, &about) != 0 || about.st_size < 0)
        return no_reader;
    auto const size = static_cast<std::uint64_t>(about.st_size);
    if (size > request->limits.file_size)
        return too_long;
    if (!request->arguments.empty()) {
        if (!set_limits(request->limits, size, Inmate::program))
            return no_reader;
        become(*request);
    }
    auto const reader = std::ranges::find(readers, std::string_view { request->reader }, &NamedReader::name);
    if (reader == readers.end())
        return no_reader;

    std::string_view file;
    if (size > 0) {
        void* const bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, 0, 0);
        if (bytes == MAP_FAILED)
            return no_reader;
        file = { static_cast<char const*>(bytes), size };
    }
    ::close(0);
    if (prepare != nullptr)
        prepare();
    if (!set_limits(request->limits, size, Inmate::reader))
        return no_reader;
    auto const walls = put_up_walls(Inmate::reader);
    try {
        auto const answer = walls_byte(walls)
            + reader->read(file, { reinterpret_cast<char const*>(request->input.data()), request->input.size() });
        leave(write_all(answer) ? 0 : threw);
    } catch (std::bad_alloc const&) {
        leave(out_of_memory);
    } catch (...) {
        leave(threw);
    }
}

} // namespace recourse::readers::cell
