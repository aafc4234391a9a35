#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/script/diagnostic.h"
#include "engine/script/syntax.h"

namespace firefly::script {

// What a value is while it is played. A value of an enum is the number or the text that stands for it.
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

// What is neither declared nor set nor known, but used.
enum class Undeclared : uint8_t {
  IsWrong,    // a slip of the pen: our scenarios have no other functions, and declare their variables
  IsInferred  // any Yarn script: a variable or a function of the program that plays it; its use says what type it has
};

// The functions of whoever plays the script, as far as they are known before.
struct Surroundings {
  Undeclared undeclared = Undeclared::IsInferred;
  std::vector<FunctionSignature> functions;
};

struct VariableInfo {
  ValueType type = ValueType::Unknown;
  const Expression* initial = nullptr;  // of its <<declare>>, where there is one
  bool is_smart = false;                // no variable at all: `initial` is worked out anew wherever it is read
  const Source* source = nullptr;       // of its declaration or first use
  Span span;
};

struct EnumInfo {
  ValueType type = ValueType::Number;  // of its values
  struct Value {
    std::string name;
    double number = 0;
    std::string text;
  };
  std::vector<Value> values;  // one a case, in order
};

// A function that only the program around knows.
struct HostFunctionInfo {
  std::vector<ValueType> arguments;
  ValueType result = ValueType::Unknown;  // Unknown where nobody asks for it
};

// A node that belongs to a group.
struct GroupNodeInfo {
  Expression condition;   // all of its `when:` together
  std::string variable;   // the smart variable of that condition
  std::string once_flag;  // the variable that says that it was played; empty where no `when: once` asks
};

// What is known of a program's names.
struct Types {
  // The scripts' own, with their $; and those that stand for what the language asks by itself: "when:…" and "content:…"
  // are smart variables of groups, "once:…" flags.
  std::map<std::string, VariableInfo> variables;
  std::map<std::string, EnumInfo> enums;
  std::map<std::string, HostFunctionInfo> host_functions;
  std::map<const Expression*, std::string> owners;  // the enum of each Expression::Kind::Member
  std::map<const Node*, GroupNodeInfo> group_nodes;
  std::map<std::string, Expression> contents;  // by title of a group: whether any of its nodes would be played

  // The smart variable that says whether a node has content: of a group only; empty for any other name.
  std::string content_variable(const std::string& title) const {
    return contents.count(title) != 0 ? "content:" + title : std::string();
  }
};

// Finds the type of every variable and function, from <<declare>>, <<set>> and use alike, and tells what does not
// agree: types, conditions that are no bool, unknown names, enums, smart variables that read themselves. The scripts
// must outlive the result.
Types infer_types(const std::vector<const Script*>& scripts, const Surroundings& surroundings,
                  Diagnostics& diagnostics);

// The type of an expression, once the names are known.
ValueType type_of(const Expression& expression, const Types& types);

// The value of a member of an enum; nullptr where there is none.
const EnumInfo::Value* member_value(const Expression& member, const Types& types);

// Whether an expression is a value as it is written: a number, true, false, a text or a member of an enum.
bool is_literal(const Expression& expression);

// Whether an expression may give something else each time: it draws from chance or asks the program around. What smart
// variables in it do counts too.
bool is_fickle(const Expression& expression, const Types& types);

// The names of the smart variables that an expression reads, and those that these read, each behind those that it
// needs.
std::vector<std::string> smart_variables_of(const Expression& expression, const Types& types);

}  // namespace firefly::script
