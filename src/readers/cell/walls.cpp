#include "readers/cell/walls.hpp"

#include <algorithm>
#include <array>

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace recourse::readers::cell {

namespace {

#if defined(__SANITIZE_ADDRESS__) || (defined(__has_feature) && __has_feature(address_sanitizer))
constexpr bool sanitized = true; // its shadow takes terabytes of address space; the caller sets its own limit instead
#elif defined(__has_feature) && __has_feature(thread_sanitizer)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

#if defined(__has_feature) && __has_feature(undefined_behavior_sanitizer)
constexpr bool types_checked = true;
#else
constexpr bool types_checked = false;
#endif

bool limit(__rlimit_resource what, rlim_t soft, rlim_t hard)
{
    rlimit const both { soft, hard };
    return ::setrlimit(what, &both) == 0;
}

/// Reading needs memory, the time, and its pipe; whatever else is asked for is answered with "not permitted", so that a
/// library that tries for something harmless goes on without it.
constexpr std::array reading_calls { SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write),
    SCMP_SYS(writev), SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(mmap),
    SCMP_SYS(munmap), SCMP_SYS(mprotect), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk), SCMP_SYS(futex),
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
    SCMP_SYS(sched_yield), SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(getrandom), SCMP_SYS(getpid),
    SCMP_SYS(gettid), SCMP_SYS(getrusage), SCMP_SYS(exit), SCMP_SYS(exit_group) };

/// Before the sanitizer's runtime reads the type of an object that it meets for the first time, it tries the address by
/// writing it into a pipe of its own; refused one, it takes every such object for a broken one and ends the process.
/// A build for use has no such runtime and makes no pipe.
constexpr std::array type_checking_calls { SCMP_SYS(pipe), SCMP_SYS(pipe2) };

/// What starting a program and loading its libraries takes beside that.
constexpr std::array starting_calls { SCMP_SYS(execve), SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(arch_prctl),
    SCMP_SYS(set_tid_address), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(prlimit64), SCMP_SYS(getdents64),
    SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getcwd), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid),
    SCMP_SYS(getegid), SCMP_SYS(uname), SCMP_SYS(sysinfo), SCMP_SYS(fcntl), SCMP_SYS(dup), SCMP_SYS(stat),
    SCMP_SYS(lstat), SCMP_SYS(statx), SCMP_SYS(sched_getaffinity) };

bool filter_calls(Inmate inmate)
{
    auto const filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (filter == nullptr)
        return false;
    bool good = true;
    for (int const call : reading_calls)
        good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
    if constexpr (types_checked) {
        for (int const call : type_checking_calls)
            good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
    }
    if (inmate == Inmate::program) {
        for (int const call : starting_calls)
            good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
        // Opened for reading only: neither O_WRONLY, O_RDWR, O_CREAT nor O_TRUNC.
        constexpr auto writes = static_cast<scmp_datum_t>(O_ACCMODE | O_CREAT | O_TRUNC);
        scmp_arg_cmp only_reads { 2, SCMP_CMP_MASKED_EQ, writes, 0 };
        good = good && seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, &only_reads) == 0;
        only_reads.arg = 1;
        good = good && seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1, &only_reads) == 0;
    }
    good = good && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return good;
}

/// Nothing of the file system can be opened; by a program, what programs, libraries, fonts and encodings are made of.
bool close_files(Inmate inmate)
{
    auto const make = [](landlock_ruleset_attr const* attributes, std::size_t size, unsigned flags) {
        return static_cast<int>(::syscall(SYS_landlock_create_ruleset, attributes, size, flags));
    };
    if (make(nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1)
        return false;
    landlock_ruleset_attr attributes {};
    // The rights of the first version, which every kernel with Landlock knows: bits 0 (execute) to 12 (make symlink).
    attributes.handled_access_fs = (std::uint64_t { 1 } << 13) - 1;
    int const rules = make(&attributes, sizeof attributes, 0);
    if (rules < 0)
        return false;
    if (inmate == Inmate::program) {
        for (char const* const folder : { "/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/fonts" }) {
            int const place = ::open(folder, O_PATH | O_CLOEXEC);
            if (place < 0)
                continue;
            landlock_path_beneath_attr beneath {};
            struct stat about {};
            bool const directory = ::fstat(place, &about) == 0 && S_ISDIR(about.st_mode);
            beneath.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE
                | (directory ? LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_EXECUTE : 0);
            beneath.parent_fd = place;
            (void)::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
            ::close(place);
        }
    }
    bool const done = ::syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    ::close(rules);
    return done;
}

} // namespace

bool set_limits(Limits const& limits, std::uint64_t file_size, Inmate)
{
    bool good = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    // The soft limit says SIGXCPU, which is how the caller knows; whoever catches it is killed a second later.
    good = good && limit(RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1);
    good = good && limit(RLIMIT_FSIZE, 0, 0) && limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_NOFILE, 64, 64);
    if (!sanitized)
        good = good && limit(RLIMIT_AS, limits.memory + file_size, limits.memory + file_size);
    return good;
}

Walls put_up_walls(Inmate inmate)
{
    Walls walls;
    walls.files = close_files(inmate);
    walls.system_calls = filter_calls(inmate);
    return walls;
}

} // namespace recourse::readers::cell
