#include "engine/prove/words.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

namespace firefly::prove {

using program::no_index;

namespace {

// {0} node, {1} line, {2} measured, {3} limit, {4} locale.
struct Words {
  Kind kind;
  std::string_view name;
  std::string_view english;  // it holds; behind "not decided within the bound: " likewise
  std::string_view english_refuted;
  std::string_view english_cure;
  std::string_view chinese;
  std::string_view chinese_refuted;
  std::string_view chinese_cure;
};

constexpr std::array<Words, kind_count> table{{
    {Kind::NodeMet, "node_met", "some play comes to node {0}", "no play ever comes to node {0}",
     "jump to it from somewhere, or take it out", "有的走法会走到节点 {0}", "怎么走都走不到节点 {0}",
     "从别处跳转过来，或者删掉它"},
    {Kind::EndingMet, "ending_met", "some play ends in {0}", "no play ever ends in {0}",
     "look for the jump to this ending that is missing", "有的走法以 {0} 结局", "怎么走都到不了结局 {0}",
     "找找是不是少了一个跳到这个结局的 <<jump>>"},
    {Kind::LineMet, "line_met", "some play shows the line \"{1}\"", "no play ever shows the line \"{1}\"",
     "nothing leads to it, or others of its group always come first: move it, give it a condition, or take it out",
     "有的走法会显示“{1}”", "怎么走都看不到“{1}”",
     "它前面已经离开了这个节点，或者同组的总是抢在它前面：挪个位置、加个条件，或者删掉"},
    {Kind::OptionOpen, "option_open", "the option \"{1}\" can be taken in some play",
     "the option \"{1}\" can never be taken", "its condition is never true: change the condition or what it reads",
     "选项“{1}”有的时候能选", "选项“{1}”永远选不了", "它的条件从来不成立：改条件，或改它用到的变量"},
    {Kind::ConditionHolds, "condition_holds", "the condition is true in some play", "the condition is never true",
     "what stands under it is never shown: change the condition or take it out", "这个条件有的时候成立",
     "这个条件从来不成立", "它下面的内容谁也看不到：改条件，或者删掉"},
    {Kind::ConditionFails, "condition_fails", "the condition is false in some play", "the condition is always true",
     "it decides nothing: change the condition or take it out", "这个条件有的时候不成立", "这个条件永远成立",
     "它什么也没决定：改条件，或者去掉"},
    {Kind::NoDeadEnd, "no_dead_end", "no play stops outside an ending", "a play stops in node {0} without an ending",
     "jump on to another node or to an ending", "没有哪种走法会半路断掉", "走到节点 {0} 就断了，没有结局",
     "在这里跳到别的节点或结局"},
    {Kind::EndingInReach, "ending_in_reach", "from everywhere an ending can still be reached",
     "from node {0} on, no ending can be reached any more", "give one of its options a way out", "走到哪里都还能到结局",
     "从节点 {0} 开始，再也走不到任何结局", "给其中一个选项留一条出路"},
    {Kind::NoCircle, "no_circle", "no play runs in a circle without a choice",
     "a play runs in a circle in node {0}, and nothing can be chosen",
     "put a choice or a condition into the circle that leads out of it", "没有哪种走法会不停兜圈、无从选择",
     "走到节点 {0} 会一直兜圈子，没有选项可选", "在圈子里放一个选项或条件，让人能出来"},
    {Kind::OptionsLeft, "options_left", "of the options some can always be taken",
     "a play comes to where none of the options can be taken, beginning with \"{1}\"",
     "let one of them be without a condition", "每次选择都有能选的选项", "有一种走法走到这里，“{1}”等选项一个都选不了",
     "留一个不带条件的选项"},
    {Kind::WarnedBeforeLoss, "warned_before_loss", "a flagged line comes before every loss",
     "a play loses in node {0} before any line that gives the scam away",
     "put a line with #flag: before it on this way", "每次受损失之前都出现过破绽",
     "有一种走法走到节点 {0} 就受了损失，之前一处破绽也没出现过", "在这条路上先放一句带 #flag: 的话"},
    {Kind::Debriefed, "debriefed", "every play ends with headline, advice and debrief",
     "a play ends in node {0} without headline, advice or debrief",
     "end plays in a node with `part: ending` that says #debrief:headline and #debrief:text; keep the Debrief node",
     "每种走法最后都有标题、建议和复盘", "有一种走法在节点 {0} 结束，没有标题、建议或复盘",
     "让它结束在 part: ending 的节点里，写上 #debrief:headline 和 #debrief:text；保留 Debrief 节点"},
    {Kind::RiskHasLesson, "risk_has_lesson", "the risky option \"{1}\" has its lesson",
     "the risky option \"{1}\" has no lesson", "add #lesson: with the flag that should have warned",
     "有风险的选项“{1}”写明了教训", "有风险的选项“{1}”没有写教训", "加上 #lesson:，写明本该注意到的破绽"},
    {Kind::LocaleComplete, "locale_complete", "every line is there in {4}", "the line \"{1}\" is missing in {4}",
     "translate it in translations.csv", "{4} 的每一句都有", "“{1}”缺 {4} 的文字", "在 translations.csv 里补上译文"},
    {Kind::Decisions, "decisions", "the longest play takes {2} decisions ({3} allowed)",
     "the longest play takes {2} decisions; {3} are allowed", "shorten this way, or change limits.csv",
     "最长的一种走法要选 {2} 次（上限 {3} 次）", "最长的一种走法要选 {2} 次，上限是 {3} 次",
     "把这条路缩短，或者修改 limits.csv"},
    {Kind::ReadingTime, "reading_time", "the longest play takes {2} s to read in {4} ({3} s allowed)",
     "the longest play takes {2} s to read in {4}; {3} s are allowed",
     "shorten this way, promise more minutes on the cover, or change limits.csv",
     "最长的一种走法，{4} 要读 {2} 秒（上限 {3} 秒）", "最长的一种走法，{4} 要读 {2} 秒，上限是 {3} 秒",
     "把这条路缩短，或在封面多写几分钟，或修改 limits.csv"},
}};

const Words& words_of(Kind kind) { return table[static_cast<size_t>(kind)]; }

std::string fill(std::string_view words, const std::vector<std::string>& values) {
  std::string out;
  for (size_t i = 0; i < words.size(); ++i) {
    const bool slot = words[i] == '{' && i + 2 < words.size() && words[i + 2] == '}' && words[i + 1] >= '0' &&
                      words[i + 1] < static_cast<char>('0' + values.size());
    if (!slot) {
      out += words[i];
      continue;
    }
    out += values[static_cast<size_t>(words[i + 1] - '0')];
    i += 2;
  }
  return out;
}

// The line in the scenario's own language, with dots for values.
std::string text_of(const program::Pack& pack, uint32_t line) {
  std::string text(pack.text(0, line).utf8);
  if (text.empty()) text = pack.line(line).id;
  for (size_t at = text.find("\xef\xbf\xbc"); at != std::string::npos; at = text.find("\xef\xbf\xbc")) {
    text.replace(at, 3, "…");
  }
  return text;
}

}  // namespace

std::string name_of(Kind kind) { return std::string(words_of(kind).name); }

std::string name_of(Verdict verdict) {
  static constexpr std::array<const char*, 3> names{"holds", "refuted", "undecided"};
  return names[static_cast<size_t>(verdict)];
}

Both message_of(const Claim& claim, const program::Pack& pack) {
  const Words& words = words_of(claim.kind);
  const std::vector<std::string> values{
      claim.node == no_index ? "" : std::string(pack.node(claim.node).title),
      claim.line == no_index ? "" : text_of(pack, claim.line),
      std::to_string(claim.measured),
      std::to_string(claim.limit),
      claim.locale == no_index ? "" : std::string(pack.locales()[claim.locale]),
  };
  switch (claim.verdict) {
    case Verdict::Holds: break;
    case Verdict::Refuted: return {fill(words.english_refuted, values), fill(words.chinese_refuted, values)};
    case Verdict::Undecided:
      return {"not decided within the bound: " + fill(words.english, values),
              "在限度内没能判定：" + fill(words.chinese, values)};
  }
  return {fill(words.english, values), fill(words.chinese, values)};
}

Both cure_of(const Claim& claim) {
  switch (claim.verdict) {
    case Verdict::Holds: break;
    case Verdict::Refuted:
      return {std::string(words_of(claim.kind).english_cure), std::string(words_of(claim.kind).chinese_cure)};
    case Verdict::Undecided:
      return {"let it look at more (--states), or let fewer variables matter at the same time",
              "让它多看一些（--states），或者减少同时起作用的变量"};
  }
  return {};
}

Both summary_of(const Report& report) {
  std::array<size_t, 3> counts{};
  for (const Claim& claim : report.claims) ++counts[static_cast<size_t>(claim.verdict)];
  constexpr double mebibyte = 1024 * 1024;
  std::string megabytes = std::to_string(static_cast<double>(report.bytes) / mebibyte);
  megabytes.resize(megabytes.find('.') + 2);
  const std::vector<std::string> values{std::to_string(counts[0]), std::to_string(counts[1]), std::to_string(counts[2]),
                                        std::to_string(report.states), megabytes};
  return {
      fill(report.whole ? "{0} claims hold, {1} are refuted, {2} undecided; all plays followed: {3} states, {4} MiB"
                        : "{0} claims hold, {1} are refuted, {2} undecided; the bound came first: {3} states, {4} MiB",
           values),
      fill(report.whole ? "{0} 条成立，{1} 条不成立，{2} 条未判定；所有走法都看过：{3} 个状态，{4} MiB"
                        : "{0} 条成立，{1} 条不成立，{2} 条未判定；到了限度，没有看完：{3} 个状态，{4} MiB",
           values)};
}

}  // namespace firefly::prove
