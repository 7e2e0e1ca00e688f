#pragma once

namespace recourse::render {

/// A stamp is a small page with one line of type at its right edge, in points; letters have a white edge, so that they
/// are legible on whatever they are laid over and hide next to nothing of it.
inline constexpr double stamp_width = 300, stamp_height = 16;

} // namespace recourse::render
