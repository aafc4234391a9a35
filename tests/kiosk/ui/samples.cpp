#include "tests/kiosk/ui/samples.h"

#include <cstdint>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/utf8.h"
#include "engine/program/draft.h"
#include "kiosk/app/takeaway.h"

namespace firefly::ui_test {
namespace {

using app::Element;
using app::Intent;
using app::Screen;
using app::Tone;
using app::View;
using program::Side;
using Kind = Element::Kind;

bool is_wide(uint32_t code_point) { return code_point >= 0x2e80; }

bool closes(uint32_t code_point) {
  constexpr std::u32string_view closing = U"，。！？：；、）》」”’…";
  return closing.find(static_cast<char32_t>(code_point)) != std::u32string_view::npos;
}

bool opens(uint32_t code_point) {
  constexpr std::u32string_view opening = U"（《「“‘";
  return opening.find(static_cast<char32_t>(code_point)) != std::u32string_view::npos;
}

// The words of both languages at the place where they are used.
struct Words {
  Language language;
  text::Text operator()(std::string_view chinese, std::string_view english) const {
    return plain_text(language == Language::Chinese ? chinese : english);
  }
};

struct Writer {
  View view;
  Words say;

  Element& body(Kind kind, text::Text text) {
    Element& element = view.body.emplace_back();
    element.id = "body-" + std::to_string(view.body.size());
    element.kind = kind;
    element.text = std::move(text);
    return element;
  }
  Element& bubble(Side side, uint32_t avatar, text::Text name, text::Text text) {
    Element& element = body(Kind::Bubble, std::move(text));
    element.side = side;
    element.avatar = avatar;
    element.detail = std::move(name);
    return element;
  }
  Element& step(uint32_t number, text::Text text, Tone tone = Tone::Plain) {
    Element& element = body(Kind::Step, std::move(text));
    element.number = number;
    element.tone = tone;
    return element;
  }
  Element& dock(text::Text text, Intent intent, Tone tone = Tone::Plain) {
    Element& element = view.dock.emplace_back();
    element.id = "dock-" + std::to_string(view.dock.size());
    element.kind = Kind::Button;
    element.text = std::move(text);
    element.intent = intent;
    element.tone = tone;
    return element;
  }
  void bar(text::Text text, Intent::Kind kind) {
    Element& element = view.bar.emplace_back();
    element.id = std::string("bar-") + app::name_of(kind);
    element.kind = Kind::Button;
    element.text = std::move(text);
    element.intent = {kind, 0};
    element.tone = Tone::Quiet;
  }
};

Writer begin(Screen screen, Language language, app::TextSize text_size, const program::Pack& pack, text::Text title) {
  Writer writer{{}, Words{language}};
  View& view = writer.view;
  const Words& say = writer.say;
  view.screen = screen;
  view.locale = language == Language::Chinese ? "zh-Hans" : "en";
  view.title = std::move(title);
  view.text_size = text_size;
  if (screen != Screen::Help) view.drill = say("演练", "DRILL");
  view.packs.push_back(pack);
  view.help.id = "help";
  view.help.kind = Kind::Button;
  view.help.text = say("我真的碰上了 / 已经转账", "This is really happening to me / I have paid");
  view.help.intent = {screen == Screen::Help ? Intent::Kind::None : Intent::Kind::Help, 0};
  const bool playing = app::is_play(screen) || screen == Screen::Debrief;
  if (playing)
    writer.bar(say("不想玩了", "I'd rather stop"), Intent::Kind::Leave);
  else if (screen != Screen::Attract)
    writer.bar(say("返回", "Back"), Intent::Kind::Back);
  if (!playing) writer.bar(say("语言", "Language"), Intent::Kind::ShowLanguages);
  if (text_size != app::TextSize::Standard) writer.bar(say("字小一点", "Smaller text"), Intent::Kind::SmallerText);
  if (text_size != app::TextSize::Largest) writer.bar(say("大字版", "Larger text"), Intent::Kind::LargerText);
  if (screen == Screen::Attract) writer.bar(say("关于", "About"), Intent::Kind::ShowAbout);
  return writer;
}

View attract(Language language, app::TextSize size, const program::Pack& pack) {
  const Words say{language};
  Writer w = begin(Screen::Attract, language, size, pack, say("反诈演练", "Scam drill"));
  w.bubble(Side::Them, program::no_index, say("小林助理", "Lin, assistant"),
           say("在吗？老师今晚带大家赚一笔，我给你留了个名额，快来呀。",
               "Are you there? Teacher is making everyone some money tonight. I saved you a seat, come quickly!"));
  w.body(Kind::Heading, say("这条消息，您会回吗？", "Would you answer this message?"));
  w.body(Kind::Paragraph, say("花三分钟，亲身走一遍。不花钱，不留名。",
                              "Walk through it yourself in three minutes. No money, no names."));
  w.dock(say("点开看看", "Open it"), {Intent::Kind::Start, 0}, Tone::Primary);
  return std::move(w.view);
}

View language_screen(Language language, app::TextSize size, const program::Pack& pack) {
  const Words say{language};
  Writer w = begin(Screen::Language, language, size, pack, say("选择语言", "Choose a language"));
  w.body(Kind::Heading, say("选择语言", "Choose a language"));
  w.dock(say("简体中文", "简体中文"), {Intent::Kind::ChooseLanguage, 0});
  w.dock(say("English", "English"), {Intent::Kind::ChooseLanguage, 1});
  return std::move(w.view);
}

View catalogue(Language language, app::TextSize size, const program::Pack& pack) {
  const Words say{language};
  Writer w = begin(Screen::Catalogue, language, size, pack, say("选一个演练", "Choose a drill"));
  const auto card = [&](uint32_t index, text::Text title, text::Text summary, text::Text badge) {
    Element& element = w.body(Kind::Card, std::move(title));
    element.detail = std::move(summary);
    element.badge = std::move(badge);
    element.picture = index % 2;
    element.intent = {Intent::Kind::Open, index};
  };
  card(0, say("老师带你赚", "The teacher who makes you rich"),
       say("群里人人都在赚，只有您是真的。", "Everybody in the group is winning, and only you are real."),
       say("约 4 分钟", "about 4 minutes"));
  card(1, say("老师带你赚", "The teacher who makes you rich"),
       say("两分钟走完关键几步。", "The steps that matter, in two minutes."),
       say("快速版 · 约 2 分钟", "Short version · about 2 minutes"));
  return std::move(w.view);
}

View cover(Language language, app::TextSize size, const program::Pack& pack) {
  const Words say{language};
  Writer w = begin(Screen::Cover, language, size, pack, say("老师带你赚", "The teacher who makes you rich"));
  Element& face = w.body(Kind::Picture, say("一位戴眼镜的中年人", "A middle-aged man with glasses"));
  face.picture = 0;
  w.body(Kind::Heading, say("老师带你赚", "The teacher who makes you rich"));
  w.body(Kind::Paragraph, say("夜市的反诈摊位前，一位大姐把手机递了过来。",
                              "At the stall in the night market, a woman holds out her phone."));
  w.body(Kind::Caption, say("约 4 分钟", "about 4 minutes"));
  w.body(Kind::Heading, say("会发生什么", "What happens"));
  w.step(0, say("您会进一个荐股群，和“老师”聊天。", "You join a stock-tip group and chat with a “teacher”."));
  w.step(0, say("每到要紧处，由您来选。", "Whenever it matters, you choose."));
  w.body(Kind::Paragraph,
         say("聊天、转账、收益都是假的，不会动您一分钱。不记录您是谁。",
             "Chat, payments and profits are invented. Nothing touches your money. We do not record who you are."))
      .tone = Tone::Genuine;
  w.body(Kind::Caption,
         say("公益演示版，不代表任何单位", "A public-interest demonstration; it speaks for no authority"));
  w.dock(say("开始演练", "Start the drill"), {Intent::Kind::Play, 0}, Tone::Primary);
  return std::move(w.view);
}

View chat(Language language, app::TextSize size, const program::Pack& pack) {
  const Words say{language};
  Writer w = begin(Screen::Chat, language, size, pack, say("财富同行学习群", "Wealth Companions study group"));
  w.view.scroll = View::Scroll::Newest;
  w.view.conversation = View::Conversation::Group;
  const text::Text teacher = say("苏老师", "Teacher Su");
  const text::Text lin = say("小林助理", "Lin, assistant");
  w.body(Kind::Time, say("第三天 晚上 9:40", "Day three, 9:40 in the evening"));
  w.body(Kind::Narration, say("群里又热闹起来了。", "The group is lively again."));
  w.bubble(Side::Them, 0, teacher, say("今晚这只，跟上的都吃肉。", "Tonight's pick: whoever follows gets the meat."));
  w.bubble(Side::Them, 0, teacher,
           say("稳赚不赔，老师拿人格担保。名额只到十点。", "You cannot lose, my word on it. Seats close at ten."));
  w.bubble(Side::Them, program::no_index, lin, say("收到！", "Got it!"));
  Element& picture =
      w.body(Kind::Picture, say("一张收益截图，数字很大", "A screenshot of profits, the number is very large"));
  picture.side = Side::Them;
  picture.avatar = 0;
  picture.picture = 1;
  picture.detail = lin;
  w.bubble(Side::Me, 0, say("我", "Me"), say("真的能提出来吗？", "Can one really withdraw it?"));
  Element& paid = w.body(Kind::TransferCard, plain_text("¥1,000"));
  paid.side = Side::Me;
  paid.avatar = 0;
  paid.detail = say("转给 宏途商贸部", "To Hongtu Trading Dept.");
  paid.badge = say("演练 · 没有真的转账", "Drill · no real money moved");
  Element& received = w.body(Kind::TransferCard, plain_text("¥120"));
  received.side = Side::Them;
  received.detail = say("到账", "Received");
  received.badge = say("演练 · 画面虚构", "Drill · invented screen");
  Element& typing = w.body(Kind::Typing, say("苏老师正在输入", "Teacher Su is typing"));
  typing.side = Side::Them;
  typing.avatar = 0;
  typing.detail = teacher;
  w.dock(say("那我再跟一单", "Then I will follow once more"), {Intent::Kind::Choose, 0});
  w.dock(say("先等等，我问问女儿", "Wait, I will ask my daughter first"), {Intent::Kind::Choose, 1});
  w.dock(say("打 96110 问一问", "Call 96110 and ask"), {Intent::Kind::Choose, 2}).badge = say("演练", "drill");
  return std::move(w.view);
}

View page(Language language, app::TextSize size, const program::Pack& pack) {
  const Words say{language};
  Writer w = begin(Screen::Page, language, size, pack, say("鸿富通", "Hongfutong"));
  w.body(Kind::Caption, say("账户余额", "Account balance"));
  Element& balance = w.body(Kind::Balance, plain_text("¥13,860.00"));
  balance.detail = say("比上次 +¥2,480.00", "+¥2,480.00 since last time");
  balance.badge = say("反诈演练 · 画面虚构", "Anti-scam drill · invented screen");
  balance.tone = Tone::Gain;
  balance.series = {1000, 1180, 1120, 1380, 2600, 2480, 4300, 6900, 11380, 13860};
  w.body(Kind::Narration,
         say("页面弹出一行红字：今日打新，中签率 100%。", "A red line pops up: today's new share, 100% allotment."));
  Element& falling = w.body(Kind::Balance, plain_text("¥0.00"));
  falling.detail = say("比上次 -¥13,860.00", "-¥13,860.00 since last time");
  falling.badge = say("反诈演练 · 画面虚构", "Anti-scam drill · invented screen");
  falling.tone = Tone::Loss;
  falling.series = {13860, 0};
  w.dock(say("全部提现", "Withdraw everything"), {Intent::Kind::Choose, 0});
  w.dock(say("再加一万", "Put in ten thousand more"), {Intent::Kind::Choose, 1});
  return std::move(w.view);
}

View ringing(Language language, app::TextSize size, const program::Pack& pack) {
  const Words say{language};
  Writer w = begin(Screen::Call, language, size, pack, say("电话", "Phone call"));
  w.view.scroll = View::Scroll::Newest;
  Element& caller = w.body(Kind::Caller, say("理赔客服 400-000-1125", "Claims service 400-000-1125"));
  caller.avatar = 0;
  caller.detail = say("正在呼入……", "Ringing...");
  caller.badge = say("演练", "drill");
  caller.tone = Tone::Primary;
  w.body(Kind::Narration, say("屏幕上是一个没见过的号码。", "The number on the screen is one you have never seen."));
  w.dock(say("接", "Answer"), {Intent::Kind::Choose, 0});
  w.dock(say("不接", "Let it ring"), {Intent::Kind::Choose, 1});
  return std::move(w.view);
}

View call(Language language, app::TextSize size, const program::Pack& pack) {
  const Words say{language};
  Writer w = begin(Screen::Call, language, size, pack, say("电话", "Phone call"));
  w.view.scroll = View::Scroll::Newest;
  const text::Text name = say("理赔客服 400-000-1125", "Claims service 400-000-1125");
  Element& caller = w.body(Kind::Caller, name);
  caller.avatar = 0;
  caller.detail = say("通话中", "On the call");
  caller.badge = say("演练", "drill");
  const auto spoken = [&](Side side, text::Text who, text::Text text, Tone tone) {
    Element& element = w.bubble(side, program::no_index, std::move(who), std::move(text));
    element.kind = Kind::Spoken;
    element.tone = tone;
  };
  w.body(Kind::Time, say("下午 3:40", "3:40 in the afternoon"));
  spoken(Side::Them, name,
         say("您那个包裹丢了，我们要赔您三倍，您看收到短信了吧？",
             "Your parcel is lost and we owe you three times its price. You have the message, don't you?"),
         Tone::Quiet);
  spoken(Side::Me, say("我", "Me"), say("我不记得买过什么。", "I do not remember buying anything."), Tone::Quiet);
  spoken(Side::Them, name,
         say("您打开手机银行，我一步一步教您。", "Open your bank's app, I will take you through it step by step."),
         Tone::Plain);
  Element& paid = w.body(Kind::TransferCard, plain_text("¥1,000"));
  paid.side = Side::Me;
  paid.detail = say("转给 宏途商贸部", "To Hongtu Trading Dept.");
  paid.badge = say("演练 · 没有真的转账", "Drill · no real money moved");
  w.dock(say("挂断", "Hang up"), {Intent::Kind::Choose, 0});
  w.dock(say("挂断，自己打 110 问", "Hang up and ask 110"), {Intent::Kind::Choose, 1}).badge = say("演练", "drill");
  return std::move(w.view);
}

View messages(Language language, app::TextSize size, const program::Pack& pack) {
  const Words say{language};
  Writer w = begin(Screen::Messages, language, size, pack, say("短信", "Text messages"));
  w.view.scroll = View::Scroll::Newest;
  Element& sender = w.body(Kind::Sender, plain_text("10690000251147"));
  sender.avatar = 0;
  sender.detail = say("反诈演练 · 画面虚构", "Anti-scam drill · invented screen");
  w.body(Kind::Time, say("星期三 上午 9:12", "Wednesday, 9:12 in the morning"));
  const text::Text name = plain_text("10690000251147");
  w.bubble(Side::Them, program::no_index, name,
           say("【速达快递】您的包裹在运输途中丢失，可获三倍赔付，请尽快登录办理。",
               "[Suda Express] Your parcel was lost on its way. Claim three times its price now."))
      .tone = Tone::Quiet;
  w.bubble(Side::Me, program::no_index, say("我", "Me"), say("我没买东西呀", "But I bought nothing")).tone =
      Tone::Quiet;
  w.dock(say("点开链接看看", "Open the link"), {Intent::Kind::Choose, 0});
  w.dock(say("删掉", "Delete it"), {Intent::Kind::Choose, 1});
  return std::move(w.view);
}

View web(Language language, app::TextSize size, const program::Pack& pack) {
  const Words say{language};
  Writer w = begin(Screen::Web, language, size, pack, say("网页", "Web page"));
  w.view.scroll = View::Scroll::Newest;
  w.body(Kind::Address, say("peifu-suda.演练", "peifu-suda.example")).badge = say("演练", "Drill");
  w.body(Kind::Heading, say("三倍赔付 · 极速到账", "Three times the price, at once"));
  w.body(Kind::Paragraph, say("请填写收款银行卡号、手机号和短信验证码，十分钟内到账。",
                              "Enter your bank card number, your phone number and the code we texted you."));
  w.body(Kind::Narration, say("您：填上银行卡号", "You: enter the card number"));
  w.dock(say("填上验证码", "Enter the code"), {Intent::Kind::Choose, 0});
  w.dock(say("关掉网页", "Close the page"), {Intent::Kind::Choose, 1});
  return std::move(w.view);
}

View face(Language language, app::TextSize size, const program::Pack& pack) {
  const Words say{language};
  Writer w = begin(Screen::Face, language, size, pack, say("枇杷街夜市", "Loquat Street night market"));
  w.view.scroll = View::Scroll::Newest;
  w.body(Kind::Time, say("夏夜，枇杷街夜市", "A summer night on Loquat Street"));
  w.body(Kind::Narration, say("兰姐在反诈摊位前坐下。", "Lan sits down at the anti-fraud stall."));
  const auto spoken = [&](Side side, text::Text who, text::Text text) {
    w.bubble(side, 0, std::move(who), std::move(text)).kind = Kind::Spoken;
  };
  spoken(Side::Me, say("兰姐", "Lan"), say("你给看看，这个是真的吗？", "Have a look: is this real?"));
  spoken(Side::Them, say("民警小齐", "Officer Qi"), say("别急，从头说。", "No hurry. From the beginning."));
  spoken(Side::Them, say("民警小齐", "Officer Qi"),
         say("快递丢了，是平台把钱退回原来的付款渠道，不用您填卡号，更不要验证码。",
             "For a lost parcel the shop pays back the way you paid. It needs no card number and no code."));
  Element& picture = w.body(Kind::Picture, say("一张收益截图", "A screenshot of profits"));
  picture.side = Side::Me;
  picture.avatar = 0;
  picture.picture = 1;
  picture.badge = say("反诈演练 · 画面虚构", "Anti-scam drill · invented screen");
  w.dock(say("谢谢你，我删了它", "Thank you, I will delete it"), {Intent::Kind::Choose, 0});
  return std::move(w.view);
}

View debrief(Language language, app::TextSize size, const program::Pack& pack) {
  const Words say{language};
  Writer w = begin(Screen::Debrief, language, size, pack, say("复盘 1 / 3", "Looking back 1 / 3"));
  w.view.conversation = View::Conversation::Group;
  w.body(Kind::Heading, say("钱没了，还有三件事能做", "The money is gone. Three things can still be done"));
  w.body(Kind::Paragraph, say("骗局都是反复打磨过的，当时没看出来很正常。",
                              "Scams are polished again and again. Not seeing it at once is normal."));
  const auto cost = [&](std::string_view amount, text::Text of, Tone tone) {
    Element& element = w.body(Kind::Cost, plain_text(amount));
    element.detail = std::move(of);
    element.tone = tone;
  };
  cost("¥11,000.00", say("一共转出去", "paid in all"), Tone::Plain);
  cost("¥120.00", say("拿回来", "came back"), Tone::Plain);
  cost("¥10,880.00", say("没能拿回来", "not recovered"), Tone::Loss);
  w.body(Kind::Heading, say("破绽就在这些话里", "It was in these words"));
  Element& said =
      w.bubble(Side::Them, 0, say("苏老师", "Teacher Su"),
               say("稳赚不赔，老师拿人格担保。名额只到十点。", "You cannot lose, my word on it. Seats close at ten."));
  const auto mark = [&said](std::string_view words, uint32_t flag) {
    const size_t begin = said.text.utf8.find(words);
    FIREFLY_CHECK(begin != std::string::npos);
    said.text.marks.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + words.size()), flag});
  };
  mark(say("稳赚不赔", "You cannot lose").utf8, 0);
  mark(say("名额只到十点", "Seats close at ten").utf8, 1);
  Element& note = w.body(Kind::FlagNote, say("破绽：保证收益", "Giveaway: guaranteed return"));
  note.side = Side::Them;
  note.detail = say("投资有赚有赔。谁保证只赚不赔，谁就在骗人。",
                    "Investments rise and fall. Whoever guarantees a gain is cheating.");
  Element& brief = w.body(Kind::FlagNote, say("破绽：催你快", "Giveaway: a deadline"));
  brief.side = Side::Them;
  w.bubble(Side::Me, 0, say("我", "Me"), say("那我转一千试试", "Then I will try a thousand"));
  w.body(Kind::Caption, say("这一步之前可以留意：收款人是个不相干的公司",
                            "What could have warned you: the payee is an unrelated firm"))
      .tone = Tone::Flag;
  w.body(Kind::Heading, say("真的是什么样", "What a genuine one looks like"));
  w.step(0, say("持牌顾问不会保证收益。", "A licensed adviser never guarantees a return."), Tone::Genuine);
  w.body(Kind::Heading, say("已经转了钱", "If you have already paid"));
  w.step(1, say("别再转，不管对方说什么理由。", "Pay nothing more, whatever reason they give."), Tone::Danger);
  w.step(2, say("马上打 110，越快越好。", "Call 110 at once. Every minute counts."));
  w.step(3, say("什么都不要删：聊天、转账凭证、对方账号都留着。",
                "Delete nothing: keep the chat, the payment vouchers and their account details."));
  w.dock(say("接着看", "Next"), {Intent::Kind::Continue, 0}, Tone::Primary);
  return std::move(w.view);
}

