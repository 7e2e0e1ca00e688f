#pragma once

#include "packets/dossier.hpp"
#include "packets/finding.hpp"
#include "packets/pdf/survey.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace recourse::packets {

/// What was counted in the files of exhibits, by the exhibits' numbers; an exhibit that is missing was not looked at.
using Surveys = std::map<Number, pdf::Survey>;

/// Whether the exhibits go in one by one as they came (platforms, payment services, inspectors), or bound as one PDF.
bool takes_files(receiver::Receiver const&);

/// Whether the exhibit's pages can be bound: PDF, JPEG, PNG and plain text.
bool can_be_bound(Exhibit const&);

/// Which slot each exhibit goes into, by its number; an exhibit that fits none is not in it.
std::map<Number, receiver::Slot const*> slots_of(receiver::Receiver const&, Dossier const&);

/// Whether the exhibit goes to the receiver: it is not gone, and where files go into slots, one takes it.
bool is_enclosed(receiver::Receiver const&, Exhibit const&, std::map<Number, receiver::Slot const*> const& slots);

/// The exhibits that go to the receiver as translations of this one, by number.
std::vector<Exhibit const*> translations_of(receiver::Receiver const&, Dossier const&, Exhibit const&);
/// Who made a translation: as it says itself, and where it does not in a language, as its original says.
Words translator_of(Exhibit const& translation, Exhibit const& original);

/// Every breach and every unknown of handing this dossier to that receiver, in the order packet, list, exhibits, slots.
/// What only shows in the finished files is said by `check_files`.
Findings check(receiver::Receiver const&, Dossier const&, Surveys const& = {});

/// A finished file.
struct FileFacts {
    std::string name;
    std::string media_type;
    std::uint64_t bytes = 0;
    std::uint64_t pages = 0; ///< of a PDF
};

/// What the finished files of a packet break.
Findings check_files(receiver::Receiver const&, std::vector<FileFacts> const&);

} // namespace recourse::packets
