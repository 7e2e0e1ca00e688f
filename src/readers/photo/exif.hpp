#pragma once

#include "readers/photo/photo.hpp"

namespace recourse::readers::photo {

/// Reads the EXIF data of a JPEG file into the claims. What the library found to be damaged on the way goes to
/// `damage`.
Metadata read_exif(std::string_view jpeg, Claimed&, std::vector<std::string>& damage);

} // namespace recourse::readers::photo
