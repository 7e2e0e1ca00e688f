// Read by the leak checker at the end of every test program, and of the program itself when it is built to be tested.
//
// Cairo 1.16 never frees the heights of the pages of a PDF (8 bytes a page, one block a document), and fontconfig keeps
// a few hundred bytes of its configuration. Neither can be freed from outside; both are gone with the process. Their
// stacks end inside the libraries, so no narrower pattern can be given.
extern "C" char const* __lsan_default_suppressions(); // NOLINT(bugprone-reserved-identifier): the checker's own name

extern "C" char const* __lsan_default_suppressions() // NOLINT(bugprone-reserved-identifier)
{
    return "leak:libcairo.so\nleak:libfontconfig.so\n";
}
