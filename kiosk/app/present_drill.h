#pragma once

#include "kiosk/app/state.h"
#include "kiosk/app/view.h"
#include "kiosk/app/words.h"

// The screens that show the play itself. Each fills title, body and dock of a View; the State has a drill.

namespace firefly::app {

// The conversation or the trading page of the moment, and what to do now.
void present_play(const State& state, const Words& words, View& view);

// One page of the debrief.
void present_debrief(const State& state, const Words& words, View& view);

}  // namespace firefly::app
