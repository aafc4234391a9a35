#include "kiosk/app/intent.h"

#include "engine/base/check.h"

namespace firefly::app {

const char* name_of(Intent::Kind kind) {
  switch (kind) {
    case Intent::Kind::None: return "None";
    case Intent::Kind::Start: return "Start";
    case Intent::Kind::ChooseLanguage: return "ChooseLanguage";
    case Intent::Kind::ShowLanguages: return "ShowLanguages";
    case Intent::Kind::Open: return "Open";
    case Intent::Kind::Play: return "Play";
    case Intent::Kind::Resume: return "Resume";
    case Intent::Kind::Continue: return "Continue";
    case Intent::Kind::Choose: return "Choose";
    case Intent::Kind::Leave: return "Leave";
    case Intent::Kind::Back: return "Back";
    case Intent::Kind::Again: return "Again";
    case Intent::Kind::ShowCatalogue: return "ShowCatalogue";
    case Intent::Kind::Finish: return "Finish";
    case Intent::Kind::Retry: return "Retry";
    case Intent::Kind::Help: return "Help";
    case Intent::Kind::Dial: return "Dial";
    case Intent::Kind::LargerText: return "LargerText";
    case Intent::Kind::SmallerText: return "SmallerText";
    case Intent::Kind::ShowAbout: return "ShowAbout";
    case Intent::Kind::ReadLicences: return "ReadLicences";
    case Intent::Kind::ReadFiling: return "ReadFiling";
    case Intent::Kind::Tick: return "Tick";
  }
  FIREFLY_CHECK(false);
  return "";
}

}  // namespace firefly::app