View leave(Language language, app::TextSize size, const program::Pack& pack) {
  const Words say{language};
  Writer w = begin(Screen::Leave, language, size, pack, say("不玩了也没关系", "It is fine to stop"));
  w.body(Kind::Heading, say("不玩了也没关系", "It is fine to stop"));
  w.body(Kind::Paragraph,
         say("如果它让您想起自己经历过的事：那不是您的错，骗子是有备而来的。",
             "If it reminded you of something you went through: that was not your fault. They came prepared."));
  w.dock(say("回去接着演练", "Back to the drill"), {Intent::Kind::Back, 0});
  w.dock(say("看看别的", "See other drills"), {Intent::Kind::ShowCatalogue, 0});
  return std::move(w.view);
}

View thanks(Language language, app::TextSize size, const program::Pack& pack) {
  const Words say{language};
  Writer w = begin(Screen::Thanks, language, size, pack, say("谢谢您走完这一趟", "Thank you for going all the way"));
  w.body(Kind::Heading, say("谢谢您走完这一趟", "Thank you for going all the way"));
  w.body(Kind::Paragraph, say("回家把今天看到的破绽讲给家里人听，比什么都管用。",
                              "Tell your family tonight what gave it away. Nothing helps more."));
  Element& code = w.body(Kind::Code, say("用手机扫一扫，带回家接着练。", "Scan to take the drills home with you."));
  code.detail = say("暗号：西瓜 萤火。手机上看到的也是这两个词，再往下点。",
                    "Check words: melon glow. Go on only if your phone shows the same two.");
  code.modules = app::qr_code_of("HTTPS://FANZHA.EXAMPLE.CN/7K").modules;
  w.body(Kind::Caption,
         say("已存下一条统计，认不出是您。", "One anonymous entry was saved. It cannot be traced to you."));
  w.dock(say("再走一遍", "Play it again"), {Intent::Kind::Again, 0});
  w.dock(say("换一个演练", "Another drill"), {Intent::Kind::ShowCatalogue, 0}, Tone::Primary);
  return std::move(w.view);
}

