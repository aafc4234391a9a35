#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/program/pack.h"
#include "i18n/text/text.h"

// Every word of the app itself, by name. The list is bound once to the messages pack of a locale; a name that the pack
// does not hold is an error then, so that no screen can lack its words later. content/messages.csv holds the same
// names.

// clang-format off
#define FIREFLY_MESSAGES(MESSAGE) \
  MESSAGE(app_name) \
  MESSAGE(drill) \
  MESSAGE(drill_label) \
  MESSAGE(drill_fiction) \
  MESSAGE(loading) \
  MESSAGE(attract_sender) \
  MESSAGE(attract_message) \
  MESSAGE(attract_sender_2) \
  MESSAGE(attract_message_2) \
  MESSAGE(attract_sender_3) \
  MESSAGE(attract_message_3) \
  MESSAGE(attract_line_1) \
  MESSAGE(attract_line_2) \
  MESSAGE(attract_line_3) \
  MESSAGE(attract_start) \
  MESSAGE(language_title) \
  MESSAGE(language_name_zh_hans) \
  MESSAGE(language_name_en) \
  MESSAGE(language_button) \
  MESSAGE(catalogue_title) \
  MESSAGE(catalogue_minutes) \
  MESSAGE(catalogue_express) \
  MESSAGE(cover_drill) \
  MESSAGE(cover_what) \
  MESSAGE(cover_privacy) \
  MESSAGE(cover_issuer) \
  MESSAGE(cover_demonstration) \
  MESSAGE(start) \
  MESSAGE(start_over) \
  MESSAGE(resume) \
  MESSAGE(resume_note) \
  MESSAGE(go_on) \
  MESSAGE(back) \
  MESSAGE(text_large) \
  MESSAGE(text_larger) \
  MESSAGE(text_smaller) \
  MESSAGE(leave) \
  MESSAGE(leave_title) \
  MESSAGE(leave_text) \
  MESSAGE(leave_rest) \
  MESSAGE(leave_rest_over) \
  MESSAGE(leave_talk_stall) \
  MESSAGE(leave_talk_phone) \
  MESSAGE(leave_confirm) \
  MESSAGE(leave_stay) \
  MESSAGE(help_button) \
  MESSAGE(help_title) \
  MESSAGE(help_not_drill) \
  MESSAGE(help_lead) \
  MESSAGE(help_officer) \
  MESSAGE(help_ready_title) \
  MESSAGE(help_ready_own) \
  MESSAGE(help_ready_when) \
  MESSAGE(help_ready_theirs) \
  MESSAGE(help_ready_proof) \
  MESSAGE(help_ready_first) \
  MESSAGE(help_dial) \
  MESSAGE(hotline_police) \
  MESSAGE(hotline_advice) \
  MESSAGE(help_private) \
  MESSAGE(help_return) \
  MESSAGE(advice_paid_title) \
  MESSAGE(advice_paid_stop) \
  MESSAGE(advice_paid_call) \
  MESSAGE(advice_paid_keep) \
  MESSAGE(advice_unpaid_title) \
  MESSAGE(advice_unpaid_stop) \
  MESSAGE(advice_unpaid_block) \
  MESSAGE(advice_ask) \
  MESSAGE(typing) \
  MESSAGE(choose_title) \
  MESSAGE(said) \
  MESSAGE(narrated_choice) \
  MESSAGE(picture_from) \
  MESSAGE(to_debrief) \
  MESSAGE(amount) \
  MESSAGE(amount_gain) \
  MESSAGE(amount_loss) \
  MESSAGE(transfer_to) \
  MESSAGE(transfer_nobody) \
  MESSAGE(transfer_back) \
  MESSAGE(transfer_drill) \
  MESSAGE(call_title) \
  MESSAGE(call_incoming) \
  MESSAGE(call_outgoing) \
  MESSAGE(call_connected) \
  MESSAGE(sms_title) \
  MESSAGE(web_title) \
  MESSAGE(web_address) \
  MESSAGE(page_balance) \
  MESSAGE(page_change) \
  MESSAGE(page_change_none) \
  MESSAGE(debrief_title) \
  MESSAGE(debrief_headline) \
  MESSAGE(debrief_cost) \
  MESSAGE(debrief_cost_none) \
  MESSAGE(debrief_cost_paid) \
  MESSAGE(debrief_cost_received) \
  MESSAGE(debrief_cost_lost) \
  MESSAGE(debrief_cost_shown) \
  MESSAGE(debrief_cost_note) \
  MESSAGE(debrief_flags) \
  MESSAGE(debrief_flags_note) \
  MESSAGE(debrief_flags_none) \
  MESSAGE(debrief_skipped) \
  MESSAGE(debrief_lesson) \
  MESSAGE(debrief_genuine) \
  MESSAGE(debrief_next) \
  MESSAGE(debrief_ask) \
  MESSAGE(debrief_done) \
  MESSAGE(thanks_title) \
  MESSAGE(thanks_text) \
  MESSAGE(thanks_storing) \
  MESSAGE(thanks_stored) \
  MESSAGE(thanks_not_stored) \
  MESSAGE(thanks_nothing) \
  MESSAGE(takeaway_scan) \
  MESSAGE(takeaway_check) \
  MESSAGE(takeaway_compare) \
  MESSAGE(check_words) \
  MESSAGE(play_again) \
  MESSAGE(other_drills) \
  MESSAGE(about) \
  MESSAGE(privacy_title) \
  MESSAGE(privacy_text) \
  MESSAGE(privacy_phone) \
  MESSAGE(privacy_why) \
  MESSAGE(station_duty) \
  MESSAGE(station_complaints) \
  MESSAGE(station_icp) \
  MESSAGE(station_police) \
  MESSAGE(licences_title) \
  MESSAGE(licences_text) \
  MESSAGE(licences_names) \
  MESSAGE(licences_read) \
  MESSAGE(trouble_title) \
  MESSAGE(trouble_pack) \
  MESSAGE(trouble_network) \
  MESSAGE(trouble_none) \
  MESSAGE(trouble_help_works) \
  MESSAGE(retry) \
  MESSAGE(idle_title) \
  MESSAGE(idle_continue) \
  MESSAGE(idle_seconds)

// The locales that the app speaks, source locale first, each with the message that is its own name.
#define FIREFLY_LOCALES(LOCALE) \
  LOCALE("zh-Hans", language_name_zh_hans) \
  LOCALE("en", language_name_en)
// clang-format on

namespace firefly::app {

enum class Message : uint32_t {
#define FIREFLY_MESSAGE(name) name,
  FIREFLY_MESSAGES(FIREFLY_MESSAGE)
#undef FIREFLY_MESSAGE
};

struct Locale {
  std::string_view tag;  // BCP 47
  Message name;          // of the language, in itself
};

// The locales of the app; Intent::ChooseLanguage counts in this order.
std::span<const Locale> locales();

// The ids of all messages as in content/messages.csv, in the order of Message.
std::span<const std::string_view> message_ids();

// The messages of one locale.
class Messages {
 public:
  // Finds every message in the pack; the error names the first one that is not there.
  static base::Result<Messages> bind(program::Pack pack, std::string_view locale);

  // The message with its slots filled.
  text::Text text(Message message, std::span<const std::string> values = {}) const;

  // The message with its one slot filled by a text, which may be broken where it may by itself.
  text::Text text(Message message, const text::Text& value) const;

 private:
  explicit Messages(program::Pack pack) : pack_(std::move(pack)) {}
  program::Pack pack_;
  uint32_t locale_ = 0;
  std::vector<uint32_t> lines_;  // by Message
};

}  // namespace firefly::app
