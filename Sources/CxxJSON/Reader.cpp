#include "Reader.h"

#include <cstring>
#include <new>

using simdjson::error_code;

extern "C" cxxjson_reader *cxxjson_reader_create(void) {
  return new (std::nothrow) cxxjson_reader;
}

extern "C" void cxxjson_reader_destroy(cxxjson_reader *reader) { delete reader; }

error_code cxxjson_reader::open(const uint8_t *json, size_t length,
                                ondemand::document &document) noexcept {
  const size_t needed = length + simdjson::SIMDJSON_PADDING;
  if (needed > text_capacity) {
    // The parser's own buffers grow with the longest text too: both in coarse steps.
    const size_t coarse = (needed + 0xffff) & ~size_t{0xffff};
    text.reset(new (std::nothrow) uint8_t[coarse]);
    text_capacity = text ? coarse : 0;
    if (!text) return simdjson::MEMALLOC;
    SIMDJSON_TRY(parser.allocate(coarse));
  }
  if (length > 0) std::memcpy(text.get(), json, length);
  std::memset(text.get() + length, 0, simdjson::SIMDJSON_PADDING);
  return parser.iterate(text.get(), length, text_capacity).get(document);
}

namespace cxxjson {

cxxjson_status status(error_code error) noexcept {
  switch (error) {
    case simdjson::SUCCESS:
      return CXXJSON_OK;
    case simdjson::UTF8_ERROR:
      return CXXJSON_BAD_UTF8;
    case simdjson::UNESCAPED_CHARS:
      return CXXJSON_CONTROL_CHARACTER;
    case simdjson::UNCLOSED_STRING:
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
      return CXXJSON_INCOMPLETE;
    case simdjson::DEPTH_ERROR:
      return CXXJSON_BOUNDED;
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC:
      return CXXJSON_NO_CAPACITY;
    default:
      return CXXJSON_MALFORMED;
  }
}

bool is_at_end(ondemand::document &document) noexcept {
  return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
}

namespace {

/// A token reaches to the next one; what follows it is white space.
std::string_view trimmed(std::string_view token) noexcept {
  while (!token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' ||
                            token.back() == '\t')) {
    token.remove_suffix(1);
  }
  return token;
}

size_t digits(std::string_view text, size_t at) noexcept {
  size_t end = at;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') end++;
  return end - at;
}

/// The grammar of RFC 8259 section 6, of any size: ids and counters may exceed 64 bits.
bool is_number(std::string_view text) noexcept {
  size_t at = 0;
  if (at < text.size() && text[at] == '-') at++;
  const size_t whole = digits(text, at);
  if (whole == 0 || (whole > 1 && text[at] == '0')) return false;
  at += whole;
  if (at < text.size() && text[at] == '.') {
    const size_t fraction = digits(text, ++at);
    if (fraction == 0) return false;
    at += fraction;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    at++;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) at++;
    const size_t exponent = digits(text, at);
    if (exponent == 0) return false;
    at += exponent;
  }
  return at == text.size();
}

void set(cxxjson_field &field, cxxjson_kind kind, std::string_view text) noexcept {
  field = cxxjson_field{kind, text.data(), text.size()};
}

}  // namespace

error_code read(std::string_view token, cxxjson_field &field) noexcept {
  const std::string_view text = trimmed(token);
  if (text.empty()) return simdjson::EMPTY;
  switch (text.front()) {
    case '"':
      if (text.size() < 2 || text.back() != '"') return simdjson::TAPE_ERROR;
      set(field, CXXJSON_RAW_STRING, text.substr(1, text.size() - 2));
      return simdjson::SUCCESS;
    case '{':
      set(field, CXXJSON_OBJECT, {});
      return simdjson::SUCCESS;
    case '[':
      set(field, CXXJSON_ARRAY, {});
      return simdjson::SUCCESS;
    case 't':
      if (text != "true") return simdjson::T_ATOM_ERROR;
      set(field, CXXJSON_TRUE, {});
      return simdjson::SUCCESS;
    case 'f':
      if (text != "false") return simdjson::F_ATOM_ERROR;
      set(field, CXXJSON_FALSE, {});
      return simdjson::SUCCESS;
    case 'n':
      if (text != "null") return simdjson::N_ATOM_ERROR;
      set(field, CXXJSON_NULL, {});
      return simdjson::SUCCESS;
    default:
      if (!is_number(text)) return simdjson::NUMBER_ERROR;
      set(field, CXXJSON_NUMBER, text);
      return simdjson::SUCCESS;
  }
}

error_code read(ondemand::value &value, cxxjson_field &field) noexcept {
  SIMDJSON_TRY(read(value.raw_json_token(), field));
  if (field.kind != CXXJSON_RAW_STRING) return simdjson::SUCCESS;
  if (std::memchr(field.text, '\\', field.length) == nullptr) {
    field.kind = CXXJSON_STRING;
    return simdjson::SUCCESS;
  }
  std::string_view decoded;
  if (value.get_string().get(decoded) == simdjson::SUCCESS) set(field, CXXJSON_STRING, decoded);
  return simdjson::SUCCESS;
}

}  // namespace cxxjson