View help(Language language, app::TextSize size, const program::Pack& pack) {
  const Words say{language};
  Writer w =
      begin(Screen::Help, language, size, pack, say("真遇上了，按这几步来", "If this is really happening, do this"));
  w.body(Kind::Caption, say("这一页是真的，不是演练。", "This page is real. It is no part of the drill."));
  w.body(Kind::Heading, say("马上停手，一分钱也别再转", "Stop now. Do not pay anything more"));
  w.body(Kind::Paragraph, say("民警就在旁边，直接告诉他。", "An officer is right beside you. Just tell them.")).tone =
      Tone::Danger;
  w.step(1, say("已经转了钱：马上打 110。", "If you have paid: call 110 at once."));
  w.step(2, say("什么都别删。", "Delete nothing."));
  w.body(Kind::Heading, say("打电话时，把这些准备好", "Have this at hand when you call"));
  w.step(0, say("您自己的开户行和卡号", "your own bank and account number"));
  Element& link = w.body(Kind::Link, say("拿不准？看看怎么问", "Not sure? See how to ask"));
  link.intent = {Intent::Kind::ShowAbout, 0};
  w.dock(say("拨打 110 报警", "Call 110, police"), {Intent::Kind::Dial, 0}, Tone::Danger);
  w.dock(say("拨打 96110 咨询", "Call 96110, advice"), {Intent::Kind::Dial, 1});
  w.dock(say("回到刚才的地方", "Back to where I was"), {Intent::Kind::Back, 0}, Tone::Quiet);
  return std::move(w.view);
}

}  // namespace

