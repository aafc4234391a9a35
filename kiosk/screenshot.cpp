#include "kiosk/screenshot.h"

#include <png.h>

namespace firefly::kiosk {

base::Result<base::Done> write_png(const std::string& path, const host::Pixels& pixels) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = pixels.width;
  image.height = pixels.height;
  image.format = PNG_FORMAT_RGB;
  constexpr int convert_to_8_bit = 0;
  constexpr int tight_rows = 0;
  if (png_image_write_to_file(&image, path.c_str(), convert_to_8_bit, pixels.rgb.data(), tight_rows, nullptr) == 0)
    return base::Error{path + " cannot be written: " + image.message};
  return base::Done{};
}

}  // namespace firefly::kiosk
