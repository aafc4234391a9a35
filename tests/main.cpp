#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "tests/source_path.h"

namespace firefly::test {

std::string source_path(const std::string& in_tree) { return FIREFLY_SOURCE_DIR "/" + in_tree; }

}  // namespace firefly::test
