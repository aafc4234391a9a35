#include "kiosk/ui/scroll.h"

#include <doctest/doctest.h>

namespace firefly::ui {
namespace {

Scroll standing(float content, float view, float offset) {
  Scroll scroll;
  scroll.fit(content, view);
  scroll.move(offset);
  return scroll;
}

float rest_after(Scroll scroll) {
  const Proportions share;
  for (int frame = 0; frame < 1000 && scroll.moving(); ++frame) scroll.advance(0.016f, share);
  CHECK_FALSE(scroll.moving());
  return scroll.offset;
}

}  // namespace

TEST_CASE("what fits does not scroll") {
  Scroll scroll = standing(300, 400, 50);
  CHECK(scroll.offset == 0);
  CHECK(scroll.most == 0);
}

TEST_CASE("the body follows the finger and stops at both ends") {
  Scroll scroll = standing(1000, 400, 300);
  scroll.drag(-50, 0.016f);
  CHECK(scroll.offset == 350);
  scroll.drag(-5000, 0.016f);
  CHECK(scroll.offset == 600);
  scroll.drag(5000, 0.016f);
  CHECK(scroll.offset == 0);
}

TEST_CASE("a flick goes on for a while and comes to rest") {
  Scroll scroll = standing(10000, 400, 5000);
  for (int frame = 0; frame < 5; ++frame) scroll.drag(-20, 0.016f);
  scroll.release();
  CHECK(scroll.moving());
  const float rest = rest_after(scroll);
  CHECK(rest > 5150);
  CHECK(rest < 9000);
}

TEST_CASE("a finger that holds still before it lifts leaves no flick") {
  Scroll scroll = standing(10000, 400, 5000);
  for (int frame = 0; frame < 5; ++frame) scroll.drag(-20, 0.016f);
  for (int frame = 0; frame < 12; ++frame) scroll.drag(0, 0.016f);
  scroll.release();
  CHECK(rest_after(scroll) == doctest::Approx(5100).epsilon(0.001));
}

TEST_CASE("following glides to its goal and never beyond") {
  Scroll scroll = standing(1000, 400, 0);
  scroll.follow(10000);
  CHECK(scroll.goal == 600);
  CHECK(rest_after(scroll) == 600);
}

TEST_CASE("a body that became shorter comes back") {
  Scroll scroll = standing(1000, 400, 600);
  scroll.fit(700, 400);
  CHECK(scroll.offset == 300);
}

}  // namespace firefly::ui
