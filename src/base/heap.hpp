#pragma once

namespace recourse {

/// Asks for large pages for the first 32 MiB of the heap, and keeps freed memory for what comes next. Reading the data
/// folders touches some thousand small pages once; where a page fault is dear, as under a hypervisor, they are a third
/// of the time of a short command. To be called first in main(). A system that has no large pages goes on without.
void prepare_heap();

} // namespace recourse
