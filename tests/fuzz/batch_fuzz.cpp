#include <algorithm>

#include "engine/base/check.h"
#include "engine/stats/batch.h"

// Any bytes as what travels between a stall and the collector: refused, or the very bytes that we would write.

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace firefly;
  const std::span<const uint8_t> bytes(data, size);
  const auto is_same = [&](const std::vector<uint8_t>& written) {
    return std::equal(written.begin(), written.end(), bytes.begin(), bytes.end());
  };
  (void)stats::protocol_of(bytes);
  if (const base::Result<stats::Batch> batch = stats::decode_batch(bytes)) {
    FIREFLY_CHECK(is_same(stats::encode(batch.value())));
  }
  if (const base::Result<stats::Receipt> receipt = stats::decode_receipt(bytes)) {
    FIREFLY_CHECK(is_same(stats::encode(receipt.value())));
  }
  return 0;
}
