#include "Reader.h"

using simdjson::error_code;

namespace {

/// One pass over a document, guided by the trie of wanted paths.
class extraction {
 public:
  extraction(const cxxjson_step *steps, const char *names, cxxjson_field *fields) noexcept
      : steps_(steps), names_(names), fields_(fields) {}

  /// As deep as the trie, never deeper: what it does not name is skipped without recursion.
  error_code object(ondemand::object object, uint32_t step) noexcept {
    for (auto item : object) {
      ondemand::field field;
      SIMDJSON_TRY(std::move(item).get(field));
      std::string_view name;
      // A name that can't be decoded is none of those we look for.
      if (field.unescaped_key().get(name)) continue;
      const uint32_t child = find(name, step);
      if (child == 0) continue;
      SIMDJSON_TRY(value(field.value(), child));
    }
    return simdjson::SUCCESS;
  }

 private:
  error_code value(ondemand::value value, uint32_t step) noexcept {
    forget(step);
    cxxjson_field field{};
    SIMDJSON_TRY(cxxjson::read(value, field));
    if (steps_[step].slot >= 0) fields_[steps_[step].slot] = field;
    if (field.kind != CXXJSON_OBJECT || steps_[step].first_child == 0) return simdjson::SUCCESS;
    ondemand::object inner;
    SIMDJSON_TRY(value.get_object().get(inner));
    return object(inner, step);
  }

  uint32_t find(std::string_view name, uint32_t step) const noexcept {
    for (uint32_t child = steps_[step].first_child; child != 0;
         child = steps_[child].next_sibling) {
      const cxxjson_step &candidate = steps_[child];
      if (name == std::string_view(names_ + candidate.name_offset, candidate.name_length)) {
        return child;
      }
    }
    return 0;
  }

  /// An earlier member of the same name does not count, nor does anything below it.
  void forget(uint32_t step) noexcept {
    for (uint32_t at = step; at < steps_[step].end; at++) {
      if (steps_[at].slot >= 0) fields_[steps_[at].slot] = cxxjson_field{};
    }
  }

  const cxxjson_step *steps_;
  const char *names_;
  cxxjson_field *fields_;
};

}  // namespace

extern "C" cxxjson_status cxxjson_extract(cxxjson_reader *reader, const uint8_t *json,
                                          size_t length, const cxxjson_step *steps,
                                          const char *names, cxxjson_field *fields,
                                          size_t field_count) {
  for (size_t slot = 0; slot < field_count; slot++) fields[slot] = cxxjson_field{};
  ondemand::document document;
  if (auto error = reader->open(json, length, document)) return cxxjson::status(error);
  ondemand::object root;
  if (auto error = document.get_object().get(root)) return cxxjson::status(error);
  if (auto error = extraction(steps, names, fields).object(root, 0)) return cxxjson::status(error);
  return cxxjson::is_at_end(document) ? CXXJSON_OK : CXXJSON_MALFORMED;
}
