#pragma once

#include "packets/check.hpp"
#include "packets/dossier.hpp"
#include "packets/page.hpp"

#include <map>
#include <vector>

namespace recourse::packets {

/// Where an exhibit stands in a bound PDF, pages counted from 1; the sheets in front are counted too.
struct Bound {
    int first = 0;
    int pages = 0;
};
using BoundPages = std::map<Number, Bound>;

/// Whether documents for this receiver have English in them alone.
bool english_only(receiver::Receiver const&);

/// All exhibits in the order of the list; those of no group after the groups.
std::vector<Exhibit const*> in_order(receiver::List const&, Dossier const&);

/// "Group 1: the contract", "第一组证据：合同"; of group 0 what stands over exhibits of no group.
Words group_title(Dossier const&, int number);

/// The list of evidence as the receiver wants it: its order and its fields, every exhibit under its own number, also
/// those withdrawn; the copies; the line for signature or seal. What is not known is said in its place.
Page list_page(receiver::Receiver const&, Dossier const&, Surveys const&, BoundPages const&);

/// The note that goes with files to a platform: what is asked, which file is where, the chronology.
Page covering_page(receiver::Receiver const&, Dossier const&, Surveys const&);

/// What an inspector is asked, of which goods, compared with what.
Page inspector_page(receiver::Receiver const&, Dossier const&, Surveys const&);

/// The annex of a police report: who, what happened day by day with the exhibits, the list of material.
Page police_page(receiver::Receiver const&, Dossier const&, Surveys const&, BoundPages const&);

} // namespace recourse::packets
