#pragma once

#define SIMDJSON_EXCEPTIONS 0
#include <simdjson.h>

#include "CxxJSON.h"

#include <memory>

namespace ondemand = simdjson::ondemand;

/// The parser with its padded copy of the text and the list of nodes; all of it is reused.
struct cxxjson_reader {
  ondemand::parser parser;
  std::unique_ptr<uint8_t[]> text;
  size_t text_capacity = 0;
  std::unique_ptr<cxxjson_node[]> nodes;
  size_t node_capacity = 0;

  /// Copies the text, pads it with zeros and indexes it.
  simdjson::error_code open(const uint8_t *json, size_t length,
                            ondemand::document &document) noexcept;
};

namespace cxxjson {

cxxjson_status status(simdjson::error_code error) noexcept;

/// Whether the parser stands behind the last token.
bool is_at_end(ondemand::document &document) noexcept;

/// Reads a scalar into `field`, or just notes the kind of an array or an object.
simdjson::error_code read(ondemand::value &value, cxxjson_field &field) noexcept;

/// The same for a scalar that is the whole document.
simdjson::error_code read(std::string_view token, cxxjson_field &field) noexcept;

}  // namespace cxxjson
