#pragma once

#include "readers/cell/entry.hpp"
#include "readers/chat/chat.hpp"
#include "readers/dkim/dkim.hpp"
#include "readers/files/archive.hpp"
#include "readers/files/pdf.hpp"
#include "readers/files/warc.hpp"
#include "readers/kind.hpp"
#include "readers/mail/mail.hpp"
#include "readers/photo/photo.hpp"
#include "readers/record/inspection.hpp"
#include "readers/record/payment.hpp"

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

// Reading a file of evidence. The file itself is kept and hashed by others, whatever is said here.

namespace recourse::readers {

/// What whoever hands in the file says of it, or what was kept beside it.
struct Told {
    std::string name; ///< of the file
    chat::Told chat;
    std::vector<dkim::KeyRecord> keys;
    std::optional<Instant> collected; ///< when the mail was collected, the picture handed in
};
BOOST_DESCRIBE_STRUCT(Told, (), (name, chat, keys, collected))

/// What was read: of the members from `mail` on those that fit the kind.
struct Reading {
    Kind kind = Kind::unknown;
    std::vector<Remark> remarks;
    std::vector<Piece> text; ///< for the full-text search
    bool text_complete = true; ///< false: more text was there than is kept for the search
    std::optional<mail::Mail> mail; ///< also of a saved page (MHTML)
    std::optional<chat::Chat> chat;
    std::optional<photo::Photo> photo;
    std::optional<photo::Video> video;
    std::optional<files::Pdf> pdf;
    std::optional<files::WebCapture> web;
    std::optional<files::Archive> archive; ///< also of office files and bundles of captures
    std::optional<record::Inspection> inspection;
    std::vector<record::Payment> payments;
};
BOOST_DESCRIBE_STRUCT(Reading, (),
    (kind, remarks, text, text_complete, mail, chat, photo, video, pdf, web, archive, inspection, payments))

struct Read {
    Reading reading;
    cell::Walls walls; ///< which stood around the reader
};

/// Reads the file on the descriptor in a child process under the limits. Errors: what stopped it.
std::expected<Read, cell::Stop> read(
    int file, Told const&, cell::Limits const& = {}, char const* program = cell::own_program);

/// What `main` asks before anything else: an exit status when this process is a reader's child. `more` are readers of
/// others that live in the same program.
std::optional<int> run_as_reader(std::span<char const* const> arguments, std::span<cell::NamedReader const> more = {});

/// The reading itself, without walls: for the child, and for tests and fuzzers. Of a PDF it only says what keeps a file
/// from being read, if anything does.
Reading read_bytes(std::string_view bytes, Told const&);

} // namespace recourse::readers