text::Text plain_text(std::string_view utf8) {
  text::Text text;
  text.utf8 = std::string(utf8);
  uint32_t before = 0;
  for (size_t at = 0; at < utf8.size();) {
    const base::CodePoint next = base::decode_utf8(utf8, at);
    const bool between_hanzi = (is_wide(before) || is_wide(next.value)) && !closes(next.value) && !opens(before);
    if (at > 0 && next.value != ' ' && (before == ' ' || between_hanzi))
      text.breaks.push_back({static_cast<uint32_t>(at)});
    before = next.value;
    at += next.length;
  }
  return text;
}

program::Pack picture_pack() {
  program::Draft draft;
  draft.kind = program::Draft::Kind::Messages;
  draft.name = "samples";
  draft.locales = {"zh-Hans"};
  draft.texts.resize(1);
  const auto picture = [&draft](const char* name, float width, float height) {
    program::DraftPicture made;
    made.name = name;
    made.width = width;
    made.height = height;
    made.points = {{0, 0}, {width, 0}, {width, height}, {0, height}};
    made.shapes = {{0, 4, 0x2a6f78ff, 0x14283cff, 2, 1}};
    made.alt_line = static_cast<uint32_t>(draft.lines.size());
    draft.lines.emplace_back().id = name;
    draft.texts[0].emplace_back().utf8 = name;
    draft.pictures.push_back(std::move(made));
  };
  picture("face", 48, 48);
  picture("scene", 320, 200);
  base::Result<program::Pack> pack = program::Pack::open(program::write_pack(draft));
  FIREFLY_CHECK(pack);
  return std::move(pack).value();
}

