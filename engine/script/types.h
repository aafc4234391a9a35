#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/script/diagnostic.h"
#include "engine/script/syntax.h"

namespace firefly::script {

enum class ValueType : uint8_t { Unknown, Number, Bool, String };

// "number", "bool", "string" as scripts write them.
std::string_view name_of(ValueType type);

// A function that scripts may call. Unknown as an argument type takes a value of any type.
struct FunctionSignature {
  std::string_view name;
  std::vector<ValueType> arguments;
  ValueType result;
};
const std::vector<FunctionSignature>& known_functions();

struct VariableInfo {
  ValueType type = ValueType::Unknown;
  const Expression* initial = nullptr;  // of its <<declare>>, where there is one
  const Source* source = nullptr;       // of its first use
  Span span;
};

// Every variable of a program by its name.
using Variables = std::map<std::string, VariableInfo>;

// Finds the type of every variable, from <<declare>>, <<set>> and use alike, and tells what does not agree: types,
// conditions that are no bool, unknown variables and functions. The scripts must outlive the result.
Variables infer_types(const std::vector<const Script*>& scripts, Diagnostics& diagnostics);

// The type of an expression, once the variables are known.
ValueType type_of(const Expression& expression, const Variables& variables);

}  // namespace firefly::script
