#include "engine/program/instruction.h"

#include "engine/base/check.h"

namespace firefly::program {

const FunctionShape& shape_of(Function function) {
  constexpr Type n = Type::Number;
  constexpr Type b = Type::Bool;
  constexpr Type s = Type::String;
  static constexpr FunctionShape shapes[function_count] = {
      {"random", 0, {n, n}, n},       {"random_range", 2, {n, n}, n},  {"random_range_float", 2, {n, n}, n},
      {"dice", 1, {n, n}, n},         {"min", 2, {n, n}, n},           {"max", 2, {n, n}, n},
      {"floor", 1, {n, n}, n},        {"ceil", 1, {n, n}, n},          {"round", 1, {n, n}, n},
      {"round_places", 2, {n, n}, n}, {"inc", 1, {n, n}, n},           {"dec", 1, {n, n}, n},
      {"decimal", 1, {n, n}, n},      {"int", 1, {n, n}, n},           {"number", 1, {s, n}, n},
      {"number", 1, {b, n}, n},       {"bool", 1, {s, n}, b},          {"format", 2, {s, n}, s},
      {"format", 2, {s, s}, s},       {"visited_count", 1, {s, n}, n}, {"has_any_content", 1, {s, n}, b}};
  FIREFLY_CHECK(static_cast<uint32_t>(function) < function_count);
  return shapes[static_cast<uint32_t>(function)];
}

}  // namespace firefly::program
