#pragma once

#include <optional>

#include "engine/script/diagnostic.h"
#include "engine/script/syntax.h"

namespace firefly::script {

// Reads one expression from the bytes [at, end) and moves `at` behind it. It ends before the first word that cannot
// go on with it: `}`, `>>`, `,`, `as` and the like; what must follow is the caller's to check. Where there is no
// expression, a diagnostic is added and nothing comes back.
std::optional<Expression> parse_expression(const Source& source, uint32_t& at, uint32_t end, Diagnostics& diagnostics);

// Whether the bytes at `at` begin with the assignment sign of <<set>> and <<declare>>: `=` or `to`, and for
// <<set>> also `+=` and its like. Moves `at` behind it and tells the operator (None for plain assignment).
std::optional<Operator> parse_assignment(const Source& source, uint32_t& at, uint32_t end);

// The sign of an operator as authors write it, such as `<=`.
std::string_view sign_of(Operator op);

}  // namespace firefly::script
