#include "engine/program/instruction.h"

#include "engine/base/check.h"

namespace firefly::program {

const FunctionShape& shape_of(Function function) {
  constexpr Type n = Type::Number;
  static constexpr FunctionShape shapes[function_count] = {{"random", 0, {n, n}, n},
                                                           {"random_range", 2, {n, n}, n},
                                                           {"dice", 1, {n, n}, n},
                                                           {"min", 2, {n, n}, n},
                                                           {"max", 2, {n, n}, n},
                                                           {"floor", 1, {n, n}, n},
                                                           {"ceil", 1, {n, n}, n},
                                                           {"round", 1, {n, n}, n},
                                                           {"round_places", 2, {n, n}, n},
                                                           {"int", 1, {n, n}, n},
                                                           {"number", 1, {Type::String, n}, n}};
  FIREFLY_CHECK(static_cast<uint32_t>(function) < function_count);
  return shapes[static_cast<uint32_t>(function)];
}

}  // namespace firefly::program