std::vector<Sample> samples(Language language, app::TextSize size, const program::Pack& pack) {
  return {{"attract", attract(language, size, pack)},
          {"language", language_screen(language, size, pack)},
          {"catalogue", catalogue(language, size, pack)},
          {"cover", cover(language, size, pack)},
          {"chat", chat(language, size, pack)},
          {"page", page(language, size, pack)},
          {"ringing", ringing(language, size, pack)},
          {"call", call(language, size, pack)},
          {"messages", messages(language, size, pack)},
          {"web", web(language, size, pack)},
          {"face", face(language, size, pack)},
          {"debrief", debrief(language, size, pack)},
          {"leave", leave(language, size, pack)},
          {"thanks", thanks(language, size, pack)},
          {"help", help(language, size, pack)}};
}

View long_chat(size_t messages, const program::Pack& pack) {
  const Words say{Language::Chinese};
  Writer w = begin(Screen::Chat, Language::Chinese, app::TextSize::Standard, pack, say("苏老师", ""));
  w.view.scroll = View::Scroll::Newest;
  for (size_t index = 0; index < messages; ++index) {
    const Side side = index % 3 == 2 ? Side::Me : Side::Them;
    w.bubble(side, 0, say("苏老师", ""), plain_text(std::to_string(index) + " 今晚这只，跟上的都吃肉，名额只到十点。"));
  }
  w.dock(say("继续", ""), {Intent::Kind::Continue, 0});
  return std::move(w.view);
}

}  // namespace firefly::ui_test
